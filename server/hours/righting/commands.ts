// The recording unit finds out by itself that what counts is wrong. Less is one person's to say; more, or another time, is proposed and
// waits for a second, like a late entry. The volunteer is told, and may ask about it.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { isWithin } from "../closing/rules";
import { correctRecord, disputeRecord, heldRecord, strikeRecord } from "../correcting/commands";
import { put, takeBack } from "../corrections/commands";
import { mustBePlausible, sameMinute, visibleCorrection, waitingOn } from "../corrections/data";
import { CORRECTION_EVENTS } from "../corrections/lifecycle";
import { hoursFacts, type Known } from "../facts/data";
import { RECORD_EVENTS } from "../lifecycle";
import { refuseWhy } from "../speaking/commands";
import { visibleRecord, wordOf } from "../speaking/data";
import type { PutRightAnswer, PutRightInput, StrikeInput } from "./schema";

/** Other times for what counts. QUESTION_OPEN where somebody asked about it: answer that. */
export async function putRight(ctx: Ctx, input: PutRightInput): Promise<PutRightAnswer> {
  const { known, grant } = await mine(ctx, input.recordId);
  const { key, ...body } = input;
  const { from, to, reason, recordId } = input;
  const { record } = known;
  return once(ctx, key, body, async (trx): Promise<PutRightAnswer> => {
    const now = await unchanged(trx, input);
    const inner: Ctx = { ...ctx, db: trx };
    next(RECORD_EVENTS, now.record.status, "correct");
    await mustBePlausible(inner, record.slot_id, { from, to });
    const { from_at, to_at } = now.record;
    if (sameMinute(from, from_at) && sameMinute(to, to_at))
      refuse("INVALID", { fields: { to: "nothing_changed" } });
    if (to_at !== null && isWithin({ from, to }, { from: from_at, to: to_at })) {
      const how = { from, to, askedBy: null, said: "hours.put_right" as const, reason };
      const outcome = await correctRecord(trx, ctx, recordId, how, wordOf(ctx, now));
      if (outcome.why !== null) refuseWhy(outcome.why, outcome.dayMinutes);
      return { outcome: "done" };
    }
    await disputeRecord(trx, ctx, recordId);
    await put(trx, ctx, {
      about: "unit",
      slotId: record.slot_id,
      recordId,
      personId: record.person_id,
      unitId: record.recording_unit_id,
      from,
      to,
      words: reason,
      grant,
    });
    return { outcome: "proposed" };
  });
}

/** It was not served: out of the ledger, with a reason. One person's word, since it only takes away. */
export async function strike(ctx: Ctx, input: StrikeInput): Promise<void> {
  const { known, grant } = await mine(ctx, input.recordId);
  next(RECORD_EVENTS, known.record.status, "strike");
  await transact(ctx.db, async (trx) => {
    await unchanged(trx, input);
    await strikeRecord(trx, ctx, input.recordId, { grant, reason: input.reason });
  });
}

/** The proposal is taken back by who made it. */
export async function drop(ctx: Ctx, input: { correctionId: string }): Promise<void> {
  const { row, facts } = await visibleCorrection(ctx, input.correctionId);
  const grant = authorize(ctx, "hours.put_right", facts);
  if (row.about !== "unit") refuse("WRONG_STATE", { status: row.status, event: "drop" }); // the volunteer's to take back
  if (row.asked_by !== ctx.actor?.personId) refuse("FORBIDDEN");
  const status = next(CORRECTION_EVENTS, row.status, "drop");
  await transact(ctx.db, (trx) => takeBack(trx, ctx, row, { status, grant }));
}

async function mine(ctx: Ctx, recordId: string): Promise<{ known: Known; grant: Grant | null }> {
  const known = await visibleRecord(ctx, recordId);
  const grant = authorize(ctx, "hours.put_right", hoursFacts(known));
  if (ctx.actor?.personId === known.record.person_id) refuse("OWN_HOURS");
  return { known, grant };
}

/** Read again with the person's hours held, as it was when the form was made. */
async function unchanged(
  trx: Trx,
  { recordId, version }: { recordId: string; version: number },
): Promise<Known> {
  const known = await heldRecord(trx, recordId);
  if ((await waitingOn(trx, recordId)) !== null) refuse("QUESTION_OPEN");
  if (known.record.version !== version) refuse("MOVED_ON");
  return known;
}
