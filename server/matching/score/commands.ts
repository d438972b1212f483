// A district weighs anew. Versions are only added: what was shown before stays explained by what held then.
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { weightsOf } from "./data";
import type { SetWeightsInput } from "./schema";

export async function setWeights(ctx: Ctx, input: SetWeightsInput): Promise<{ version: number }> {
  const county = await livingRegion(ctx.db, input.countyId);
  if (county.level !== LEVEL.county) refuse("INVALID", { fields: { countyId: "wrong_level" } });
  const grant = authorize(ctx, "matching.weights.set", { place: placeFrom(county) });
  const version = input.version + 1;
  if ((await weightsOf(ctx.db, county.id)).version !== input.version) refuse("MOVED_ON");
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await record(trx, ctx, {
        aggregate: "matching",
        id: county.id,
        version,
        event: "matching.weighed",
        grant,
        data: input.weights,
      });
      await trx
        .insertInto("matching_weights")
        .values({
          region_id: county.id,
          version,
          weights: JSON.stringify(input.weights),
          note: input.note,
          set_by: ctx.actor?.personId ?? "",
          set_at: ctx.clock.now(),
        })
        .execute();
    }),
  );
  return { version };
}
