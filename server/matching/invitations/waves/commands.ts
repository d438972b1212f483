// Waves: the fewest invitations that are likely to fill what is left, a pause, then the next; until it is filled, nobody is left
// to ask, or the poster stops it. The platform sends them; nobody is pressed to answer.
import { v7 as uuid } from "uuid";
import { isRefusal, type Refusal, refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { mustTakePledges } from "@/server/pledges/making/rules";
import { byDay } from "@/server/pledges/offers/rules";
import { authorize, type Grant } from "@/server/policy";
import { clearTimer, setTimer } from "@/server/timers/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { inviteMany, type Sending } from "../commands";
import { needFactsOf, type SlotToAsk, slotToAsk } from "../data";
import { nextWeek, untilOf } from "../rules";
import { nextAsked } from "./choosing/data";
import { findWave, type WaveRow } from "./data";
import { WAVE_EVENTS } from "./lifecycle";
import { nextWaveAt } from "./rules";

/** Somebody of a wave who cannot be asked after all is left out, at most so often, before it waits for another time. */
const DROPS_MAX = 25;

/** Starts, or starts again, on one slot; the first wave goes out at once. Refuses NOT_OPEN, PAST_CUT_OFF, INVITE_CHANGED (full), NO_WAVES. */
export async function start(ctx: Ctx, slotId: string): Promise<void> {
  const slot = await slotToAsk(ctx.db, slotId);
  const grant = authorize(ctx, "invitation.send", needFactsOf(slot), "NOT_FOUND");
  const now = ctx.clock.now();
  mustTakePledges(slot, now);
  // What is confidential is asked of one person at a time, by somebody who knows both.
  if (slot.lane === "confidential") refuse("NO_WAVES");
  if (slot.remaining === 0)
    refuse("INVITE_CHANGED", { remaining: 0, unit: slot.unit, unitSize: slot.unit_size });
  const there = await findWave(ctx.db, { slotId });
  if (there?.status === "running") return;
  const waveId = there?.id ?? uuid();
  try {
    await transact(ctx.db, (trx) => begin(trx, ctx, slot, there, waveId, grant));
  } catch (error) {
    if (!isDuplicate(error)) throw error; // the second tap: it runs
    return;
  }
  await runWave(systemCtx(ctx), waveId).catch((error) => {
    if (!isRefusal(error)) throw error; // the timer does it
  });
}

async function begin(
  trx: Trx,
  ctx: Ctx,
  slot: SlotToAsk,
  there: WaveRow | null,
  waveId: string,
  grant: Grant | null,
): Promise<void> {
  const now = ctx.clock.now();
  const status = next(WAVE_EVENTS, there?.status ?? "new", "start");
  const version = (there?.version ?? 0) + 1;
  const said = { aggregate: "wave", id: waveId, version, event: "wave.started", grant } as const;
  await record(trx, ctx, { ...said, data: { slot: slot.slot_id } });
  const row = {
    status,
    next_at: now,
    started_by: ctx.actor?.personId ?? "",
    started_at: now,
    version,
  };
  if (there === null)
    await trx
      .insertInto("invitation_wave")
      .values({ id: waveId, slot_id: slot.slot_id, line_id: slot.line_id, need_id: slot.need_id, ...row })
      .execute();
  else await move(trx, there, row);
  await setTimer(trx, "wave.next", waveId, now);
}

/** By the side that asked: nobody new is asked; who was asked may still answer. */
export async function stop(ctx: Ctx, slotId: string): Promise<void> {
  const slot = await slotToAsk(ctx.db, slotId);
  const grant = authorize(ctx, "invitation.send", needFactsOf(slot), "NOT_FOUND");
  const wave = await findWave(ctx.db, { slotId });
  next(WAVE_EVENTS, wave?.status ?? "new", "stop");
  if (wave !== null) await endWave(ctx, wave, "stop", grant);
}

type Ending = "stop" | "fill" | "exhaust" | "end";
const SAID = {
  stop: "wave.stopped",
  fill: "wave.filled",
  exhaust: "wave.exhausted",
  end: "wave.ended",
} as const;

/** Refuses MOVED_ON where somebody was quicker. */
export function endWave(ctx: Ctx, wave: WaveRow, event: Ending, grant: Grant | null = null): Promise<void> {
  const status = next(WAVE_EVENTS, wave.status, event);
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      await record(trx, ctx, {
        aggregate: "wave",
        id: wave.id,
        version: wave.version + 1,
        event: SAID[event],
        grant,
        data: { slot: wave.slot_id, number: wave.number },
      });
      await move(trx, wave, { status, next_at: null, version: wave.version + 1 });
      await clearTimer(trx, "wave.next", wave.id);
    }),
  );
}

/** Timer wave.next: the next wave, if its time has come and it still runs. */
export async function runWave(ctx: Ctx, waveId: string): Promise<void> {
  if (!ctx.system) refuse("FORBIDDEN");
  const out = new Set<string>();
  for (;;) {
    const wave = await findWave(ctx.db, { id: waveId });
    if (wave?.status !== "running") return;
    const now = ctx.clock.now();
    if (wave.next_at !== null && wave.next_at > now)
      return setTimer(ctx.db, "wave.next", wave.id, wave.next_at);
    const slot = await slotToAsk(ctx.db, wave.slot_id);
    const stands = standing(slot, now);
    if (stands === "over") return endWave(ctx, wave, "end");
    if (stands === "full") return endWave(ctx, wave, "fill");
    if (stands === "waits") return later(ctx, wave, nextWaveAt(now, untilOf(slot)));
    const chosen = await nextAsked(ctx, slot, { number: wave.number, out });
    if (chosen.rows.length === 0) {
      const week = byDay(nextWeek(now));
      if (chosen.capped && week < untilOf(slot)) return later(ctx, wave, week);
      if (chosen.open === 0) return endWave(ctx, wave, "exhaust");
      return later(ctx, wave, nextWaveAt(now, untilOf(slot))); // those asked are likely to fill it: wait for them
    }
    try {
      return await orMovedOn(transact(ctx.db, (trx) => send(trx, ctx, wave, slot, chosen)));
    } catch (error) {
      const helper = helperOf(error);
      if (helper === null || out.size >= DROPS_MAX) throw error;
      out.add(helper);
    }
  }
}

/** Whether more may be asked for a slot now. A paused need may go on. */
function standing(slot: SlotToAsk, now: Date): "open" | "full" | "waits" | "over" {
  // Whoever waits in the queue is offered what was freed; what they leave is asked for later.
  if (
    slot.need_status === "paused" ||
    (slot.need_status === "open" && slot.remaining > 0 && slot.waiting > 0)
  )
    return untilOf(slot) <= now ? "over" : "waits";
  if (slot.need_status !== "open" || !slot.is_open || untilOf(slot) <= now) return "over";
  return slot.remaining === 0 ? "full" : "open";
}

/** Whom a refusal is about; null where it is about all. */
const helperOf = (error: unknown): string | null => {
  if (!isRefusal(error)) return null;
  const { helperId } = (error as Refusal).facts;
  return typeof helperId === "string" ? helperId : null;
};

type Chosen = Awaited<ReturnType<typeof nextAsked>>;

async function send(trx: Trx, ctx: Ctx, wave: WaveRow, slot: SlotToAsk, chosen: Chosen): Promise<void> {
  const now = ctx.clock.now();
  const status = next(WAVE_EVENTS, wave.status, "send");
  const number = wave.number + 1;
  const expected = Math.round(chosen.expected * 1000);
  const next_at = nextWaveAt(now, untilOf(slot));
  const rows: Sending[] = chosen.rows.map((row) => ({
    ...row,
    slotId: slot.slot_id,
    wave: number,
    grant: null,
  }));
  await record(trx, ctx, {
    aggregate: "wave",
    id: wave.id,
    version: wave.version + 1,
    event: "wave.sent",
    data: { slot: slot.slot_id, number, size: rows.length, expected },
  });
  await move(trx, wave, { status, number, size: rows.length, expected, next_at, version: wave.version + 1 });
  await setTimer(trx, "wave.next", wave.id, next_at);
  await inviteMany(trx, ctx, rows);
}

/** Nothing to send now. */
async function later(ctx: Ctx, wave: WaveRow, at: Date): Promise<void> {
  await ctx.db
    .updateTable("invitation_wave")
    .set({ next_at: at })
    .where("id", "=", wave.id)
    .where("version", "=", wave.version)
    .execute();
  await setTimer(ctx.db, "wave.next", wave.id, at);
}

/** Everybody has answered: there is nothing to wait for. */
export async function hasten(ctx: Ctx, wave: WaveRow): Promise<void> {
  await later(ctx, wave, ctx.clock.now());
}

type Moved = {
  status: string;
  number?: number;
  size?: number;
  expected?: number;
  next_at: Date | null;
  started_by?: string;
  started_at?: Date;
  version: number;
};

async function move(trx: Trx, wave: WaveRow, set: Moved): Promise<void> {
  const moved = await trx
    .updateTable("invitation_wave")
    .set(set)
    .where("id", "=", wave.id)
    .where("version", "=", wave.version)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) refuse("MOVED_ON");
}
