// Who goes, of an organisation's places.
import { z } from "zod";
import { listActedFor } from "@/server/people/proxies/data";
import { procedure, router } from "@/server/trpc/procedures";
import { appoint } from "./appointing/commands";
import { viewWhoRuns } from "./appointing/data";
import { appointAnswer, appointInput, whoRunsView } from "./appointing/schema";
import { leave, name, removeSeat } from "./commands";
import { mySeats, seatItemOf, teamShiftOf, teamShiftsOf } from "./lists/data";
import {
  leaveInput,
  namedAnswer,
  nameInput,
  ofTeamInput,
  removeSeatInput,
  seatAnswer,
  seatItem,
  seatRef,
  teamShift,
  teamShiftInput,
  teamShiftRow,
} from "./schema";

export const seatsRouter = router({
  name: procedure("seat.name")
    .input(nameInput)
    .output(namedAnswer)
    .mutation(({ ctx, input }) => name(ctx, input)),
  leave: procedure("seat.leave")
    .input(leaveInput)
    .output(seatAnswer)
    .mutation(({ ctx, input }) => leave(ctx, input)),
  remove: procedure("seat.remove")
    .input(removeSeatInput)
    .output(seatAnswer)
    .mutation(({ ctx, input }) => removeSeat(ctx, input)),
  ofPledge: procedure("pledge.see")
    .input(teamShiftInput)
    .output(teamShift)
    .query(({ ctx, input }) => teamShiftOf(ctx, input)),
  ofTeam: procedure("pledge.list")
    .input(ofTeamInput)
    .output(z.array(teamShiftRow))
    .query(({ ctx, input }) => teamShiftsOf(ctx, input)),
  whoRuns: procedure("need.run")
    .input(appointInput.pick({ slotId: true }))
    .output(whoRunsView)
    .query(({ ctx, input }) => viewWhoRuns(ctx, input)),
  appoint: procedure("need.run")
    .input(appointInput)
    .output(appointAnswer)
    .mutation(({ ctx, input }) => appoint(ctx, input)),
  one: procedure("seat.see")
    .input(seatRef.pick({ seatId: true }))
    .output(seatItem)
    .query(({ ctx, input }) => seatItemOf(ctx, input)),
  mine: procedure("signed-in")
    .output(z.array(seatItem))
    .query(async ({ ctx }) => {
      const acted = await listActedFor(ctx.db, ctx.actor?.personId ?? "");
      return mySeats(
        ctx,
        acted.map((one) => one.personId),
      );
    }),
});
