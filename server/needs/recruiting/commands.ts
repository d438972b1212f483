// While a need takes pledges: pause, go on, end, and change its words.
import { refuse } from "@/server/errors";
import { seal as sealText } from "@/server/platform/crypto";
import type { Trx } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import { clearTimer, setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { type NeedRow, needFacts, needForAct } from "../data";
import { after } from "../lifecycle";
import { openSlots, shutSlots } from "../lines/commands";
import { list, unlist } from "../listing/commands";
import { confirmDueAt, wrongDates } from "../rules";
import { type ChangeInput, changeInput, type NeedAnswer, type NeedRef, needRef } from "../schema";
import { startWeek, step } from "../steps/commands";
import { refuseWording } from "../wording/rules";

export async function pause(ctx: Ctx, input: NeedRef): Promise<NeedAnswer> {
  const body = needRef.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  return step(ctx, need, {
    event: "pause",
    said: "need.paused",
    grant,
    set: { confirm_due_at: null },
    within: async (trx) => {
      await shutSlots(trx, need.id);
      await unlist(trx, need.id);
      await clearTimer(trx, "need.confirm_due", need.id);
    },
  });
}

/** Takes pledges again, also after recruiting had ended: the deadline must lie ahead. A sale that lost its certification stays shut. */
export async function resume(ctx: Ctx, input: NeedRef): Promise<NeedAnswer> {
  const body = needRef.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  after(need.status, "resume");
  const now = ctx.clock.now();
  const fields = wrongDates(need.deadline_at, [], now);
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  return step(ctx, need, {
    event: "resume",
    said: "need.resumed",
    grant,
    set: { confirm_due_at: confirmDueAt(now), hidden_at: null },
    within: async (trx) => {
      await openSlots(trx, need, now);
      await startClocks(trx, ctx, need);
    },
    afterwards: (trx) => list(trx, need.id),
  });
}

/** 够了: no more pledges; what was promised goes on. */
export async function seal(ctx: Ctx, input: NeedRef): Promise<NeedAnswer> {
  const body = needRef.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  return sealWith(ctx, need, authorize(ctx, "need.run", needFacts(need)), false);
}

/** Timer: the deadline has come. A deadline moved since has its own timer. */
export async function sealAtDeadline(ctx: Ctx, needId: string): Promise<void> {
  const need = await needForAct(ctx, needId);
  if (need.deadline_at > ctx.clock.now()) return;
  await sealWith(ctx, need, null, true);
}

function sealWith(ctx: Ctx, need: NeedRow, grant: Grant | null, atDeadline: boolean) {
  return step(ctx, need, {
    event: atDeadline ? "sealAtDeadline" : "seal",
    said: "need.sealed",
    grant,
    data: { at_deadline: atDeadline },
    set: { confirm_due_at: null },
    within: async (trx) => {
      await shutSlots(trx, need.id);
      await unlist(trx, need.id);
      await stopClocks(trx, need.id);
    },
  });
}

/** New words or another deadline for a published need. History keeps which fields, never their text. */
export async function change(ctx: Ctx, input: ChangeInput): Promise<NeedAnswer> {
  const body = changeInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  after(need.status, "change");
  const { title, story, risk, contactName, contactPhone, deadlineAt } = body;
  if (deadlineAt) {
    const fields = wrongDates(deadlineAt, [], ctx.clock.now());
    if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  }
  const stands = refuseWording({ title, story, risk }, body.acknowledged);
  const given = { title, story, risk, contactName, contactPhone, deadlineAt };
  const changed = Object.entries(given).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (changed.length === 0) refuse("INVALID", { fields: { _: "nothing_changed" } });
  return step(ctx, need, {
    event: "change",
    said: "need.changed",
    grant,
    data: {
      fields: changed.join(","),
      acknowledged: stands,
      ...(deadlineAt ? { deadline: deadlineAt.getTime() } : {}),
    },
    set: {
      ...(title ? { title } : {}),
      ...(story ? { story } : {}),
      ...(risk ? { risk } : {}),
      ...(contactName ? { contact_name: contactName } : {}),
      ...(contactPhone ? { contact_cipher: sealText(ctx.keys, contactPhone) } : {}),
      ...(deadlineAt ? { deadline_at: deadlineAt } : {}),
    },
    within: async (trx) => {
      if (deadlineAt && need.status !== "sealed")
        await setTimer(trx, "need.seal_at_deadline", need.id, deadlineAt);
    },
    afterwards: async (trx) => {
      if (need.status === "open" && need.hidden_at === null && (title || deadlineAt))
        await list(trx, need.id);
    },
  });
}

export async function startClocks(trx: Trx, ctx: Ctx, need: NeedRow): Promise<void> {
  await startWeek(trx, ctx, need.id);
  await setTimer(trx, "need.seal_at_deadline", need.id, need.deadline_at);
}

export async function stopClocks(trx: Trx, needId: string): Promise<void> {
  await clearTimer(trx, "need.confirm_due", needId);
  await clearTimer(trx, "need.seal_at_deadline", needId);
}
