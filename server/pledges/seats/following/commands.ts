// The consumer "seats": what follows when a pledge of people or a shift has changed. Its timers are set anew from what is there now, so
// that nothing it does is wrong the second time.
import type { OutboxEvent } from "@/server/history/outbox/rules";
import type { Trx } from "@/server/platform/db";
import { clearTimer, setTimer } from "@/server/timers/commands";
import type { TimerAct } from "@/server/timers/rules";
import type { Ctx } from "@/server/trpc/context";
import { tellAgain } from "../../home-visits/commands";
import { dropSearches, dropSearchOf, dropVacancies } from "../../stand-ins/ending/commands";
import { HERE, LIVE_SEAT } from "../lifecycle";
import { namingEndOf, takenOf } from "../places/commands";
import { lateFrom, remindersOf } from "../rules";
import { stepSeat } from "../steps/commands";
import { letGo } from "../team-left/commands";

/** Given a context whose db is the effect's own transaction. */
export async function follow(ctx: Ctx, event: OutboxEvent): Promise<void> {
  const trx = ctx.db as Trx;
  if (event.aggregate === "pledge") return followPledge(trx, ctx, event.subject_id);
  if (event.aggregate === "seat") return followSeat(trx, ctx, event.subject_id);
  if (event.aggregate === "grant") return letGo(trx, ctx, event.subject_id);
  const slots = await trx
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .select("s.id")
    .where(event.aggregate === "shift" ? "s.id" : "s.need_id", "=", event.subject_id)
    .where("l.kind", "=", "people")
    .execute();
  for (const slot of slots) {
    await planShift(trx, ctx, slot.id);
    const held = await trx
      .selectFrom("pledge")
      .select("id")
      .where("slot_id", "=", slot.id)
      .where("organisation_id", "is not", null)
      .where("status", "=", "confirmed")
      .execute();
    for (const pledge of held) await planRelease(trx, ctx, pledge.id);
  }
}

async function followPledge(trx: Trx, ctx: Ctx, pledgeId: string): Promise<void> {
  const pledge = await trx
    .selectFrom("pledge as p")
    .innerJoin("need_line as l", "l.id", "p.line_id")
    .select(["p.id", "p.slot_id", "p.status", "p.amount", "p.organisation_id", "p.end_reason", "l.unit_size"])
    .where("p.id", "=", pledgeId)
    .where("l.kind", "=", "people")
    .executeTakeFirst();
  if (!pledge) return;
  const here = (HERE as readonly string[]).includes(pledge.status);
  if (!here) await dropSearches(trx, ctx, pledge);
  if (pledge.organisation_id !== null) {
    const places = here ? pledge.amount / pledge.unit_size : 0;
    if (!here || pledge.status === "confirmed") await trim(trx, ctx, pledge, places, pledge.end_reason); // who came is attendance's to say
    if (pledge.status === "confirmed") await planRelease(trx, ctx, pledgeId);
    else await clearTimer(trx, "seat.release", pledgeId);
  }
  await planShift(trx, ctx, pledge.slot_id);
  await tellAgain(trx, ctx, pledge.slot_id);
}

async function followSeat(trx: Trx, ctx: Ctx, seatId: string): Promise<void> {
  const seat = await trx.selectFrom("seat").select("slot_id").where("id", "=", seatId).executeTakeFirst();
  if (seat) await tellAgain(trx, ctx, seat.slot_id);
}

/**
 * The pledge has ended, or has fewer places than names. Places that nobody stands in for go first, with their searches; then who was
 * named last.
 */
async function trim(
  trx: Trx,
  ctx: Ctx,
  pledge: { id: string; slot_id: string },
  places: number,
  because: string | null,
): Promise<void> {
  let over = (await takenOf(trx, pledge.id)) - places;
  if (over <= 0) return;
  over -= await dropVacancies(trx, ctx, pledge, over);
  if (over <= 0) return;
  const seats = await trx
    .selectFrom("seat")
    .selectAll()
    .where("pledge_id", "=", pledge.id)
    .where("status", "in", LIVE_SEAT)
    .orderBy("status", "desc") // seeking before named
    .orderBy("named_at", "desc")
    .orderBy("id", "desc")
    .limit(over)
    .execute();
  const reason = places === 0 ? "pledge_ended" : "fewer_places";
  const data: Record<string, string> = because === null ? {} : { because };
  for (const seat of seats) {
    if (seat.status === "seeking") await dropSearchOf(trx, ctx, seat);
    await stepSeat(trx, ctx, seat, { event: "end", said: "seat.ended", forId: seat.person_id, reason, data });
  }
}

async function planRelease(trx: Trx, ctx: Ctx, pledgeId: string): Promise<void> {
  const row = await trx
    .selectFrom("pledge as p")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .select(["p.id as pledgeId", "s.id", "s.starts_at", "s.cut_off_at"])
    .where("p.id", "=", pledgeId)
    .executeTakeFirstOrThrow();
  const at = await namingEndOf({ db: trx }, { pledge: { id: row.pledgeId }, slot: row });
  if (at === null) await clearTimer(trx, "seat.release", pledgeId);
  else await setUnlessSame(trx, "seat.release", pledgeId, at, ctx.clock.now());
}

/** The timers of a shift: two reminders, the end of searches, and telling a family who comes. */
async function planShift(trx: Trx, ctx: Ctx, slotId: string): Promise<void> {
  const slot = await trx
    .selectFrom("slot as s")
    .leftJoin("shift as h", "h.slot_id", "s.id")
    .select(["s.starts_at", "s.cut_off_at", "h.status", "h.home_visit"])
    .where("s.id", "=", slotId)
    .executeTakeFirst();
  if (!slot) return;
  const now = ctx.clock.now();
  const off = slot.status === "cancelled" || slot.status === "closed";
  const { evening, soon } = off ? { evening: null, soon: null } : remindersOf(slot.starts_at, now);
  const tell =
    off || !slot.home_visit ? null : lateFrom({ startsAt: slot.starts_at, cutOffAt: slot.cut_off_at });
  const plan: [TimerAct, Date | null][] = [
    ["shift.remind_evening", evening],
    ["shift.remind_soon", soon],
    ["stand_in.close", off ? null : slot.starts_at],
    ["visit.tell", tell],
  ];
  for (const [act, at] of plan) {
    if (at === null) await clearTimer(trx, act, slotId);
    else if (at > now) await setUnlessSame(trx, act, slotId, at, now);
  }
}

/** What is past is due at once. */
async function setUnlessSame(trx: Trx, act: TimerAct, ref: string, at: Date, now: Date): Promise<void> {
  const there = await trx
    .selectFrom("timer")
    .select("at")
    .where("act", "=", act)
    .where("ref", "=", ref)
    .executeTakeFirst();
  if (there?.at.getTime() === at.getTime()) return;
  await setTimer(trx, act, ref, at < now ? now : at);
}
