// From a plan's answer to its rows: who is asked for how much, who else could, what stays open and why. Pure.

import { reasonsOf } from "../../../score/rules";
import type { Gathered, PlanInput } from "../../gathering/schema";
import { roomBeside } from "../../model/bodies/rules";
import type { PlanAnswer } from "../../model/schema";
import { type Figures, SUGGESTED, type WhyOpen } from "../../schema";

type ItemRow = {
  slot_id: string;
  helper_kind: string;
  helper_id: string;
  amount: number;
  most: number;
  rank: number;
  locked: boolean;
  points: number;
  why: string;
};
type SlotRow = { slot_id: string; need_id: string; open: number; share: number; why: WhyOpen };

export function rowsOf(
  gathered: Gathered,
  { problem, ways, shares, spared }: PlanInput,
  answer: PlanAnswer,
  { late, seconds }: { late: boolean; seconds: number },
): { rows: ItemRow[]; slots: SlotRow[]; figures: Figures } {
  const free = roomBeside(problem, answer.amounts);
  const waysTo = gathered.slots.map((): number[] => []);
  for (const [a, way] of ways.entries()) waysTo[way.slot]!.push(a);
  const rows: ItemRow[] = [];
  const slots: SlotRow[] = [];
  const asked = new Map<string, number>();
  let [wanted, filled, full, empty] = [0, 0, 0, 0];
  for (const [s, slot] of gathered.slots.entries()) {
    const share = shares[s]!;
    const fixed = lockedRows(gathered, s);
    const own = waysTo[s]!.sort(
      (a, b) => answer.amounts[b]! - answer.amounts[a]! || ways[a]!.points - ways[b]!.points,
    );
    const chosen = own.filter((a) => answer.amounts[a]! > 0);
    const others = own.filter((a) => answer.amounts[a] === 0);
    const spare = Math.max(1, SUGGESTED - chosen.length - fixed.length);
    const shown = [...chosen, ...[...others.filter(free), ...others.filter((a) => !free(a))].slice(0, spare)];
    const given = [
      ...fixed,
      ...shown.map((a) => {
        const helper = gathered.helpers[ways[a]!.helper]!;
        return {
          ...{ helper_kind: helper.helperKind, helper_id: helper.id, locked: false, points: ways[a]!.points },
          amount: answer.amounts[a]! * share,
          most: Math.min(slot.remaining, problem.arcs.most[a]! * share),
          why: JSON.stringify(ways[a]!.reasons),
        };
      }),
    ];
    rows.push(...given.map((row, rank) => ({ ...row, slot_id: slot.slotId, rank })));
    const all = Math.max(1, Math.floor(slot.remaining / share));
    const got = given.reduce((sum, row) => sum + row.amount, 0);
    for (const row of given)
      if (row.amount > 0)
        asked.set(row.helper_id, (asked.get(row.helper_id) ?? 0) + Math.ceil(row.amount / share));
    const done = Math.min(all, Math.round(got / share));
    wanted += all;
    filled += done;
    if (done >= all) full++;
    if (done === 0) empty++;
    const why =
      done >= all
        ? "filled"
        : own.length === 0 && fixed.length === 0
          ? spared.has(s)
            ? "asked"
            : "nobody"
          : others.some(free)
            ? "dear"
            : "busy";
    slots.push({ slot_id: slot.slotId, need_id: slot.needId, open: slot.remaining, share, why });
  }
  const figures: Figures = {
    ...{ wanted, filled, slots: slots.length, slotsFull: full, slotsEmpty: empty },
    ...{
      helpers: asked.size,
      looked: new Set(ways.map((way) => way.helper)).size,
      largest: Math.max(0, ...asked.values()),
    },
    villages: new Set(
      gathered.slots
        .filter((slot) => rows.some((row) => row.slot_id === slot.slotId && row.amount > 0))
        .map((slot) => slot.village_id || slot.town_id),
    ).size,
    optimal: answer.status === "optimal",
    gap: answer.costs.total > 0 ? Math.max(0, 1 - answer.bound / answer.costs.total) : 0,
    ...{ late, seconds: Math.round(seconds * 10) / 10 },
  };
  return { rows, slots, figures };
}

function lockedRows({ locked, slots, helpers, factsOf }: Gathered, s: number) {
  const slot = slots[s]!;
  let left = slot.remaining;
  return locked
    .filter((lock) => lock.slotId === slot.slotId)
    .flatMap(({ helperId, amount }) => {
      const helper = helpers.find(({ id }) => id === helperId);
      const kept = Math.min(amount, left);
      if (helper === undefined || kept <= 0) return [];
      left -= kept;
      return [
        {
          ...{ helper_kind: helper.helperKind as string, helper_id: helperId, amount: kept },
          ...{ most: Math.max(kept, amount), locked: true, points: 0 },
          why: JSON.stringify(reasonsOf(factsOf(slot, helper), helper.helperKind, "self")),
        },
      ];
    });
}
