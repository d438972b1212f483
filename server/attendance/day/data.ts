// The day as whoever runs it sees it: the list, who is there, who asks to be added, the code of this half minute.
import { refuse } from "@/server/errors";
import { shiftOf } from "@/server/needs/shifts/data";
import { organisationsNamed } from "@/server/organisations/names/data";
import { peopleNamed } from "@/server/people/names/data";
import type { Db, Trx } from "@/server/platform/db";
import { type RosterEntry, rosterOf, type Shift, visibleShift } from "@/server/pledges/seats/data";
import { type Grant, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { codesFrom } from "../codes/data";
import { STEP_MS } from "../codes/rules";
import { type AttendanceRow, attendancesOf } from "../data";
import type { DayView, RollRow, ShiftView } from "../schema";

/** Codes given ahead: two minutes in which a leader's telephone may be without a network. */
const CODES_AHEAD = 4;
/** Members offered as walk-ins; a larger team types the name. */
const MEMBERS_MAX = 200;

/** For whoever runs the shift, or leads an organisation that has people there: then `only` says which. */
export async function attendedShift(
  ctx: Ctx,
  slotId: string,
): Promise<Shift & { grant: Grant | null; only: string[] | null }> {
  const shift = await visibleShift(ctx, slotId, "shift.attend");
  const whole = may(ctx, "shift.run", shift.facts) !== false;
  return { ...shift, only: whole ? null : ledBy(ctx).filter((id) => shift.facts.helperIds.includes(id)) };
}

const ledBy = (ctx: Ctx): string[] =>
  (ctx.actor?.grants ?? [])
    .filter((g) => g.role === "leader" || g.role === "manager")
    .flatMap((g) => g.organisationId ?? []);
const sideOf = ({ facts }: Shift): string[] => [...new Set([...facts.runnerIds, ...facts.helperIds])];

/** The organisation a walk-in came with: one that runs the shift or has people there, and whose member they are. */
export async function companionOf(db: Db | Trx, shift: Shift, personId: string): Promise<string | null> {
  const organisations = sideOf(shift);
  if (organisations.length === 0) return null;
  const row = await db
    .selectFrom("role_grant")
    .select("organisation_id")
    .where("person_id", "=", personId)
    .where("organisation_id", "in", organisations)
    .where("ended_at", "is", null)
    .orderBy("started_at")
    .orderBy("id")
    .executeTakeFirst();
  return row?.organisation_id ?? null;
}

/** Scanned its code, so somebody who is here asks to be added. */
export async function hasAsked(db: Db | Trx, slotId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("day_ticket")
    .select("id_hash")
    .where("slot_id", "=", slotId)
    .where("used_by", "=", personId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a shift says of itself on the day. */
export async function shiftView(db: Db | Trx, { slot, need }: Shift): Promise<ShiftView> {
  const shift = (await shiftOf(db, slot.id)) ?? refuse("NOT_FOUND");
  return {
    slotId: slot.id,
    needId: need.id,
    title: need.title,
    item: shift.item,
    role: shift.role,
    place: shift.place,
    startsAt: shift.startsAt,
    endsAt: shift.endsAt,
    status: shift.status,
    beganAt: shift.beganAt,
    dangerous: shift.dangerous,
    insured: shift.insured,
    homeVisit: shift.homeVisit,
    seats: shift.seats,
  };
}

export async function visibleDay(ctx: Ctx, input: { slotId: string }): Promise<DayView> {
  const shift = await attendedShift(ctx, input.slotId);
  const view = await shiftView(ctx.db, shift);
  const whole = shift.only === null;
  const running = view.status === "running";
  const [{ rows, unnamed }, members, asking] = await Promise.all([
    rollOf(ctx.db, input.slotId, shift.only),
    running ? membersToAdd(ctx, shift) : [],
    running && whole ? askingAt(ctx.db, input.slotId) : [],
  ]);
  const listed = new Set(rows.map((row) => row.personId));
  const now = ctx.clock.now();
  return {
    shift: view,
    whole,
    roll: rows,
    asking: asking.filter(
      (one) => !rows.some((row) => row.personId === one.personId && row.presence !== null),
    ),
    members: members.filter((one) => !listed.has(one.personId)),
    unnamed,
    codes: running && whole ? codesFrom(ctx.keys, input.slotId, now, CODES_AHEAD) : [],
    stepMs: STEP_MS,
    now,
  };
}

/** Everybody on the list or there, by name; walk-ins last, in the order they came. only: of these organisations alone. */
export async function rollOf(
  db: Db | Trx,
  slotId: string,
  only: readonly string[] | null = null,
): Promise<{ rows: RollRow[]; unnamed: number }> {
  const [all, everybody, shared] = await Promise.all([
    rosterOf(db, slotId),
    attendancesOf(db, slotId),
    only === null ? sharedBrowsers(db, slotId) : new Map<string, string[]>(),
  ]);
  const among = (id: string | null) => only === null || (id !== null && only.includes(id));
  const roster = {
    people: all.people.filter((one) => among(one.organisationId)),
    unnamed: all.unnamed.filter((one) => among(one.organisationId)),
  };
  const there = everybody.filter((row) => among(row.organisation_id));
  const onList = new Set(roster.people.map((one) => one.personId));
  const others = there.filter((row) => !onList.has(row.person_id));
  const [names, organisations, phones] = await Promise.all([
    peopleNamed(db, [...others.map((row) => row.person_id), ...[...shared.values()].flat()]),
    organisationsNamed(db, [
      ...roster.people.map((one) => one.organisationId),
      ...others.map((row) => row.organisation_id),
    ]),
    withPhone(
      db,
      others.map((row) => row.person_id),
    ),
  ]);
  const rowOf = (
    one: Pick<RosterEntry, "personId" | "name" | "organisationId" | "hasPhone"> & { seeking: boolean },
  ): RollRow => ({
    personId: one.personId,
    name: one.name,
    organisation: one.organisationId === null ? null : (organisations.get(one.organisationId) ?? null),
    hasPhone: one.hasPhone,
    seeking: one.seeking,
    presence: presenceOf(there.find((row) => row.person_id === one.personId)),
    sharedWith: (shared.get(one.personId) ?? []).flatMap((id) => names.get(id) ?? []),
  });
  const rows = [
    ...roster.people.map((one) => rowOf({ ...one, seeking: one.status === "seeking" })),
    ...others.map((row) =>
      rowOf({
        personId: row.person_id,
        name: names.get(row.person_id) ?? "",
        organisationId: row.organisation_id,
        hasPhone: phones.has(row.person_id),
        seeking: false,
      }),
    ),
  ];
  return { rows, unnamed: roster.unnamed.reduce((sum, one) => sum + one.count, 0) };
}

function presenceOf(row: AttendanceRow | undefined): RollRow["presence"] {
  if (row === undefined) return null;
  return {
    status: row.status as "in" | "out",
    class: row.class as "scanned",
    walkIn: row.walk_in,
    inAt: row.in_at,
    inHow: row.in_how as "scan",
    outAt: row.out_at,
    outHow: row.out_how as "scan" | null,
  };
}

/** Scanned, are not on the list, and asked; those who are there meanwhile are left out by the caller. */
async function askingAt(db: Db | Trx, slotId: string) {
  const rows = await db
    .selectFrom("day_ticket as t")
    .innerJoin("person as p", "p.id", "t.used_by")
    .select(["p.id", "p.name", (eb) => eb.fn.min("t.created_at").as("at")])
    .where("t.slot_id", "=", slotId)
    .where("p.status", "=", "active")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("attendance as a")
            .select("a.id")
            .where("a.slot_id", "=", slotId)
            .whereRef("a.person_id", "=", "p.id"),
        ),
      ),
    )
    .groupBy(["p.id", "p.name"])
    .orderBy("at")
    .orderBy("p.id")
    .limit(100)
    .execute();
  return rows.map(({ id, name, at }) => ({ personId: id, name, at: new Date(at) }));
}

/** person → the others who came by the same browser. */
async function sharedBrowsers(db: Db | Trx, slotId: string): Promise<Map<string, string[]>> {
  const rows = await db
    .selectFrom("day_ticket")
    .select(["browser_hash", "used_by"])
    .distinct()
    .where("slot_id", "=", slotId)
    .where("used_by", "is not", null)
    .execute();
  const byBrowser = new Map<string, string[]>();
  for (const row of rows)
    byBrowser.set(row.browser_hash, [...(byBrowser.get(row.browser_hash) ?? []), row.used_by as string]);
  const shared = new Map<string, string[]>();
  for (const people of byBrowser.values())
    for (const one of people)
      if (people.length > 1)
        shared.set(one, [...(shared.get(one) ?? []), ...people.filter((id) => id !== one)]);
  return shared;
}

/** Members of the organisations that run the shift or have people there and that the asker leads: their lists are theirs to read. */
async function membersToAdd(ctx: Ctx, shift: Shift) {
  const mine = ledBy(ctx).filter((id) => sideOf(shift).includes(id) || id === shift.need.organisation_id);
  if (mine.length === 0) return [];
  const rows = await ctx.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select(["p.id as personId", "p.name"])
    .distinct()
    .where("g.organisation_id", "in", mine)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .orderBy("p.name")
    .orderBy("p.id")
    .limit(MEMBERS_MAX)
    .execute();
  return rows;
}

async function withPhone(db: Db | Trx, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("person_phone")
    .select("person_id")
    .where("person_id", "in", ids)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}
