// Asked for help: one has said yes, one no, one was silent, and two have it before them now; and 西潘墩村's own lawyer.
import { open as unseal } from "@/server/platform/crypto";
import type { Cast, Organisation } from "./people";
import type { Caller, Stage } from "./stage";
import { RICE } from "./templates";

const CANTEEN_TITLE = "村里食堂缺米面油";

/** The newest need of that title that its poster has. */
async function slotIn(caller: Caller, title: string, item: string): Promise<string | null> {
  const { needs } = await caller.needs.mine({ limit: 20 });
  const need = needs.find((one) => one.title === title);
  if (need === undefined) return null;
  const { lines } = await caller.needs.visible({ needId: need.needId });
  return lines.find((line) => line.item === item)?.slots[0]?.slotId ?? null;
}

const picks = (teams: readonly Organisation[], amount: string) =>
  teams.map(({ id }) => ({ helperKind: "organisation" as const, helperId: id, amount }));

/** 西潘墩村's own lawyer, by name and number as its secretary knows them. */
async function appointLawyer(stage: Stage, cast: Cast, personId: string): Promise<void> {
  const { db, keys } = stage.world;
  const { name, cipher } = await db
    .selectFrom("person as p")
    .innerJoin("person_phone as h", "h.person_id", "p.id")
    .select(["p.name", "h.cipher"])
    .where("p.id", "=", personId)
    .executeTakeFirstOrThrow();
  const secretary = await stage.as(cast.rice.secretary);
  await secretary.advisers.appoint({
    regionId: cast.rice.id,
    kind: "lawyer",
    name,
    phone: unseal(keys, cipher),
  });
}

export function planInvitations(stage: Stage, cast: Cast): void {
  const ask =
    (by: string, title: string, item: string, teams: readonly Organisation[], amount: string) => async () => {
      const caller = await stage.as(by);
      const slotId = await slotIn(caller, title, item);
      if (slotId === null) throw new Error(`nothing to invite for: ${title} ${item}`);
      await caller.invitations.invite({ slotId, picks: picks(teams, amount), key: stage.key() });
    };
  const answer = (team: Organisation, yes: boolean) => async () => {
    const caller = await stage.as(team.leader);
    const [open] = await caller.invitations.mine({ organisationId: team.id });
    if (open === undefined) return;
    const said = { invitationId: open.id, version: open.version, key: stage.key() };
    await (yes ? caller.invitations.accept(said) : caller.invitations.decline({ ...said, reason: "busy" }));
  };
  stage.plan(stage.at(-30, 9), () => appointLawyer(stage, cast, cast.goodPeople[151] as string));
  const team = (n: number) => cast.teams[n] as Organisation;
  const [yes, no, silent] = [team(7), team(12), cast.units[8] as Organisation];
  stage.plan(stage.at(-6, 9), ask(cast.canteen.secretary, CANTEEN_TITLE, "花生油", [yes, no, silent], "20"));
  stage.plan(stage.at(-6, 12), answer(yes, true));
  stage.plan(stage.at(-6, 19), answer(no, false));
  // The persona of a leader has one to answer; it stands until the day after tomorrow.
  stage.plan(stage.at(-1, 20), ask(cast.rice.secretary, RICE.title, "装车", [team(0), team(4)], "2"));
}
