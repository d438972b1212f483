// A code is worth something at the moment it is opened: it gives the browser a ticket for ten minutes and one act.
import { refuse } from "@/server/errors";
import { hashOf, randomId } from "@/server/platform/crypto";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { findShift } from "@/server/pledges/seats/data";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { macOf } from "../codes/data";
import { matchCode, type Opened, verifyToken } from "../codes/rules";
import { mustRun, mustStillRun } from "../commands";
import { attendanceOf } from "../data";
import type { How } from "../rules";
import { comeIn, goOut } from "../steps/commands";
import {
  browserHash,
  cameAfter,
  expectedAt,
  goodTicket,
  placeOf,
  shiftOfTicket,
  type TicketRow,
  viewTicket,
} from "./data";
import { TICKET_KEPT_DAYS, TICKET_MINUTES } from "./schema";

/** The link of a code was opened, by whatever camera. Nobody need be signed in. */
export async function openToken(ctx: Ctx, input: { token: string }) {
  const verdict = verifyToken(macOf(ctx.keys), input.token, ctx.clock.now());
  if (!verdict.ok) refuse(verdict.why === "old" ? "TOKEN_OLD" : "TOKEN_BAD");
  return giveTicket(ctx, verdict, "scan");
}

/** The six digits were typed. Asked only of the shifts that expect this person, so that a guess is worth next to nothing. */
export async function openDigits(ctx: Ctx, input: { digits: string }) {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  await spend(ctx, "day_code", personId);
  await spend(ctx, "day_code_address", ctx.address);
  const slots = await expectedAt(ctx.db, personId);
  if (slots.length === 0) refuse("NOT_ON_ROSTER");
  const opened = matchCode(macOf(ctx.keys), slots, input.digits, ctx.clock.now());
  if (opened === null) refuse("DAY_CODE_WRONG");
  return giveTicket(ctx, opened, "code");
}

async function giveTicket(ctx: Ctx, { slotId, step }: Opened, how: "scan" | "code") {
  const shift = (await findShift(ctx.db, slotId)) ?? refuse("TOKEN_BAD");
  mustRun(shift);
  const [ticket, now, browser] = [randomId(), ctx.clock.now(), browserHash(ctx)];
  const idHash = hashOf(ctx.keys, "day_ticket", ticket);
  const expires = new Date(now.getTime() + TICKET_MINUTES * 60_000);
  try {
    await ctx.db
      .insertInto("day_ticket")
      .values({
        id_hash: idHash,
        slot_id: slotId,
        step,
        browser_hash: browser,
        how,
        created_at: now,
        expires_at: expires,
      })
      .execute();
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    // The same code in the same browser again: the same ticket under a new name, or none where it was used.
    const renamed = await ctx.db
      .updateTable("day_ticket")
      .set({ id_hash: idHash, how })
      .where("slot_id", "=", slotId)
      .where("step", "=", step)
      .where("browser_hash", "=", browser)
      .where("used_at", "is", null)
      .executeTakeFirst();
    if (renamed.numUpdatedRows !== 1n) refuse("TOKEN_USED");
  }
  return { ticket, slotId };
}

/** Comes, leaves, or asks to be added: whichever is next. The time is when the code was opened. */
export async function actOnTicket(ctx: Ctx, input: { ticket: string }) {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const ticket = await goodTicket(ctx, input.ticket);
  const shift = await shiftOfTicket(ctx, ticket);
  const grant = authorize(ctx, "attendance.scan", shift.facts, "OWN_CODE");
  mustRun(shift);
  const { state, other } = await viewTicket(ctx, input);
  if (state === "other_shift") refuse("TOKEN_OTHER_SHIFT", { title: other });
  const [slotId, at, how] = [shift.slot.id, ticket.created_at, ticket.how as How];
  return transact(ctx.db, async (trx) => {
    await mustStillRun(trx, slotId);
    const there = await attendanceOf(trx, slotId, actor.personId);
    const answer = (what: "in" | "out" | "asked") => ({ what, slotId, at });
    if (there?.status === "out" || (there !== null && cameAfter(there, ticket))) refuse("ALREADY_IN");
    if (there !== null) {
      await goOut(trx, ctx, there, { event: "leave", how, at, grant });
      await spendTicket(trx, ctx, ticket, actor.personId);
      return answer("out");
    }
    const place = await placeOf(trx, slotId, actor.personId);
    if (place !== null) await comeIn(trx, ctx, shift, { personId: actor.personId, how, at, grant, place });
    await spendTicket(trx, ctx, ticket, actor.personId);
    return answer(place === null ? "asked" : "in");
  });
}

/** Used once: whoever comes second with the same ticket is told so, and nothing of theirs remains. */
async function spendTicket(trx: Trx, ctx: Ctx, ticket: TicketRow, personId: string): Promise<void> {
  const now = ctx.clock.now();
  const spent = await trx
    .updateTable("day_ticket")
    .set({ used_at: now, used_by: personId })
    .where("id_hash", "=", ticket.id_hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  if (spent.numUpdatedRows !== 1n) refuse("TOKEN_USED");
}

/** Called by the clean-up timer: tickets of days gone by say nothing any more. */
export async function forgetTickets(ctx: Pick<Ctx, "db" | "clock">): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - TICKET_KEPT_DAYS * 86_400_000);
  await ctx.db.deleteFrom("day_ticket").where("expires_at", "<", before).execute();
}
