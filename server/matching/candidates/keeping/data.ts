// Reads the sources of the read models, for many helpers or needs at a time.
import type { Db, Trx } from "@/server/platform/db";
import type { HelperKind, Rungs } from "../schema";
import { RUNGS } from "../schema";
import { type Home, type Source, type WantRow, wantsOf } from "./rules";

type Reader = Db | Trx;

/** Pledges that stand: taken, and not given back. */
export const TAKEN = ["confirmed", "disputed", "settled", "attended"] as const;
/** Mergers of mergers. */
const CHAIN_MAX = 10;

/** The living regions that stand for these ids, with the cell of the nearest of village and town that has a position. */
export async function homesOf(db: Reader, ids: Iterable<number>): Promise<Map<number, Home>> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  const at = new Map<number, number>(wanted.map((id) => [id, id]));
  const rows = new Map<number, Rungs & { id: number; merged_into: number | null }>();
  for (let step = 0; step < CHAIN_MAX; step++) {
    const unread = [...new Set(at.values())].filter((id) => !rows.has(id));
    if (unread.length > 0)
      for (const row of await db
        .selectFrom("region")
        .select(["id", "merged_into", ...RUNGS])
        .where("id", "in", unread)
        .execute())
        rows.set(row.id, row);
    const moved = [...at].filter(([, id]) => (rows.get(id)?.merged_into ?? null) !== null);
    if (moved.length === 0) break;
    for (const [asked, id] of moved) at.set(asked, rows.get(id)?.merged_into as number);
  }
  const cells = await cellsOf(
    db,
    [...rows.values()].flatMap((row) => [row.village_id, row.town_id]),
  );
  return new Map(
    [...at].flatMap(([asked, id]) => {
      const row = rows.get(id);
      if (row === undefined) return [];
      const h3 = cells.get(row.village_id) ?? cells.get(row.town_id) ?? null;
      const { province_id, city_id, county_id, town_id, village_id } = row;
      return [[asked, { id: asked, province_id, city_id, county_id, town_id, village_id, h3 }]];
    }),
  );
}

async function cellsOf(db: Reader, ids: number[]): Promise<Map<number, string>> {
  const wanted = [...new Set(ids)].filter((id) => id > 0);
  if (wanted.length === 0) return new Map();
  const rows = await db
    .selectFrom("region_point")
    .select(["region_id", "h3"])
    .where("region_id", "in", wanted)
    .execute();
  return new Map(rows.map((row) => [row.region_id, row.h3]));
}

const NOWHERE: Home = {
  id: 0,
  province_id: 0,
  city_id: 0,
  county_id: 0,
  town_id: 0,
  village_id: 0,
  h3: null,
};

/** Those of these who are helpers now: active people, verified organisations. */
export const sourcesOf = (db: Reader, kind: HelperKind, ids: readonly string[]): Promise<Source[]> =>
  ids.length === 0 ? Promise.resolve([]) : kind === "person" ? people(db, ids) : organisations(db, ids);

async function people(db: Reader, ids: readonly string[]): Promise<Source[]> {
  const rows = await db
    .selectFrom("person as p")
    .leftJoin("person_profile as f", "f.person_id", "p.id")
    .select(["p.id", "p.home_region_id", "f.skills", "f.kinds", "f.invitable", "f.free_parts", "f.reach"])
    .where("p.id", "in", ids)
    .where("p.status", "=", "active")
    .execute();
  const found = rows.map((row) => row.id);
  const [homes, held, taken, helped] = [
    await homesOf(
      db,
      rows.map((row) => row.home_region_id),
    ),
    await heldBy(db, found),
    await takenBy(db, "person_id", found),
    await helpedBy(db, "person_id", found),
  ];
  return rows.map((row) => ({
    id: row.id,
    helperKind: "person" as const,
    kind: "",
    home: homes.get(row.home_region_id) ?? NOWHERE,
    areas: [],
    said: countsOf([...codesIn("skill", row.skills), ...codesIn("work", row.kinds)]),
    held: held.get(row.id) ?? [],
    capacity: 1,
    freeParts: row.free_parts ?? 0,
    reach: row.reach ?? "town",
    active: (row.invitable ?? false) && row.home_region_id !== 0,
    taken: taken.get(row.id) ?? [],
    helped: helped.get(row.id) ?? [],
  }));
}

async function organisations(db: Reader, ids: readonly string[]): Promise<Source[]> {
  const rows = await db
    .selectFrom("organisation")
    .select(["id", "kind", "region_id", "weekly_capacity"])
    .where("id", "in", ids)
    .where("status", "=", "verified")
    .execute();
  const found = rows.map((row) => row.id);
  if (found.length === 0) return [];
  const abilities = await db
    .selectFrom("organisation_ability")
    .select(["organisation_id", "kind", "code", "amount"])
    .where("organisation_id", "in", found)
    .execute();
  const members = await db
    .selectFrom("role_grant")
    .select(["organisation_id", "person_id"])
    .distinct()
    .where("organisation_id", "in", found)
    .where("ended_at", "is", null)
    .execute();
  const held = await heldBy(
    db,
    members.map((row) => row.person_id),
  );
  const areaIds = abilities.filter((row) => row.kind === "area").map((row) => Number(row.code));
  const homes = await homesOf(db, [...rows.map((row) => row.region_id), ...areaIds]);
  const [taken, helped] = [
    await takenBy(db, "organisation_id", found),
    await helpedBy(db, "organisation_id", found),
  ];
  return rows.map((row) => {
    const able = abilities.filter((one) => one.organisation_id === row.id);
    const own = members.filter((one) => one.organisation_id === row.id).map((one) => one.person_id);
    return {
      id: row.id,
      helperKind: "organisation" as const,
      kind: row.kind,
      home: homes.get(row.region_id) ?? NOWHERE,
      areas: able.filter((one) => one.kind === "area").flatMap((one) => homes.get(Number(one.code)) ?? []),
      said: Object.fromEntries(
        able.flatMap((one) =>
          one.kind === "work"
            ? [[`work:${one.code}`, 1]]
            : one.kind === "equipment"
              ? [[`tool:${one.code}`, one.amount]]
              : [],
        ),
      ),
      held: own.flatMap((id) => held.get(id) ?? []),
      capacity: row.weekly_capacity ?? Math.max(1, own.length),
      freeParts: 0,
      reach: "any",
      active: true,
      taken: taken.get(row.id) ?? [],
      helped: helped.get(row.id) ?? [],
    };
  });
}

const codesIn = (space: string, json: string | null): string[] =>
  json === null ? [] : (JSON.parse(json) as string[]).map((code) => `${space}:${code}`);
const countsOf = (codes: string[]): Record<string, number> =>
  Object.fromEntries(codes.map((code) => [code, 1]));

/** Verified. Whether they have run out is asked on the day of the shift. */
async function heldBy(db: Reader, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("qualification")
    .select(["person_id", "kind"])
    .where("person_id", "in", [...new Set(ids)])
    .where("status", "=", "verified")
    .orderBy("kind")
    .execute();
  return grouped(rows.map((row) => [row.person_id, row.kind]));
}

/** What one helper has on hand, and where they helped. */
export async function doneBy(db: Reader, kind: HelperKind, id: string) {
  const by = kind === "person" ? "person_id" : "organisation_id";
  const [taken, helped] = [await takenBy(db, by, [id]), await helpedBy(db, by, [id])];
  return { taken: taken.get(id) ?? [], helped: helped.get(id) ?? [] };
}

type Who = "person_id" | "organisation_id";

async function takenBy(db: Reader, who: Who, ids: readonly string[]): Promise<Map<string, Date[]>> {
  if (ids.length === 0) return new Map();
  const pledges = await db
    .selectFrom("pledge")
    .select([who, "created_at"])
    .where(who, "in", ids)
    .where("status", "in", TAKEN)
    .execute();
  const seats =
    who === "person_id"
      ? await db
          .selectFrom("seat")
          .select(["person_id", "named_at"])
          .where("person_id", "in", ids)
          .where("status", "=", "named")
          .execute()
      : [];
  return grouped([
    ...pledges.map((row) => [row[who] as string, row.created_at] as const),
    ...seats.map((row) => [row.person_id, row.named_at] as const),
  ]);
}

/** What came of it: attended, or accepted in goods; a person also by going with an organisation. Nobody hears of confidential help. */
async function helpedBy(db: Reader, who: Who, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { villageId: number; at: Date }[]>();
  const pledges = await db
    .selectFrom("pledge as p")
    .innerJoin("need as n", "n.id", "p.need_id")
    .innerJoin("slot as s", "s.id", "p.slot_id")
    .select([`p.${who} as who`, "n.village_id", "s.starts_at", "p.created_at"])
    .where(`p.${who}`, "in", ids)
    .where("n.lane", "=", "open")
    .where((eb) =>
      eb.or([
        eb("p.status", "=", "attended"),
        eb.and([eb("p.status", "=", "settled"), eb("p.accepted", ">", 0)]),
      ]),
    )
    .execute();
  const along =
    who === "person_id"
      ? await db
          .selectFrom("attendance as a")
          .innerJoin("need as n", "n.id", "a.need_id")
          .select(["a.person_id as who", "n.village_id", "a.in_at"])
          .where("a.person_id", "in", ids)
          .where("n.lane", "=", "open")
          .where("a.organisation_id", "is not", null)
          .where("a.status", "<>", "void")
          .execute()
      : [];
  return grouped([
    ...pledges.map(
      (row) =>
        [row.who as string, { villageId: row.village_id, at: row.starts_at ?? row.created_at }] as const,
    ),
    ...along.map((row) => [row.who, { villageId: row.village_id, at: row.in_at }] as const),
  ]);
}

function grouped<T>(pairs: readonly (readonly [string, T])[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const [key, value] of pairs) {
    const of = by.get(key);
    if (of) of.push(value);
    else by.set(key, [value]);
  }
  return by;
}

/** What these needs ask for, where they stand on the lists. */
export async function wantsFor(db: Reader, needIds: readonly string[]): Promise<WantRow[]> {
  if (needIds.length === 0) return [];
  const listed = await db
    .selectFrom("listing as l")
    .innerJoin("need as n", "n.id", "l.need_id")
    .select(["l.need_id", "l.due_at", "n.region_id", "n.round"])
    .where("l.need_id", "in", needIds)
    .where("l.kind", "=", "any")
    .execute();
  if (listed.length === 0) return [];
  const ids = listed.map((row) => row.need_id);
  const lines = await db
    .selectFrom("need_line")
    .select(["id", "need_id", "round", "kind", "direction", "item", "service", "qualification"])
    .where("need_id", "in", ids)
    .orderBy("position")
    .execute();
  const shifts = await db
    .selectFrom("shift")
    .select(["line_id", "skills", "qualification"])
    .where("need_id", "in", ids)
    .where("status", "in", ["planned", "running"])
    .orderBy("slot_id")
    .execute();
  const homes = await homesOf(
    db,
    listed.map((row) => row.region_id),
  );
  return listed.flatMap((need) => {
    const { id: _id, ...home } = homes.get(need.region_id) ?? NOWHERE;
    const own = lines.filter((line) => line.need_id === need.need_id && line.round === need.round);
    return wantsOf(
      { needId: need.need_id, dueAt: need.due_at, ...home },
      own.map((line) => {
        const of = shifts.filter((shift) => shift.line_id === line.id);
        return {
          ...line,
          qualification:
            line.qualification ?? of.find((shift) => shift.qualification !== null)?.qualification ?? null,
          skills: [...new Set(of.flatMap((shift) => JSON.parse(shift.skills) as string[]))],
        };
      }),
    );
  });
}
