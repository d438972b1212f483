// Invariant 4, whose word: every standing row of the ledger was made to count by an act that history tells of, under a grant that
// reached that far. More than eight hours of a day take the organisation above, more than twelve the district; less than the share
// of a shift the leader; what was written down afterwards two people. What only became less keeps the word on what it was. A telephone
// shared by two cannot be seen here: numbers change.
import { type RawBuilder, sql } from "kysely";
import { LEVELS, type Level, reaches } from "@/server/hours/rules";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { Check } from "../rules";
import {
  beyondTheirWord,
  type DayWord,
  momentOf,
  reachOf,
  type Setting,
  SKEW_MS,
  TERMS_SETTINGS,
  termsAbout,
} from "./rules";

type Row = {
  id: string;
  record_id: string;
  supersedes_id: string | null;
  lowers: number | null; // what it supersedes contains it
  person_id: string;
  county_id: number;
  day: Date;
  minutes: number;
  confirmed_by: string | null;
  record_by: string | null;
  entered_by: string | null;
  flags: string;
  paid_time: number | null;
  planned: number | null; // minutes of a fixed shift
  actor_id: string | null;
  grant_id: string | null;
  at: Date | null;
  data: string | null;
  role: string | null;
  of_actor: number | null;
  live: number | null;
  here: number | null;
  tied: number | null;
  above: number | null;
  retied: number | null;
  posted_or_led: number | null;
};

const settingsOf = async (trx: Trx): Promise<Setting[]> => {
  const { rows } = await sql<{ at: Date; data: string }>`
    SELECT at, data FROM history WHERE aggregate = 'setting' ORDER BY at, version`.execute(trx);
  return rows.flatMap(({ at, data }) => {
    const { regionId, name, on } = JSON.parse(data) as { regionId: number; name: string; on: unknown };
    return TERMS_SETTINGS.includes(name) && typeof on === "number"
      ? [{ county: regionId, name, value: on, at: at.getTime() }]
      : [];
  });
};

/** The organisations a row of hours has to do with: with whom they came, who runs the shift, who posted, who records. */
const INVOLVED = sql`(e.organisation_id, p.organisation_id, n.organisation_id, e.recording_unit_id)`;
const ISSUED_UNDER = sql`g.id IS NOT NULL AND g.organisation_id IS NOT NULL`;

/** Rows e of records r with the act that put them there: the newest of the record's whose data are like that. */
const wordsOn = (rows: RawBuilder<unknown>, data: RawBuilder<unknown>) => sql<Row>`
  SELECT e.id, e.record_id, e.supersedes_id, o.from_at <= e.from_at AND o.to_at >= e.to_at AS lowers, e.person_id, e.county_id, e.day, e.minutes, e.confirmed_by, r.confirmed_by AS record_by, r.entered_by, r.flags,
    p.paid_time, IF(p.kind = 'window', NULL, FLOOR(TIMESTAMPDIFF(MICROSECOND, s.starts_at, s.ends_at) / 60000000)) AS planned,
    h.actor_id, h.grant_id, h.at, h.data, g.role, g.person_id = h.actor_id AS of_actor,
    g.started_at <= h.at + INTERVAL ${sql.lit(SKEW_MS / 1000)} SECOND
      AND (g.ended_at IS NULL OR g.ended_at >= h.at - INTERVAL ${sql.lit(SKEW_MS / 1000)} SECOND) AS live,
    g.region_id IN (n.province_id, n.city_id, n.county_id, n.town_id, n.village_id, n.natural_id, n.grid_id) AS here,
    ${ISSUED_UNDER} AND (g.organisation_id IN ${INVOLVED}
      OR EXISTS (SELECT 1 FROM pledge w WHERE w.slot_id = e.slot_id AND w.organisation_id = g.organisation_id)) AS tied,
    ${ISSUED_UNDER} AND (EXISTS (SELECT 1 FROM organisation o WHERE o.id IN ${INVOLVED} AND o.parent_id = g.organisation_id)
      OR (g.organisation_id = e.recording_unit_id AND NOT (g.organisation_id <=> e.organisation_id))) AS above,
    ${ISSUED_UNDER} AND EXISTS (SELECT 1 FROM history x WHERE x.aggregate = 'organisation' AND x.subject_id IN ${INVOLVED}
      AND x.at >= h.at) AS retied,
    h.actor_id IN (n.poster_id, p.lead_id) AS posted_or_led
  FROM ${rows} LEFT JOIN hours_entry o ON o.id = e.supersedes_id
    LEFT JOIN need n ON n.id = e.need_id LEFT JOIN slot s ON s.id = e.slot_id LEFT JOIN shift p ON p.slot_id = e.slot_id
    LEFT JOIN history h ON h.aggregate = 'service_record' AND h.subject_id = r.id AND h.version =
      (SELECT MAX(x.version) FROM history x WHERE x.aggregate = 'service_record' AND x.subject_id = r.id
        AND x.data LIKE ${data})
    LEFT JOIN role_grant g ON g.id = h.grant_id
  ORDER BY e.person_id, e.day, e.id`;
const STANDING = wordsOn(sql`service_record r JOIN hours_entry e ON e.id = r.entry_id`, sql`'%"entryId"%'`);
/** All that ever stood for some records. */
const everOf = (recordIds: string[]) =>
  wordsOn(
    sql`hours_entry e JOIN service_record r ON r.id = e.record_id AND r.id IN (${sql.join(recordIds)}) AND e.reverses_id IS NULL`,
    sql`CONCAT('%"entryId":"', e.id, '"%')`,
  );
/** Records looked at again in one statement. */
const AT_ONCE = 200;

export async function checkWords(trx: Trx): Promise<Check> {
  const check = new Check("words");
  const settings = await settingsOf(trx);
  const termsOf = (row: Row) => termsAbout(settings, row.county_id, (row.at ?? row.day).getTime());
  const judge = (day: DayWord[]) => {
    for (const { id, minutes, needed } of beyondTheirWord(day))
      check.fault(`entry ${id}: makes a day of ${minutes} minutes, and nobody spoke for it as ${needed}`);
  };
  const lowered: Spoken[][] = [];
  let day: Spoken[] = [];
  const over = () => {
    if (day.some(({ row }) => row.lowers === 1)) lowered.push(day);
    else judge(day.map(({ word }) => word));
    day = [];
  };
  for await (const row of rowsOf(trx, STANDING)) {
    check.saw();
    const [last] = day;
    if (last && (last.row.person_id !== row.person_id || last.row.day.getTime() !== row.day.getTime()))
      over();
    const terms = termsOf(row);
    const level = checkWord(check, row, terms.presencePercent);
    day.push({ row, word: { id: row.id, at: momentOf(row.id), minutes: row.minutes, level, terms } });
  }
  over();
  for (let i = 0; i < lowered.length; i += AT_ONCE) {
    const days = lowered.slice(i, i + AT_ONCE);
    const recordIds = days.flatMap((one) =>
      one.flatMap(({ row }) => (row.lowers === 1 ? [row.record_id] : [])),
    );
    const ever = new Map((await everOf(recordIds).execute(trx)).rows.map((row) => [row.id, row]));
    for (const one of days)
      judge(
        one
          .map(({ row, word }) => {
            const first = firstOf(row, ever);
            const level = first === row ? word.level : reachedBy(check, first);
            return { ...word, at: momentOf(first.id), level, terms: termsOf(first) };
          })
          .sort((a, b) => a.at - b.at),
      );
  }
  return check;
}

type Spoken = { row: Row; word: DayWord };

/** The row whose word still holds: what became only less since. */
function firstOf(row: Row, ever: ReadonlyMap<string, Row>): Row {
  const before = row.lowers === 1 ? ever.get(row.supersedes_id ?? "") : undefined;
  return before === undefined ? row : firstOf(before, ever);
}

const toldOf = (row: Row) => JSON.parse(row.data ?? "{}") as { entryId?: string; level?: string };

/** What is wrong with the word on one row, and how far it reached. */
function checkWord(check: Check, row: Row, presencePercent: number): Level {
  const name = `entry ${row.id}`;
  const told = toldOf(row);
  check.holds(
    told.entryId === row.id,
    () => `${name}: history names ${told.entryId ?? "no row"} in its place`,
  );
  check.holds(
    row.record_by === row.confirmed_by,
    () => `${name}: confirmed by ${row.confirmed_by}, its record by ${row.record_by}`,
  );
  check.holds(
    row.actor_id === row.confirmed_by,
    () => `${name}: confirmed by ${row.confirmed_by}, by history ${row.actor_id}`,
  );
  check.holds(
    row.paid_time !== 1 && !row.flags.split(" ").includes("paid_time"),
    () => `${name}: counts in paid working time`,
  );
  if (row.confirmed_by === null) {
    const short = row.planned !== null && row.minutes * 100 < Number(row.planned) * presencePercent;
    check.holds(
      !short,
      () => `${name}: ${row.minutes} of ${row.planned} minutes took effect without the leader's word`,
    );
    check.holds(
      row.entered_by === null,
      () => `${name}: ${row.entered_by} wrote it down, and nobody else confirmed it`,
    );
  }
  return reachedBy(check, row);
}

/** How far the word on a row reached. */
function reachedBy(check: Check, row: Row): Level {
  if (row.confirmed_by === null) return "rule";
  const name = `entry ${row.id}`;
  const told = toldOf(row);
  const reach = reachOf(grantOf(row), row.posted_or_led === 1);
  check.holds(reach !== null, () => `${name}: ${row.confirmed_by} had no say in it`);
  const level = LEVELS.find((one) => one === told.level) ?? reach ?? "rule";
  check.holds(
    reach === null || reaches(reach, level),
    () => `${name}: was confirmed as ${level}, and the grant reaches as far as ${reach}`,
  );
  return reach !== null && reaches(level, reach) ? reach : level;
}

/** Where organisations were given another parent since, who stood above whom cannot be known: it is taken as told. */
const grantOf = (row: Row) =>
  row.grant_id === null
    ? null
    : {
        role: row.role ?? "",
        ofActor: row.of_actor === 1,
        live: row.live === 1,
        here: row.here === 1,
        tied: row.tied === 1 || row.retied === 1,
        above: row.above === 1 || row.retied === 1,
      };
