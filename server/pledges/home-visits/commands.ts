// 入户: telling the family who comes, and its word that they should not.
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { next } from "@/server/lifecycle";
import { type Db, isDuplicate, type Trx, transact } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { findShift, rosterOf, type Shift, visibleShift } from "../seats/data";
import {
  familyCipher,
  findVisit,
  identifiedOf,
  tokenHash,
  type VisitRow,
  visitByToken,
  visitToken,
} from "./data";
import { VISIT_EVENTS, type VisitState, visitState } from "./lifecycle";
import { TELL_AGAIN_MINUTES, VISITORS_MIN } from "./rules";
import { slotInput, stopInput, tokenInput } from "./schema";

type Told = { state: VisitState };

/** Whoever runs the shift or has people there has the family told now: by text where there is a number, else they have rung or gone there themselves. */
export async function tellFamily(ctx: Ctx, input: { slotId: string }): Promise<Told> {
  const { slotId } = slotInput.parse(input);
  const shift = await visibleShift(ctx, slotId, "shift.attend");
  if (!shift.row?.home_visit) refuse("NOT_FOUND");
  mustBeAhead(shift, ctx.clock.now());
  const identified = await identifiedOf(ctx.db, await rosterOf(ctx.db, slotId));
  if (identified.length < VISITORS_MIN) refuse("NEEDS_TWO", { named: identified.length });
  return step(ctx, slotId, "tell", { grant: shift.grant });
}

/** Timer visit.tell, at the cut-off and after changes: the family hears; where not two identified people are named, who runs it does. */
export async function tellInTime(ctx: Ctx, slotId: string): Promise<void> {
  const shift = await findShift(ctx.db, slotId);
  if (!shift?.row?.home_visit || !isAhead(shift, ctx.clock.now())) return;
  const row = await findVisit(ctx.db, slotId);
  if (row?.stopped_at) return;
  const identified = await identifiedOf(ctx.db, await rosterOf(ctx.db, slotId));
  await step(ctx, slotId, identified.length < VISITORS_MIN ? "lack" : "tell", { grant: null });
}

/** Others come than the family was told: it hears again, once the changes have settled. */
export async function tellAgain(trx: Trx, ctx: Ctx, slotId: string): Promise<void> {
  const row = await findVisit(trx, slotId);
  if (!row?.told_at || row.stopped_at) return;
  const at = new Date(ctx.clock.now().getTime() + TELL_AGAIN_MINUTES * 60_000);
  await setTimer(trx, "visit.tell", slotId, at);
}

/** 请先别来: by the family's link. Everybody who was to come hears it, and the visit cannot begin. */
export async function stopVisit(
  ctx: Ctx,
  input: { token: string; note?: string | undefined },
): Promise<Told> {
  const body = stopInput.parse(input);
  return byFamily(ctx, body.token, "stop", body.note ?? null);
}

export async function allowVisit(ctx: Ctx, input: { token: string }): Promise<Told> {
  return byFamily(ctx, tokenInput.parse(input).token, "allow", null);
}

async function byFamily(
  ctx: Ctx,
  token: string,
  event: "stop" | "allow",
  note: string | null,
): Promise<Told> {
  const row = await visitByToken(ctx, token);
  const shift = (await findShift(ctx.db, row.slot_id)) ?? refuse("NOT_FOUND");
  mustBeAhead(shift, ctx.clock.now());
  return step(ctx, row.slot_id, event, { grant: null, note });
}

const SAID = { tell: "told", lack: "lacking", stop: "stopped", allow: "allowed" } as const;

async function step(
  ctx: Ctx,
  slotId: string,
  event: keyof typeof VISIT_EVENTS,
  by: { grant: Grant | null; note?: string | null },
): Promise<Told> {
  const now = ctx.clock.now();
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      const row = await ensureVisit(trx, ctx, slotId);
      const state = next(VISIT_EVENTS, visitState(row), event);
      const roster = await rosterOf(trx, slotId);
      await record(trx, ctx, {
        aggregate: "home_visit",
        id: slotId,
        version: row.version + 1,
        event: `home_visit.${SAID[event]}`,
        grant: by.grant,
        data: { slot: slotId, people: roster.people.filter((one) => one.status === "named").length },
      });
      const set = {
        tell: { told_at: now },
        lack: { told_at: null },
        stop: { stopped_at: now, stop_note: by.note ?? null },
        allow: { stopped_at: null, stop_note: null },
      }[event];
      const done = await trx
        .updateTable("home_visit")
        .set({ ...set, version: row.version + 1 })
        .where("slot_id", "=", slotId)
        .where("version", "=", row.version)
        .executeTakeFirst();
      if (done.numUpdatedRows === 0n) refuse("MOVED_ON");
      return { state };
    }),
  );
}

/** Version 0: nothing has happened to it yet. */
async function ensureVisit(trx: Trx, ctx: Ctx, slotId: string): Promise<VisitRow> {
  const there = await findVisit(trx, slotId);
  if (there) return there;
  await trx
    .insertInto("home_visit")
    .values({
      slot_id: slotId,
      token_hash: tokenHash(ctx.keys, visitToken(ctx.keys, slotId)),
      version: 0,
      created_at: ctx.clock.now(),
    })
    .onDuplicateKeyUpdate({ slot_id: slotId })
    .execute();
  return (await findVisit(trx, slotId)) ?? refuse("MOVED_ON");
}

const isAhead = (shift: Shift, now: Date): boolean =>
  ["planned", undefined].includes(shift.row?.status) &&
  (shift.slot.starts_at === null || shift.slot.starts_at > now);

function mustBeAhead(shift: Shift, now: Date): void {
  if (!["planned", undefined].includes(shift.row?.status))
    refuse("WRONG_STATE", { status: shift.row?.status ?? "" });
  if (shift.slot.starts_at !== null && shift.slot.starts_at <= now) refuse("SHIFT_BEGAN");
}

/**
 * Before a shift begins; does nothing where it is no home visit. Refuses VISIT_STOPPED by the family, NEEDS_TWO identified people,
 * FAMILY_NOT_TOLD who comes.
 */
export async function mustBeVisitable(db: Db | Trx, slotId: string): Promise<void> {
  const shift = await db
    .selectFrom("shift")
    .select("home_visit")
    .where("slot_id", "=", slotId)
    .executeTakeFirst();
  if (!shift?.home_visit) return;
  const row = await findVisit(db, slotId);
  if (row?.stopped_at) refuse("VISIT_STOPPED");
  const identified = await identifiedOf(db, await rosterOf(db, slotId));
  if (identified.length < VISITORS_MIN) refuse("NEEDS_TWO", { named: identified.length });
  if (!row?.told_at) refuse("FAMILY_NOT_TOLD");
}

/** The text to the family is queued beside the act's other effects; its number is read when it is sent. */
export async function textFamily(ctx: Ctx, event: OutboxEvent): Promise<void> {
  if ((await familyCipher(ctx, event.subject_id)) === null) return;
  const slot = await ctx.db
    .selectFrom("slot")
    .select(["need_id", "starts_at"])
    .where("id", "=", event.subject_id)
    .executeTakeFirst();
  if (!slot) return;
  const params = {
    event: event.event,
    needId: slot.need_id,
    slotId: event.subject_id,
    until: slot.starts_at?.getTime(),
  };
  await queueFamilyText(ctx, event, JSON.stringify(params));
}

async function queueFamilyText(ctx: Ctx, event: OutboxEvent, params: string): Promise<void> {
  const now = ctx.clock.now();
  try {
    await ctx.db
      .insertInto("sms")
      .values({
        id: crypto.randomUUID(),
        person_id: event.subject_id, // of a family that has no account: its visit
        outbox_id: event.id,
        pledge_id: null,
        template: "visit",
        params,
        status: "queued",
        next_at: now,
        created_at: now,
      })
      .execute();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
  }
}
