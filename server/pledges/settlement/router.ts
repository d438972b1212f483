import { z } from "zod";
import { needAnswer } from "@/server/needs/schema";
import { shiftAnswer } from "@/server/needs/shifts/schema";
import { procedure, router } from "@/server/trpc/procedures";
import { answer, resolve } from "./answers/commands";
import { cancel, close, complete, settle } from "./commands";
import { visibleStanding } from "./data";
import { lower } from "./lowering/commands";
import { settleRest } from "./rests/commands";
import { reopen } from "./rounds/commands";
import {
  answerInput,
  cancelInput,
  closeInput,
  lowerAnswer,
  lowerInput,
  needOnly,
  pledgeOnly,
  reopenInput,
  standingOutput,
} from "./schema";
import { cancelShift } from "./shifts/commands";
import { cancelShiftInput } from "./shifts/schema";

const held = z.object({ status: z.string(), amount: z.number(), onWay: z.number(), accepted: z.number() });

export const settlementRouter = router({
  standing: procedure("need.run")
    .input(needOnly.pick({ needId: true }))
    .output(standingOutput)
    .query(({ ctx, input }) => visibleStanding(ctx, input.needId)),
  settle: procedure("need.run")
    .input(needOnly)
    .output(needAnswer)
    .mutation(({ ctx, input }) => settle(ctx, input)),
  settleRest: procedure("pledge.manage")
    .input(pledgeOnly)
    .output(held)
    .mutation(({ ctx, input }) => settleRest(ctx, input)),
  answer: procedure("pledge.change")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => answer(ctx, input)),
  resolve: procedure("pledge.manage")
    .input(pledgeOnly)
    .output(z.void())
    .mutation(({ ctx, input }) => resolve(ctx, input)),
  complete: procedure("need.run")
    .input(needOnly)
    .output(needAnswer)
    .mutation(({ ctx, input }) => complete(ctx, input)),
  reopen: procedure("need.run")
    .input(reopenInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => reopen(ctx, input)),
  cancel: procedure("need.end")
    .input(cancelInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => cancel(ctx, input)),
  cancelShift: procedure("need.run")
    .input(cancelShiftInput)
    .output(shiftAnswer)
    .mutation(({ ctx, input }) => cancelShift(ctx, input)),
  close: procedure("need.end")
    .input(closeInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => close(ctx, input)),
  lower: procedure("need.run")
    .input(lowerInput)
    .output(lowerAnswer)
    .mutation(({ ctx, input }) => lower(ctx, input)),
});
