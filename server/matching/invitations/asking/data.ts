// Whom a wave may ask, in the order they are ranked, and why: the ranking's own answer, cut to what an invitation needs.
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { homesOf } from "../../candidates/keeping/data";
import { candidatesOf, eligibleOf } from "../../ranking/commands";
import { factsOf } from "../../ranking/facts/rules";
import { helpersOf } from "../../ranking/found/data";
import { helpedIn } from "../../ranking/helped/data";
import { flushShown, keep } from "../../ranking/keeping/commands";
import { ranked } from "../../ranking/rules";
import { openSlots } from "../../ranking/slots/data";
import { weightsOf } from "../../score/data";
import { reasonsOf, seedOf } from "../../score/rules";
import type { Reason } from "../../score/schema";
import type { SlotToAsk } from "../data";
import type { HelperKind } from "../schema";

/** One who may be asked, best first. capacity: people a week; soFar: pledges this month. */
export type Candidate = {
  helperKind: HelperKind;
  helperId: string;
  why: Reason[];
  capacity: number;
  soFar: number;
  tier: number;
  km: number | null;
};

type Reader = Pick<Ctx, "db" | "clock">;

/** The slot as the ranking knows it; null where it takes nothing now. */
async function placedSlot({ db, clock }: Reader, slot: SlotToAsk) {
  const found = (await openSlots(db, [slot.need_id], clock.now())).find((one) => one.slotId === slot.slot_id);
  if (found === undefined) return null;
  const home = slot.village_id || slot.town_id;
  return { ...found, h3: (await homesOf(db, [home])).get(home)?.h3 ?? null };
}

/** What is known of these helpers, and what speaks for them, as they may read it themselves; those the read model does not have are left out. */
export async function knownOf(
  ctx: Reader,
  slot: SlotToAsk,
  helperIds: readonly string[],
): Promise<Map<string, { capacity: number; why: Reason[] }>> {
  const now = ctx.clock.now();
  const [placed, helpers, helped] = await Promise.all([
    placedSlot(ctx, slot),
    helpersOf(ctx.db, helperIds, now),
    helpedIn(ctx.db, slot.village_id, helperIds),
  ]);
  return new Map(
    helpers.map((helper) => {
      const more = { helped: helped.get(helper.id), connections: 0, now };
      const why = placed === null ? [] : reasonsOf(factsOf(placed, helper, more), helper.helperKind, "self");
      return [helper.id, { capacity: helper.capacity, why }];
    }),
  );
}

/** The best of those who may be asked for this slot, without `except`; the ranking is kept, so that it can be explained. */
export async function rankedFor(
  ctx: Ctx,
  slot: SlotToAsk,
  except: ReadonlySet<string>,
  limit: number,
): Promise<{ rankingId: string | null; rows: Candidate[] }> {
  const placed = await placedSlot(ctx, slot);
  if (placed === null) return { rankingId: null, rows: [] };
  const { version, weights } = await weightsOf(ctx.db, slot.county_id);
  const all = await candidatesOf(ctx, placed, limit, [...except]);
  const seed = seedOf(slot.slot_id, dayOf(ctx.clock.now()));
  const others = all.filter(({ id }) => !except.has(id));
  const order = (await eligibleOf(ctx, placed, ranked(others, weights, seed))).slice(0, limit);
  const rankingId = await keep(ctx, {
    ...{ kind: "helpers", subjectId: slot.slot_id, countyId: slot.county_id, version, seed },
    rows: order.map(({ id, helper, facts, score, parts }) => ({
      ...{ id, score, parts },
      reasons: reasonsOf(facts, helper.helperKind, "asker"),
    })),
  });
  await flushShown(ctx.db); // invitations name it
  const rows = order.map(({ id, helper, facts }) => ({
    helperKind: helper.helperKind,
    helperId: id,
    why: reasonsOf(facts, helper.helperKind, "self"),
    capacity: helper.capacity,
    soFar: helper.load,
    tier: facts.steps,
    km: facts.km,
  }));
  return { rankingId, rows };
}
