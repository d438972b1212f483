// How many places an organisation's pledge has, how many are spoken for, and giving some of them back.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { type Trx, transact } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findPledgeFacts, type PledgeRow } from "../../facts/data";
import { type Held, writeHolding } from "../../holding/commands";
import { holdingOf } from "../../holding/rules";
import { PEOPLE_EVENTS } from "../../lifecycle";
import { grownAt } from "../data";
import { LIVE_SEAT } from "../lifecycle";
import { namingEnd } from "../rules";

/** The pledge as it is now, held until the transaction ends: naming and giving back take turns by it. */
export async function lockPledge(trx: Trx, pledgeId: string): Promise<PledgeRow> {
  const row = await trx
    .selectFrom("pledge")
    .selectAll()
    .where("id", "=", pledgeId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? refuse("NOT_FOUND");
}

/** Places with a name, and those a stand-in is looked for after their person was taken off. */
export async function takenOf(trx: Trx, pledgeId: string): Promise<number> {
  const seats = await trx
    .selectFrom("seat")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("pledge_id", "=", pledgeId)
    .where("status", "in", LIVE_SEAT)
    .executeTakeFirstOrThrow();
  const vacant = await trx
    .selectFrom("stand_in as s")
    .innerJoin("seat as t", "t.id", "s.seat_id")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("s.pledge_id", "=", pledgeId)
    .where("s.status", "=", "seeking")
    .where("t.status", "=", "removed")
    .executeTakeFirstOrThrow();
  return Number(seats.n) + Number(vacant.n);
}

type Back = { count: number; unit: number; reason: string; grant?: Grant | null };

/** Gives `count` places back: the slot's invariant moves with it, and those who wait are asked. The last one ends the pledge. */
export async function giveBack(trx: Trx, ctx: Ctx, pledge: PledgeRow, back: Back): Promise<Held> {
  const less = back.count * back.unit;
  const holding = { ...holdingOf(pledge), amount: pledge.amount - less };
  if (holding.amount < holding.on_way + holding.accepted) refuse("MOVED_ON");
  const ends = holding.amount === 0;
  const waits = !ends && pledge.queued_at !== null; // who could not fill what they had waits for no more of it
  return writeHolding(trx, ctx, pledge, {
    event: ends ? "pledge.released" : "pledge.amended",
    status: next(PEOPLE_EVENTS, pledge.status, ends ? "release" : "amend"),
    holding,
    slot: { promised: -less, waiting: waits ? -1 : 0 },
    grant: back.grant ?? null,
    set: ends ? { end_reason: back.reason } : { wanted: holding.amount, queued_at: null },
    data: {
      reason: back.reason,
      freed: true,
      fewer: back.count,
      ...(ends ? {} : { wanted: holding.amount }),
    },
  });
}

/** Timer seat.release: places that nobody was named for in time go back, exactly those. */
export async function releaseUnnamed(ctx: Ctx, pledgeId: string): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (known?.pledge.status !== "confirmed" || known.pledge.organisation_id === null) return;
  const due = await namingEndOf(ctx, known);
  if (due === null || due > ctx.clock.now()) return;
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      const pledge = await lockPledge(trx, pledgeId);
      if (pledge.status !== "confirmed") return;
      const unit = known.line.unit_size;
      const count = pledge.amount / unit - (await takenOf(trx, pledgeId));
      if (count > 0) await giveBack(trx, ctx, pledge, { count, unit, reason: "unnamed" });
    }),
  );
}

type Timed = {
  pledge: { id: string };
  slot: { id: string; starts_at: Date | null; cut_off_at: Date | null };
};

/** Until when people may be named for each of these pledges. */
export async function namingEndsOf(
  ctx: Pick<Ctx, "db">,
  all: readonly Timed[],
): Promise<Map<string, Date | null>> {
  if (all.length === 0) return new Map();
  const slotIds = all.map(({ slot }) => slot.id);
  const [shifts, grown] = await Promise.all([
    ctx.db.selectFrom("shift").select(["slot_id", "named_until"]).where("slot_id", "in", slotIds).execute(),
    grownAt(
      ctx.db,
      all.map(({ pledge }) => pledge.id),
    ),
  ]);
  const until = new Map(shifts.map((shift) => [shift.slot_id, shift.named_until]));
  return new Map(
    all.map(({ pledge, slot }) => [
      pledge.id,
      namingEnd(
        { startsAt: slot.starts_at, cutOffAt: slot.cut_off_at, namedUntil: until.get(slot.id) ?? null },
        grown.get(pledge.id) ?? null,
      ),
    ]),
  );
}

export const namingEndOf = async (ctx: Pick<Ctx, "db">, one: Timed): Promise<Date | null> =>
  (await namingEndsOf(ctx, [one])).get(one.pledge.id) ?? null;
