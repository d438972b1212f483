// What a spot check finds wrong is mended in the check's own transaction: a reversal, or a reversal and a shorter row. A check only
// takes away: more than stands is never its to say.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { isWithin } from "../../closing/rules";
import { correctRecord, strikeRecord } from "../../correcting/commands";
import { step } from "../../corrections/commands";
import { waitingOn } from "../../corrections/data";
import { CORRECTION_EVENTS } from "../../corrections/lifecycle";
import { type Known, knownRecords } from "../../facts/data";
import { holdHours } from "../../ledger/commands";
import { minutesOf } from "../../rules";
import { REASON_MAX } from "../../schema";
import { discardOne, refuseWhy } from "../../speaking/commands";
import { wordOf } from "../../speaking/data";
import type { AnswerInput, CheckAnswer, Finding } from "../schema";

/** All findings or none. Answers how many, and how many minutes left the ledger. */
export async function mend(
  trx: Trx,
  ctx: Ctx,
  slotId: string,
  { findings, note }: AnswerInput,
  grant: Grant | null,
): Promise<CheckAnswer> {
  const byId = new Map(findings.map((one) => [one.recordId, one]));
  const people = (await knownRecords(trx, [...byId.keys()])).map(({ record }) => record.person_id);
  await holdHours(trx, people);
  const held = await knownRecords(trx, [...byId.keys()]); // as they are now that nobody else moves them
  if (held.length < byId.size || held.some(({ record }) => record.slot_id !== slotId)) refuse("NOT_FOUND");
  if (people.includes(ctx.actor?.personId ?? "")) refuse("OWN_HOURS");
  const answer = { struck: 0, putRight: 0, minutes: 0 };
  for (const known of held) {
    const finding = byId.get(known.record.id) as Finding;
    const reason = [...note].slice(0, REASON_MAX).join("");
    const stood = known.record.entry_id === null ? 0 : known.record.minutes;
    if (finding.outcome === "struck") {
      await strike(trx, ctx, known, reason, grant);
      answer.struck++;
      answer.minutes += stood;
    } else {
      await shorten(trx, ctx, known, finding, reason);
      answer.putRight++;
      answer.minutes += stood - minutesOf(finding);
    }
    await settleQuestion(trx, ctx, known, note, grant);
  }
  return answer;
}

async function strike(trx: Trx, ctx: Ctx, known: Known, reason: string, grant: Grant | null): Promise<void> {
  const { id, status } = known.record;
  if (status === "pending") return discardOne(trx, ctx, known, reason, grant, true);
  await strikeRecord(trx, ctx, id, { grant, reason, checked: true });
}

async function shorten(
  trx: Trx,
  ctx: Ctx,
  known: Known,
  { recordId, from, to }: Finding & { outcome: "times" },
  reason: string,
): Promise<void> {
  const { from_at, to_at } = known.record;
  if (to_at === null || from >= to || !isWithin({ from, to }, { from: from_at, to: to_at }))
    refuse("INVALID", { fields: { [recordId]: "only_less" } });
  const how = { from, to, askedBy: null, said: "hours.put_right" as const, reason, checked: true };
  const outcome = await correctRecord(trx, ctx, recordId, how, wordOf(ctx, known));
  if (outcome.why !== null) refuseWhy(outcome.why, outcome.dayMinutes);
}

/** What somebody asked about it is answered by what was found. */
async function settleQuestion(
  trx: Trx,
  ctx: Ctx,
  { record }: Known,
  note: string,
  grant: Grant | null,
): Promise<void> {
  const row = await waitingOn(trx, record.id);
  if (row === null) return;
  const status = next(CORRECTION_EVENTS, row.status, "settle");
  const [by, at] = [ctx.actor?.personId ?? null, ctx.clock.now()];
  const set =
    row.status === "asked"
      ? { answer: note, answered_by: by, answered_at: at }
      : { verdict: note, decided_by: by, decided_at: at };
  await step(trx, ctx, row, { status, event: "correction.settled", grant, set });
}
