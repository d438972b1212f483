// What helpers say at settlement: 办完了, or that it is not as the poster has it.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { actedFor, visiblePledge } from "../../facts/data";
import { writeHolding } from "../../holding/commands";
import { holdingOf } from "../../holding/rules";
import { lockNeed } from "../commands";
import { ASKED } from "../rules";
import { type AnswerInput, answerInput, pledgeOnly } from "../schema";

/** While the need is being settled; a later answer replaces an earlier one. No state and no number of the pledge moves. */
export async function answer(ctx: Ctx, input: AnswerInput): Promise<void> {
  const body = answerInput.parse(input);
  const known = await visiblePledge(ctx, body.pledgeId);
  const { pledge, facts } = known;
  const grant = authorize(ctx, "pledge.change", facts);
  if (!(ASKED as readonly string[]).includes(pledge.status)) refuse("WRONG_STATE", { status: pledge.status });
  await say(ctx, known, {
    event: body.answer === "done" ? "pledge.answered" : "pledge.disputed",
    grant,
    forId: actedFor(ctx, pledge),
    set: { answer: body.answer, answer_note: body.note ?? null, answered_at: ctx.clock.now() },
  });
}

/** The poster has put it right, or spoken with the helper, who may dispute again. */
export async function resolve(ctx: Ctx, input: { pledgeId: string }): Promise<void> {
  const known = await visiblePledge(ctx, pledgeOnly.parse(input).pledgeId);
  const grant = authorize(ctx, "pledge.manage", known.facts);
  if (known.pledge.answer !== "disputed") refuse("WRONG_STATE", { status: known.pledge.answer ?? "" });
  await say(ctx, known, { event: "pledge.resolved", grant, set: { answer: "resolved" } });
}

type Known = Awaited<ReturnType<typeof visiblePledge>>;
type Said = Pick<Parameters<typeof writeHolding>[3], "event" | "grant" | "forId" | "set">;

async function say(ctx: Ctx, { pledge, need }: Known, said: Said): Promise<void> {
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      const { status } = await lockNeed(trx, need.id);
      if (status !== "settling") refuse("WRONG_STATE", { status });
      await writeHolding(trx, ctx, pledge, {
        ...said,
        status: pledge.status,
        holding: holdingOf(pledge),
        slot: {},
      });
    }),
  );
}
