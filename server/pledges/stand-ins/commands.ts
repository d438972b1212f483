// Taking the place of somebody who cannot come: the first to take it has it. And calling the search off: they come after all.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { actsFor } from "@/server/people/proxies/data";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { mustBeEligible } from "../eligibility/commands";
import type { Known, PledgeRow } from "../facts/data";
import { writeHolding } from "../holding/commands";
import { giveBackRest, holdingOf } from "../holding/rules";
import { LIVE, PEOPLE_EVENTS } from "../lifecycle";
import { birthOf, insertBirths } from "../making/births/commands";
import { findTerms } from "../making/data";
import { liveKey } from "../rules";
import { mustBeComing } from "../seats/commands";
import { LIVE_SEAT } from "../seats/lifecycle";
import { giveBack, lockPledge } from "../seats/places/commands";
import { insertSeats, stepSeat } from "../seats/steps/commands";
import { moveSlot } from "../slots/commands";
import { findSearch, isOfTeam, isOpenToAll, type Search, visibleSearch, waitsHere } from "./data";
import { STAND_IN_EVENTS } from "./lifecycle";
import { standInRef, type TakeInput, type TakenAnswer, takeInput } from "./schema";
import { stepSearch } from "./seeking/commands";

/**
 * 我来顶替. Who is of the team takes the named place in it; anybody else comes in their own name, and the one they stand in for gives
 * theirs back in the same moment. Refuses CANNOT_STAND_IN and NOT_ELIGIBLE with a reason, SHIFT_BEGAN; MOVED_ON where somebody was quicker.
 */
export async function take(ctx: Ctx, input: TakeInput): Promise<TakenAnswer> {
  const body = takeInput.parse(input);
  const search = await visibleSearch(ctx, body.standInId);
  const { row, known } = search;
  const takerId = body.personId ?? ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const ofTeam = await isOfTeam(ctx.db, takerId, known.pledge.organisation_id);
  const grant = authorize(ctx, "stand_in.take", {
    personId: takerId,
    actsFor: takerId !== ctx.actor?.personId && (await actsForTaker(ctx, takerId)),
    organisationId: ofTeam ? known.pledge.organisation_id : null,
  });
  next(STAND_IN_EVENTS, row.status, "take");
  mustBeComing(known, ctx.clock.now());
  const waiting = await waitsHere(ctx.db, takerId, row.slot_id);
  await mustBeFit(ctx, search, takerId, { ofTeam, waits: waiting !== undefined });
  const by: Taking = { takerId, grant, waiting: waiting ?? null };
  return orMovedOn(
    once(ctx, body.key, { act: "stand_in.take", ...body }, async (trx) => {
      const forId = takerId === ctx.actor?.personId ? null : takerId;
      await stepSearch(trx, ctx, row, { event: "take", said: "stand_in.found", takerId, grant, forId });
      await mustBeEligible(trx, ctx, row.slot_id, takerId);
      const pledge = await lockPledge(trx, row.pledge_id);
      if (pledge.status !== "confirmed") refuse("WRONG_STATE", { status: pledge.status });
      return search.row.seat_id === null
        ? forPerson(trx, ctx, known, pledge, by)
        : ofTeam
          ? inTeam(trx, ctx, search, pledge, by)
          : forTeam(trx, ctx, search, pledge, by);
    }),
  );
}

type Taking = { takerId: string; grant: Grant | null; waiting: PledgeRow | null };

async function actsForTaker(ctx: Ctx, takerId: string): Promise<boolean> {
  return ctx.actor !== null && actsFor(ctx.db, ctx.actor.personId, takerId);
}

async function mustBeFit(
  ctx: Ctx,
  { row, known }: Search,
  takerId: string,
  as: { ofTeam: boolean; waits: boolean },
): Promise<void> {
  const no = (why: string): never => refuse("CANNOT_STAND_IN", { why });
  if (takerId === row.leaver_id) no("own");
  if (!isOpenToAll(known) && !as.ofTeam && !as.waits) no("not_asked");
  if (await isAt(ctx, row.slot_id, takerId)) no("already");
}

/** They have a place at this shift, or a word of the poster to wait for. Standing in its queue is no hindrance. */
async function isAt(ctx: Ctx, slotId: string, personId: string): Promise<boolean> {
  const [pledge, seat] = await Promise.all([
    ctx.db
      .selectFrom("pledge")
      .select("id")
      .where("live_key", "=", liveKey(slotId, personId))
      .where(
        "status",
        "in",
        LIVE.filter((status) => status !== "waitlisted"),
      )
      .executeTakeFirst(),
    ctx.db
      .selectFrom("seat")
      .select("id")
      .where("slot_id", "=", slotId)
      .where("person_id", "=", personId)
      .where("status", "in", LIVE_SEAT)
      .executeTakeFirst(),
  ]);
  return pledge !== undefined || seat !== undefined;
}

/** A member takes the named place; the team's number stays what it is. */
async function inTeam(trx: Trx, ctx: Ctx, { seat, row }: Search, pledge: PledgeRow, by: Taking) {
  if (seat?.status === "seeking") await handOver(trx, ctx, seat);
  if (by.waiting) await leaveQueue(trx, ctx, by.waiting);
  const [seatId] = await insertSeats(trx, ctx, {
    pledge,
    personIds: [by.takerId],
    replaces: row.seat_id,
    grant: by.grant,
  });
  return { pledgeId: pledge.id, seatId: seatId ?? null };
}

/** Somebody from outside: the team has one place fewer, and they their own. */
async function forTeam(trx: Trx, ctx: Ctx, { seat, known }: Search, pledge: PledgeRow, by: Taking) {
  if (seat?.status === "seeking") await handOver(trx, ctx, seat);
  await giveBack(trx, ctx, pledge, { count: 1, unit: known.line.unit_size, reason: "stand_in" });
  return ownPlace(trx, ctx, known, by);
}

async function forPerson(trx: Trx, ctx: Ctx, known: Known, pledge: PledgeRow, by: Taking) {
  await writeHolding(trx, ctx, pledge, {
    ...giveBackRest(holdingOf(pledge)),
    event: "pledge.withdrawn",
    status: next(PEOPLE_EVENTS, pledge.status, "withdraw"),
    forId: pledge.person_id,
    set: { end_reason: "stand_in" },
    data: { reason: "stand_in", freed: false },
  });
  return ownPlace(trx, ctx, known, by);
}

const handOver = (trx: Trx, ctx: Ctx, seat: NonNullable<Search["seat"]>) =>
  stepSeat(trx, ctx, seat, { event: "hand_over", said: "seat.handed_over", forId: seat.person_id });

/** The place that was given back in this very transaction: nobody can have had it in between, the slot's row is ours. */
async function ownPlace(trx: Trx, ctx: Ctx, known: Known, by: Taking): Promise<TakenAnswer> {
  const { slot, line } = known;
  const amount = line.unit_size;
  if (by.waiting) {
    await writeHolding(trx, ctx, by.waiting, {
      event: "pledge.accepted",
      status: next(PEOPLE_EVENTS, by.waiting.status, "standIn"),
      holding: { ...holdingOf(by.waiting), amount },
      slot: { promised: amount, waiting: -1 },
      grant: by.grant,
      forId: by.takerId === ctx.actor?.personId ? null : by.takerId,
      set: { wanted: amount, queued_at: null },
      data: { waits: false, stand_in: true },
    });
    return { pledgeId: by.waiting.id, seatId: null };
  }
  const terms = await findTerms(trx, slot.id);
  const request = { helper: { kind: "person", personId: by.takerId } as const, amount: 1 };
  const outcome = { status: "confirmed", amount, waits: false } as const;
  const birth = birthOf({ ctx, request }, 0, terms, outcome, amount, by.grant);
  await insertBirths(trx, [birth]);
  if (!(await moveSlot(trx, slot.id, { promised: amount }))) refuse("MOVED_ON");
  return { pledgeId: birth.answer.pledgeId, seatId: null };
}

/** They come with the team now, and wait for a place of their own no longer. */
async function leaveQueue(trx: Trx, ctx: Ctx, waiting: PledgeRow): Promise<void> {
  await writeHolding(trx, ctx, waiting, {
    event: "pledge.withdrawn",
    status: next(PEOPLE_EVENTS, waiting.status, "withdraw"),
    holding: holdingOf(waiting),
    slot: {},
    forId: waiting.person_id,
    set: { end_reason: "stand_in" },
    data: { reason: "stand_in", freed: false },
  });
}

/** They come after all. */
export async function callOff(ctx: Ctx, input: { standInId: string }): Promise<{ status: string }> {
  const { standInId } = standInRef.parse(input);
  const search = (await findSearch(ctx, standInId)) ?? refuse("NOT_FOUND");
  const { row, known, seat } = search;
  const actor = ctx.actor?.personId;
  const facts = {
    personId: row.leaver_id,
    actsFor: actor !== undefined && actor !== row.leaver_id && (await actsFor(ctx.db, actor, row.leaver_id)),
    pledge: known.facts,
  };
  const grant = authorize(ctx, "seat.leave", facts, "NOT_FOUND");
  next(STAND_IN_EVENTS, row.status, "call_off");
  mustBeComing(known, ctx.clock.now());
  if (seat !== null && seat.status !== "seeking") refuse("WRONG_STATE", { status: seat.status }); // taken off meanwhile
  const forId = actor === row.leaver_id ? null : row.leaver_id;
  return orMovedOn(
    once(ctx, null, null, async (trx) => {
      await stepSearch(trx, ctx, row, { event: "call_off", said: "stand_in.withdrawn", grant, forId });
      if (seat) await stepSeat(trx, ctx, seat, { event: "stay", said: "seat.stayed", grant, forId });
      return { status: "withdrawn" };
    }),
  );
}
