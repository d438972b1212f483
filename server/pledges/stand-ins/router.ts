import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { callOff, take } from "./commands";
import { searchesForMe, searchItemOf } from "./data";
import { searchItem, standInRef, takeInput, takenAnswer } from "./schema";

export const standInsRouter = router({
  take: procedure("stand_in.take")
    .input(takeInput)
    .output(takenAnswer)
    .mutation(({ ctx, input }) => take(ctx, input)),
  callOff: procedure("seat.leave")
    .input(standInRef)
    .output(z.object({ status: z.string() }))
    .mutation(({ ctx, input }) => callOff(ctx, input)),
  one: procedure("signed-in")
    .input(standInRef)
    .output(searchItem)
    .query(({ ctx, input }) => searchItemOf(ctx, input.standInId)),
  forMe: procedure("signed-in")
    .output(z.array(searchItem))
    .query(({ ctx }) => searchesForMe(ctx)),
});
