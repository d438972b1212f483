// The waitlist: freed room is offered in order and reserved at once; the helper accepts, declines, or lets it lapse.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { change, type OnPledge } from "../changes/commands";
import { mustStillBeEligible } from "../eligibility/commands";
import { findPledgeFacts, type Known, type PledgeRow } from "../facts/data";
import { writeHolding } from "../holding/commands";
import { giveBackRest, holdingOf } from "../holding/rules";
import { eventsOf } from "../lifecycle";
import { findTerms, type SlotRow } from "../making/data";
import { stepOf } from "../making/rules";
import { type AcceptInput, acceptInput, type ChangedPledge, pledgeRef } from "../schema";
import { moveSlot } from "../slots/commands";
import {
  OFFER_ATTEMPTS,
  OFFER_BATCH,
  offerEnd,
  offersIn,
  queueEnd,
  type Share,
  shareOut,
  unreachedEnd,
} from "./rules";

/** Events after which a slot may have room for somebody who waits; each one's pledge (or need) says which slot. */
export const FREES_ROOM = [
  "pledge.withdrawn",
  "pledge.removed",
  "pledge.released",
  "pledge.settled", // with its rest given back
  "pledge.lapsed",
  "pledge.declined",
  "pledge.amended",
  "pledge.accepted", // of a part only
  "pledge.moved", // a delivery closed short
  "pledge.waitlisted", // room may have come free between its decision and its place in the queue
] as const;

/** Offers what is free to those who wait, in order. Harmless when nothing is free or nobody waits. Answers how many were given something. */
export async function offerWaiting(ctx: Ctx, slotId: string): Promise<number> {
  let given = 0;
  for (let lost = 0; lost < OFFER_ATTEMPTS; ) {
    const round = await offerRound(ctx, slotId);
    if (round === null) lost++;
    else {
      given += round;
      if (round < OFFER_BATCH) break;
    }
  }
  return given;
}

/** Null: somebody was quicker, look again. */
async function offerRound(ctx: Ctx, slotId: string): Promise<number | null> {
  const slot = await findTerms(ctx.db, slotId);
  const now = ctx.clock.now();
  const end = queueEnd(slot);
  const over = end !== null && end <= now;
  if (slot.waiting === 0 || slot.remaining <= 0 || over || !offersIn(slot.need_status)) return 0;
  const queue = await ctx.db
    .selectFrom("pledge")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("status", "in", ["waitlisted", "confirmed"])
    .where("queued_at", "is not", null)
    .orderBy("queued_at")
    .orderBy("id")
    .limit(OFFER_BATCH)
    .execute();
  const shares = shareOut(slot.remaining, stepOf(slot), queue);
  if (shares.length === 0) return 0;
  try {
    await transact(ctx.db, (trx) => give(trx, ctx, slot, shares, now));
    return shares.length;
  } catch (error) {
    if (error instanceof Overtaken || isDuplicate(error)) return null;
    throw error;
  }
}

class Overtaken extends Error {}

async function give(trx: Trx, ctx: Ctx, slot: SlotRow, shares: Share<PledgeRow>[], now: Date): Promise<void> {
  const acts: Act[] = [];
  for (const { pledge, give } of shares) {
    const event = pledge.status === "confirmed" ? "topUp" : "offer";
    next(eventsOf(slot.kind), pledge.status, event);
    acts.push({
      aggregate: "pledge",
      id: pledge.id,
      version: pledge.version + 1,
      event: event === "topUp" ? "pledge.topped_up" : "pledge.offered",
      actorId: null,
      data: { slot: slot.slot_id, amount: pledge.amount + give, more: give, wanted: pledge.wanted },
    });
  }
  await record(trx, ctx, ...acts);
  for (const share of shares) await giveOne(trx, share, now, slot.starts_at);
  const promised = shares.reduce((sum, { give }) => sum + give, 0);
  const waiting = -shares.filter(({ waits }) => !waits).length;
  if (!(await moveSlot(trx, slot.slot_id, { promised, waiting }))) throw new Overtaken();
}

async function giveOne(
  trx: Trx,
  { pledge, give, waits }: Share<PledgeRow>,
  now: Date,
  startsAt: Date | null,
): Promise<void> {
  const offer = pledge.status === "waitlisted";
  const updated = await trx
    .updateTable("pledge")
    .set({
      ...(offer ? { status: "offered", offered_at: now } : {}),
      amount: pledge.amount + give,
      queued_at: waits ? pledge.queued_at : null,
      version: pledge.version + 1,
      updated_at: now,
    })
    .where("id", "=", pledge.id)
    .where("version", "=", pledge.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) throw new Overtaken();
  if (offer) await setTimer(trx, "pledge.offer_lapse", pledge.id, unreachedEnd(now, startsAt));
}

/** Yes to what is offered. Where that is only a part, the rest is let go, or waits on at its old place. */
export function accept(ctx: Ctx, input: AcceptInput): Promise<ChangedPledge> {
  const { keepWaiting, ...body } = acceptInput.parse(input);
  return change(
    ctx,
    "accept",
    { ...body, ...{ keepWaiting } },
    "pledge.change",
    async (known, _grant, trx) => {
      const { pledge, line } = known;
      if (line.kind === "people" || line.kind === "expertise") await mustStillBeEligible(trx, ctx, pledge);
      const waits = keepWaiting && pledge.wanted > pledge.amount;
      return {
        event: "pledge.accepted",
        status: next(eventsOf(line.kind), pledge.status, "accept"),
        holding: holdingOf(pledge),
        slot: { waiting: waits ? 1 : 0 },
        set: waits
          ? { queued_at: pledge.created_at, offer_expires_at: null }
          : { wanted: pledge.amount, offer_expires_at: null },
        data: { waits },
      };
    },
  );
}

/** No, thank you: costs nothing, and the next in the queue is asked. */
export function decline(ctx: Ctx, input: OnPledge): Promise<ChangedPledge> {
  return change(ctx, "decline", pledgeRef.parse(input), "pledge.change", async ({ pledge, line }) => ({
    ...giveBackRest(holdingOf(pledge)),
    event: "pledge.declined",
    status: next(eventsOf(line.kind), pledge.status, "decline"),
  }));
}

/** The poster's side rang the helper up: the clock of the offer starts, as with a delivered notice. */
export function logCall(ctx: Ctx, input: OnPledge): Promise<ChangedPledge> {
  return change(
    ctx,
    "call",
    pledgeRef.parse(input),
    "pledge.manage",
    async ({ pledge, line, slot }, _grant, trx) => {
      const status = next(eventsOf(line.kind), pledge.status, "call");
      const set =
        pledge.offer_notified_at === null
          ? await startClock(trx, pledge, ctx.clock.now(), slot.starts_at)
          : {};
      return { event: "pledge.called", status, holding: holdingOf(pledge), slot: {}, set };
    },
  );
}

/** A notice of the offer reached the helper at `at`. The first one starts the clock; nothing happens where no offer stands. */
export async function noticeDelivered(ctx: Ctx, pledgeId: string, at: Date): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (known?.pledge.status !== "offered" || known.pledge.offer_notified_at !== null) return;
  await byPlatform(ctx, known, async (trx) => ({
    event: "pledge.notified",
    status: "offered",
    holding: holdingOf(known.pledge),
    slot: {},
    set: await startClock(trx, known.pledge, at, known.slot.starts_at),
  }));
}

async function startClock(trx: Trx, pledge: PledgeRow, at: Date, startsAt: Date | null) {
  const offer_expires_at = offerEnd(at, startsAt);
  await setTimer(trx, "pledge.offer_lapse", pledge.id, offer_expires_at);
  return { offer_notified_at: at, offer_expires_at };
}

/** Timer pledge.offer_lapse: the offer ends if it is still open and its time has come. */
export async function lapseOffer(ctx: Ctx, pledgeId: string): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (known?.pledge.status !== "offered") return;
  const { pledge, line, slot } = known;
  const due = pledge.offer_expires_at ?? unreachedEnd(pledge.offered_at ?? pledge.updated_at, slot.starts_at);
  if (due > ctx.clock.now()) return setTimer(ctx.db, "pledge.offer_lapse", pledgeId, due);
  await byPlatform(ctx, known, async () => ({
    ...giveBackRest(holdingOf(pledge)),
    event: "pledge.lapsed",
    status: next(eventsOf(line.kind), pledge.status, "lapse"),
    set: { end_reason: pledge.offer_notified_at === null ? "not_reached" : "no_answer" },
    data: { reached: pledge.offer_notified_at !== null },
  }));
}

/** An act of the platform itself on one pledge. */
export async function byPlatform(
  ctx: Ctx,
  known: Known,
  act: (trx: Trx) => Promise<Parameters<typeof writeHolding>[3]>,
): Promise<void> {
  if (!ctx.system) refuse("FORBIDDEN");
  await orMovedOn(transact(ctx.db, async (trx) => writeHolding(trx, ctx, known.pledge, await act(trx))));
}

/** The slots whose queue an outbox event may move; none for events that free nothing. */
export async function slotsFreedBy(
  ctx: Ctx,
  event: { aggregate: string; subject_id: string; event: string },
): Promise<string[]> {
  if (event.event === "need.changed" || event.event === "need.resumed" || event.event === "need.published")
    return slotsOf(ctx, sql`need_id = ${event.subject_id}`);
  if (event.event === "shift.changed") return slotsOf(ctx, sql`id = ${event.subject_id}`);
  if (!(FREES_ROOM as readonly string[]).includes(event.event)) return [];
  return slotsOf(ctx, sql`id = (SELECT slot_id FROM pledge WHERE id = ${event.subject_id})`);
}

async function slotsOf(ctx: Ctx, where: ReturnType<typeof sql>): Promise<string[]> {
  const found = await sql<{ id: string }>`SELECT id FROM slot WHERE ${where} AND waiting > 0`.execute(ctx.db);
  return found.rows.map((row) => row.id);
}
