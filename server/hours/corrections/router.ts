// Questions about hours, and what the unit puts right by itself. Spread into the router of hours.
import { z } from "zod";
import { procedure } from "@/server/trpc/procedures";
import { recordInput } from "../lists/schema";
import { drop, putRight, strike } from "../righting/commands";
import { putRightAnswer, putRightInput, strikeInput } from "../righting/schema";
import { answer, decide } from "./answering/commands";
import { appeal, ask, askMissing, askWhy, withdraw } from "./asking/commands";
import { listOfRecord, viewCorrection } from "./data";
import { askable } from "./missing/data";
import {
  answerInput,
  appealInput,
  askableInput,
  askableView,
  askInput,
  askMissingInput,
  askWhyInput,
  correctionInput,
  correctionView,
} from "./schema";

const asked = z.object({ correctionId: z.string() });

export const correctionProcedures = {
  ask: procedure("hours.ask")
    .input(askInput)
    .output(asked)
    .mutation(({ ctx, input }) => ask(ctx, input)),
  askWhy: procedure("hours.ask")
    .input(askWhyInput)
    .output(asked)
    .mutation(({ ctx, input }) => askWhy(ctx, input)),
  askMissing: procedure("hours.ask")
    .input(askMissingInput)
    .output(asked)
    .mutation(({ ctx, input }) => askMissing(ctx, input)),
  askable: procedure("hours.ask")
    .input(askableInput)
    .output(askableView)
    .query(({ ctx, input }) => askable(ctx, input)),
  appeal: procedure("hours.ask")
    .input(appealInput)
    .output(z.void())
    .mutation(({ ctx, input }) => appeal(ctx, input)),
  withdraw: procedure("hours.ask")
    .input(correctionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  answer: procedure("hours.correct")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => answer(ctx, input)),
  decide: procedure("hours.decide")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => decide(ctx, input)),
  putRight: procedure("hours.put_right")
    .input(putRightInput)
    .output(putRightAnswer)
    .mutation(({ ctx, input }) => putRight(ctx, input)),
  strike: procedure("hours.put_right")
    .input(strikeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => strike(ctx, input)),
  drop: procedure("hours.put_right")
    .input(correctionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => drop(ctx, input)),
  correction: procedure("hours.see")
    .input(correctionInput)
    .output(correctionView)
    .query(({ ctx, input }) => viewCorrection(ctx, input)),
  correctionsOf: procedure("hours.see")
    .input(recordInput)
    .output(z.array(correctionView))
    .query(({ ctx, input }) => listOfRecord(ctx, input)),
};
