// What follows for invitations from acts elsewhere: a slot that is full or shut asks nobody any more; a wave whose last answer has
// come does not wait out its pause. Repeatable: it acts from the state it finds.

import { isRefusal } from "@/server/errors";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import type { Ctx } from "@/server/trpc/context";
import { type EndReason, endOfHelper, endOpen } from "../commands";
import { openOf, slotsToAsk } from "../data";
import { endWave, hasten } from "../waves/commands";
import { runningOn, type WaveRow } from "../waves/data";

/** Needs that ask nobody any more. A paused one may go on, and keeps what it has asked. */
const OVER = ["draft", "sealed", "settling", "completed", "cancelled", "closed"];

/** Nobody answers for them any more; who comes back is asked anew. */
const GONE = new Set(["person.erased", "person.switched_off", "organisation.switched_off"]);

export async function followInvitations(ctx: Ctx, event: OutboxEvent): Promise<void> {
  if (GONE.has(event.event)) await endOfHelper(ctx, event.subject_id);
  const slotIds = await slotsOf(ctx, event);
  if (slotIds.length === 0) return;
  const slots = await slotsToAsk(ctx.db, slotIds);
  const called = event.event === "shift.cancelled";
  for (const slot of slots) {
    const reason: EndReason | null = called
      ? "shift"
      : OVER.includes(slot.need_status)
        ? "need"
        : slot.remaining === 0
          ? "full"
          : null;
    if (reason !== null) await endOpen(ctx, [slot.slot_id], reason);
    for (const wave of await runningOn(ctx.db, [slot.slot_id])) {
      if (reason !== null) await quietly(endWave(ctx, wave, reason === "full" ? "fill" : "end"));
      else if (event.aggregate === "invitation") await hastenIfAnswered(ctx, wave);
    }
  }
}

async function hastenIfAnswered(ctx: Ctx, wave: WaveRow): Promise<void> {
  if (wave.number > 0 && (await openOf(ctx.db, [wave.slot_id])).length === 0) await hasten(ctx, wave);
}

async function quietly(act: Promise<void>): Promise<void> {
  try {
    await act;
  } catch (error) {
    if (!isRefusal(error) || error.code !== "MOVED_ON") throw error;
  }
}

/** The slots an event may be about, where anything is asked. */
async function slotsOf(ctx: Ctx, { aggregate, subject_id }: OutboxEvent): Promise<string[]> {
  if (aggregate === "shift") return [subject_id];
  if (aggregate === "need") {
    const rows = await ctx.db
      .selectFrom("invitation")
      .select("slot_id")
      .distinct()
      .where("need_id", "=", subject_id)
      .where("status", "=", "sent")
      .union(
        ctx.db
          .selectFrom("invitation_wave")
          .select("slot_id")
          .where("need_id", "=", subject_id)
          .where("status", "=", "running"),
      )
      .execute();
    return rows.map((row) => row.slot_id);
  }
  const table = aggregate === "invitation" ? "invitation" : "pledge";
  const row = await ctx.db
    .selectFrom(table)
    .select("slot_id")
    .where("id", "=", subject_id)
    .executeTakeFirst();
  return row ? [row.slot_id] : [];
}
