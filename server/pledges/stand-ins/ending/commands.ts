// Searches that end by themselves: the shift begins without a stand-in, or there is nothing left to stand in for.
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { writeHolding } from "../../holding/commands";
import { giveBackRest, holdingOf } from "../../holding/rules";
import { PEOPLE_EVENTS } from "../../lifecycle";
import { giveBack, lockPledge } from "../../seats/places/commands";
import { stepSeat } from "../../seats/steps/commands";
import type { StandInRow } from "../data";
import { stepSearch } from "../seeking/commands";

/** Timer stand_in.close: it has begun. Places nobody took are given back; who came after all keeps theirs. */
export async function closeSearches(ctx: Ctx, slotId: string): Promise<void> {
  const slot = await ctx.db
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .leftJoin("shift as h", "h.slot_id", "s.id")
    .select(["s.starts_at", "l.unit_size", "h.status"])
    .where("s.id", "=", slotId)
    .executeTakeFirst();
  if (!slot) return;
  const off = slot.status === "cancelled";
  if (!off && (slot.starts_at === null || slot.starts_at > ctx.clock.now())) return;
  const rows = await ctx.db
    .selectFrom("stand_in")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("status", "=", "seeking")
    .execute();
  for (const row of rows)
    await orMovedOn(
      transact(ctx.db, (trx) => (off ? drop(trx, ctx, row) : close(trx, ctx, row, slot.unit_size))),
    );
}

async function close(trx: Trx, ctx: Ctx, row: StandInRow, unit: number): Promise<void> {
  const pledge = await lockPledge(trx, row.pledge_id);
  const seat = await seatOf(trx, row);
  const came = await trx
    .selectFrom("attendance")
    .select("id")
    .where("slot_id", "=", row.slot_id)
    .where("person_id", "=", row.leaver_id)
    .where("status", "<>", "void")
    .limit(1)
    .executeTakeFirst();
  if (came || pledge.status !== "confirmed") {
    await stepSearch(trx, ctx, row, { event: "drop", said: "stand_in.dropped" });
    if (seat?.status === "seeking") await stepSeat(trx, ctx, seat, { event: "stay", said: "seat.stayed" });
    return;
  }
  await stepSearch(trx, ctx, row, { event: "expire", said: "stand_in.none" });
  if (row.seat_id === null)
    await writeHolding(trx, ctx, pledge, {
      ...giveBackRest(holdingOf(pledge)),
      event: "pledge.withdrawn",
      status: next(PEOPLE_EVENTS, pledge.status, "withdraw"),
      set: { end_reason: row.reason ?? "other" },
      data: { reason: "no_stand_in", freed: true },
    });
  else {
    if (seat?.status === "seeking")
      await stepSeat(trx, ctx, seat, { event: "end", said: "seat.ended", reason: "no_stand_in" });
    await giveBack(trx, ctx, pledge, { count: 1, unit, reason: "no_stand_in" });
  }
}

/** A pledge or a named place, and the slot it is on, by which searches are found. */
type OnSlot = { id: string; slot_id: string };

/** The pledge has ended, by whoever ended it. */
export async function dropSearches(trx: Trx, ctx: Ctx, pledge: OnSlot): Promise<void> {
  const rows = await trx
    .selectFrom("stand_in")
    .selectAll()
    .where("slot_id", "=", pledge.slot_id)
    .where("pledge_id", "=", pledge.id)
    .where("status", "=", "seeking")
    .execute();
  for (const row of rows) await drop(trx, ctx, row);
}

/** The place is gone that somebody was to take. */
export async function dropSearchOf(trx: Trx, ctx: Ctx, seat: OnSlot): Promise<void> {
  const rows = await trx
    .selectFrom("stand_in")
    .selectAll()
    .where("slot_id", "=", seat.slot_id)
    .where("seat_id", "=", seat.id)
    .where("status", "=", "seeking")
    .execute();
  for (const row of rows) await drop(trx, ctx, row);
}

/** At most so many searches for places whose person was taken off, the newest first; answers how many. */
export async function dropVacancies(trx: Trx, ctx: Ctx, pledge: OnSlot, most: number): Promise<number> {
  const rows = await trx
    .selectFrom("stand_in as s")
    .innerJoin("seat as t", "t.id", "s.seat_id")
    .selectAll("s")
    .where("s.slot_id", "=", pledge.slot_id)
    .where("s.pledge_id", "=", pledge.id)
    .where("s.status", "=", "seeking")
    .where("t.status", "=", "removed")
    .orderBy("s.created_at", "desc")
    .orderBy("s.id", "desc")
    .limit(most)
    .execute();
  for (const row of rows) await drop(trx, ctx, row);
  return rows.length;
}

const drop = (trx: Trx, ctx: Ctx, row: StandInRow) =>
  stepSearch(trx, ctx, row, { event: "drop", said: "stand_in.dropped" });

async function seatOf(trx: Trx, row: StandInRow) {
  if (row.seat_id === null) return undefined;
  return trx.selectFrom("seat").selectAll().where("id", "=", row.seat_id).executeTakeFirst();
}
