// Who may be put in charge of a shift: people its poster knows of anyway, and organisations that have something to do with it.

import { refuse } from "@/server/errors";
import { canHappen } from "@/server/lifecycle";
import { SHIFT_EVENTS } from "@/server/needs/shifts/lifecycle";
import type { Db, Trx } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findShift, rosterOf, type Shift } from "../data";
import type { WhoRuns } from "./schema";

type Named = { id: string; name: string };
const LEADS = ["leader", "manager"];

/** The asker's own organisations, the need's, and those that have people there; it first that runs it now. */
export async function organisationsFor(ctx: Ctx, db: Db | Trx, shift: Shift): Promise<Named[]> {
  const own = (ctx.actor?.grants ?? []).flatMap((g) =>
    LEADS.includes(g.role) && g.organisationId ? [g.organisationId] : [],
  );
  const ids = [shift.row?.organisation_id, ...shift.facts.helperIds, shift.need.organisation_id, ...own];
  const some = [...new Set(ids.filter((id): id is string => !!id))];
  if (some.length === 0) return [];
  return db
    .selectFrom("organisation")
    .select(["id", "name"])
    .where("id", "in", some)
    .where((eb) => eb.or([eb("status", "=", "verified"), eb("id", "=", shift.row?.organisation_id ?? "")]))
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** Whoever posted, who asks, who comes, and who leads the need's organisation or one with people there. */
export async function peopleFor(ctx: Ctx, db: Db | Trx, shift: Shift): Promise<Named[]> {
  const { people } = await rosterOf(db, shift.slot.id);
  const organisations = [shift.need.organisation_id, shift.row?.organisation_id, ...shift.facts.helperIds];
  const led = [...new Set(organisations.filter((id): id is string => !!id))];
  const leaders =
    led.length === 0
      ? []
      : await db
          .selectFrom("role_grant")
          .select("person_id")
          .where("organisation_id", "in", led)
          .where("role", "in", LEADS)
          .where("ended_at", "is", null)
          .execute();
  const ids = [
    shift.need.poster_id,
    ctx.actor?.personId,
    shift.facts.leadId,
    ...people.filter((one) => one.status === "named").map((one) => one.personId),
    ...leaders.map((row) => row.person_id),
  ];
  return db
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", [...new Set(ids.filter((id): id is string => !!id))])
    .where("status", "=", "active")
    .orderBy("name")
    .orderBy("id")
    .execute();
}

/** For whoever posted; everybody else is told NOT_FOUND. */
export async function viewWhoRuns(ctx: Ctx, input: { slotId: string }): Promise<WhoRuns> {
  const shift = (await findShift(ctx.db, input.slotId)) ?? refuse("NOT_FOUND");
  authorize(ctx, "need.run", shift.facts, "NOT_FOUND");
  const [people, organisations] = await Promise.all([
    peopleFor(ctx, ctx.db, shift),
    organisationsFor(ctx, ctx.db, shift),
  ]);
  const { row } = shift;
  const among = (of: Named[], id: string | null | undefined) => of.find((one) => one.id === id) ?? null;
  return {
    slotId: input.slotId,
    version: row?.version ?? 0,
    lead: among(people, row?.lead_id),
    organisation: among(organisations, row?.organisation_id),
    namedUntil: row?.named_until ?? null,
    people,
    organisations,
    runs: organisations.filter((one) => shift.facts.runnerIds.includes(one.id)).map((one) => one.name),
    mayAppoint: canHappen(SHIFT_EVENTS, row?.status ?? "planned", "appoint"),
  };
}
