// The public list of open needs: for anyone, public fields only.

import { livingRegion } from "@/server/regions/data";
import { LEVEL } from "@/server/regions/schema";
import { procedure, router } from "@/server/trpc/procedures";
import { listOpen } from "./data";
import { listOpenInput, listOpenOutput } from "./schema";

export const listingRouter = router({
  open: procedure("anyone")
    .input(listOpenInput)
    .output(listOpenOutput)
    .query(async ({ ctx, input: { regionId, ...query } }) => {
      const region = regionId === undefined ? null : await livingRegion(ctx.db, regionId);
      const below = region !== null && region.level > LEVEL.village;
      const listed = below ? { level: LEVEL.village, id: region.village_id } : region;
      return listOpen(ctx, { ...query, region: listed });
    }),
});
