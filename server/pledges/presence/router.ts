import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { contest, markCame } from "./commands";
import { cameInput, contestInput } from "./schema";

const held = z.object({ status: z.string(), amount: z.number(), onWay: z.number(), accepted: z.number() });

export const presenceRouter = router({
  markCame: procedure("pledge.manage")
    .input(cameInput)
    .output(held)
    .mutation(({ ctx, input }) => markCame(ctx, input)),
  contest: procedure("pledge.change")
    .input(contestInput)
    .output(held)
    .mutation(({ ctx, input }) => contest(ctx, input)),
});
