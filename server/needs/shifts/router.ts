// Shifts of a need: planned, changed, in series, from patterns. Cancelling one that has people is in settlement.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { changeShift } from "./changing/commands";
import { deskShifts, managedShiftView } from "./desk/data";
import { deskInput, deskShifts as deskOutput, managedShift } from "./desk/schema";
import { addShift } from "./planning/commands";
import { addInput, changeInput, shiftAnswer, slotRef } from "./schema";
import { addSeries, changeSeries } from "./series/commands";
import { previewChange, previewNew, visibleSeries } from "./series/data";
import {
  addSeriesInput,
  changeSeriesInput,
  planView,
  previewChangeInput,
  previewNewInput,
  seriesAnswer,
  seriesRef,
  seriesView,
} from "./series/schema";
import { endTemplate, saveTemplate } from "./templates/commands";
import { listTemplates } from "./templates/data";
import { saveInput, templateAnswer, templateRef, templateView } from "./templates/schema";

export const shiftsRouter = router({
  desk: procedure("need.run")
    .input(deskInput)
    .output(deskOutput)
    .query(({ ctx, input }) => deskShifts(ctx, input.needId)),
  one: procedure("need.run")
    .input(slotRef)
    .output(managedShift)
    .query(({ ctx, input }) => managedShiftView(ctx, input.slotId)),
  add: procedure("need.run")
    .input(addInput)
    .output(shiftAnswer)
    .mutation(({ ctx, input }) => addShift(ctx, input)),
  change: procedure("need.run")
    .input(changeInput)
    .output(shiftAnswer)
    .mutation(({ ctx, input }) => changeShift(ctx, input)),
  series: procedure("need.run")
    .input(seriesRef)
    .output(seriesView)
    .query(({ ctx, input }) => visibleSeries(ctx, input.seriesId)),
  previewSeries: procedure("need.run")
    .input(previewNewInput)
    .output(planView)
    .query(({ ctx, input }) => previewNew(ctx, input)),
  addSeries: procedure("need.run")
    .input(addSeriesInput)
    .output(seriesAnswer)
    .mutation(({ ctx, input }) => addSeries(ctx, input)),
  previewSeriesChange: procedure("need.run")
    .input(previewChangeInput)
    .output(planView)
    .query(({ ctx, input }) => previewChange(ctx, input)),
  changeSeries: procedure("need.run")
    .input(changeSeriesInput)
    .output(seriesAnswer)
    .mutation(({ ctx, input }) => changeSeries(ctx, input)),
  templates: procedure("signed-in")
    .output(z.array(templateView))
    .query(({ ctx }) => listTemplates(ctx)),
  saveTemplate: procedure("shift.template")
    .input(saveInput)
    .output(templateAnswer)
    .mutation(({ ctx, input }) => saveTemplate(ctx, input)),
  endTemplate: procedure("shift.template")
    .input(templateRef)
    .output(z.void())
    .mutation(({ ctx, input }) => endTemplate(ctx, input.templateId)),
});
