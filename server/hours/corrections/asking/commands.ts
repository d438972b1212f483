// The volunteer, or whoever acts for them, asks; takes it back; and goes on to the district once where the answer was no.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { actsFor } from "@/server/people/proxies/data";
import { transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { spend } from "@/server/platform/limits";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { addWorkDays } from "../../calendar/data";
import { disputeRecord } from "../../correcting/commands";
import type { Known } from "../../facts/data";
import { RECORD_EVENTS, type RecordStatus } from "../../lifecycle";
import { RECORD_WORK_DAYS } from "../../rules";
import { visibleRecord } from "../../speaking/data";
import { put, step, takeBack } from "../commands";
import { disputes, mustBePlausible, sameMinute, visibleCorrection } from "../data";
import { CORRECTION_EVENTS } from "../lifecycle";
import { mustBeAskable } from "../missing/data";
import { aboutOf } from "../rules";
import type { AppealInput, AskInput, AskMissingInput, AskWhyInput } from "../schema";

async function asker(ctx: Ctx, personId: string): Promise<Grant | null> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const grant = authorize(ctx, "hours.ask", {
    personId,
    actsFor: await actsFor(ctx.db, actor.personId, personId),
  });
  return grant;
}

const questionOf = ({ record, unit }: Known) => ({
  slotId: record.slot_id,
  recordId: record.id,
  personId: record.person_id,
  unitId: record.recording_unit_id ?? unit.unitId,
});

/** Other times for what counts. The record goes on counting, in dispute. */
export async function ask(ctx: Ctx, input: AskInput): Promise<{ correctionId: string }> {
  const known = await visibleRecord(ctx, input.recordId);
  const grant = await asker(ctx, known.record.person_id);
  next(RECORD_EVENTS, known.record.status, "dispute");
  await mustBePlausible(ctx, known.record.slot_id, input);
  if (sameMinute(input.from, known.record.from_at) && sameMinute(input.to, known.record.to_at))
    refuse("INVALID", { fields: { to: "nothing_changed" } });
  await spend(ctx, "hours_ask", ctx.actor?.personId ?? "");
  const { key, ...body } = input;
  return once(ctx, key, body, async (trx) => {
    await disputeRecord(trx, ctx, input.recordId);
    return put(trx, ctx, { ...input, ...questionOf(known), about: "times", grant });
  });
}

/** Why nobody has confirmed it, or why it was struck. The record stays as it is. */
export async function askWhy(ctx: Ctx, input: AskWhyInput): Promise<{ correctionId: string }> {
  const known = await visibleRecord(ctx, input.recordId);
  const grant = await asker(ctx, known.record.person_id);
  const { status, slot_id: slotId } = known.record;
  const about = aboutOf(status as RecordStatus);
  if (about !== "pending" && about !== "voided") refuse("WRONG_STATE", { status, event: "ask" });
  const { from = null, to = null } = about === "voided" ? input : {};
  if ((from === null) !== (to === null))
    refuse("INVALID", { fields: { [from === null ? "from" : "to"]: "required" } });
  if (from !== null && to !== null) await mustBePlausible(ctx, slotId, { from, to });
  await spend(ctx, "hours_ask", ctx.actor?.personId ?? "");
  const { key, ...body } = input;
  return once(ctx, key, body, (trx) =>
    put(trx, ctx, { words: input.words, ...questionOf(known), from, to, about, grant }),
  );
}

/** They were there, and nothing was recorded. */
export async function askMissing(ctx: Ctx, input: AskMissingInput): Promise<{ correctionId: string }> {
  const personId = input.personId ?? ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const grant = await asker(ctx, personId);
  const { unit } = await mustBeAskable(ctx, input.slotId, personId);
  await mustBePlausible(ctx, input.slotId, input);
  await spend(ctx, "hours_ask", ctx.actor?.personId ?? "");
  const { key, ...body } = input;
  return once(ctx, key, body, (trx) =>
    put(trx, ctx, { ...input, personId, recordId: null, unitId: unit.unitId, about: "missing", grant }),
  );
}

/** The unit said no; the district says the last word, in ten working days of its own. */
export async function appeal(ctx: Ctx, input: AppealInput): Promise<void> {
  const { row } = await visibleCorrection(ctx, input.correctionId);
  const grant = await asker(ctx, row.person_id);
  const status = next(CORRECTION_EVENTS, row.status, "appeal");
  if (row.about === "unit") refuse("WRONG_STATE", { status: row.status, event: "appeal" }); // nobody asked it of them
  const now = ctx.clock.now();
  await transact(ctx.db, async (trx) => {
    if (disputes(row)) await disputeRecord(trx, ctx, row.record_id);
    const due_at = await addWorkDays(trx, now, RECORD_WORK_DAYS);
    const set = { appeal: input.words, appealed_at: now, due_at };
    await step(trx, ctx, row, { status, event: "correction.appealed", grant, set });
  });
}

/** It was right after all. */
export async function withdraw(ctx: Ctx, input: { correctionId: string }): Promise<void> {
  const { row } = await visibleCorrection(ctx, input.correctionId);
  const grant = await asker(ctx, row.person_id);
  const status = next(CORRECTION_EVENTS, row.status, "withdraw");
  if (row.about === "unit") refuse("WRONG_STATE", { status: row.status, event: "withdraw" }); // not theirs
  await transact(ctx.db, (trx) => takeBack(trx, ctx, row, { status, grant }));
}
