// The end of a need: settling, completing, cancelling, closing. They stand here because they end pledges too.
import { refuse } from "@/server/errors";
import { findNeed, type NeedRow, needFacts, needForAct, sees } from "@/server/needs/data";
import { after } from "@/server/needs/lifecycle";
import { unlist } from "@/server/needs/listing/commands";
import type { NeedAnswer } from "@/server/needs/schema";
import { step } from "@/server/needs/steps/commands";
import type { Trx } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { clearTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { standingOf } from "./data";
import { type EndReason, endPledges } from "./endings/commands";
import { answersDueAt, mustBeDone } from "./rules";
import {
  type CancelInput,
  type CloseInput,
  cancelInput,
  closeInput,
  type NeedOnly,
  needOnly,
} from "./schema";
import { endShifts } from "./shifts/commands";

/** No more pledges; the queue ends; every helper is asked whether it is done. What is promised may still be delivered. */
export async function settle(ctx: Ctx, input: NeedOnly): Promise<NeedAnswer> {
  const body = needOnly.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  const due = answersDueAt(ctx.clock.now());
  return step(ctx, need, {
    event: "settle",
    said: "need.settling",
    grant,
    data: { due: due.getTime() },
    set: { answers_due_at: due, confirm_due_at: null },
    within: async (trx) => {
      await endPledges(trx, ctx, need.id, "need_settling", grant);
      await leaveTheLists(trx, need.id);
    },
  });
}

/** All delivered, nobody disputes, everybody has answered or had the time to. Refuses STILL_OPEN, DISPUTES_OPEN, ANSWERS_AWAITED. */
export async function complete(ctx: Ctx, input: NeedOnly): Promise<NeedAnswer> {
  const body = needOnly.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  after(need.status, "complete");
  return step(ctx, need, {
    event: "complete",
    said: "need.completed",
    grant,
    data: { round: need.round },
    set: { ended_at: ctx.clock.now() },
    within: async (trx) => {
      await lockNeed(trx, need.id); // an answer that disputes is before this, or finds the need completed
      mustBeDone(await standingOf(trx, need), ctx.clock.now());
      await endShifts(trx, ctx, need.id, grant);
    },
  });
}

/** The poster gives it up. Everybody who pledged is told. */
export async function cancel(ctx: Ctx, input: CancelInput): Promise<NeedAnswer> {
  const body = cancelInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  return end(ctx, need, {
    event: "cancel",
    pledges: "need_cancelled",
    reason: body.reason,
    note: body.note ?? null,
    duplicateOf: null,
  });
}

/** A duplicate points at its original; out of scope names who can help; solved elsewhere, no longer needed, cannot be reached. */
export async function close(ctx: Ctx, input: CloseInput): Promise<NeedAnswer> {
  const body = closeInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const duplicateOf = body.duplicateOf ?? null;
  if (duplicateOf !== null) await mustBeOriginal(ctx, need, duplicateOf);
  return end(ctx, need, {
    event: "close",
    pledges: "need_closed",
    reason: body.reason,
    note: body.note ?? null,
    duplicateOf,
  });
}

type End = {
  event: "cancel" | "close";
  pledges: EndReason;
  reason: string;
  note: string | null;
  duplicateOf: string | null;
};

async function end(ctx: Ctx, need: NeedRow, how: End): Promise<NeedAnswer> {
  const grant = authorize(ctx, "need.end", needFacts(need));
  return step(ctx, need, {
    event: how.event,
    said: how.event === "cancel" ? "need.cancelled" : "need.closed",
    grant,
    data: { reason: how.reason, ...(how.duplicateOf ? { duplicate_of: how.duplicateOf } : {}) },
    set: {
      ended_at: ctx.clock.now(),
      end_reason: how.reason,
      end_note: how.note,
      duplicate_of: how.duplicateOf,
      confirm_due_at: null,
      answer_due_at: null,
    },
    within: async (trx) => {
      await lockNeed(trx, need.id); // a shift that begins at this moment is before this, or finds the need ended
      await endShifts(trx, ctx, need.id, grant);
      await endPledges(trx, ctx, need.id, how.pledges, grant);
      await leaveTheLists(trx, need.id);
      await clearTimer(trx, "need.overdue", need.id);
    },
  });
}

/** Another need that the asker may see and that has not itself ended as a duplicate: no chains, no rings. */
async function mustBeOriginal(ctx: Ctx, need: NeedRow, originalId: string): Promise<void> {
  const original = originalId === need.id ? null : await findNeed(ctx.db, originalId);
  if (original === null || !sees(ctx, original) || original.duplicate_of !== null)
    refuse("INVALID", { fields: { duplicateOf: "unknown" } });
}

async function leaveTheLists(trx: Trx, needId: string): Promise<void> {
  await unlist(trx, needId);
  await clearTimer(trx, "need.confirm_due", needId);
  await clearTimer(trx, "need.seal_at_deadline", needId);
}

/** Whoever answers, or begins a shift, and whoever ends the need wait for each other. */
export const lockNeed = (trx: Trx, needId: string) =>
  trx.selectFrom("need").select("status").where("id", "=", needId).forUpdate().executeTakeFirstOrThrow();
