// Events of a device are applied once each, in its order, one transaction per event: one that is refused does not hold up the rest.
import { isRefusal, refuse } from "@/server/errors";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { callOne, mustRun, outOne, type Running, undoOne } from "../commands";
import { attendedShift } from "../day/data";
import { happenedAt } from "../rules";
import type { PresenceAnswer } from "../schema";
import { type DayEvent, EVENT_MAX_AGE_MS, type EventAnswer, type EventsInput } from "./schema";

/** Answers what became of each. Where the database fails midway the rest is left unanswered, and the device sends it again. */
export async function applyEvents(ctx: Ctx, input: EventsInput): Promise<EventAnswer[]> {
  const shift = await attendedShift(ctx, input.slotId);
  const answers: EventAnswer[] = [];
  for (const event of [...input.events].sort((a, b) => a.seq - b.seq)) {
    try {
      answers.push({ id: event.id, outcome: await applyOne(ctx, shift, input.device, event) });
    } catch (error) {
      if (answers.length === 0) throw error;
      ctx.log.warn({ err: error, slot: input.slotId }, "an event of a device was left for later");
      break;
    }
  }
  return answers;
}

async function applyOne(ctx: Ctx, shift: Running, device: string, event: DayEvent): Promise<string> {
  const known = await outcomeOf(ctx, event.id);
  if (known !== null) return known;
  try {
    await transact(ctx.db, async (trx) => {
      await keep(trx, ctx, shift, device, event, "done"); // first: the same event sent twice at once waits here
      await mustFollow(trx, shift.slot.id, device, event.seq);
      const { attendanceId } = await act(trx, ctx, shift, event);
      await trx
        .updateTable("day_event")
        .set({ attendance_id: attendanceId })
        .where("id", "=", event.id)
        .execute();
    });
    return "done";
  } catch (error) {
    if (isDuplicate(error)) return (await outcomeOf(ctx, event.id)) ?? "MOVED_ON";
    if (!isRefusal(error)) throw error;
    const { code } = error;
    await transact(ctx.db, (trx) => keep(trx, ctx, shift, device, event, code)).catch((again) => {
      if (!isDuplicate(again)) throw again;
    });
    return (await outcomeOf(ctx, event.id)) ?? code;
  }
}

async function act(trx: Trx, ctx: Ctx, shift: Running, event: DayEvent): Promise<PresenceAnswer> {
  mustRun(shift);
  if (event.ago > EVENT_MAX_AGE_MS) refuse("DAY_OVER");
  const at = happenedAt(ctx.clock.now(), event.ago, shift.row?.began_at ?? null);
  if (event.kind === "out") return outOne(trx, ctx, shift, event.personId, at);
  if (event.kind === "undo")
    return undoOne(trx, ctx, shift, { personId: event.personId, was: event.was ?? "in" });
  return callOne(trx, ctx, shift, event.personId, at);
}

/** What a device did earlier cannot be told after what it did later. */
async function mustFollow(trx: Trx, slotId: string, device: string, seq: number): Promise<void> {
  const later = await trx
    .selectFrom("day_event")
    .select("id")
    .where("slot_id", "=", slotId)
    .where("device", "=", device)
    .where("seq", ">", seq)
    .limit(1)
    .executeTakeFirst();
  if (later !== undefined) refuse("MOVED_ON");
}

async function keep(
  trx: Trx,
  ctx: Ctx,
  shift: Running,
  device: string,
  event: DayEvent,
  outcome: string,
): Promise<void> {
  const now = ctx.clock.now();
  await trx
    .insertInto("day_event")
    .values({
      id: event.id,
      slot_id: shift.slot.id,
      device,
      seq: event.seq,
      actor_id: ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"),
      kind: event.kind,
      person_id: event.personId,
      happened_at: happenedAt(now, event.ago, shift.row?.began_at ?? null),
      arrived_at: now,
      outcome,
    })
    .execute();
}

async function outcomeOf(ctx: Ctx, id: string): Promise<string | null> {
  const row = await ctx.db.selectFrom("day_event").select("outcome").where("id", "=", id).executeTakeFirst();
  return row?.outcome ?? null;
}
