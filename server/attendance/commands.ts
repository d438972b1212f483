// What whoever runs a shift does on the day: begin, call the roll, add who walked in, take back.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { beginShift } from "@/server/needs/shifts/commands";
import { addPerson } from "@/server/people/commands";
import { addConsents } from "@/server/people/consents/commands";
import { personWith } from "@/server/people/entry/data";
import { type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { spend } from "@/server/platform/limits";
import { isRunning } from "@/server/pledges/holding/rules";
import { mustBeVisitable } from "@/server/pledges/home-visits/commands";
import { rosterOf, type Shift, visibleShift } from "@/server/pledges/seats/data";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { attendanceOf } from "./data";
import { attendedShift, companionOf, hasAsked } from "./day/data";
import { mustBeNear } from "./rules";
import type { NewcomerInput, PresenceAnswer, RollInput, UndoInput } from "./schema";
import { comeIn, goOut, takeBack } from "./steps/commands";

/** only: organisations whose people alone the asker answers for; null: the whole shift is theirs to run. */
export type Running = Shift & { grant: Grant | null; only: string[] | null };

/** The day begins: from now on the code is shown and people are called. Refuses TOO_EARLY, and WRONG_STATE once its need has ended. */
export async function begin(ctx: Ctx, input: { slotId: string }): Promise<void> {
  const shift = await visibleShift(ctx, input.slotId, "shift.run");
  await mustBeVisitable(ctx.db, input.slotId);
  mustBeNear(shift.slot.starts_at, ctx.clock.now());
  await transact(ctx.db, async (trx) => {
    await mustStillBeAsked(trx, shift.need.id);
    await beginShift(trx, ctx, input.slotId, { grant: shift.grant });
  });
}

/** The need, held: whoever ends it at this moment is before this, or finds the shift begun. */
async function mustStillBeAsked(trx: Trx, needId: string): Promise<void> {
  const { rows } = await sql<{ status: string }>`
    SELECT status FROM need WHERE id = ${needId} LOCK IN SHARE MODE`.execute(trx);
  const status = rows[0]?.status ?? "";
  if (!isRunning(status)) refuse("WRONG_STATE", { status });
}

/** The shift, where the asker runs it or has people there, and people can come and go. */
async function runningShift(ctx: Ctx, slotId: string): Promise<Running> {
  const shift = await attendedShift(ctx, slotId);
  mustRun(shift);
  return shift;
}

/** Who has people there and does not run it speaks for these people. */
function mustBeOwn({ only }: Running, organisationId: string | null): void {
  if (only !== null && (organisationId === null || !only.includes(organisationId))) refuse("NOT_YOUR_PEOPLE");
}

export function mustRun(shift: Shift): void {
  const status = shift.row?.status ?? "planned";
  if (status === "planned") refuse("DAY_NOT_BEGUN");
  if (status !== "running") refuse("DAY_OVER");
}

/** Asked again in the act's own transaction, and held: closing waits for it, or it for closing. */
export async function mustStillRun(trx: Trx, slotId: string): Promise<void> {
  const { rows } = await sql<{ status: string }>`
    SELECT status FROM shift WHERE slot_id = ${slotId} LOCK IN SHARE MODE`.execute(trx);
  const status = rows[0]?.status ?? "planned";
  if (status === "planned") refuse("DAY_NOT_BEGUN");
  if (status !== "running") refuse("DAY_OVER");
}

/** Roll-call: somebody is there. Who is not on the list walks in. */
export async function callIn(ctx: Ctx, input: RollInput, at?: Date): Promise<PresenceAnswer> {
  const shift = await runningShift(ctx, input.slotId);
  return transact(ctx.db, (trx) => callOne(trx, ctx, shift, input.personId, at ?? ctx.clock.now()));
}

export async function callOne(
  trx: Trx,
  ctx: Ctx,
  shift: Running,
  personId: string,
  at: Date,
  isNewcomer = false,
): Promise<PresenceAnswer> {
  await mustStillRun(trx, shift.slot.id);
  const place = (await rosterOf(trx, shift.slot.id)).people.find((one) => one.personId === personId) ?? null;
  const with_ = place === null ? await companionOf(trx, shift, personId) : null;
  if (place === null && !isNewcomer && with_ === null && !(await hasAsked(trx, shift.slot.id, personId)))
    refuse("UNKNOWN_HERE");
  mustBeOwn(shift, place === null ? with_ : place.organisationId);
  return comeIn(trx, ctx, shift, {
    personId,
    how: "call",
    at,
    grant: shift.grant,
    place,
    organisationId: with_,
  });
}

/** Roll-call: somebody has left. */
export async function callOut(ctx: Ctx, input: RollInput, at?: Date): Promise<PresenceAnswer> {
  const shift = await runningShift(ctx, input.slotId);
  return transact(ctx.db, (trx) => outOne(trx, ctx, shift, input.personId, at ?? ctx.clock.now()));
}

export async function outOne(
  trx: Trx,
  ctx: Ctx,
  shift: Running,
  personId: string,
  at: Date,
): Promise<PresenceAnswer> {
  await mustStillRun(trx, shift.slot.id);
  const row = await attendanceOf(trx, shift.slot.id, personId);
  if (row?.status !== "in") refuse("NOT_IN");
  mustBeOwn(shift, row.organisation_id);
  return goOut(trx, ctx, row, { event: "callOut", how: "call", at, grant: shift.grant });
}

export async function undo(ctx: Ctx, input: UndoInput): Promise<PresenceAnswer> {
  const shift = await runningShift(ctx, input.slotId);
  return transact(ctx.db, (trx) => undoOne(trx, ctx, shift, input));
}

export async function undoOne(
  trx: Trx,
  ctx: Ctx,
  shift: Running,
  input: Pick<UndoInput, "personId" | "was">,
): Promise<PresenceAnswer> {
  await mustStillRun(trx, shift.slot.id);
  const row = await attendanceOf(trx, shift.slot.id, input.personId);
  if (row?.status !== input.was) refuse("MOVED_ON");
  mustBeOwn(shift, row.organisation_id);
  return takeBack(trx, ctx, row, shift.grant);
}

/**
 * Somebody who is not on the list and is not known by a tap: the person of that number and name, or a new one, who agreed by word or
 * on paper. They walk in.
 */
export async function addNewcomer(ctx: Ctx, input: NewcomerInput): Promise<PresenceAnswer> {
  const { slotId, key, ...given } = input;
  const shift: Running = { ...(await visibleShift(ctx, slotId, "shift.run")), only: null };
  mustRun(shift);
  const lacking = {
    ...(given.privacy ? {} : { privacy: "required" }),
    ...(given.age14 ? {} : { age14: "required" }),
  };
  if (Object.keys(lacking).length > 0) refuse("INVALID", { fields: lacking });
  await spend(ctx, "day_newcomer", ctx.actor?.personId ?? "");
  return once(ctx, key, input, async (trx) => {
    const { name, phone } = given;
    const known = phone === undefined ? null : await personWith(trx, ctx.keys, { name, phone });
    const personId = known ?? (await newPerson(trx, ctx, shift, given));
    return callOne(trx, ctx, shift, personId, ctx.clock.now(), true);
  });
}

type Given = Omit<NewcomerInput, "slotId" | "key">;

async function newPerson(trx: Trx, ctx: Ctx, shift: Running, given: Given): Promise<string> {
  const recordedBy = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const { name, phone, how } = given;
  const regionId = shift.need.region_id;
  const personId = await addPerson(trx, ctx, { name, phone, regionId, origin: "proxy", under: shift.grant });
  await addConsents(trx, ctx, { personId, purposes: ["privacy", "age_14"], how, recordedBy });
  return personId;
}
