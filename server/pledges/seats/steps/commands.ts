// One step of a seat's life, guarded on the version it was read at; and its birth.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { PledgeRow } from "../../facts/data";
import type { SeatRow } from "../data";
import { SEAT_EVENTS, type SeatStatus } from "../lifecycle";

/** One place at a shift per person, whoever named them. */
const seatKey = (slotId: string, personId: string): string => `${slotId}:${personId}`;

type Born = {
  pledge: PledgeRow;
  personIds: readonly string[];
  replaces?: string | null;
  grant: Grant | null;
};

/** People are named. A duplicate live_key means that somebody has a place at this shift already. */
export async function insertSeats(trx: Trx, ctx: Ctx, born: Born): Promise<string[]> {
  const now = ctx.clock.now();
  const { pledge, replaces = null, grant } = born;
  const rows = born.personIds.map((personId) => ({
    id: uuid(),
    pledge_id: pledge.id,
    slot_id: pledge.slot_id,
    person_id: personId,
    status: next(SEAT_EVENTS, "new", "name"),
    replaces,
    live_key: seatKey(pledge.slot_id, personId),
    named_by: ctx.actor?.personId ?? personId,
    named_at: now,
  }));
  await record(
    trx,
    ctx,
    ...rows.map(
      (row): Act => ({
        aggregate: "seat",
        id: row.id,
        version: 1,
        event: "seat.named",
        grant,
        forId: row.person_id === ctx.actor?.personId ? null : row.person_id,
        data: { seat: row.id, pledge: pledge.id, slot: pledge.slot_id, stand_in: replaces !== null },
      }),
    ),
  );
  await trx.insertInto("seat").values(rows).execute();
  return rows.map((row) => row.id);
}

type SeatStep = {
  event: Exclude<keyof typeof SEAT_EVENTS, "name">;
  said: `seat.${string}`;
  grant?: Grant | null;
  forId?: string | null;
  reason?: string;
  data?: Act["data"];
};

export async function stepSeat(trx: Trx, ctx: Ctx, seat: SeatRow, step: SeatStep): Promise<SeatStatus> {
  const status = next(SEAT_EVENTS, seat.status, step.event);
  const ends = status === "left" || status === "removed";
  await record(trx, ctx, {
    aggregate: "seat",
    id: seat.id,
    version: seat.version + 1,
    event: step.said,
    grant: step.grant ?? null,
    forId: step.forId ?? null,
    data: {
      seat: seat.id,
      pledge: seat.pledge_id,
      slot: seat.slot_id,
      ...(step.reason ? { reason: step.reason } : {}),
      ...step.data,
    },
  });
  const done = await trx
    .updateTable("seat")
    .set({
      status,
      reason: step.reason ?? seat.reason,
      version: seat.version + 1,
      ...(ends ? { live_key: null, ended_at: ctx.clock.now() } : {}),
    })
    .where("id", "=", seat.id)
    .where("version", "=", seat.version)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) refuse("MOVED_ON");
  return status;
}
