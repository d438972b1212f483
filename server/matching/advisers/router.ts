// A village's advisers.

import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { appoint, end } from "./commands";
import { listAdvisers } from "./data";
import { advisersOutput, appointInput, endInput, ofVillageInput } from "./schema";

export const advisersRouter = router({
  ofVillage: procedure("desk.see")
    .input(ofVillageInput)
    .output(advisersOutput)
    .query(({ ctx, input }) => listAdvisers(ctx, input.regionId)),
  appoint: procedure("adviser.appoint")
    .input(appointInput)
    .output(z.object({ adviserId: z.string() }))
    .mutation(({ ctx, input }) => appoint(ctx, input)),
  end: procedure("adviser.end")
    .input(endInput)
    .output(z.void())
    .mutation(({ ctx, input }) => end(ctx, input)),
});
