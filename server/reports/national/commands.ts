// Acts on batches: made, opened, taken, given back.
import { sql } from "kysely";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { readPeriod } from "../rules";
import { authorizeUnit, isDue, mayGo, rowsOfBatch } from "./data";
import { BATCH_EVENTS } from "./lifecycle";
import { BATCH_MAX, type NationalRow } from "./schema";

/** Gathers what can go of that month, the earliest first. Two at once: the rows' key lets one of them through. */
export async function makeBatch(
  ctx: Ctx,
  input: { unitId: string; month: string },
): Promise<{ batchId: string; rows: number }> {
  const grant = await authorizeUnit(ctx, input.unitId);
  const period = readPeriod(input.month) ?? refuse("INVALID", { fields: { month: "malformed" } });
  const batchId = uuid();
  try {
    return await transact(ctx.db, async (trx) => {
      const { rows } = await sql<{ id: string }>`SELECT e.id FROM hours_entry e
        WHERE e.recording_unit_id = ${input.unitId} AND e.day >= ${period.from} AND e.day < ${period.until}
          AND ${isDue} AND ${mayGo} ORDER BY e.day, e.id LIMIT ${sql.lit(BATCH_MAX)}`.execute(trx);
      if (rows.length === 0) refuse("NOTHING_TO_HAND_OVER");
      await trx
        .insertInto("national_batch")
        .values({
          id: batchId,
          unit_id: input.unitId,
          month: input.month,
          row_count: rows.length,
          status: next(BATCH_EVENTS, "new", "make"),
          made_by: ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"),
          made_at: ctx.clock.now(),
        })
        .execute();
      await record(trx, ctx, {
        aggregate: "national_batch",
        id: batchId,
        version: 1,
        event: "national_batch.made",
        grant,
        data: { unitId: input.unitId, month: input.month, rows: rows.length },
      });
      await trx
        .insertInto("national_row")
        .values(rows.map(({ id }) => ({ entry_id: id, batch_id: batchId })))
        .execute();
      return { batchId, rows: rows.length };
    });
  } catch (error) {
    if (isDuplicate(error, "PRIMARY")) refuse("MOVED_ON");
    throw error;
  }
}

/** Identity numbers leave here: recorded first, in a transaction of its own. */
export async function openBatch(
  ctx: Ctx,
  input: { batchId: string },
): Promise<{ month: string; unit: string; rows: NationalRow[] }> {
  const { batch, grant } = await known(ctx, input.batchId);
  if (batch.status === "returned") refuse("WRONG_STATE", { status: batch.status });
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await record(trx, ctx, {
        aggregate: "national_batch",
        id: batch.id,
        version: batch.version + 1,
        event: "national_batch.opened",
        grant,
        data: { rows: batch.row_count },
      });
      const { numUpdatedRows } = await trx
        .updateTable("national_batch")
        .set({ version: batch.version + 1 })
        .where("id", "=", batch.id)
        .where("version", "=", batch.version)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) refuse("MOVED_ON");
    }),
  );
  return { month: batch.month, unit: batch.unit, rows: await rowsOfBatch(ctx, batch.id) };
}

/** The national system has taken it. */
export const acceptBatch = (ctx: Ctx, input: { batchId: string }): Promise<void> =>
  answer(ctx, input.batchId, "accept", null);

/** It did not: its rows are free for another file. */
export const giveBackBatch = (
  ctx: Ctx,
  input: { batchId: string; note?: string | undefined },
): Promise<void> => answer(ctx, input.batchId, "giveBack", input.note ?? null);

async function answer(
  ctx: Ctx,
  batchId: string,
  event: "accept" | "giveBack",
  note: string | null,
): Promise<void> {
  const { batch, grant } = await known(ctx, batchId);
  const status = next(BATCH_EVENTS, batch.status, event);
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      if (status === "returned")
        await trx.deleteFrom("national_row").where("batch_id", "=", batchId).execute();
      await record(trx, ctx, {
        aggregate: "national_batch",
        id: batchId,
        version: batch.version + 1,
        event: `national_batch.${status}`,
        grant,
      });
      const { numUpdatedRows } = await trx
        .updateTable("national_batch")
        .set({ status, note, answered_at: ctx.clock.now(), version: batch.version + 1 })
        .where("id", "=", batchId)
        .where("status", "=", batch.status)
        .where("version", "=", batch.version)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) refuse("MOVED_ON");
    }),
  );
}

async function known(ctx: Ctx, batchId: string) {
  const batch =
    (await ctx.db
      .selectFrom("national_batch as b")
      .innerJoin("organisation as o", "o.id", "b.unit_id")
      .selectAll("b")
      .select("o.name as unit")
      .where("b.id", "=", batchId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  return { batch, grant: await authorizeUnit(ctx, batch.unit_id) };
}
