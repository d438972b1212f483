// Hours: mine, a shift's, somebody's word, and the closing of a shift.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { calendarOf, clearDay, setDays } from "./calendar/commands";
import { calendarView, clearDayInput, setDaysInput, yearInput } from "./calendar/schema";
import { answerCheck } from "./checks/commands";
import { listChecks, unitRecord, viewCheck } from "./checks/data";
import {
  answerInput,
  checkAnswer,
  checkInput,
  checkRow,
  listInput as checksInput,
  checkView,
  unitRecordInput,
  unitRecordView,
} from "./checks/schema";
import { close } from "./closing/commands";
import { visibleClosing } from "./closing/data";
import { closeAnswer, closeInput, closingView } from "./closing/schema";
import { correctionProcedures } from "./corrections/router";
import { inbox } from "./inbox/data";
import { inboxInput, inboxView } from "./inbox/schema";
import { viewToldLate } from "./late/data";
import { lateRow } from "./late/schema";
import { listMine, viewRecord, viewShift } from "./lists/data";
import { mineInput, mineView, oneRecord, recordInput, shiftRecords, slotInput } from "./lists/schema";
import { enterPaper } from "./paper/commands";
import { visiblePaper } from "./paper/data";
import { enterAnswer, enterInput, paperInput, paperView } from "./paper/schema";
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
    .query(({ ctx, input }) => viewShift(ctx, input)),
  record: procedure("hours.see")
    .input(recordInput)
    .output(oneRecord)
    .query(({ ctx, input }) => viewRecord(ctx, input)),
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
  toldLate: procedure("shift.run")
    .input(slotInput)
    .output(z.array(lateRow))
    .query(({ ctx, input }) => viewToldLate(ctx, input)),
  paper: procedure("shift.run")
    .input(paperInput)
    .output(paperView)
    .query(({ ctx, input }) => visiblePaper(ctx, input)),
  enterPaper: procedure("shift.run")
    .input(enterInput)
    .output(enterAnswer)
    .mutation(({ ctx, input }) => enterPaper(ctx, input)),
  ...correctionProcedures,
  inbox: procedure("signed-in")
    .input(inboxInput)
    .output(inboxView)
    .query(({ ctx, input }) => inbox(ctx, input)),
  checks: procedure("hours.check")
    .input(checksInput)
    .output(z.array(checkRow))
    .query(({ ctx, input }) => listChecks(ctx, input)),
  check: procedure("hours.check")
    .input(checkInput)
    .output(checkView)
    .query(({ ctx, input }) => viewCheck(ctx, input)),
  unitRecord: procedure("hours.unit_record")
    .input(unitRecordInput)
    .output(unitRecordView)
    .query(({ ctx, input }) => unitRecord(ctx, input)),
  answerCheck: procedure("hours.check")
    .input(answerInput)
    .output(checkAnswer)
    .mutation(({ ctx, input }) => answerCheck(ctx, input)),
  calendar: procedure("signed-in")
    .input(yearInput)
    .output(calendarView)
    .query(({ ctx, input }) => calendarOf(ctx, input)),
  setDays: procedure("calendar.change")
    .input(setDaysInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setDays(ctx, input)),
  clearDay: procedure("calendar.change")
    .input(clearDayInput)
    .output(z.void())
    .mutation(({ ctx, input }) => clearDay(ctx, input)),
});
