// The acts on a need as a whole, up to publishing. What follows is in recruiting/; what touches pledges is in server/pledges/settlement.
import { refuse } from "@/server/errors";
import type { Trx } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { clearTimer, setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { type NeedRow, needFacts, needForAct, postedByOffice } from "./data";
import { after } from "./lifecycle";
import { openSlots, shutSlots } from "./lines/commands";
import { findLines, isCertified } from "./lines/data";
import { list, unlist } from "./listing/commands";
import { deskMustHaveRoom, mustBeCertified, mustBeFit, nobodyMayHavePledged } from "./readiness/data";
import { startClocks, stopClocks } from "./recruiting/commands";
import { answerDueAt, confirmDueAt } from "./rules";
import {
  type GiveBackInput,
  giveBackInput,
  type NeedAnswer,
  type NeedRef,
  needRef,
  type PublishInput,
  publishInput,
  type RejectInput,
  rejectInput,
} from "./schema";
import { step } from "./steps/commands";

/**
 * Sends a draft on its way. A village office's own post for its own village is published by this at once; a resident's or grid
 * worker's waits for the secretary, and a sale that nobody has certified for the town.
 */
export async function submit(ctx: Ctx, input: PublishInput): Promise<NeedAnswer> {
  const body = publishInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const facts = needFacts(need);
  const grant = authorize(ctx, "need.edit", facts);
  after(need.status, "submit");
  const lines = await findLines(ctx.db, need);
  const stands = await mustBeFit(ctx, need, lines, body.acknowledged);
  const own = postedByOffice(need) || facts.escalated;
  if (own && lines.every(isCertified) && may(ctx, "need.verify", facts) !== false)
    return open(ctx, need, stands);
  if (need.poster_role === "resident") await deskMustHaveRoom(ctx, need);
  const now = ctx.clock.now();
  const due = answerDueAt(now);
  return step(ctx, need, {
    event: "submit",
    said: lines.every(isCertified) ? "need.submitted" : "need.stock_asked", // the town is told too
    grant,
    data: { acknowledged: stands, due: due.getTime() },
    set: { submitted_at: now, answer_due_at: due, escalated_at: null, question: null },
    within: (trx) => setTimer(trx, "need.overdue", need.id, due),
  });
}

/** Brings a request before the public. Sale lines need the stock certified first. */
export async function publish(ctx: Ctx, input: PublishInput): Promise<NeedAnswer> {
  const body = publishInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  authorize(ctx, "need.verify", needFacts(need));
  after(need.status, "publish");
  const lines = await findLines(ctx.db, need);
  const stands = await mustBeFit(ctx, need, lines, body.acknowledged);
  mustBeCertified(lines);
  return open(ctx, need, stands);
}

function open(ctx: Ctx, need: NeedRow, acknowledged: number): Promise<NeedAnswer> {
  const grant = authorize(ctx, "need.verify", needFacts(need));
  const now = ctx.clock.now();
  return step(ctx, need, {
    event: "publish",
    said: "need.published",
    grant,
    data: { acknowledged, region: need.region_id },
    set: {
      published_at: now,
      verified_by: ctx.actor?.personId ?? null,
      confirm_due_at: confirmDueAt(now),
      hidden_at: null,
      question: null,
      answer_due_at: null,
    },
    within: async (trx) => {
      await openSlots(trx, need, now);
      await clearTimer(trx, "need.overdue", need.id);
      await startClocks(trx, ctx, need);
    },
    afterwards: (trx) => list(trx, need.id),
  });
}

/** Back to its author with a question. */
export async function giveBack(ctx: Ctx, input: GiveBackInput): Promise<NeedAnswer> {
  const body = giveBackInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.verify", needFacts(need));
  return step(ctx, need, {
    event: "giveBack",
    said: "need.returned",
    grant,
    set: { question: body.question, answer_due_at: null },
    within: (trx) => clearTimer(trx, "need.overdue", need.id),
  });
}

/** The platform cannot do it: the reason says who can. */
export async function reject(ctx: Ctx, input: RejectInput): Promise<NeedAnswer> {
  const body = rejectInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.verify", needFacts(need));
  return step(ctx, need, {
    event: "reject",
    said: "need.rejected",
    grant,
    data: { reason: body.reason },
    set: {
      end_reason: body.reason,
      end_note: body.note ?? null,
      ended_at: ctx.clock.now(),
      answer_due_at: null,
    },
    within: (trx) => clearTimer(trx, "need.overdue", need.id),
  });
}

/** Back to draft, as long as nobody has ever pledged to it; otherwise it can only be cancelled. */
export async function takeBack(ctx: Ctx, input: NeedRef): Promise<NeedAnswer> {
  const body = needRef.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.edit", needFacts(need));
  return step(ctx, need, {
    event: "takeBack",
    said: "need.withdrawn",
    grant,
    set: {
      submitted_at: null,
      answer_due_at: null,
      escalated_at: null,
      question: null,
      published_at: null,
      verified_by: null,
      confirm_due_at: null,
      hidden_at: null,
    },
    within: async (trx) => {
      await shutSlots(trx, need.id); // whoever pledges now is before this or finds it shut
      await nobodyMayHavePledged(trx, need.id);
      await mayNotHaveShifts(trx, need);
      await unlist(trx, need.id);
      await clearTimer(trx, "need.overdue", need.id);
      await stopClocks(trx, need.id);
    },
  });
}

/** A draft's form knows one shift a line: what was planned beside it is called off first, or the need is cancelled. */
async function mayNotHaveShifts(trx: Trx, need: NeedRow): Promise<void> {
  const lines = await findLines(trx, need);
  if (lines.some((line) => line.slots.length > 1)) refuse("HAS_SHIFTS");
}
