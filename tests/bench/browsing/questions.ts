// What people ask of the lists: every level, kind, time and text; the first page and the next ones.

import { listOpen } from "@/server/needs/listing/data";
import { type Cursor, type ListedKind, listOpenInput } from "@/server/needs/listing/schema";
import type { Db } from "@/server/platform/db";
import { DAY_MS } from "@/server/time";

export type Question = {
  region: { level: number; id: number } | null;
  kind: ListedKind;
  dueAfter: Date;
  dueBefore?: Date;
  text?: string;
  cursor?: Cursor;
};

/** A place where there is something to see, and words that are there. */
export type Somewhere = { ids: number[]; item: string; title: string };
type Case = { name: string; ask(at: Somewhere, now: Date): Question; page?: number };

const LEVELS = ["nation", "province", "city", "county", "town", "village"];
const region = (level: number, at: Somewhere) =>
  level === 0 ? null : { level, id: at.ids[level - 1] as number };

const first = LEVELS.map(
  (name, level): Case => ({
    name,
    ask: (at, now) => ({ region: region(level, at), kind: "any", dueAfter: now }),
  }),
);
const next = [0, 1, 2, 3].map(
  (level): Case => ({ ...(first[level] as Case), name: `${LEVELS[level]}, next page`, page: 2 }),
);
const deep: Case = { ...(first[1] as Case), name: "province, fifth page", page: 5 };
const kinds = [0, 1, 2, 3].map(
  (level): Case => ({
    name: `${LEVELS[level]}, people`,
    ask: (at, now) => ({ region: region(level, at), kind: "people", dueAfter: now }),
  }),
);
const times = [0, 1, 2, 3].map(
  (level): Case => ({
    name: `${LEVELS[level]}, one week`,
    ask: (at, now) => ({
      region: region(level, at),
      kind: "any",
      dueAfter: new Date(now.getTime() + 30 * DAY_MS),
      dueBefore: new Date(now.getTime() + 37 * DAY_MS),
    }),
  }),
);
const texts = [0, 1, 2, 3, 4].flatMap((level): Case[] => [
  {
    name: `${LEVELS[level]}, frequent word`,
    ask: (at, now) => ({ region: region(level, at), kind: "any", dueAfter: now, text: at.item.slice(0, 2) }),
  },
  {
    name: `${LEVELS[level]}, rare words`,
    ask: (at, now) => ({ region: region(level, at), kind: "any", dueAfter: now, text: at.title.slice(-5) }),
  },
]);

export const CASES: Case[] = [...first, ...next, deep, ...kinds, ...times, ...texts];

/** Places and words of needs drawn evenly over the time the world was posted in. */
export async function drawPlaces(db: Db, count: number): Promise<Somewhere[]> {
  const [first, last] = await Promise.all(
    (["asc", "desc"] as const).map((way) =>
      db.selectFrom("need").select("id").orderBy("id", way).limit(1).executeTakeFirstOrThrow(),
    ),
  );
  const time = (id = "") => Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  const [from, until] = [time(first?.id), time(last?.id)];
  const places: Somewhere[] = [];
  for (let n = 0; n < count; n++) {
    const hex = Math.floor(from + ((until - from) * n) / count)
      .toString(16)
      .padStart(12, "0");
    const row = await db
      .selectFrom("need as n")
      .innerJoin("need_line as l", "l.need_id", "n.id")
      .select(["n.province_id", "n.city_id", "n.county_id", "n.town_id", "n.village_id", "n.title", "l.item"])
      .where("l.position", "=", 0)
      .where("n.id", ">=", `${hex.slice(0, 8)}-${hex.slice(8)}`)
      .orderBy("n.id")
      .limit(1)
      .executeTakeFirst();
    if (row)
      places.push({
        ids: [row.province_id, row.city_id, row.county_id, row.town_id, row.village_id],
        item: row.item,
        title: row.title,
      });
  }
  return places;
}

/** The question of a later page: the pages before are turned unmeasured. */
export async function turnTo(db: Db, c: Case, at: Somewhere, now: Date): Promise<Question> {
  const question = c.ask(at, now);
  for (let page = 1; page < (c.page ?? 1); page++) {
    const { next } = await listOpen({ db, clock: { now: () => now } }, question);
    if (next === null) break;
    question.cursor = listOpenInput.parse({ cursor: next }).cursor;
  }
  return question;
}
