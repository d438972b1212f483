// The sheet a shift is closed on: everybody on the list or there, what is known of them, and what 按计划 comes to.
import { rollOf, shiftView } from "@/server/attendance/day/data";
import { visibleShift } from "@/server/pledges/seats/data";
import type { Ctx } from "@/server/trpc/context";
import { planOf } from "../facts/data";
import { listOfShift } from "../lists/data";
import { plannedEnd } from "./rules";
import type { ClosingRow, ClosingView } from "./schema";

export async function visibleClosing(ctx: Ctx, input: { slotId: string }): Promise<ClosingView> {
  const shift = await visibleShift(ctx, input.slotId, "shift.run");
  const [view, { rows }, records] = await Promise.all([
    shiftView(ctx.db, shift),
    rollOf(ctx.db, input.slotId),
    listOfShift(ctx, input),
  ]);
  const now = ctx.clock.now();
  const { starts_at, ends_at } = shift.slot;
  const plan = planOf({ shift_kind: shift.row?.kind ?? null, starts_at, ends_at });
  const byPerson = new Map(
    records.filter((one) => one.status !== "voided").map((one) => [one.personId, one]),
  );
  const planFor = (presence: ClosingRow["presence"]): ClosingRow["byPlan"] => {
    if (presence === null) return null;
    const to = presence.outAt ?? plannedEnd(plan, presence.inAt, now);
    return to === null ? null : { from: presence.inAt, to };
  };
  return {
    shift: view,
    fixed: plan !== null,
    dueAt: shift.row?.close_due_at ?? null,
    rows: rows.map((row) => ({
      personId: row.personId,
      name: row.name,
      organisation: row.organisation,
      seeking: row.seeking,
      presence: row.presence,
      record: byPerson.get(row.personId) ?? null,
      own: row.personId === ctx.actor?.personId,
      byPlan: planFor(row.presence),
    })),
    now,
  };
}
