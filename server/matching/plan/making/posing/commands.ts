// A plan's problem, without those whom pledging would refuse: whether they may is asked of the near ones only.
import { refusalsFor } from "@/server/pledges/eligibility/commands";
import { teamsLack } from "@/server/pledges/eligibility/expertise/data";
import type { Ctx } from "@/server/trpc/context";
import { problemOf } from "../../gathering/rules";
import type { Gathered, PlanInput } from "../../gathering/schema";
import { nearestFor } from "../rules";

/**
 * Persons whom the law or their own calendar keeps away, and teams without anybody qualified, are looked up among the near ones and
 * left out; those who come near for it are looked up in turn.
 */
export async function withoutUnfit(ctx: Ctx, gathered: Gathered): Promise<PlanInput> {
  const { slots, helpers, unfit } = gathered;
  const looked = new Set<string>();
  for (;;) {
    const input = problemOf(gathered, nearestFor(slots.length));
    const near = { person: new Map<string, string[]>(), organisation: new Map<string, string[]>() };
    for (const way of input.ways) {
      const [{ id, helperKind }, slot] = [helpers[way.helper]!, slots[way.slot]!];
      const pair = `${slot.slotId}:${id}`;
      if (looked.has(pair) || (helperKind === "organisation" && slot.must === null)) continue;
      looked.add(pair);
      const of = near[helperKind];
      of.set(slot.slotId, [...(of.get(slot.slotId) ?? []), id]);
    }
    const before = unfit.size;
    for (const [slotId, ids] of near.person)
      for (const id of (await refusalsFor(ctx, slotId, ids)).keys()) unfit.add(`${slotId}:${id}`);
    for (const [slotId, ids] of near.organisation) {
      const lacks = await teamsLack(ctx, slotId, ids);
      for (const id of ids) if (lacks(id, 1) !== null) unfit.add(`${slotId}:${id}`);
    }
    if (unfit.size === before) return input;
  }
}
