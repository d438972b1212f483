// A plan as the district reads it: slot by slot, who would be asked and why, what stays open, who carries how much.

import { canHappen } from "@/server/lifecycle";
import { authorize, may } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { mayRead, readReasons } from "../../score/rules";
import { type ItemData, itemsOf, type PlanData, visiblePlan } from "../data";
import { PLAN_EVENTS } from "../lifecycle";
import { type Figures, PLANS_SHOWN, type PlanRow, type PlanView, type SlotView } from "../schema";
import { carriersOf, namesOf, phonesOf } from "./asked/data";
import { type Bare, slotsOf } from "./slots/data";

/** Newest first. */
export async function listPlans(ctx: Ctx, input: { regionId: number }): Promise<PlanRow[]> {
  const region = await livingRegion(ctx.db, input.regionId);
  authorize(ctx, "plan.make", { place: placeFrom(region) });
  const rows = await ctx.db
    .selectFrom("dispatch_plan")
    .selectAll()
    .where("region_id", "=", region.id)
    .orderBy("created_at", "desc")
    .limit(PLANS_SHOWN)
    .execute();
  return rows.map((row) => rowOf(row as PlanData));
}

const rowOf = (plan: PlanData): PlanRow => ({
  id: plan.id,
  status: plan.status,
  from: plan.from_at,
  until: plan.until_at,
  progress: plan.progress,
  figures: plan.figures === null ? null : (JSON.parse(plan.figures) as Figures),
  reason: plan.reason,
  madeAt: plan.made_at,
  sentAt: plan.sent_at,
  createdAt: plan.created_at,
  version: plan.version,
});

export async function viewPlan(ctx: Ctx, input: { planId: string }): Promise<PlanView> {
  const { plan, place, name } = await visiblePlan(ctx, input.planId);
  const items = await itemsOf(ctx.db, plan.id);
  const [slots, names, phones] = await Promise.all([
    slotsOf(ctx.db, plan.id),
    namesOf(ctx.db, items),
    phonesOf(ctx, plan.id),
  ]);
  const bySlot = new Map<string, ItemData[]>();
  for (const item of items) bySlot.set(item.slot_id, [...(bySlot.get(item.slot_id) ?? []), item]);
  return {
    ...rowOf(plan),
    regionId: plan.region_id,
    place: name,
    slots: slots.map((slot) => withItems(slot, bySlot.get(slot.slotId) ?? [], names, phones)),
    carriers: await carriersOf(ctx, items, names),
    mayEdit: canHappen(PLAN_EVENTS, plan.status, "edit"),
    maySend: canHappen(PLAN_EVENTS, plan.status, "send") && may(ctx, "plan.send", { place }) !== false,
  };
}

function withItems(
  { takes, ...slot }: Bare,
  items: ItemData[],
  names: Map<string, string>,
  phones: Map<string, string | null>,
): SlotView {
  const planned = items.reduce((sum, item) => sum + item.amount, 0);
  return {
    ...slot,
    planned,
    changed: planned > 0 && (!takes || planned > slot.remaining - slot.waiting),
    items: items.map((item) => ({
      id: item.id,
      helperKind: item.helper_kind as "organisation",
      helperId: item.helper_id,
      name: names.get(item.helper_id) ?? "",
      amount: item.amount,
      most: item.most,
      locked: item.locked,
      // kept as the helper may read them; of persons the district reads less
      reasons: readReasons(item.why).filter((one) => mayRead(item.helper_kind, one)),
      phone: phones.get(item.helper_id) ?? null,
      invitationId: item.invitation_id,
    })),
  };
}
