// What lies there before matching looks: a listed need, what a team can do, what a person says, and what they took before.
import { v7 as uuid } from "uuid";
import { beforeEach } from "vitest";
import { whoCanHelp } from "@/server/matching/ranking/commands";
import { list } from "@/server/needs/listing/commands";
import { transact } from "@/server/platform/db";
import { emptyTestDb } from "./database";
import { type LineSpec, type NeedSpec, type OpenNeed, openNeed } from "./needs";
import { type Story, storyWorld } from "./story";
import { ctxOf, type TestWorld } from "./world";

export let world: TestWorld;
export let story: Story;

export async function anew(): Promise<void> {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
}
/** Each test of the file begins with the story's people and nothing else. */
export const inStory = (): void => beforeEach(anew);

export const ago = (days: number) => new Date(world.clock.now().getTime() - days * 86_400_000);
export const pan = () => ctxOf(world, story.pan);
export const who = async (needId: string, limit = 50) => whoCanHelp(await pan(), { needId, limit });

/** A Saturday morning. */
export const SHIFT = { startsAt: new Date("2026-11-21T01:00:00Z"), endsAt: new Date("2026-11-21T04:00:00Z") };

/** An open need of 潘书记's that lists and suggestions find. */
export async function need(lines: LineSpec[], over: NeedSpec = {}) {
  const made = await openNeed(world, { posterId: story.pan.id, lines, ...over });
  await transact(world.db, (trx) => list(trx, made.id));
  return made;
}

export const able = (
  { db }: TestWorld,
  organisationId: string,
  kind: "work" | "equipment" | "area",
  code: string,
  amount = 1,
) =>
  db
    .insertInto("organisation_ability")
    .ignore()
    .values({ organisation_id: organisationId, kind, code, amount })
    .execute();

/** May be asked, anywhere in the county. */
export const says = ({ db, clock }: TestWorld, personId: string, over: object = {}) =>
  db
    .insertInto("person_profile")
    .values({
      person_id: personId,
      skills: "[]",
      kinds: "[]",
      invitable: true,
      free_parts: 0,
      reach: "county",
      updated_at: clock.now(),
      ...over,
    })
    .execute();

/** A pledge as it might lie there, on a slot of its own: only matching reads it here. */
export async function took(
  { db, clock }: TestWorld,
  helper: { person?: string; organisation?: string },
  on: OpenNeed,
  over: { status?: string; at?: Date; accepted?: number } = {},
) {
  const at = over.at ?? clock.now();
  await db
    .insertInto("pledge")
    .values({
      id: uuid(),
      need_id: on.id,
      line_id: on.lines[0]!.id,
      slot_id: on.lines[0]!.slotId,
      helper_kind: helper.person ? "person" : "organisation",
      person_id: helper.person ?? null,
      organisation_id: helper.organisation ?? null,
      status: over.status ?? "confirmed",
      wanted: 1,
      amount: 1,
      accepted: over.accepted ?? 0,
      via: "self",
      recorded_by: uuid(),
      created_at: at,
      updated_at: at,
    })
    .execute();
}
