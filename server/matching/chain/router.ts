import { procedure, router } from "@/server/trpc/procedures";
import { saveChain } from "./commands";
import { proposals } from "./data";
import { readInput, readOutput, saveInput, saveOutput } from "./schema";

export const chainRouter = router({
  read: procedure("signed-in")
    .input(readInput)
    .output(readOutput)
    .query(({ ctx, input }) => proposals(ctx, input)),
  save: procedure("signed-in")
    .input(saveInput)
    .output(saveOutput)
    .mutation(({ ctx, input }) => saveChain(ctx, input)),
});
