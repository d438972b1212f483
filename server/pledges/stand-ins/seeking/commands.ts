// A search for a stand-in begins, and every later step of it.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { PledgeRow } from "../../facts/data";
import type { StandInRow } from "../data";
import { STAND_IN_EVENTS } from "../lifecycle";

type Wanted = { seatId: string | null; leaverId: string; reason: string; grant: Grant | null };

/** Somebody of this pledge cannot come and the cut-off is past. Their place counts until it is taken, or the shift begins. */
export async function seek(trx: Trx, ctx: Ctx, pledge: PledgeRow, wanted: Wanted): Promise<string> {
  const id = uuid();
  const { seatId, leaverId, reason, grant } = wanted;
  await record(trx, ctx, {
    aggregate: "stand_in",
    id,
    version: 1,
    event: "stand_in.sought",
    grant,
    forId: leaverId === ctx.actor?.personId ? null : leaverId,
    data: { pledge: pledge.id, slot: pledge.slot_id, reason },
  });
  await trx
    .insertInto("stand_in")
    .values({
      id,
      slot_id: pledge.slot_id,
      pledge_id: pledge.id,
      seat_id: seatId,
      leaver_id: leaverId,
      status: next(STAND_IN_EVENTS, "new", "seek"),
      reason,
      live_key: `${pledge.id}:${leaverId}`,
      created_at: ctx.clock.now(),
    })
    .execute();
  return id;
}

type SearchStep = {
  event: Exclude<keyof typeof STAND_IN_EVENTS, "seek">;
  said: `stand_in.${string}`;
  takerId?: string;
  grant?: Grant | null;
  forId?: string | null;
  data?: Act["data"];
};

export async function stepSearch(trx: Trx, ctx: Ctx, row: StandInRow, step: SearchStep): Promise<void> {
  const status = next(STAND_IN_EVENTS, row.status, step.event);
  await record(trx, ctx, {
    aggregate: "stand_in",
    id: row.id,
    version: row.version + 1,
    event: step.said,
    grant: step.grant ?? null,
    forId: step.forId ?? null,
    data: { pledge: row.pledge_id, slot: row.slot_id, ...step.data },
  });
  const done = await trx
    .updateTable("stand_in")
    .set({
      status,
      taker_id: step.takerId ?? null,
      live_key: null,
      ended_at: ctx.clock.now(),
      version: row.version + 1,
    })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) refuse("MOVED_ON");
}
