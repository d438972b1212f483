// The day of a shift.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { addNewcomer, begin, callIn, callOut, undo } from "./commands";
import { visibleDay } from "./day/data";
import { applyEvents } from "./offline/commands";
import { eventAnswer, eventsInput } from "./offline/schema";
import { visibleRoster } from "./roster/data";
import { rosterView } from "./roster/schema";
import { dayView, newcomerInput, presenceAnswer, rollInput, shiftView, slotInput, undoInput } from "./schema";
import { state, stateByVisit } from "./statements/commands";
import { viewForFamily, viewToState } from "./statements/data";
import { familyInput, stateInput, statementView } from "./statements/schema";
import { actOnTicket, openDigits, openToken } from "./tickets/commands";
import { viewMine, viewTicket } from "./tickets/data";
import {
  digitsInput,
  mineView,
  openedAnswer,
  ticketInput,
  ticketView,
  tokenInput,
  usedAnswer,
} from "./tickets/schema";
import { viewToday } from "./today/data";
import { todayView } from "./today/schema";

export const attendanceRouter = router({
  today: procedure("signed-in")
    .output(todayView)
    .query(({ ctx }) => viewToday(ctx)),
  day: procedure("shift.attend")
    .input(slotInput)
    .output(dayView)
    .query(({ ctx, input }) => visibleDay(ctx, input)),
  begin: procedure("shift.run")
    .input(slotInput)
    .output(z.void())
    .mutation(({ ctx, input }) => begin(ctx, input)),
  callIn: procedure("shift.attend")
    .input(rollInput)
    .output(presenceAnswer)
    .mutation(({ ctx, input }) => callIn(ctx, input)),
  callOut: procedure("shift.attend")
    .input(rollInput)
    .output(presenceAnswer)
    .mutation(({ ctx, input }) => callOut(ctx, input)),
  undo: procedure("shift.attend")
    .input(undoInput)
    .output(presenceAnswer)
    .mutation(({ ctx, input }) => undo(ctx, input)),
  newcomer: procedure("shift.run")
    .input(newcomerInput)
    .output(presenceAnswer)
    .mutation(({ ctx, input }) => addNewcomer(ctx, input)),
  open: procedure("anyone")
    .input(tokenInput)
    .output(openedAnswer)
    .mutation(({ ctx, input }) => openToken(ctx, input)),
  openDigits: procedure("signed-in")
    .input(digitsInput)
    .output(openedAnswer)
    .mutation(({ ctx, input }) => openDigits(ctx, input)),
  ticket: procedure("anyone")
    .input(ticketInput)
    .output(ticketView)
    .query(({ ctx, input }) => viewTicket(ctx, input)),
  use: procedure("attendance.scan")
    .input(ticketInput)
    .output(usedAnswer)
    .mutation(({ ctx, input }) => actOnTicket(ctx, input)),
  mine: procedure("signed-in")
    .input(slotInput)
    .output(mineView)
    .query(({ ctx, input }) => viewMine(ctx, input)),
  events: procedure("shift.attend")
    .input(eventsInput)
    .output(z.array(eventAnswer))
    .mutation(({ ctx, input }) => applyEvents(ctx, input)),
  roster: procedure("shift.run")
    .input(slotInput)
    .output(rosterView)
    .query(({ ctx, input }) => visibleRoster(ctx, input)),
  toState: procedure("shift.state")
    .input(slotInput)
    .output(z.object({ shift: shiftView, statement: statementView.nullable() }))
    .query(({ ctx, input }) => viewToState(ctx, input)),
  state: procedure("shift.state")
    .input(stateInput)
    .output(statementView)
    .mutation(({ ctx, input }) => state(ctx, input)),
  familyToState: procedure("anyone")
    .input(familyInput.pick({ token: true }))
    .output(z.object({ shift: shiftView, statement: statementView.nullable() }))
    .query(({ ctx, input }) => viewForFamily(ctx, input)),
  stateByVisit: procedure("anyone")
    .input(familyInput)
    .output(statementView)
    .mutation(({ ctx, input }) => stateByVisit(ctx, input)),
});
