// The leader says from when to when, or that it was paid time, before it counts. Less than the clock knows is one person's to say;
// more, or another time, is half of a late entry and waits for a second.
import { refuse } from "@/server/errors";
import { canHappen } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { dayDate } from "../calendar/rules";
import { isWithin } from "../closing/rules";
import type { RecordRow } from "../facts/data";
import { recordOf } from "../following/commands";
import { holdHours } from "../ledger/commands";
import { RECORD_EVENTS } from "../lifecycle";
import { stepRecord } from "../records/commands";
import { flagsIn, flagsText, type Interval, minutesOf, weaker } from "../rules";
import type { Flag, HoursClass } from "../schema";

/** Answers the record. Refuses INVALID, by the person's id, where it counts already: that is corrected, not changed. */
export async function changeRecord(
  trx: Trx,
  ctx: Ctx,
  attendanceId: string,
  said: { times: Interval | null; paid: boolean; grant: Grant | null },
): Promise<string> {
  const there = (await recordOf(trx, attendanceId)) ?? refuse("NOT_FOUND");
  await holdHours(trx, [there.person_id]);
  if (there.status === "voided" && said.times === null) return there.id; // nothing was served, and nobody says otherwise
  const row = await openAgain(trx, ctx, there);
  if (!canHappen(RECORD_EVENTS, row.status, "change"))
    refuse("INVALID", { fields: { [row.person_id]: "counts_already" } });
  const known = { from: row.from_at, to: row.to_at ?? row.from_at };
  const times = said.times ?? known;
  const same = times.from.getTime() === known.from.getTime() && times.to.getTime() === known.to.getTime();
  if (same && !said.paid) return row.id;
  const alone = same || isWithin(times, known);
  const flags: Flag[] = [
    ...flagsIn(row.flags),
    ...(same ? [] : (["changed"] as const)),
    ...(alone ? [] : (["late_entry"] as const)),
    ...(said.paid ? (["paid_time"] as const) : []),
  ];
  const minutes = minutesOf(times);
  await stepRecord(trx, ctx, row, {
    event: "change",
    said: "hours.changed",
    grant: said.grant,
    data: { minutes, alone, paid: said.paid },
    set: {
      from_at: times.from,
      to_at: times.to,
      day: dayDate(times.from),
      minutes,
      class: same ? row.class : alone ? weaker(row.class as HoursClass, "roll_call") : "late",
      entered_by: alone ? row.entered_by : (ctx.actor?.personId ?? null),
      flags: flagsText(flags),
      ...(row.waits_for === null ? { waits_for: alone ? "leader" : "second" } : {}),
    },
  });
  return row.id;
}

/** The clock knew less than a minute, so that nothing was to be recorded: somebody says now from when to when it was. */
async function openAgain(trx: Trx, ctx: Ctx, row: RecordRow): Promise<RecordRow> {
  if (row.status !== "voided" || !flagsIn(row.flags).includes("nothing")) return row;
  return stepRecord(trx, ctx, row, {
    event: "reopen",
    said: "hours.reopened",
    data: { reversedId: null, delta: 0 },
    set: { minutes: 0, flags: "" },
  });
}
