// Public: what has been done so far, by region.
import { procedure, router } from "@/server/trpc/procedures";
import { EVERYWHERE } from "./commands";
import { totalsOf } from "./data";
import { totalsInput, totalsOutput } from "./schema";

export const tallyRouter = router({
  totals: procedure("anyone")
    .input(totalsInput)
    .output(totalsOutput)
    .query(async ({ ctx, input }) => {
      const { totals, at } = await totalsOf(ctx.db, input.regionId ?? EVERYWHERE, ctx.clock.now());
      return {
        at,
        needsOpen: totals.needs_open,
        needsCompleted: totals.needs_completed,
        goodsGrams: totals.goods_grams,
        vehicles: totals.vehicles,
        placesFilled: totals.places_filled,
        organisations: totals.organisations,
      };
    }),
});
