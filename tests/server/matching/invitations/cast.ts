// Teams and a need, for tests about inviting.
import { v7 as uuid } from "uuid";
import { invite } from "@/server/matching/invitations/commands";
import { inviteInput } from "@/server/matching/invitations/schema";
import type { Ctx } from "@/server/trpc/context";
import { type LineSpec, openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import {
  ctxOf,
  grant,
  organisation,
  person,
  places,
  seedPlaces,
  type TestWorld,
} from "@/tests/support/world";

export type Team = { id: string; ctx: Ctx };

/** 潘书记 with a need of one line, and so many teams with a leader each. */
export async function invited(world: TestWorld, line: LineSpec = {}, teams = 1) {
  await seedPlaces(world);
  const secretary = await person(world, "潘书记", { regionId: places.xipandun });
  await grant(world, secretary, "secretary", { regionId: places.xipandun });
  const pan = await ctxOf(world, secretary);
  const need = await openNeed(world, { posterId: secretary.id, lines: [line] });
  const slotId = need.lines[0]!.slotId;
  const all = await Promise.all(Array.from({ length: teams }, () => newTeam(world)));
  return { pan, need, slotId, lineId: need.lines[0]!.id, teams: all, team: all[0] as Team };
}

export async function newTeam(world: TestWorld): Promise<Team> {
  const name = `志愿服务队${uuid().slice(-8)}`;
  const id = await organisation(world, name, "party_team", places.gaodu);
  const leader = await person(world, "队长", { regionId: places.gaodu });
  await grant(world, leader, "leader", { organisationId: id });
  return { id, ctx: await ctxOf(world, leader) };
}

/** Asks teams for an amount each, as the form does; answers the invitations' ids in their order. */
export async function ask(
  world: TestWorld,
  by: Ctx,
  slotId: string,
  teams: readonly { id: string }[],
  amount: string | number | undefined = 1,
): Promise<string[]> {
  const picks = teams.map(({ id }) => ({
    helperKind: "organisation" as const,
    helperId: id,
    ...(amount === undefined ? {} : { amount: String(amount) }),
  }));
  await invite(by, inviteInput.parse({ slotId, picks, key: newKey() }));
  const rows = await world.db
    .selectFrom("invitation")
    .select(["id", "helper_id"])
    .where("slot_id", "=", slotId)
    .where("status", "=", "sent")
    .execute();
  return teams.map(({ id }) => rows.find((row) => row.helper_id === id)?.id ?? "");
}

export const invitationOf = (world: TestWorld, id: string) =>
  world.db.selectFrom("invitation").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
