// The poster says who came and what was done; who is marked absent may explain. Hours are not counted here.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { partOf } from "../deliveries/rules";
import { mustRun } from "../deliveries/steps/commands";
import { actedFor, type Known, visiblePledge } from "../facts/data";
import { type Held, type HoldingAct, writeHolding } from "../holding/commands";
import { holdingOf, promisedOf } from "../holding/rules";
import { GOODS_EVENTS, PEOPLE_EVENTS } from "../lifecycle";
import { liveKey } from "../rules";
import { mayContestUntil, mustHaveBegun } from "./rules";
import { type CameInput, type ContestInput, cameInput, contestInput } from "./schema";

/** People: attended or absent. Vehicles and expertise: settled, or released where nothing came. The rest is free. */
export async function markCame(ctx: Ctx, input: CameInput): Promise<Held> {
  const body = cameInput.parse(input);
  const known = await visiblePledge(ctx, body.pledgeId);
  const grant = authorize(ctx, "pledge.manage", known.facts);
  const { pledge, line, slot } = known;
  if (line.kind === "goods") refuse("GOODS_ARE_DELIVERED");
  mustRun(known);
  const came = partOf(body.came, line, "came");
  if (pledge.status === "disputed") return answerContest(ctx, known, came, grant);
  const status = statusAfter(known, came);
  if (!(await hasBegun(ctx, slot.id))) mustHaveBegun(slot.starts_at, ctx.clock.now());
  const promised = promisedOf(holdingOf(pledge));
  if (came > promised) refuse("MORE_THAN_PROMISED", { promised, unit: line.unit, unitSize: line.unit_size });
  const nobody = line.kind === "people" ? "no_show" : "not_done";
  return write(ctx, (trx) =>
    writeHolding(trx, ctx, pledge, {
      event: eventOf(status),
      status,
      holding: { amount: came, on_way: 0, accepted: came },
      slot: { promised: -promised, accepted: came },
      grant,
      data: { came, freed: came < promised },
      set: came === 0 ? { end_reason: nobody } : {},
    }),
  );
}

/** On the day itself, which may be before the planned time. */
async function hasBegun(ctx: Ctx, slotId: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom("shift")
    .select("began_at")
    .where("slot_id", "=", slotId)
    .executeTakeFirst();
  return row?.began_at != null;
}

/**
 * Somebody of this pledge was there after all, as was found when the shift had been closed: counted as the presences of the pledge say,
 * even where the place was given away meanwhile. In the caller's transaction, which has asked shift.run. What is not settled yet is left
 * to the closing, and what has ended with its need stays as it is.
 */
export async function countLate(trx: Trx, ctx: Ctx, pledgeId: string, grant: Grant | null): Promise<void> {
  const pledge = await trx
    .selectFrom("pledge")
    .selectAll()
    .where("id", "=", pledgeId)
    .forUpdate()
    .executeTakeFirst();
  if (!pledge || !(PEOPLE_EVENTS.comeLate.from as readonly string[]).includes(pledge.status)) return;
  const line = await trx
    .selectFrom("need_line")
    .selectAll()
    .where("id", "=", pledge.line_id)
    .executeTakeFirstOrThrow();
  const { n } = await trx
    .selectFrom("attendance")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("pledge_id", "=", pledgeId)
    .where("status", "in", ["in", "out"])
    .executeTakeFirstOrThrow();
  const came = Math.min(Number(n) * line.unit_size, Math.max(pledge.wanted, pledge.accepted));
  const more = came - pledge.accepted;
  if (more <= 0) return;
  const room = await makeRoom(trx, { pledge, line }, more);
  await writeHolding(trx, ctx, pledge, {
    event: "pledge.attended",
    status: next(PEOPLE_EVENTS, pledge.status, "comeLate"),
    holding: { amount: came, on_way: 0, accepted: came },
    slot: { accepted: more, ceiling: room },
    grant,
    data: { came, late: true },
    set: { end_reason: null },
  });
}

const eventOf = (status: string) => `pledge.${status}`;

function statusAfter({ pledge, line }: Known, came: number): string {
  return line.kind === "people"
    ? next(PEOPLE_EVENTS, pledge.status, came > 0 ? "attend" : "miss")
    : next(GOODS_EVENTS, pledge.status, came > 0 ? "settle" : "release");
}

/** "I was there", or why not: the poster looks again. */
export async function contest(ctx: Ctx, input: ContestInput): Promise<Held> {
  const body = contestInput.parse(input);
  const { pledge, line, facts, ...known } = await visiblePledge(ctx, body.pledgeId);
  const grant = authorize(ctx, "pledge.change", facts);
  if (line.kind !== "people") refuse("WRONG_STATE", { status: pledge.status });
  const status = next(PEOPLE_EVENTS, pledge.status, "contest");
  mustRun({ pledge, line, facts, ...known });
  if (mayContestUntil(pledge.updated_at) < ctx.clock.now()) refuse("WRONG_STATE", { status: pledge.status });
  const helperId = pledge.person_id ?? pledge.organisation_id ?? "";
  return write(ctx, (trx) =>
    writeHolding(trx, ctx, pledge, {
      event: "pledge.disputed",
      status,
      holding: holdingOf(pledge),
      slot: {},
      grant,
      forId: actedFor(ctx, pledge),
      set: { live_key: liveKey(pledge.slot_id, helperId, pledge.period), answer_note: body.note },
    }),
  );
}

/** They did come: counted, even where the place was given to somebody else meanwhile, for it has happened. Or it stays as it was. */
async function answerContest(
  ctx: Ctx,
  known: Known,
  came: number,
  grant: HoldingAct["grant"],
): Promise<Held> {
  const { pledge, line } = known;
  if (came > pledge.wanted)
    refuse("MORE_THAN_PROMISED", { promised: pledge.wanted, unit: line.unit, unitSize: line.unit_size });
  const status = next(PEOPLE_EVENTS, pledge.status, came > 0 ? "attend" : "uphold");
  return write(ctx, async (trx) => {
    const more = came === 0 ? 0 : await makeRoom(trx, known, came);
    return writeHolding(trx, ctx, pledge, {
      event: came > 0 ? "pledge.attended" : "pledge.resolved",
      status,
      holding: { amount: came, on_way: 0, accepted: came },
      slot: { accepted: came, ceiling: more },
      grant,
      data: { came },
      set: came > 0 ? { end_reason: null } : {},
    });
  });
}

/** How much the ceiling must rise, which is the line's buffer. */
async function makeRoom(
  trx: Trx,
  { pledge, line }: Pick<Known, "pledge" | "line">,
  came: number,
): Promise<number> {
  const slot = await trx
    .selectFrom("slot")
    .select("remaining")
    .where("id", "=", pledge.slot_id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const more = Math.max(0, came - slot.remaining);
  if (more > 0)
    await trx
      .updateTable("need_line")
      .set((eb) => ({ buffer: eb("buffer", "+", more) }))
      .where("id", "=", line.id)
      .execute();
  return more;
}

async function write(ctx: Ctx, act: (trx: Trx) => Promise<Held>): Promise<Held> {
  return orMovedOn(
    transact(ctx.db, act).catch((error) => {
      if (isDuplicate(error, "live_key")) refuse("ALREADY_PLEDGED");
      throw error;
    }),
  );
}
