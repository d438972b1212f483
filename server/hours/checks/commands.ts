// A closed shift is drawn, or flagged by what is remarkable about it; somebody above looks and says what was found.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { next } from "@/server/lifecycle";
import { type Trx, transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findCheck } from "./data";
import { factsOf } from "./facts/data";
import { CHECK_EVENTS } from "./lifecycle";
import { mend } from "./mending/commands";
import { reasonsIn, reasonsOf } from "./rules";
import type { AnswerInput, CheckAnswer } from "./schema";

/** The worker's: a shift was closed, or its receiving side said something of a closed one. */
export async function flagShift(
  ctx: Ctx,
  event: Pick<OutboxEvent, "aggregate" | "subject_id">,
): Promise<void> {
  const slotId = event.aggregate === "statement" ? event.subject_id.slice(0, 36) : event.subject_id;
  await transact(ctx.db, async (trx) => {
    const shift = await trx
      .selectFrom("shift as h")
      .innerJoin("need as n", "n.id", "h.need_id")
      .select(["h.need_id", "h.closed_at", "n.county_id"])
      .where("h.slot_id", "=", slotId)
      .where("h.status", "=", "closed")
      .executeTakeFirst();
    if (shift === undefined || shift.closed_at === null) return;
    const closedOn = dayOf(shift.closed_at);
    const reasons = reasonsOf(await factsOf(trx, slotId, { countyId: shift.county_id, closedOn }));
    if (reasons.length > 0) await flag(trx, ctx, { slotId, ...shift }, reasons.join(" "));
  });
}

async function flag(
  trx: Trx,
  ctx: Ctx,
  shift: { slotId: string; need_id: string; county_id: number },
  reasons: string,
): Promise<void> {
  const there = await trx
    .selectFrom("spot_check")
    .selectAll()
    .where("slot_id", "=", shift.slotId)
    .forUpdate()
    .executeTakeFirst();
  // What was looked at stays looked at; what is known already is not said again.
  if (there !== undefined && (there.status !== "open" || there.reasons === reasons)) return;
  const [id, version] = [there?.id ?? uuid(), (there?.version ?? 0) + 1];
  const all = [...new Set([...reasonsIn(there?.reasons ?? ""), ...reasonsIn(reasons)])].join(" ");
  await record(trx, ctx, {
    aggregate: "spot_check",
    id,
    version,
    event: "check.flagged",
    data: { slotId: shift.slotId, reasons: all },
  });
  if (there === undefined)
    await trx
      .insertInto("spot_check")
      .values({
        id,
        slot_id: shift.slotId,
        need_id: shift.need_id,
        county_id: shift.county_id,
        reasons: all,
        status: "open",
        created_at: ctx.clock.now(),
      })
      .execute();
  else
    await trx
      .updateTable("spot_check")
      .set({ reasons: all, version })
      .where("id", "=", id)
      .where("version", "=", there.version)
      .execute();
}

/** Somebody of the town or district has looked; what does not hold is struck or shortened in the same transaction. */
export async function answerCheck(ctx: Ctx, input: AnswerInput): Promise<CheckAnswer> {
  const { row, place } = await findCheck(ctx.db, input.checkId);
  const grant = authorize(ctx, "hours.check", { place });
  const status = next(CHECK_EVENTS, row.status, input.outcome === "sound" ? "clear" : "object");
  const version = row.version + 1;
  return transact(ctx.db, async (trx) => {
    const mended = await mend(trx, { ...ctx, db: trx }, row.slot_id, input, grant);
    await orMovedOn(
      record(trx, ctx, {
        aggregate: "spot_check",
        id: row.id,
        version,
        event: `check.${status}`,
        grant,
        data: { slotId: row.slot_id, ...mended },
      }),
    );
    const done = await trx
      .updateTable("spot_check")
      .set({
        status,
        note: input.note,
        checked_by: ctx.actor?.personId ?? null,
        checked_at: ctx.clock.now(),
        version,
      })
      .where("id", "=", row.id)
      .where("version", "=", row.version)
      .executeTakeFirst();
    if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
    return mended;
  });
}
