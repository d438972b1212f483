// What happened to a need, act by act.
import { procedure, router } from "@/server/trpc/procedures";
import { timelineOf } from "./data";
import { timelineInput, timelineOutput } from "./schema";

export const historyRouter = router({
  ofNeed: procedure("anyone")
    .input(timelineInput)
    .output(timelineOutput)
    .query(({ ctx, input }) => timelineOf(ctx, input.needId, input.cursor ?? null)),
});
