import { procedure, router } from "@/server/trpc/procedures";
import { listShifts, ofNeed } from "./lists/data";
import { listInput, listOutput, ofNeedInput, ofNeedOutput } from "./schema";

export const eligibilityRouter = router({
  ofNeed: procedure("anyone")
    .input(ofNeedInput)
    .output(ofNeedOutput)
    .query(({ ctx, input }) => ofNeed(ctx, input)),
  mine: procedure("signed-in")
    .input(listInput)
    .output(listOutput)
    .query(({ ctx, input }) => listShifts(ctx, input)),
});
