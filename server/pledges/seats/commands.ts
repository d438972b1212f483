// Naming who goes, and the three ways a named place comes free again: 我来不了, taken off by the leader or poster, given back unnamed.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { shiftOf } from "@/server/needs/shifts/data";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { busyAmong } from "../eligibility/commands";
import { type Known, type PledgeRow, visiblePledge } from "../facts/data";
import { isRunning } from "../holding/rules";
import { seek } from "../stand-ins/seeking/commands";
import { type KnownSeat, visibleSeat } from "./data";
import { barriersOf } from "./lists/data";
import { giveBack, lockPledge, namingEndOf, takenOf } from "./places/commands";
import { lateFrom } from "./rules";
import {
  type LeaveInput,
  leaveInput,
  type NameInput,
  nameInput,
  type RemoveSeatInput,
  removeSeatInput,
} from "./schema";
import { insertSeats, stepSeat } from "./steps/commands";

type Seated = { seatId: string; status: string };

/** Refuses NAMING_OVER, NO_SEATS_LEFT, and CANNOT_BE_NAMED with a reason per person. All of them are named, or nobody. */
export async function name(ctx: Ctx, input: NameInput): Promise<{ named: number; left: number }> {
  const body = nameInput.parse(input);
  const known = await visiblePledge(ctx, body.pledgeId);
  const grant = authorize(ctx, "seat.name", known.facts);
  await mustTakeNames(ctx, known);
  const personIds = [...new Set(body.personIds)].sort();
  const barriers = await barriersOf(ctx, known, personIds);
  if (barriers.size > 0) refuse("CANNOT_BE_NAMED", { fields: Object.fromEntries(barriers) });
  return orMovedOn(
    once(ctx, body.key, { act: "seat.name", ...body }, async (trx) => {
      const pledge = await lockPledge(trx, known.pledge.id);
      if (pledge.status !== "confirmed") refuse("WRONG_STATE", { status: pledge.status });
      const left = pledge.amount / known.line.unit_size - (await takenOf(trx, pledge.id));
      if (personIds.length > left) refuse("NO_SEATS_LEFT", { left, wanted: personIds.length });
      await mustNotBeBusy(trx, ctx, pledge.slot_id, personIds);
      await insertSeats(trx, ctx, { pledge, personIds, grant });
      return { named: personIds.length, left: left - personIds.length };
    }),
  );
}

/** 我来不了: before the cut-off the place is the team's again; after it a stand-in is looked for. */
export function leave(ctx: Ctx, input: LeaveInput): Promise<Seated> {
  const body = leaveInput.parse(input);
  return onSeat(ctx, "leave", body, async (trx, { seat, known, pledge, grant, late }) => {
    const forId = seat.person_id === ctx.actor?.personId ? null : seat.person_id;
    const by = { grant, forId, reason: body.reason };
    if (late) {
      const status = await stepSeat(trx, ctx, seat, { event: "seek", said: "seat.seeking", ...by });
      await seek(trx, ctx, pledge, { seatId: seat.id, leaverId: seat.person_id, ...by });
      return status;
    }
    const status = await stepSeat(trx, ctx, seat, { event: "leave", said: "seat.left", ...by });
    await backIfNamingIsOver(trx, ctx, known, pledge);
    return status;
  });
}

/** By the leader or the poster, with a reason, and the person is told. After the cut-off the place is kept for a stand-in. */
export function removeSeat(ctx: Ctx, input: RemoveSeatInput): Promise<Seated> {
  const body = removeSeatInput.parse(input);
  return onSeat(ctx, "remove", body, (trx, on) => takeOff(trx, ctx, { ...on, reason: body.reason }));
}

/** The place is the team's again, or after the cut-off a stand-in's. */
export async function takeOff(trx: Trx, ctx: Ctx, on: TakenOff): Promise<string> {
  const { seat, known, pledge, grant, late, reason } = on;
  const sought = seat.status === "seeking"; // its search goes on
  const by = { grant, forId: seat.person_id, reason };
  const status = await stepSeat(trx, ctx, seat, { event: "remove", said: "seat.removed", ...by });
  if (late && !sought)
    await seek(trx, ctx, pledge, { seatId: seat.id, leaverId: seat.person_id, reason, grant });
  if (!late) await backIfNamingIsOver(trx, ctx, known, pledge);
  return status;
}

type TakenOff = Omit<OnSeat, "facts"> & { reason: string };
type OnSeat = KnownSeat & { pledge: PledgeRow; grant: Grant | null; late: boolean };

/** What both have in common: seen, asked, at the version the page showed, before it begins, once per key. */
async function onSeat(
  ctx: Ctx,
  act: "leave" | "remove",
  body: { seatId: string; version?: number; key?: string },
  write: (trx: Trx, on: OnSeat) => Promise<string>,
): Promise<Seated> {
  const on = await visibleSeat(ctx, body.seatId);
  const grant = authorize(ctx, `seat.${act}`, on.facts);
  const now = ctx.clock.now();
  mustBeComing(on.known, now);
  const late = isLate(on.known, now);
  return orMovedOn(
    once(ctx, body.key, { act: `seat.${act}`, ...body }, async (trx) => {
      if (body.version !== undefined && body.version !== on.seat.version) refuse("MOVED_ON");
      const pledge = await lockPledge(trx, on.seat.pledge_id);
      return { seatId: on.seat.id, status: await write(trx, { ...on, pledge, grant, late }) };
    }),
  );
}

/** After the cut-off. */
export function isLate({ slot }: Pick<Known, "slot">, now: Date): boolean {
  const from = lateFrom({ startsAt: slot.starts_at, cutOffAt: slot.cut_off_at });
  return from !== null && from <= now;
}

/** Nobody can be named for it any more: it goes to those who wait. */
async function backIfNamingIsOver(trx: Trx, ctx: Ctx, known: Known, pledge: PledgeRow): Promise<void> {
  const end = await namingEndOf({ db: trx }, known);
  if (end === null || end > ctx.clock.now()) return;
  await giveBack(trx, ctx, pledge, { count: 1, unit: known.line.unit_size, reason: "unnamed" });
}

/** Refuses where there is nothing to come to any more: the pledge or its need has ended, or the shift has begun. */
export function mustBeComing({ pledge, need, slot }: Known, now: Date): void {
  if (pledge.status !== "confirmed") refuse("WRONG_STATE", { status: pledge.status });
  if (!isRunning(need.status)) refuse("WRONG_STATE", { status: need.status });
  if (slot.starts_at !== null && slot.starts_at <= now) refuse("SHIFT_BEGAN");
}

/** Once more, with these people held: two leaders may name the same person for the same hour. */
async function mustNotBeBusy(trx: Trx, ctx: Ctx, slotId: string, personIds: string[]): Promise<void> {
  const shift = (await shiftOf(trx, slotId)) ?? refuse("NOT_FOUND");
  const busy = await busyAmong(trx, ctx, shift, personIds);
  if (busy.size > 0)
    refuse("CANNOT_BE_NAMED", { fields: Object.fromEntries([...busy.keys()].map((id) => [id, "clash"])) });
}

async function mustTakeNames(ctx: Ctx, known: Known): Promise<void> {
  const { pledge, line } = known;
  if (line.kind !== "people" || pledge.organisation_id === null)
    refuse("WRONG_STATE", { status: pledge.status });
  mustBeComing(known, ctx.clock.now());
  const end = await namingEndOf(ctx, known);
  if (end !== null && end <= ctx.clock.now()) refuse("NAMING_OVER");
}
