// A plan that is there already, for tests that are about what may be done with it.
import { v7 as uuid } from "uuid";
import type { World } from "@/server/trpc/context";

/** Made, not sent: one organisation would be asked for `amount` of a slot. Written with its history. */
export async function planOf(
  world: World,
  given: { regionId: number; slotId: string; organisationId: string; amount?: number },
): Promise<{ planId: string; itemId: string }> {
  const { db, clock } = world;
  const [planId, itemId] = [uuid(), uuid()];
  const now = clock.now();
  const slot = await db
    .selectFrom("slot as s")
    .innerJoin("need as n", "n.id", "s.need_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .select(["s.need_id", "s.remaining", "n.county_id", "l.unit_size"])
    .where("s.id", "=", given.slotId)
    .executeTakeFirstOrThrow();
  await db
    .insertInto("dispatch_plan")
    .values({
      ...{ id: planId, region_id: given.regionId, county_id: slot.county_id, status: "made", version: 1 },
      ...{
        from_at: now,
        until_at: new Date(now.getTime() + 7 * 86_400_000),
        made_by: "",
        made_at: now,
        created_at: now,
      },
    })
    .execute();
  await db
    .insertInto("history")
    .values({
      ...{
        aggregate: "dispatch_plan",
        subject_id: planId,
        version: 1,
        event: "plan.made",
        at: now,
        data: "{}",
      },
    })
    .execute();
  await db
    .insertInto("outbox")
    .values({
      id: uuid(),
      aggregate: "dispatch_plan",
      subject_id: planId,
      version: 1,
      event: "plan.made",
      at: now,
    })
    .execute();
  await db
    .insertInto("dispatch_slot")
    .values({
      ...{ plan_id: planId, slot_id: given.slotId, need_id: slot.need_id, open: slot.remaining },
      ...{ share: slot.unit_size, why: "busy" },
    })
    .execute();
  await db
    .insertInto("dispatch_item")
    .values({
      ...{ id: itemId, plan_id: planId, slot_id: given.slotId, helper_kind: "organisation" },
      ...{ helper_id: given.organisationId, amount: given.amount ?? slot.unit_size, most: slot.remaining },
      ...{ rank: 0, points: 100, why: JSON.stringify([{ code: "same_town" }]) },
    })
    .execute();
  return { planId, itemId };
}
