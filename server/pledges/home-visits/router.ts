import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { allowVisit, stopVisit, tellFamily } from "./commands";
import { visitPageOf, visitStandingOf } from "./data";
import { VISIT_STATES } from "./lifecycle";
import { slotInput, stopInput, tokenInput, visitPage, visitStanding } from "./schema";

const told = z.object({ state: z.enum(VISIT_STATES) });

/** page, stop and allow are the family's: whoever holds the link. */
export const homeVisitsRouter = router({
  tell: procedure("shift.attend")
    .input(slotInput)
    .output(told)
    .mutation(({ ctx, input }) => tellFamily(ctx, input)),
  standing: procedure("shift.attend")
    .input(slotInput)
    .output(visitStanding.nullable())
    .query(({ ctx, input }) => visitStandingOf(ctx, input)),
  page: procedure("anyone")
    .input(tokenInput)
    .output(visitPage)
    .query(({ ctx, input }) => visitPageOf(ctx, input.token)),
  stop: procedure("anyone")
    .input(stopInput)
    .output(told)
    .mutation(({ ctx, input }) => stopVisit(ctx, input)),
  allow: procedure("anyone")
    .input(tokenInput)
    .output(told)
    .mutation(({ ctx, input }) => allowVisit(ctx, input)),
});
