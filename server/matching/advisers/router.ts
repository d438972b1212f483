// A village's advisers.

import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { appoint, end } from "./commands";
import { listAdvisers, listMine } from "./data";
import { adviserOf, advisersOutput, appointInput, endInput, ofVillageInput } from "./schema";

export const advisersRouter = router({
  ofVillage: procedure("desk.see")
    .input(ofVillageInput)
    .output(advisersOutput)
    .query(({ ctx, input }) => listAdvisers(ctx, input.regionId)),
  mine: procedure("signed-in")
    .output(z.array(adviserOf))
    .query(({ ctx }) => listMine(ctx)),
  appoint: procedure("adviser.appoint")
    .input(appointInput)
    .output(z.object({ adviserId: z.string() }))
    .mutation(({ ctx, input }) => appoint(ctx, input)),
  end: procedure("adviser.end")
    .input(endInput)
    .output(z.void())
    .mutation(({ ctx, input }) => end(ctx, input)),
});
