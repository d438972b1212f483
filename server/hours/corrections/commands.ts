// The volunteer asks, the recording unit answers: what counts stays until then, and is put right by a reversal and a new row.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { actsFor } from "@/server/people/proxies/data";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { addWorkDays } from "../calendar/data";
import { isPlausible, isWithin } from "../closing/rules";
import { correctRecord, disputeRecord, strikeRecord, upholdRecord } from "../correcting/commands";
import { hoursFacts } from "../facts/data";
import { RECORD_EVENTS } from "../lifecycle";
import { type Interval, RECORD_WORK_DAYS } from "../rules";
import { refuseWhy } from "../speaking/commands";
import { visibleRecord, wordOf } from "../speaking/data";
import { type CorrectionRow, visibleCorrection } from "./data";
import { CORRECTION_EVENTS } from "./lifecycle";
import type { AnswerInput, AskInput } from "./schema";

/** By the volunteer, or whoever acts for them. The record goes on counting, in dispute. */
export async function ask(ctx: Ctx, input: AskInput): Promise<{ correctionId: string }> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const known = await visibleRecord(ctx, input.recordId);
  const personId = known.record.person_id;
  const grant = authorize(ctx, "hours.ask", {
    personId,
    actsFor: await actsFor(ctx.db, actor.personId, personId),
  });
  next(RECORD_EVENTS, known.record.status, "dispute");
  await mustBePlausible(ctx, known.record.slot_id, input);
  const sameMinute = (a: Date, b: Date | null) =>
    b !== null && Math.floor(a.getTime() / 60_000) === Math.floor(b.getTime() / 60_000);
  if (sameMinute(input.from, known.record.from_at) && sameMinute(input.to, known.record.to_at))
    refuse("INVALID", { fields: { to: "nothing_changed" } });
  const { key, ...body } = input;
  return once(ctx, key, body, async (trx) => {
    const correctionId = uuid();
    const dueAt = await addWorkDays(trx, ctx.clock.now(), RECORD_WORK_DAYS);
    await disputeRecord(trx, ctx, input.recordId);
    await record(trx, ctx, {
      aggregate: "correction",
      id: correctionId,
      version: 1,
      event: "correction.asked",
      grant,
      forId: personId,
      data: { correctionId, recordId: input.recordId },
    });
    await trx
      .insertInto("correction")
      .values({
        id: correctionId,
        record_id: input.recordId,
        person_id: personId,
        status: "asked",
        from_at: input.from,
        to_at: input.to,
        words: input.words,
        asked_by: actor.personId,
        due_at: dueAt,
        live_key: input.recordId,
        created_at: ctx.clock.now(),
      })
      .execute();
    return { correctionId };
  });
}

async function mustBePlausible(ctx: Ctx, slotId: string, { from, to }: Interval): Promise<void> {
  const slot = await ctx.db
    .selectFrom("slot")
    .select("starts_at")
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  if (!isPlausible({ from, to }, slot.starts_at, ctx.clock.now()))
    refuse("INVALID", { fields: { to: "not_of_this_shift" } });
}

/** Never by who served. Other times than were asked for may be found to be right. */
export async function answer(ctx: Ctx, input: AnswerInput): Promise<void> {
  const { row, known } = await visibleCorrection(ctx, input.correctionId);
  const grant = authorize(ctx, "hours.correct", hoursFacts(known));
  if (ctx.actor?.personId === row.person_id) refuse("OWN_HOURS");
  const event = input.outcome === "upheld" ? "uphold" : "correct";
  const status = next(CORRECTION_EVENTS, row.status, event);
  await transact(ctx.db, async (trx) => {
    await putRight(trx, ctx, row, input, grant);
    await step(trx, ctx, row, {
      status,
      event: input.outcome === "upheld" ? "correction.upheld" : "correction.answered",
      grant,
      set: {
        answer: input.answer,
        answered_by: ctx.actor?.personId ?? null,
        answered_at: ctx.clock.now(),
      },
    });
  });
}

async function putRight(
  trx: Trx,
  ctx: Ctx,
  row: CorrectionRow,
  input: AnswerInput,
  grant: Grant | null,
): Promise<void> {
  const { record_id: recordId } = row;
  if (input.outcome === "upheld") return upholdRecord(trx, ctx, recordId, { grant });
  if (input.outcome === "struck")
    return strikeRecord(trx, ctx, recordId, { grant, reason: input.answer.slice(0, 200) });
  const known = await visibleRecord({ ...ctx, db: trx }, recordId);
  const times = { from: input.from ?? row.from_at, to: input.to ?? row.to_at };
  await mustBePlausible(ctx, known.record.slot_id, times);
  // The volunteer is the first of two for what they asked for, and for less; any other time is the answerer's own to say.
  const { from_at, to_at } = known.record;
  const theirs = isWithin(times, { from: row.from_at, to: row.to_at });
  const stands = to_at !== null && isWithin(times, { from: from_at, to: to_at });
  const askedBy = theirs || stands ? row.asked_by : (ctx.actor?.personId ?? null);
  const outcome = await correctRecord(trx, ctx, recordId, { ...times, askedBy }, wordOf(ctx, known));
  if (outcome.why !== null) refuseWhy(outcome.why, outcome.dayMinutes);
}

/** It was right after all. */
export async function withdraw(ctx: Ctx, input: { correctionId: string }): Promise<void> {
  const { row, own } = await visibleCorrection(ctx, input.correctionId);
  const grant = authorize(ctx, "hours.ask", {
    personId: row.person_id,
    actsFor: own && ctx.actor?.personId !== row.person_id,
  });
  const status = next(CORRECTION_EVENTS, row.status, "withdraw");
  await transact(ctx.db, async (trx) => {
    await upholdRecord(trx, ctx, row.record_id, { grant });
    await step(trx, ctx, row, { status, event: "correction.withdrawn", grant, set: {} });
  });
}

type Step = { status: string; event: string; grant: Grant | null; set: Partial<CorrectionRow> };

async function step(trx: Trx, ctx: Ctx, row: CorrectionRow, to: Step): Promise<void> {
  const version = row.version + 1;
  await record(trx, ctx, {
    aggregate: "correction",
    id: row.id,
    version,
    event: to.event,
    grant: to.grant,
    forId: row.person_id,
    data: { correctionId: row.id, recordId: row.record_id },
  }).catch((error) => {
    if (isDuplicate(error)) refuse("MOVED_ON");
    throw error;
  });
  const done = await trx
    .updateTable("correction")
    .set({ ...to.set, status: to.status, live_key: null, version })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}
