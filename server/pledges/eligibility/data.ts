// Which shifts a person may take, with reasons. Callers have asked whether the asker may know it: one's own, or those one acts for
// or names. Slots that are not of people are left out.

import { type Shift, shiftsOf } from "@/server/needs/shifts/data";
import { qualifiedAmong } from "@/server/organisations/qualifications/data";
import { open } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import { settingsOf } from "@/server/settings/data";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import {
  type Asked,
  decide,
  type Eligible,
  endOf,
  type Promised,
  type Reason,
  type Volunteer,
} from "./rules";

type Reader = Pick<Ctx, "db" | "keys" | "clock">;

/** One answer per slot, in the order of their start. */
export async function eligibility(
  ctx: Reader,
  slotIds: readonly string[],
  personId: string,
): Promise<Eligible[]> {
  const rows = (await eligibilityOf(ctx, slotIds, [personId])).get(personId) ?? [];
  return rows;
}

/** The same for several people, such as those a leader could name. */
export async function eligibilityOf(
  ctx: Reader,
  slotIds: readonly string[],
  personIds: readonly string[],
): Promise<Map<string, Eligible[]>> {
  const now = ctx.clock.now();
  const shifts = await shiftsOf(ctx.db, slotIds);
  if (shifts.length === 0 || personIds.length === 0) return new Map();
  const needs = await needsOf(ctx.db, shifts);
  const asked = shifts.map((shift) => askedOf(shift, needs.get(shift.needId), now));
  const who = await volunteersOf(ctx, personIds, asked);
  const terms = new Map<number, Awaited<ReturnType<typeof termsIn>>>();
  for (const { county } of needs.values())
    if (!terms.has(county)) terms.set(county, await termsIn(ctx.db, county));
  return new Map(
    personIds.map((id) => [
      id,
      asked.map((a, i) =>
        decide(
          a,
          who.get(id) as Volunteer,
          now,
          terms.get(needs.get((shifts[i] as Shift).needId)?.county ?? 0) ?? { graceMinutes: 0 },
        ),
      ),
    ]),
  );
}

const termsIn = async (db: Db | Trx, countyId: number) => {
  const { clashGraceMinutes, minorAges } = await settingsOf(db, countyId);
  return { graceMinutes: clashGraceMinutes, ages: minorAges };
};

type Need = { status: string; deadline: Date; county: number };

async function needsOf(db: Db | Trx, shifts: Shift[]): Promise<Map<string, Need>> {
  const rows = await db
    .selectFrom("need")
    .select(["id", "status", "deadline_at", "county_id"])
    .where("id", "in", [...new Set(shifts.map((s) => s.needId))])
    .execute();
  return new Map(
    rows.map((row) => [row.id, { status: row.status, deadline: row.deadline_at, county: row.county_id }]),
  );
}

const askedOf = (shift: Shift, need: Need | undefined, now: Date): Asked => ({
  ...shift,
  takes: need?.status === "open" && need.deadline > now && shift.isOpen && shift.status === "planned",
});

/** Everything the decision asks about these people, in a few reads however many they are. */
export async function volunteersOf(
  ctx: Reader,
  personIds: readonly string[],
  asked: readonly Asked[],
): Promise<Map<string, Volunteer>> {
  const ids = [...new Set(personIds)];
  const wanted = new Map(
    asked.flatMap((a) => {
      const on = dayOf(a.startsAt ?? ctx.clock.now());
      return a.qualification === null ? [] : [[`${a.qualification} ${on}`, [a.qualification, on]] as const];
    }),
  );
  const [privates, guardians, profiles, promises, live] = await Promise.all([
    ctx.db
      .selectFrom("person_private")
      .select(["person_id", "birth_cipher"])
      .where("person_id", "in", ids)
      .execute(),
    ctx.db
      .selectFrom("guardian_consent")
      .select(["person_id", "comes_along"])
      .where("person_id", "in", ids)
      .where("withdrawn_at", "is", null)
      .orderBy("given_at")
      .orderBy("id")
      .execute(),
    asked.some((a) => a.skills.length > 0)
      ? ctx.db
          .selectFrom("person_profile")
          .select(["person_id", "skills"])
          .where("person_id", "in", ids)
          .execute()
      : [],
    promisesOf(ctx.db, ids, ctx.clock.now()),
    liveOn(
      ctx.db,
      ids,
      asked.map((a) => a.slotId),
    ),
  ]);
  const held = new Map<string, Set<string>>();
  for (const [mark, [kind, on]] of wanted) held.set(mark, await qualifiedAmong(ctx.db, ids, kind, on));
  const born = new Map(privates.map((p) => [p.person_id, p.birth_cipher && open(ctx.keys, p.birth_cipher)]));
  const guards = new Map(guardians.map((g) => [g.person_id, { comesAlong: g.comes_along }])); // the newest last
  const skills = new Map(profiles.map((p) => [p.person_id, JSON.parse(p.skills) as string[]]));
  return new Map(
    ids.map((id) => [
      id,
      {
        bornOn: born.get(id) ?? null,
        guardian: guards.get(id) ?? null,
        skills: skills.get(id) ?? [],
        qualifiedFor: (kind, on) => held.get(`${kind} ${on}`)?.has(id) ?? false,
        promises: promises.get(id) ?? [],
        liveOn: (slotId) => live.has(`${slotId} ${id}`),
      } satisfies Volunteer,
    ]),
  );
}

/** Who holds a live pledge or a named place where. */
async function liveOn(db: Db | Trx, ids: string[], slotIds: string[]): Promise<Set<string>> {
  if (slotIds.length === 0) return new Set();
  const [pledges, seats] = await Promise.all([
    db
      .selectFrom("pledge")
      .select(["slot_id", "person_id"])
      .where("person_id", "in", ids)
      .where("slot_id", "in", slotIds)
      .where("live_key", "is not", null)
      .execute(),
    db
      .selectFrom("seat")
      .select(["slot_id", "person_id"])
      .where("person_id", "in", ids)
      .where("slot_id", "in", slotIds)
      .where("live_key", "is not", null)
      .execute(),
  ]);
  return new Set([...pledges, ...seats].map((row) => `${row.slot_id} ${row.person_id}`));
}

/** Where each of them has promised to be from now on: their own confirmed pledges, and the places they are named for. */
export async function promisesOf(
  db: Db | Trx,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, Promised[]>> {
  const from = new Date(now.getTime() - 86_400_000);
  const at = [
    "s.id as slot_id",
    "s.starts_at",
    "s.ends_at",
    "n.title",
    "n.lane",
    "h.kind",
    "h.status",
  ] as const;
  const [own, named] = await Promise.all([
    db
      .selectFrom("pledge as p")
      .innerJoin("need_line as l", "l.id", "p.line_id")
      .innerJoin("slot as s", "s.id", "p.slot_id")
      .innerJoin("need as n", "n.id", "p.need_id")
      .leftJoin("shift as h", "h.slot_id", "s.id")
      .select("p.person_id")
      .select(at)
      .where("p.person_id", "in", ids)
      .where("p.status", "=", "confirmed")
      .where("l.kind", "=", "people")
      .where("s.starts_at", ">=", from)
      .execute(),
    db
      .selectFrom("seat as t")
      .innerJoin("pledge as p", "p.id", "t.pledge_id")
      .innerJoin("slot as s", "s.id", "t.slot_id")
      .innerJoin("need as n", "n.id", "s.need_id")
      .leftJoin("shift as h", "h.slot_id", "s.id")
      .select("t.person_id")
      .select(at)
      .where("t.person_id", "in", ids)
      .where("t.status", "=", "named")
      .where("p.status", "=", "confirmed")
      .where("s.starts_at", ">=", from)
      .execute(),
  ]);
  const found = new Map<string, Promised[]>();
  for (const row of [...own, ...named]) {
    if (row.starts_at === null || row.person_id === null) continue;
    if (row.status === "cancelled" || row.status === "closed") continue;
    const promise: Promised = {
      slotId: row.slot_id,
      kind: row.kind ?? "fixed",
      title: row.lane === "open" ? row.title : "", // a confidential matter is not named to whoever names people
      startsAt: row.starts_at,
      endsAt: endOf(row.starts_at, row.ends_at),
    };
    found.set(row.person_id, [...(found.get(row.person_id) ?? []), promise]);
  }
  return found;
}

/** What a refusal says of a reason: numbers and public words. */
export const factsOf = (reason: Reason, now: Date) => ({
  reason: reason.code,
  now: now.getTime(),
  ...(reason.minAge === undefined ? {} : { minAge: reason.minAge }),
  ...(reason.qualification === undefined ? {} : { qualification: reason.qualification }),
  ...(reason.title ? { title: reason.title } : {}),
  ...(reason.startsAt ? { startsAt: reason.startsAt.getTime() } : {}),
  ...(reason.endsAt ? { endsAt: reason.endsAt.getTime() } : {}),
});
