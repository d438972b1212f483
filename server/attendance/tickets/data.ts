// Reads around a ticket: whether it is good here and now, and what its person may do.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { hashOf } from "@/server/platform/crypto";
import type { DB, Db, Trx } from "@/server/platform/db";
import { findShift, rosterOf, type Shift } from "@/server/pledges/seats/data";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { type AttendanceRow, attendanceOf } from "../data";
import { shiftView } from "../day/data";
import type { TicketView } from "./schema";

export type TicketRow = Selectable<DB["day_ticket"]>;

/**
 * The ticket, in the browser it was given to, in its time, unused. TOKEN_USED for anything else: a copied address says no more; whoever
 * used it themself (a second tap) is told that it was noted.
 */
export async function goodTicket(ctx: Ctx, ticket: string): Promise<TicketRow> {
  const row = await ctx.db
    .selectFrom("day_ticket")
    .selectAll()
    .where("id_hash", "=", hashOf(ctx.keys, "day_ticket", ticket))
    .executeTakeFirst();
  const mine = row !== undefined && row.browser_hash === browserHash(ctx);
  if (!mine || row.used_at !== null || row.expires_at <= ctx.clock.now())
    refuse("TOKEN_USED", { noted: mine && row.used_by !== null && row.used_by === ctx.actor?.personId });
  return row;
}

/** COOKIES_OFF where the browser keeps none: nothing could be bound to it. */
export function browserHash(ctx: Ctx): string {
  return hashOf(ctx.keys, "browser", ctx.browser ?? refuse("COOKIES_OFF"));
}

export async function shiftOfTicket(ctx: Ctx, row: TicketRow): Promise<Shift> {
  return (await findShift(ctx.db, row.slot_id)) ?? refuse("NOT_FOUND");
}

/** What whoever opened the code may do with it. */
export async function viewTicket(ctx: Ctx, input: { ticket: string }): Promise<TicketView> {
  const row = await goodTicket(ctx, input.ticket);
  const shift = await shiftOfTicket(ctx, row);
  const view = {
    shift: await shiftView(ctx.db, shift),
    openedAt: row.created_at,
    expiresAt: row.expires_at,
    inAt: null,
    outAt: null,
    other: null,
  };
  if (ctx.actor === null) return { ...view, state: "sign_in" };
  const { personId } = ctx.actor;
  const there = await attendanceOf(ctx.db, row.slot_id, personId);
  if (there !== null) {
    const times = { inAt: there.in_at, outAt: there.out_at };
    if (there.status === "out") return { ...view, ...times, state: "left" };
    if (!mayScan(ctx, shift)) return { ...view, ...times, state: "runs" };
    return { ...view, ...times, state: cameAfter(there, row) ? "in" : "leave" };
  }
  if (!mayScan(ctx, shift)) return { ...view, state: "runs" };
  if ((await placeOf(ctx.db, row.slot_id, personId)) !== null) return { ...view, state: "come" };
  const other = await otherShift(ctx.db, row.slot_id, personId);
  return { ...view, state: other === null ? "ask" : "other_shift", other };
}

/** The leader called them in after they had opened the code: it was opened to come, and does not let them go. */
export const cameAfter = (there: Pick<AttendanceRow, "in_at">, ticket: Pick<TicketRow, "created_at">) =>
  there.in_at >= ticket.created_at;

const mayScan = (ctx: Ctx, shift: Shift) => may(ctx, "attendance.scan", shift.facts) !== false;

/** Their place on the list; null where they have none. */
export async function placeOf(db: Db | Trx, slotId: string, personId: string) {
  const { people } = await rosterOf(db, slotId);
  return people.find((one) => one.personId === personId) ?? null;
}

/** The title of another shift that runs now and expects them; null where none does. */
async function otherShift(db: Db | Trx, slotId: string, personId: string): Promise<string | null> {
  const slots = (await expectedAt(db, personId)).filter((id) => id !== slotId);
  if (slots.length === 0) return null;
  const row = await db
    .selectFrom("slot as s")
    .innerJoin("need as n", "n.id", "s.need_id")
    .select("n.title")
    .where("s.id", "in", slots)
    .executeTakeFirst();
  return row?.title ?? null;
}

/** Running shifts at which a person is expected, or is: what six digits may be of. */
export async function expectedAt(db: Db | Trx, personId: string): Promise<string[]> {
  const [own, seats, there] = await Promise.all([
    db
      .selectFrom("pledge as p")
      .innerJoin("shift as h", "h.slot_id", "p.slot_id")
      .select("p.slot_id")
      .where("p.person_id", "=", personId)
      .where("p.status", "=", "confirmed")
      .where("h.status", "=", "running")
      .execute(),
    db
      .selectFrom("seat as s")
      .innerJoin("shift as h", "h.slot_id", "s.slot_id")
      .select("s.slot_id")
      .where("s.person_id", "=", personId)
      .where("s.status", "in", ["named", "seeking"])
      .where("h.status", "=", "running")
      .execute(),
    db
      .selectFrom("attendance as a")
      .innerJoin("shift as h", "h.slot_id", "a.slot_id")
      .select("a.slot_id")
      .where("a.person_id", "=", personId)
      .where("a.status", "in", ["in", "out"])
      .where("h.status", "=", "running")
      .execute(),
  ]);
  return [...new Set([...own, ...seats, ...there].map((row) => row.slot_id))];
}

/** One's own presence, after coming by a code or being called. NOT_FOUND where one has nothing to do with the shift. */
export async function viewMine(ctx: Ctx, input: { slotId: string }) {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const shift = (await findShift(ctx.db, input.slotId)) ?? refuse("NOT_FOUND");
  const [there, place, asked] = await Promise.all([
    attendanceOf(ctx.db, input.slotId, personId),
    placeOf(ctx.db, input.slotId, personId),
    ctx.db
      .selectFrom("day_ticket")
      .select("id_hash")
      .where("slot_id", "=", input.slotId)
      .where("used_by", "=", personId)
      .executeTakeFirst(),
  ]);
  if (there === null && place === null && asked === undefined) refuse("NOT_FOUND");
  return {
    shift: await shiftView(ctx.db, shift),
    inAt: there?.in_at ?? null,
    outAt: there?.out_at ?? null,
    asked: there === null && asked !== undefined,
  };
}
