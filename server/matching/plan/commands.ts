// Asking for a plan, taking it back, changing what it proposes, looking a number up. Nobody is asked anything before it is sent.

import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { smallestOf } from "@/server/pledges/making/rules";
import { authorize, type Grant } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { itemsOf, type PlanData, visiblePlan } from "./data";
import { PLAN_EVENTS } from "./lifecycle";
import { type EditInput, type MakeInput, PERIOD_DAYS } from "./schema";

const COUNTY = 3;
const TOWN = 4;

/** The worker makes it in a thread of its own; one plan of a region is in the making at a time. Refuses PLAN_UNDERWAY. */
export async function askForPlan(ctx: Ctx, input: MakeInput): Promise<{ planId: string }> {
  const region = await livingRegion(ctx.db, input.regionId);
  const grant = authorize(ctx, "plan.make", { place: placeFrom(region) });
  if (region.level !== COUNTY && region.level !== TOWN)
    refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const now = ctx.clock.now();
  const from = input.from === undefined || input.from < now ? now : input.from;
  const earlier = input.follows === undefined ? null : await visiblePlan(ctx, input.follows);
  if (earlier !== null && earlier.plan.region_id !== region.id) refuse("NOT_FOUND");
  const id = uuid();
  const status = next(PLAN_EVENTS, "new", "ask");
  return transact(ctx.db, async (trx) => {
    if (earlier?.plan.status === "made")
      await movePlan(trx, ctx, earlier.plan, {
        event: "replace",
        said: "plan.replaced",
        grant,
        data: { by: id },
      });
    await record(trx, ctx, {
      aggregate: "dispatch_plan",
      id,
      version: 1,
      event: "plan.asked",
      grant,
      data: { region: region.id, days: PERIOD_DAYS[input.period], follows: input.follows ?? null },
    });
    await trx
      .insertInto("dispatch_plan")
      .values({
        ...{ id, status, region_id: region.id, county_id: region.county_id, live_key: String(region.id) },
        from_at: from,
        until_at: new Date(from.getTime() + PERIOD_DAYS[input.period] * DAY_MS),
        follows_id: input.follows ?? null,
        made_by: ctx.actor?.personId ?? "",
        created_at: now,
      })
      .execute()
      .catch((error) => {
        if (isDuplicate(error, "live_key")) refuse("PLAN_UNDERWAY");
        throw error;
      });
    return { planId: id };
  });
}

type Move = {
  event: keyof typeof PLAN_EVENTS;
  said: string;
  grant?: Grant | null;
  data?: Record<string, string | number | boolean | null>;
  set?: {
    figures?: string;
    reason?: string;
    sent_at?: Date;
    made_at?: Date;
    slot_count?: number;
    helper_count?: number;
    arc_count?: number;
    weights_version?: number;
  };
};

/** One step of a plan's life, by its version. Refuses WRONG_STATE, and MOVED_ON where somebody was quicker. */
export async function movePlan(trx: Trx, ctx: Ctx, plan: PlanData, move: Move): Promise<void> {
  const to = next(PLAN_EVENTS, plan.status, move.event);
  const status = to === "=" ? plan.status : to;
  const version = plan.version + 1;
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "dispatch_plan",
      id: plan.id,
      version,
      event: move.said,
      grant: move.grant ?? null,
      data: move.data ?? {},
    }),
  );
  const over = status !== "making" && status !== "made";
  const done = await trx
    .updateTable("dispatch_plan")
    .set({
      ...move.set,
      status,
      version,
      ...(status === "making" ? {} : { live_key: null, lease_until: null }),
      ...(over ? { ended_at: ctx.clock.now() } : {}),
    })
    .where("id", "=", plan.id)
    .where("version", "=", plan.version)
    .where("status", "=", plan.status)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}

/** While it is made: the thread is stopped within a second. Once made: it is put aside. */
export async function cancelPlan(ctx: Ctx, input: { planId: string; version: number }): Promise<void> {
  const { plan, place } = await visiblePlan(ctx, input.planId);
  const grant = authorize(ctx, "plan.make", { place });
  if (plan.version !== input.version) refuse("MOVED_ON");
  await transact(ctx.db, (trx) =>
    movePlan(trx, ctx, plan, { event: "cancel", said: "plan.cancelled", grant }),
  );
}

/** Another amount for one helper, or a lock. Refuses OVER_PLANNED where the slot's rows would ask for more than is open. */
export async function editItem(ctx: Ctx, input: EditInput): Promise<{ planId: string }> {
  const item = await ctx.db
    .selectFrom("dispatch_item as i")
    .innerJoin("slot as s", "s.id", "i.slot_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .innerJoin("dispatch_slot as d", (on) =>
      on.onRef("d.plan_id", "=", "i.plan_id").onRef("d.slot_id", "=", "i.slot_id"),
    )
    .select([
      "i.id",
      "i.plan_id",
      "i.slot_id",
      "i.helper_id",
      "i.amount",
      "i.most",
      "i.locked",
      "l.unit",
      "l.unit_size",
      "d.open",
    ])
    .where("i.id", "=", input.itemId)
    .executeTakeFirst();
  if (item === undefined) refuse("NOT_FOUND");
  const { plan, place } = await visiblePlan(ctx, item.plan_id);
  const grant = authorize(ctx, "plan.make", { place });
  if (plan.version !== input.version) refuse("MOVED_ON");
  const said = input.amount;
  const amount = said === undefined ? item.amount : Number(said) === 0 ? 0 : smallestOf(said, item);
  // An amount that was said by hand stays, unless it is let go.
  const locked =
    amount > 0 && (input.locked === undefined ? said !== undefined || item.locked : input.locked === "yes");
  const measure = { unit: item.unit, unitSize: item.unit_size };
  if (amount > item.most) refuse("OVER_HELPER", { most: item.most, ...measure });
  await transact(ctx.db, async (trx) => {
    const others = (await itemsOf(trx, plan.id)).filter(
      (one) => one.slot_id === item.slot_id && one.id !== item.id,
    );
    const sum = others.reduce((all, one) => all + one.amount, 0);
    if (sum + amount > item.open) refuse("OVER_PLANNED", { left: Math.max(0, item.open - sum), ...measure });
    await trx.updateTable("dispatch_item").set({ amount, locked }).where("id", "=", item.id).execute();
    await movePlan(trx, ctx, plan, {
      ...{ event: "edit", said: "plan.edited", grant },
      data: { slot: item.slot_id, helper: item.helper_id, amount, locked },
    });
  });
  return { planId: plan.id };
}

/** An organisation's telephone, to whoever plans: each look is kept. Persons are only ever invited. */
export async function lookUp(ctx: Ctx, input: { planId: string; helperId: string }): Promise<void> {
  const { plan, place } = await visiblePlan(ctx, input.planId);
  authorize(ctx, "plan.make", { place });
  const item = await ctx.db
    .selectFrom("dispatch_item")
    .select("id")
    .where("plan_id", "=", plan.id)
    .where("helper_id", "=", input.helperId)
    .where("helper_kind", "=", "organisation")
    .executeTakeFirst();
  if (item === undefined || ctx.actor === null) refuse("NOT_FOUND");
  await ctx.db
    .insertInto("dispatch_look")
    .values({
      id: uuid(),
      plan_id: plan.id,
      helper_id: input.helperId,
      viewer_id: ctx.actor.personId,
      at: ctx.clock.now(),
    })
    .execute();
}
