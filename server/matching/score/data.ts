// The weights that hold in a district.
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { BUILT_IN, changesBetween } from "./rules";
import type { Weights, WeightsView } from "./schema";

const PAST_SHOWN = 10;

/** The newest the district has set; version 0 and the built-in ones where it has set none. */
export async function weightsOf(db: Db, countyId: number): Promise<{ version: number; weights: Weights }> {
  const row = await db
    .selectFrom("matching_weights")
    .select(["version", "weights"])
    .where("region_id", "=", countyId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return weightsFrom(row ?? { version: null, weights: null });
}

/** A part that a newer server knows weighs there what is built in. */
export const weightsFrom = (row: {
  version: number | null;
  weights: string | null;
}): { version: number; weights: Weights } =>
  row.version === null || row.weights === null
    ? { version: 0, weights: BUILT_IN }
    : { version: row.version, weights: { ...BUILT_IN, ...(JSON.parse(row.weights) as Weights) } };

/** As it was then, for explanations. */
export async function weightsAt(db: Db, countyId: number, version: number): Promise<Weights> {
  if (version === 0) return BUILT_IN;
  const row = await db
    .selectFrom("matching_weights")
    .select("weights")
    .where("region_id", "=", countyId)
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return { ...BUILT_IN, ...(JSON.parse(row.weights) as Weights) };
}

export async function visibleWeights(ctx: Ctx, countyId: number): Promise<WeightsView> {
  const county = await livingRegion(ctx.db, countyId);
  authorize(ctx, "matching.weights.set", { place: placeFrom(county) }, "NOT_FOUND");
  const now = await weightsOf(ctx.db, county.id);
  const past = await ctx.db
    .selectFrom("matching_weights as w")
    .leftJoin("person as p", "p.id", "w.set_by")
    .select(["w.version", "w.weights", "w.note", "w.set_at", "p.name"])
    .where("w.region_id", "=", county.id)
    .orderBy("w.version", "desc")
    .limit(PAST_SHOWN + 1)
    .execute();
  return {
    countyId: county.id,
    ...now,
    past: past.slice(0, PAST_SHOWN).map((row, at) => ({
      version: row.version,
      note: row.note,
      setBy: row.name ?? "",
      setAt: row.set_at,
      changes: changesBetween(
        weightsFrom(past[at + 1] ?? { version: null, weights: null }).weights,
        weightsFrom(row).weights,
      ),
    })),
  };
}
