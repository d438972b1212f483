// Hours: mine, a shift's, somebody's word, and the closing of a shift.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { close } from "./closing/commands";
import { visibleClosing } from "./closing/data";
import { closeAnswer, closeInput, closingView } from "./closing/schema";
import { listMine, listOfShift } from "./lists/data";
import { mineInput, mineView, shiftRecords, slotInput } from "./lists/schema";
import { confirmInput, discardInput } from "./schema";
import { confirm, discard } from "./speaking/commands";

const outcomes = z.array(
  z.object({ recordId: z.string(), personId: z.string(), why: z.string().nullable(), minutes: z.number() }),
);

export const hoursRouter = router({
  mine: procedure("signed-in")
    .input(mineInput)
    .output(mineView)
    .query(({ ctx, input }) => listMine(ctx, input)),
  ofShift: procedure("hours.confirm")
    .input(slotInput)
    .output(shiftRecords)
    .query(({ ctx, input }) => listOfShift(ctx, input)),
  confirm: procedure("hours.confirm")
    .input(confirmInput)
    .output(outcomes)
    .mutation(({ ctx, input }) => confirm(ctx, input)),
  discard: procedure("hours.confirm")
    .input(discardInput)
    .output(z.void())
    .mutation(({ ctx, input }) => discard(ctx, input)),
  closing: procedure("shift.run")
    .input(slotInput)
    .output(closingView)
    .query(({ ctx, input }) => visibleClosing(ctx, input)),
  close: procedure("shift.run")
    .input(closeInput)
    .output(closeAnswer)
    .mutation(({ ctx, input }) => close(ctx, input)),
});
