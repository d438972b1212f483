// The recording unit answers, and of what is taken to the district the district: what is found is done in the same transaction.
// Nobody answers about their own hours, and nobody decides over an answer of their own.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { step } from "../commands";
import type { Asked } from "../data";
import { statusOf, undoesCheck, visibleCorrection } from "../data";
import { type Finding, found } from "../findings/commands";
import { CORRECTION_EVENTS } from "../lifecycle";
import { OUTCOMES_OF, outcomesOf } from "../rules";
import type { About, AnswerInput } from "../schema";

/** By the recording unit, or the district where it answers first; then its no is the last. */
export async function answer(ctx: Ctx, input: AnswerInput): Promise<void> {
  const asked = await visibleCorrection(ctx, input.correctionId);
  const grant = authorize(ctx, "hours.correct", asked.facts);
  if (asked.row.status !== "asked") refuse("WRONG_STATE", { status: asked.row.status, event: "answer" }); // an appeal is decided
  mayAnswer(ctx, asked, input);
  if (asked.row.about === "unit" && asked.row.asked_by === ctx.actor?.personId) refuse("NEEDS_SECOND");
  const above = asked.row.about !== "unit" && grant?.role === "district_admin";
  const event = input.outcome !== "upheld" ? "correct" : above ? "dismiss" : "uphold";
  const now = ctx.clock.now();
  await conclude(ctx, asked, input, grant, event, {
    answer: input.answer,
    answered_by: ctx.actor?.personId ?? null,
    answered_at: now,
  });
}

/** By the district, over the unit's no. */
export async function decide(ctx: Ctx, input: AnswerInput): Promise<void> {
  const asked = await visibleCorrection(ctx, input.correctionId);
  const grant = authorize(ctx, "hours.decide", asked.facts);
  mayAnswer(ctx, asked, input);
  if (asked.row.status !== "appealed") refuse("WRONG_STATE", { status: asked.row.status, event: "decide" });
  if (asked.row.answered_by === ctx.actor?.personId) refuse("OWN_ANSWER");
  const event = input.outcome === "upheld" ? "dismiss" : "grant";
  await conclude(ctx, asked, input, grant, event, {
    verdict: input.answer,
    decided_by: ctx.actor?.personId ?? null,
    decided_at: ctx.clock.now(),
  });
}

function mayAnswer(ctx: Ctx, { row, known, facts }: Asked, { outcome }: AnswerInput): void {
  if (ctx.actor?.personId === row.person_id) refuse("OWN_HOURS");
  const about = row.about as About;
  if (!OUTCOMES_OF[about].includes(outcome)) refuse("INVALID", { fields: { outcome: "malformed" } });
  if (!outcomesOf(about, statusOf(known)).includes(outcome)) refuse("MOVED_ON");
  if (outcome === "corrected" && undoesCheck(row, known) && may(ctx, "hours.decide", facts) === false)
    refuse("NEEDS_ABOVE");
}

async function conclude(
  ctx: Ctx,
  { row }: Asked,
  input: AnswerInput,
  grant: Grant | null,
  event: "correct" | "uphold" | "dismiss" | "grant",
  set: Parameters<typeof step>[3]["set"],
): Promise<void> {
  const status = next(CORRECTION_EVENTS, row.status, event);
  await transact(ctx.db, async (trx: Trx) => {
    const finding: Finding = {
      row,
      outcome: input.outcome,
      from: input.from,
      to: input.to,
      words: input.answer,
      grant,
    };
    const { recordId, entered } = await found(trx, ctx, finding);
    await step(trx, ctx, row, {
      status,
      event: toldAs(row.about, event, input),
      grant,
      data: { entered },
      set: { ...set, record_id: recordId },
    });
  });
}

/** What history says. A strike tells the volunteer by itself, as does what the unit put right: each is one notice. */
function toldAs(about: string, event: string, { outcome }: AnswerInput): string {
  if (about === "unit") return outcome === "upheld" ? "correction.declined" : "correction.agreed";
  if (outcome === "upheld") return event === "dismiss" ? "correction.dismissed" : "correction.upheld";
  return outcome === "struck" ? "correction.struck" : "correction.answered";
}
