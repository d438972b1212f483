// Procedures of the tree: search and look for anyone, shaping for those above.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { addAlias, addRegion, mergeRegion, removeAlias, renameRegion } from "./commands";
import { listAliases, listChildren, searchRegions, visibleRegionView } from "./data";
import { SHIPPED_COUNTY } from "./national/rules";
import {
  addAliasInput,
  addRegionInput,
  aliasView,
  mergeRegionInput,
  regionAnswer,
  regionInput,
  regionView,
  removeAliasInput,
  renameRegionInput,
  searchInput,
} from "./schema";

export const regionsRouter = router({
  search: procedure("anyone")
    .input(searchInput)
    .output(z.array(regionView))
    // A visitor who has named no place yet looks from the shipped county.
    .query(({ ctx, input }) =>
      searchRegions(ctx.db, { ...input, countyId: input.countyId ?? SHIPPED_COUNTY }),
    ),
  one: procedure("anyone")
    .input(regionInput)
    .output(regionView)
    .query(({ ctx, input }) => visibleRegionView(ctx.db, input.id)),
  children: procedure("anyone")
    .input(regionInput)
    .output(z.array(regionView))
    .query(({ ctx, input }) => listChildren(ctx.db, input.id)),
  aliases: procedure("anyone")
    .input(regionInput)
    .output(z.array(aliasView))
    .query(({ ctx, input }) => listAliases(ctx.db, input.id)),
  add: procedure("region.shape")
    .input(addRegionInput)
    .output(regionAnswer)
    .mutation(({ ctx, input }) => addRegion(ctx, input)),
  rename: procedure("region.shape")
    .input(renameRegionInput)
    .output(regionAnswer)
    .mutation(({ ctx, input }) => renameRegion(ctx, input)),
  merge: procedure("region.shape")
    .input(mergeRegionInput)
    .output(regionAnswer)
    .mutation(({ ctx, input }) => mergeRegion(ctx, input)),
  addAlias: procedure("region.alias")
    .input(addAliasInput)
    .output(regionAnswer)
    .mutation(({ ctx, input }) => addAlias(ctx, input)),
  removeAlias: procedure("region.alias")
    .input(removeAliasInput)
    .output(regionAnswer)
    .mutation(({ ctx, input }) => removeAlias(ctx, input)),
});
