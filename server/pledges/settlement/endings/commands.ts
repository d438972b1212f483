// Ends the pledges of a need with it: one transaction, however many they are. What was accepted stays accepted.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { shutSlots } from "@/server/needs/lines/commands";
import { chunks, inChunks, type Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { UNDER_WAY } from "../../deliveries/lifecycle";
import type { PledgeRow } from "../../facts/data";
import { promisedOf } from "../../holding/rules";
import { LIVE } from "../../lifecycle";
import { endRecurringOf } from "../../recurring/ending/commands";
import { moveSlot } from "../../slots/commands";

export type EndReason = "need_cancelled" | "need_closed" | "need_settling";
type Why = EndReason | "shift_cancelled";
/** At settling those end who hold nothing yet: the queue, offers and requests. */
const QUEUED = ["requested", "waitlisted", "offered"] as const;

/**
 * Every live pledge of the need ends, settled with what was accepted or released; goods on the way are refused, slots are
 * shut and their numbers free. The shut slots come first: a pledge being made at this moment finds its slot shut, or was
 * here before and is ended too.
 */
export async function endPledges(
  trx: Trx,
  ctx: Ctx,
  needId: string,
  reason: EndReason,
  grant: Grant | null,
): Promise<number> {
  await shutSlots(trx, needId);
  const all = reason !== "need_settling";
  const live = await trx
    .selectFrom("pledge")
    .selectAll()
    .where("need_id", "=", needId)
    .where("status", "in", all ? LIVE : QUEUED)
    .orderBy("id")
    .forUpdate()
    .execute();
  await endRecurringOf(trx, ctx, needId, grant);
  if (all) await refuseUnderWay(trx, ctx, needId, grant);
  else await stopWaiting(trx, ctx, needId, grant);
  await endAll(trx, ctx, live, reason, grant);
  return live.length;
}

/** Of one slot, which is shut already: people and their places, nothing on its way. */
export async function endPledgesOf(
  trx: Trx,
  ctx: Ctx,
  slotId: string,
  reason: "shift_cancelled",
  grant: Grant | null,
): Promise<number> {
  const live = await trx
    .selectFrom("pledge")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("status", "in", LIVE)
    .orderBy("id")
    .forUpdate()
    .execute();
  await endAll(trx, ctx, live, reason, grant);
  return live.length;
}

async function endAll(
  trx: Trx,
  ctx: Ctx,
  live: PledgeRow[],
  reason: Why,
  grant: Grant | null,
): Promise<void> {
  await tellAll(
    trx,
    ctx,
    live.map((pledge) => ended(pledge, reason, grant)),
  );
  await inChunks(live, (chunk) =>
    trx
      .updateTable("pledge")
      .set({
        status: sql<string>`CASE WHEN accepted > 0 THEN 'settled' ELSE 'released' END`,
        amount: sql<number>`accepted`,
        on_way: 0,
        live_key: null,
        queued_at: null,
        end_reason: reason,
        version: sql<number>`version + 1`,
        updated_at: ctx.clock.now(),
      })
      .where("id", "in", ids(chunk))
      .execute(),
  );
  await freeSlots(trx, live);
}

const ids = (rows: readonly { id: string }[]) => rows.map((row) => row.id);

const ended = (pledge: PledgeRow, reason: Why, grant: Grant | null): Act => ({
  aggregate: "pledge",
  id: pledge.id,
  version: pledge.version + 1,
  event: pledge.accepted > 0 ? "pledge.settled" : "pledge.released",
  grant,
  data: { reason, amount: pledge.accepted, on_way: 0, accepted: pledge.accepted },
});

/** What is on its way when the need ends is refused: it goes home, and its number is free. */
async function refuseUnderWay(trx: Trx, ctx: Ctx, needId: string, grant: Grant | null): Promise<void> {
  const moving = await trx
    .selectFrom("delivery")
    .selectAll()
    .where("need_id", "=", needId)
    .where("status", "in", UNDER_WAY)
    .forUpdate()
    .execute();
  await tellAll(
    trx,
    ctx,
    moving.map((d) => ({
      aggregate: "delivery",
      id: d.id,
      version: d.version + 1,
      event: "delivery.closed",
      grant,
      data: { pledge: d.pledge_id, accepted: 0, refused: d.sent, short: 0, need_ended: true },
    })),
  );
  await inChunks(moving, (chunk) =>
    trx
      .updateTable("delivery")
      .set({
        status: "closed",
        refused: sql<number>`sent`,
        reason: "need_ended",
        closed_at: ctx.clock.now(),
        closed_by: ctx.actor?.personId ?? null,
        version: sql<number>`version + 1`,
      })
      .where("id", "in", ids(chunk))
      .execute(),
  );
}

/** Confirmed pledges whose rest stood in the queue keep what they have; the rest is wanted no longer. */
async function stopWaiting(trx: Trx, ctx: Ctx, needId: string, grant: Grant | null): Promise<void> {
  const waiting = await trx
    .selectFrom("pledge")
    .selectAll()
    .where("need_id", "=", needId)
    .where("status", "=", "confirmed")
    .where("queued_at", "is not", null)
    .forUpdate()
    .execute();
  await tellAll(
    trx,
    ctx,
    waiting.map((p) => ({
      aggregate: "pledge",
      id: p.id,
      version: p.version + 1,
      event: "pledge.amended",
      grant,
      data: {
        reason: "need_settling",
        wanted: p.amount,
        amount: p.amount,
        on_way: p.on_way,
        accepted: p.accepted,
      },
    })),
  );
  await inChunks(waiting, (chunk) =>
    trx
      .updateTable("pledge")
      .set({
        wanted: sql<number>`amount`,
        queued_at: null,
        version: sql<number>`version + 1`,
        updated_at: ctx.clock.now(),
      })
      .where("id", "in", ids(chunk))
      .execute(),
  );
  for (const [slotId, pledges] of bySlot(waiting))
    if (!(await moveSlot(trx, slotId, { waiting: -pledges.length }))) refuse("MOVED_ON");
}

async function freeSlots(trx: Trx, live: PledgeRow[]): Promise<void> {
  const sum = (pledges: PledgeRow[], of: (p: PledgeRow) => number) => pledges.reduce((n, p) => n + of(p), 0);
  for (const [slotId, pledges] of bySlot(live)) {
    const move = {
      promised: -sum(pledges, promisedOf),
      onWay: -sum(pledges, (p) => p.on_way),
      waiting: -pledges.filter((p) => p.queued_at !== null).length,
    };
    if (!(await moveSlot(trx, slotId, move))) refuse("MOVED_ON");
  }
}

function bySlot(pledges: PledgeRow[]): Map<string, PledgeRow[]> {
  const slots = new Map<string, PledgeRow[]>();
  for (const pledge of pledges) slots.set(pledge.slot_id, [...(slots.get(pledge.slot_id) ?? []), pledge]);
  return slots;
}

async function tellAll(trx: Trx, ctx: Ctx, acts: Act[]): Promise<void> {
  for (const some of chunks(acts)) await record(trx, ctx, ...some);
}
