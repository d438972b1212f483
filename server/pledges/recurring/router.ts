import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { end, start } from "./commands";
import { listMine } from "./data";
import { recurringOutput, recurringRef, startAnswer, startInput } from "./schema";

export const recurringRouter = router({
  start: procedure("pledge.make")
    .input(startInput)
    .output(startAnswer)
    .mutation(({ ctx, input }) => start(ctx, input)),
  end: procedure("pledge.change")
    .input(recurringRef)
    .output(z.void())
    .mutation(({ ctx, input }) => end(ctx, input)),
  mine: procedure("signed-in")
    .output(z.array(recurringOutput))
    .query(({ ctx }) => listMine(ctx)),
});
