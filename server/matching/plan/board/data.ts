// A plan as the district reads it: slot by slot, who would be asked and why, what stays open, who carries how much.

import { canHappen } from "@/server/lifecycle";
import { organisationNames } from "@/server/organisations/data";
import { publicName } from "@/server/people/rules";
import { open as unseal } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { livingRegion, regionNames } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { helpersOf } from "../../ranking/data";
import { mayRead } from "../../score/rules";
import type { Reason } from "../../score/schema";
import { type ItemData, itemsOf, type PlanData, visiblePlan } from "../data";
import { PLAN_EVENTS } from "../lifecycle";
import {
  type Figures,
  PLANS_SHOWN,
  type PlanRow,
  type PlanView,
  type SlotView,
  type WhyOpen,
} from "../schema";

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
  const [slots, names, phones, load] = await Promise.all([
    slotsOf(ctx.db, plan.id),
    namesOf(ctx.db, items),
    phonesOf(ctx, plan.id),
    loadOf(ctx, items),
  ]);
  const bySlot = new Map<string, ItemData[]>();
  for (const item of items) bySlot.set(item.slot_id, [...(bySlot.get(item.slot_id) ?? []), item]);
  return {
    ...rowOf(plan),
    regionId: plan.region_id,
    place: name,
    slots: slots.map((slot) => withItems(slot, bySlot.get(slot.slotId) ?? [], names, phones)),
    carriers: carriersOf(items, names, load),
    mayEdit: canHappen(PLAN_EVENTS, plan.status, "edit"),
    maySend: canHappen(PLAN_EVENTS, plan.status, "send") && may(ctx, "plan.send", { place }) !== false,
  };
}

type Bare = Omit<SlotView, "items" | "planned" | "changed"> & { takes: boolean };

async function slotsOf(db: Db, planId: string): Promise<Bare[]> {
  const rows = await db
    .selectFrom("dispatch_slot as d")
    .innerJoin("slot as s", "s.id", "d.slot_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .innerJoin("need as n", "n.id", "d.need_id")
    .select([
      "d.slot_id",
      "d.need_id",
      "d.open",
      "d.why",
      "s.remaining",
      "s.is_open",
      "s.starts_at",
      "s.ends_at",
    ])
    .select([
      "l.kind",
      "l.direction",
      "l.item",
      "l.unit",
      "l.unit_size",
      "n.title",
      "n.village_id",
      "n.town_id",
      "n.deadline_at",
      "n.status",
    ])
    .where("d.plan_id", "=", planId)
    .orderBy("n.deadline_at")
    .orderBy("d.need_id")
    .orderBy("l.position")
    .orderBy("s.starts_at")
    .execute();
  const places = await regionNames(
    db,
    rows.map((row) => row.village_id || row.town_id),
  );
  return rows.map((row) => ({
    slotId: row.slot_id,
    needId: row.need_id,
    title: row.title,
    place: places.get(row.village_id || row.town_id) ?? "",
    kind: row.kind,
    direction: row.direction,
    item: row.item,
    unit: row.unit,
    unitSize: row.unit_size,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    dueAt: row.deadline_at,
    open: row.open,
    remaining: row.remaining,
    why: row.why as WhyOpen,
    takes: row.is_open && row.status === "open",
  }));
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
    changed: planned > 0 && (!takes || planned > slot.remaining),
    items: items.map((item) => ({
      id: item.id,
      helperKind: item.helper_kind as "organisation",
      helperId: item.helper_id,
      name: names.get(item.helper_id) ?? "",
      amount: item.amount,
      most: item.most,
      locked: item.locked,
      // kept as the helper may read them; of persons the district reads less
      reasons: (JSON.parse(item.why) as Reason[])
        .filter((one) => mayRead(item.helper_kind, one))
        .map((one) => (one.at ? { ...one, at: new Date(one.at) } : one)),
      phone: phones.get(item.helper_id) ?? null,
      invitationId: item.invitation_id,
    })),
  };
}

/** Persons as the public knows them: masked, unless they agreed. */
async function namesOf(db: Db, items: ItemData[]): Promise<Map<string, string>> {
  const ids = (kind: string) => [
    ...new Set(items.filter((item) => item.helper_kind === kind).map((item) => item.helper_id)),
  ];
  const persons = ids("person");
  const [organisations, people] = await Promise.all([
    organisationNames(db, ids("organisation")),
    persons.length === 0
      ? []
      : db.selectFrom("person").select(["id", "name", "public_name"]).where("id", "in", persons).execute(),
  ]);
  return new Map([...organisations, ...people.map((one): [string, string] => [one.id, publicName(one)])]);
}

/** Numbers the reader has opened from this plan; "" where the organisation left none. */
async function phonesOf(ctx: Ctx, planId: string): Promise<Map<string, string | null>> {
  if (ctx.actor === null) return new Map();
  const rows = await ctx.db
    .selectFrom("dispatch_look as k")
    .innerJoin("organisation as o", "o.id", "k.helper_id")
    .select(["o.id", "o.phone_cipher"])
    .where("k.plan_id", "=", planId)
    .where("k.viewer_id", "=", ctx.actor.personId)
    .execute();
  return new Map(
    rows.map((row) => [row.id, row.phone_cipher === null ? "" : unseal(ctx.keys, row.phone_cipher)]),
  );
}

async function loadOf(ctx: Ctx, items: ItemData[]): Promise<Map<string, number>> {
  const asked = [...new Set(items.filter(({ amount }) => amount > 0).map((item) => item.helper_id))];
  return new Map((await helpersOf(ctx.db, asked, ctx.clock.now())).map((one) => [one.id, one.load]));
}

/** By name: nobody is ranked. */
function carriersOf(items: ItemData[], names: Map<string, string>, load: Map<string, number>) {
  const of = new Map<string, { helperKind: "organisation" | "person"; slots: number }>();
  for (const item of items.filter(({ amount }) => amount > 0)) {
    const found = of.get(item.helper_id) ?? { helperKind: item.helper_kind as "organisation", slots: 0 };
    found.slots++;
    of.set(item.helper_id, found);
  }
  return [...of]
    .map(([helperId, one]) => ({
      helperId,
      ...one,
      name: names.get(helperId) ?? "",
      load: one.helperKind === "person" ? null : (load.get(helperId) ?? 0),
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "zh"));
}
