// Who is at a shift, and who runs it. A shift is a people line's slot; its row in `shift` may be missing (then its line's terms hold).
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { shiftsOf } from "@/server/needs/shifts/data";
import { actsFor } from "@/server/people/proxies/data";
import type { DB, Db, Trx } from "@/server/platform/db";
import { authorize, type Grant, may, type SeatFacts, type ShiftFacts } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import {
  findPledgeFacts,
  type Known,
  type LineRow,
  type NeedRow,
  needFactsOf,
  type SlotRow,
} from "../facts/data";
import { UNSEEN } from "../making/rules";
import { HERE, LIVE_SEAT } from "./lifecycle";
import { holdingsOf, whoRuns } from "./running/data";
import type { ShiftBrief } from "./schema";

type ShiftRow = Selectable<DB["shift"]>;
export type SeatRow = Selectable<DB["seat"]>;

/** One person who is to come. seatId and organisationId: in whose name they come, null for a person's own pledge. */
export type RosterEntry = {
  personId: string;
  name: string;
  pledgeId: string;
  pledgeStatus: string; // confirmed; afterwards attended, absent, disputed
  seatId: string | null;
  organisationId: string | null;
  hasPhone: boolean;
  status: "named" | "seeking"; // seeking: cannot come, and a stand-in is looked for
};
export type Roster = {
  people: RosterEntry[];
  unnamed: { pledgeId: string; organisationId: string; count: number }[];
};

/** Everybody who is to come, by name, and the organisations' places nobody is named for yet. */
export async function rosterOf(db: Db | Trx, slotId: string): Promise<Roster> {
  const [own, seats, held] = await Promise.all([
    db
      .selectFrom("pledge as p")
      .innerJoin("person as x", "x.id", "p.person_id")
      .leftJoin("stand_in as s", (on) =>
        on.onRef("s.pledge_id", "=", "p.id").on("s.status", "=", "seeking").on("s.seat_id", "is", null),
      )
      .select(["p.id as pledgeId", "p.status as pledgeStatus", "x.id as personId", "x.name"])
      .select("s.id as seeking")
      .where("p.slot_id", "=", slotId)
      .where("p.status", "in", HERE)
      .execute(),
    db
      .selectFrom("seat as s")
      .innerJoin("pledge as p", "p.id", "s.pledge_id")
      .innerJoin("person as x", "x.id", "s.person_id")
      .select(["p.id as pledgeId", "p.status as pledgeStatus", "x.id as personId", "x.name"])
      .select(["s.id as seatId", "s.status", "p.organisation_id as organisationId"])
      .where("s.slot_id", "=", slotId)
      .where("s.status", "in", LIVE_SEAT)
      .where("p.status", "in", HERE)
      .execute(),
    db
      .selectFrom("pledge as p")
      .innerJoin("need_line as l", "l.id", "p.line_id")
      .select(["p.id", "p.organisation_id", "p.amount", "l.unit_size"])
      .where("p.slot_id", "=", slotId)
      .where("p.organisation_id", "is not", null)
      .where("p.status", "=", "confirmed")
      .execute(),
  ]);
  const phones = await withPhone(
    db,
    [...own, ...seats].map((one) => one.personId),
  );
  const people: RosterEntry[] = [
    ...own.map(({ seeking, ...one }) => ({
      ...one,
      seatId: null,
      organisationId: null,
      hasPhone: phones.has(one.personId),
      status: seeking === null ? ("named" as const) : ("seeking" as const),
    })),
    ...seats.map((one) => ({
      ...one,
      hasPhone: phones.has(one.personId),
      status: one.status as "named" | "seeking",
    })),
  ];
  people.sort((a, b) => (a.name === b.name ? (a.personId < b.personId ? -1 : 1) : a.name < b.name ? -1 : 1));
  const vacant = await vacancies(db, slotId);
  const unnamed = held.map((pledge) => ({
    pledgeId: pledge.id,
    organisationId: pledge.organisation_id as string,
    count:
      pledge.amount / pledge.unit_size -
      seats.filter((seat) => seat.pledgeId === pledge.id).length -
      (vacant.get(pledge.id) ?? 0),
  }));
  return { people, unnamed: unnamed.filter(({ count }) => count > 0) };
}

/** Places whose person was taken off after the cut-off while a stand-in is looked for: by pledge. They are not for naming. */
async function vacancies(db: Db | Trx, slotId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("stand_in as s")
    .innerJoin("seat as t", "t.id", "s.seat_id")
    .select(["s.pledge_id", (eb) => eb.fn.countAll<number>().as("n")])
    .where("s.slot_id", "=", slotId)
    .where("s.status", "=", "seeking")
    .where("t.status", "=", "removed")
    .groupBy("s.pledge_id")
    .execute();
  return new Map(rows.map((row) => [row.pledge_id, Number(row.n)]));
}

async function withPhone(db: Db | Trx, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("person_phone")
    .select("person_id")
    .distinct()
    .where("person_id", "in", personIds)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

export type Shift = {
  slot: SlotRow;
  line: LineRow;
  need: NeedRow;
  row: ShiftRow | null; // what the shift says beyond its slot
  facts: ShiftFacts;
};

/** Null where there is no such slot, or its line is not of people. Says nothing yet about who may see it. */
export async function findShift(db: Db | Trx, slotId: string): Promise<Shift | null> {
  const slot = await db.selectFrom("slot").selectAll().where("id", "=", slotId).executeTakeFirst();
  if (!slot) return null;
  const [line, need, row, holding] = await Promise.all([
    db.selectFrom("need_line").selectAll().where("id", "=", slot.line_id).executeTakeFirstOrThrow(),
    db.selectFrom("need").selectAll().where("id", "=", slot.need_id).executeTakeFirstOrThrow(),
    db.selectFrom("shift").selectAll().where("slot_id", "=", slotId).executeTakeFirst(),
    holdingsOf(db, [slotId]),
  ]);
  if (line.kind !== "people") return null;
  const said = {
    seats: slot.ceiling,
    leadId: row?.lead_id ?? null,
    organisationId: row?.organisation_id ?? null,
  };
  const facts: ShiftFacts = { ...needFactsOf(need), ...whoRuns(said, holding.get(slotId) ?? []) };
  return { slot, line, need, row: row ?? null, facts };
}

/** What the policy needs to know of a shift; refuses NOT_FOUND. */
export async function shiftFacts(db: Db | Trx, slotId: string): Promise<ShiftFacts> {
  return (await findShift(db, slotId))?.facts ?? refuse("NOT_FOUND");
}

/** The shift, where the asker may do this to it. NOT_FOUND where they may not even see it, else FORBIDDEN. */
export async function visibleShift(
  ctx: Ctx,
  slotId: string,
  action: "shift.run" | "shift.attend" = "shift.run",
): Promise<Shift & { grant: Grant | null }> {
  const shift = await findShift(ctx.db, slotId);
  if (shift === null) refuse("NOT_FOUND");
  const hidden = UNSEEN.includes(shift.need.status) || shift.need.lane === "confidential";
  if (hidden && may(ctx, action, shift.facts) === false && may(ctx, "need.see", shift.facts) === false)
    refuse("NOT_FOUND");
  return { ...shift, grant: authorize(ctx, action, shift.facts) };
}

export type KnownSeat = { seat: SeatRow; known: Known; facts: SeatFacts };

/** A named place with its pledge; unseen is NOT_FOUND. */
export async function visibleSeat(ctx: Ctx, seatId: string): Promise<KnownSeat> {
  const seat = await ctx.db.selectFrom("seat").selectAll().where("id", "=", seatId).executeTakeFirst();
  const known = seat && (await findPledgeFacts(ctx, seat.pledge_id));
  if (!seat || !known) refuse("NOT_FOUND");
  const me = ctx.actor?.personId;
  const acts = me !== undefined && me !== seat.person_id && (await actsFor(ctx.db, me, seat.person_id));
  const facts: SeatFacts = { personId: seat.person_id, actsFor: acts, pledge: known.facts };
  if (may(ctx, "seat.see", facts) === false) refuse("NOT_FOUND");
  return { seat, known, facts };
}

/** Shifts in few words, by slot. */
export async function briefsOf(db: Db | Trx, slotIds: readonly string[]): Promise<Map<string, ShiftBrief>> {
  const shifts = await shiftsOf(db, [...new Set(slotIds)]);
  if (shifts.length === 0) return new Map();
  const needs = await db
    .selectFrom("need")
    .select(["id", "title"])
    .where("id", "in", [...new Set(shifts.map((shift) => shift.needId))])
    .execute();
  const titles = new Map(needs.map((need) => [need.id, need.title]));
  return new Map(
    shifts.map((s) => [
      s.slotId,
      {
        slotId: s.slotId,
        needId: s.needId,
        title: titles.get(s.needId) ?? "",
        item: s.item,
        role: s.role,
        place: s.place,
        startsAt: s.startsAt,
        endsAt: s.endsAt,
        cutOffAt: s.cutOffAt,
        status: s.status,
        homeVisit: s.homeVisit,
      },
    ]),
  );
}

/** Pledge → when it last came to hold more: places from the waitlist may be named longer. */
export async function grownAt(db: Db | Trx, pledgeIds: readonly string[]): Promise<Map<string, Date>> {
  if (pledgeIds.length === 0) return new Map();
  const rows = await db
    .selectFrom("history")
    .select((eb) => ["subject_id", eb.fn.max("at").as("at")])
    .where("aggregate", "=", "pledge")
    .where("subject_id", "in", pledgeIds)
    .where("event", "in", ["pledge.made", "pledge.approved", "pledge.accepted", "pledge.topped_up"])
    .groupBy("subject_id")
    .execute();
  return new Map(rows.map((row) => [row.subject_id, row.at]));
}
