// Whom the next wave asks: the village's adviser alone where their knowledge is asked for; else the fewest of the ranking that are
// likely to fill what is left, beside those who have not answered yet.
import type { Ctx } from "@/server/trpc/context";
import { advisersOf } from "../../../advisers/data";
import { kindsFor } from "../../../advisers/rules";
import { type Candidate, rankedFor } from "../../asking/data";
import { chancesIn } from "../../chances/data";
import { fewest } from "../../chances/rules";
import { openOf, type SlotToAsk } from "../../data";
import { askOf, capOf, untilOf } from "../../rules";
import type { Via } from "../../schema";
import { sentThisWeek } from "../../sending/data";
import { inTurns, TURN } from "../../turns/rules";
import { heardOf } from "../data";

/** Of the ranking, so many are looked at … */
const LOOKED_AT = 60;
/** … and so often behind those who have had their week's invitations. */
const LOOKS_MAX = 5;

type NextAsked = {
  rows: {
    helperKind: Candidate["helperKind"];
    helperId: string;
    amount: number;
    via: Via;
    why: Candidate["why"];
    rankingId: string | null;
  }[];
  /** Of what is left, the share that is expected to be taken, 0..1. */
  expected: number;
  /** Invitations that still wait for an answer. */
  open: number;
  /** Nobody can be asked now, but some can next week. */
  capped: boolean;
};

/** out: helpers who turned out not to be askable. */
export async function nextAsked(
  ctx: Ctx,
  slot: SlotToAsk,
  { number, out }: { number: number; out: ReadonlySet<string> },
): Promise<NextAsked> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const [open, heard, chance] = await Promise.all([
    openOf(db, [slot.slot_id]),
    heardOf(db, slot.slot_id),
    chancesIn(db, slot.county_id, slot.kind, now),
  ]);
  const except = new Set([...heard, ...out, slot.poster_id, slot.need_organisation_id ?? ""]);
  const asked = open.map((row) => ({ amount: row.asked, chance: chance(row.helper_kind) }));
  if (number === 0) {
    const own = (await advisersOf(db, slot.village_id, kindsFor(slot))).filter(
      (a) => !except.has(a.personId),
    );
    if (own.length > 0) {
      const rows = own.map(({ personId }) => ({
        helperKind: "person" as const,
        helperId: personId,
        amount: askOf(slot, { helperKind: "person", capacity: 1 }),
        via: "adviser" as const,
        why: [],
        rankingId: null,
      }));
      return { rows, expected: expectedOf(slot, asked, rows, chance), open: open.length, capped: false };
    }
  }
  const { free, rankingId, capped } = await freeOf(ctx, slot, except);
  const ordered = slot.kind === "goods" ? inTurns(free) : free;
  const wanted = ordered.flatMap((row) => {
    const amount = askOf(slot, row);
    return amount > 0 ? [{ row, amount }] : [];
  });
  const asks = wanted.map(({ row, amount }) => ({ amount, chance: chance(row.helperKind) }));
  const { count, expected } = fewest(slot.remaining, asked, asks);
  // Goods go round in whole turns.
  const whole = slot.kind === "goods" ? Math.ceil(count / TURN) * TURN : count;
  const rows = wanted.slice(0, whole).map(({ row, amount }) => ({
    helperKind: row.helperKind,
    helperId: row.helperId,
    amount,
    via: "wave" as const,
    why: row.why,
    rankingId,
  }));
  return { rows, expected, open: open.length, capped: capped && free.length === 0 };
}

/** The best who may still be asked this week: whoever had enough is looked past. */
async function freeOf(ctx: Ctx, slot: SlotToAsk, except: ReadonlySet<string>) {
  const now = ctx.clock.now();
  const cap = capOf(slot, untilOf(slot), now);
  const had = new Set<string>();
  for (let look = 1; ; look++) {
    const { rankingId, rows } = await rankedFor(ctx, slot, new Set([...except, ...had]), LOOKED_AT);
    const weeks = await sentThisWeek(
      ctx.db,
      rows.map((row) => row.helperId),
      now,
    );
    const free = rows.filter((row) => (weeks.get(row.helperId) ?? 0) < cap);
    if (free.length > 0 || rows.length === 0 || look === LOOKS_MAX)
      return { free, rankingId, capped: had.size + rows.length > free.length };
    for (const row of rows) had.add(row.helperId);
  }
}

function expectedOf(
  slot: SlotToAsk,
  asked: { amount: number; chance: number }[],
  rows: { helperKind: string; amount: number }[],
  chance: (helperKind: string) => number,
): number {
  const asks = rows.map((row) => ({ amount: row.amount, chance: chance(row.helperKind) }));
  return fewest(slot.remaining, [...asked, ...asks], []).expected;
}
