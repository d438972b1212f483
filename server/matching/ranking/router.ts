import { procedure, router } from "@/server/trpc/procedures";
import { setWeights } from "../score/commands";
import { visibleWeights } from "../score/data";
import { setWeightsInput, weightsRef, weightsView } from "../score/schema";
import { needsForMe, whoCanHelp } from "./commands";
import { visibleShown } from "./explaining/data";
import { forMeInput, forMeOutput, shownInput, shownOutput, whoInput, whoOutput } from "./schema";

export const rankingRouter = router({
  who: procedure("matching.see")
    .input(whoInput)
    .output(whoOutput)
    .query(({ ctx, input }) => whoCanHelp(ctx, input)),
  forMe: procedure("signed-in")
    .input(forMeInput)
    .output(forMeOutput)
    .query(({ ctx, input }) => needsForMe(ctx, input)),
  shown: procedure("signed-in")
    .input(shownInput)
    .output(shownOutput)
    .query(({ ctx, input }) => visibleShown(ctx, input.shownId)),
  weights: procedure("matching.weights.set")
    .input(weightsRef)
    .output(weightsView)
    .query(({ ctx, input }) => visibleWeights(ctx, input.countyId)),
  setWeights: procedure("matching.weights.set")
    .input(setWeightsInput)
    .mutation(({ ctx, input }) => setWeights(ctx, input)),
});
