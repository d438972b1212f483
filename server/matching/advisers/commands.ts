// A village's advisers come and go: written down by its desk or by those above.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { personWith } from "@/server/people/entry/data";
import { isDuplicate, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { villageOf } from "./data";
import { ADVISERS_MAX, type AppointInput, type EndInput } from "./schema";

/**
 * Name and number must both be theirs: a number alone is shared by families. Refuses NOT_FOUND for a village that is none,
 * NOBODY_WITH_NUMBER, ALREADY_GRANTED, TOO_MANY_ADVISERS.
 */
export async function appoint(ctx: Ctx, input: AppointInput): Promise<{ adviserId: string }> {
  const { place } = await villageOf(ctx, input.regionId);
  const grant = authorize(ctx, "adviser.appoint", { place });
  await spend(ctx, "find_person", ctx.actor?.personId ?? "");
  const personId = await personWith(ctx.db, ctx.keys, input);
  if (personId === null) refuse("NOBODY_WITH_NUMBER");
  const now = ctx.clock.now();
  const id = uuid();
  try {
    await transact(ctx.db, async (trx) => {
      const there = await trx
        .selectFrom("village_adviser")
        .select("id")
        .where("region_id", "=", input.regionId)
        .where("kind", "=", input.kind)
        .where("ended_at", "is", null)
        .forUpdate()
        .execute();
      if (there.length >= ADVISERS_MAX) refuse("TOO_MANY_ADVISERS", { max: ADVISERS_MAX });
      await trx
        .insertInto("village_adviser")
        .values({
          id,
          region_id: input.regionId,
          kind: input.kind,
          person_id: personId,
          live_key: `${input.regionId}:${input.kind}:${personId}`,
          appointed_by: ctx.actor?.personId ?? "",
          appointed_at: now,
        })
        .execute();
      await record(trx, ctx, {
        aggregate: "adviser",
        id,
        version: 1,
        event: "adviser.appointed",
        grant,
        data: { region: input.regionId, kind: input.kind },
      });
    });
  } catch (error) {
    if (isDuplicate(error, "live_key")) refuse("ALREADY_GRANTED");
    throw error;
  }
  return { adviserId: id };
}

/** By the village's desk, those above, or the adviser. */
export async function end(ctx: Ctx, input: EndInput): Promise<void> {
  const row = await ctx.db
    .selectFrom("village_adviser")
    .selectAll()
    .where("id", "=", input.adviserId)
    .executeTakeFirst();
  if (row === undefined) refuse("NOT_FOUND");
  const { place } = await villageOf(ctx, row.region_id);
  const grant = authorize(ctx, "adviser.end", { place, personId: row.person_id }, "NOT_FOUND");
  if (row.ended_at !== null) refuse("MOVED_ON");
  await transact(ctx.db, async (trx) => {
    await record(trx, ctx, {
      aggregate: "adviser",
      id: row.id,
      version: row.version + 1,
      event: "adviser.ended",
      grant,
      data: { region: row.region_id, kind: row.kind },
    });
    const ended = await trx
      .updateTable("village_adviser")
      .set({ ended_at: ctx.clock.now(), live_key: null, version: row.version + 1 })
      .where("id", "=", row.id)
      .where("version", "=", input.version)
      .where("ended_at", "is", null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) refuse("MOVED_ON");
  });
}
