// Who would be asked: by which name, at which number, and who carries how much.
import { organisationNames } from "@/server/organisations/data";
import { publicNames } from "@/server/people/data";
import { open } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { helpersOf } from "../../../ranking/found/data";
import type { ItemData } from "../../data";
import type { PlanView } from "../../schema";

/** Persons as the public knows them: masked, unless they agreed. */
export async function namesOf(db: Db, items: ItemData[]): Promise<Map<string, string>> {
  const ids = (kind: string) => [
    ...new Set(items.filter((item) => item.helper_kind === kind).map((item) => item.helper_id)),
  ];
  const [organisations, people] = await Promise.all([
    organisationNames(db, ids("organisation")),
    publicNames(db, ids("person")),
  ]);
  return new Map([...organisations, ...people]);
}

/** Numbers the reader has opened from this plan; "" where the organisation left none. */
export async function phonesOf(ctx: Ctx, planId: string): Promise<Map<string, string | null>> {
  if (ctx.actor === null) return new Map();
  const rows = await ctx.db
    .selectFrom("dispatch_look as k")
    .innerJoin("organisation as o", "o.id", "k.helper_id")
    .select(["o.id", "o.phone_cipher"])
    .where("k.plan_id", "=", planId)
    .where("k.viewer_id", "=", ctx.actor.personId)
    .execute();
  return new Map(
    rows.map((row) => [row.id, row.phone_cipher === null ? "" : open(ctx.keys, row.phone_cipher)]),
  );
}

/** By name: nobody is ranked. */
export async function carriersOf(
  ctx: Ctx,
  items: ItemData[],
  names: Map<string, string>,
): Promise<PlanView["carriers"]> {
  const of = new Map<string, { helperKind: "organisation" | "person"; slots: number }>();
  for (const item of items.filter(({ amount }) => amount > 0)) {
    const found = of.get(item.helper_id) ?? { helperKind: item.helper_kind as "organisation", slots: 0 };
    found.slots++;
    of.set(item.helper_id, found);
  }
  const known = await helpersOf(ctx.db, [...of.keys()], ctx.clock.now());
  const load = new Map(known.map((one) => [one.id, one.load]));
  return [...of]
    .map(([helperId, one]) => ({
      helperId,
      ...one,
      name: names.get(helperId) ?? "",
      load: one.helperKind === "person" ? null : (load.get(helperId) ?? 0),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "zh"));
}
