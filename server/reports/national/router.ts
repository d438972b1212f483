// What is handed to the national system: for those who run the recording unit.
import { z } from "zod";
import { limited, procedure, router } from "@/server/trpc/procedures";
import { acceptBatch, giveBackBatch, makeBatch, openBatch } from "./commands";
import { visibleUnit } from "./data";
import { acceptInput, batchFile, batchInput, giveBackInput, makeInput, unitInput, unitView } from "./schema";

export const nationalRouter = router({
  ofUnit: procedure("report.hand_over")
    .input(unitInput)
    .output(unitView)
    .query(({ ctx, input }) => visibleUnit(ctx, input.unitId)),
  make: procedure("report.hand_over")
    .use(limited("export"))
    .input(makeInput)
    .output(z.object({ batchId: z.string(), rows: z.number() }))
    .mutation(({ ctx, input }) => makeBatch(ctx, input)),
  open: procedure("report.hand_over")
    .use(limited("export"))
    .input(batchInput)
    .output(batchFile)
    .mutation(({ ctx, input }) => openBatch(ctx, input)),
  accept: procedure("report.hand_over")
    .input(acceptInput)
    .output(z.void())
    .mutation(({ ctx, input }) => acceptBatch(ctx, input)),
  giveBack: procedure("report.hand_over")
    .input(giveBackInput)
    .output(z.void())
    .mutation(({ ctx, input }) => giveBackBatch(ctx, input)),
});
