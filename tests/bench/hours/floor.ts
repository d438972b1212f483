// The floor: what somebody would write by hand for the same report, on the same pool: a statement per table of it, names joined,
// the database adding up; and those it is read beside (who is in it, what it was taught, what it pledged).
import type { Pool, RowDataPacket } from "mysql2/promise";
import type { Period } from "@/server/reports/rules";

const OF = "FROM hours_entry e";
const WHERE = "WHERE e.organisation_id = ? AND e.day >= ? AND e.day < ?";
const SUMS = "SUM(e.minutes) AS minutes, SUM(SIGN(e.minutes)) AS visits";

export const STATEMENTS = {
  organisation: `SELECT o.*, r.name AS region, u.name AS unit FROM organisation o LEFT JOIN region r ON r.id = o.region_id
    LEFT JOIN organisation u ON u.id = o.recording_unit_id WHERE o.id = ?`,
  members: `SELECT e.person_id, p.name, ${SUMS} ${OF} JOIN person p ON p.id = e.person_id ${WHERE} GROUP BY e.person_id, p.name ORDER BY p.name`,
  activities: `SELECT e.slot_id, n.title, n.lane, v.short_name AS place, MIN(e.day) AS day, ${SUMS}, COUNT(DISTINCT e.person_id) AS people
    ${OF} JOIN need n ON n.id = e.need_id LEFT JOIN region v ON v.id = n.village_id ${WHERE}
    GROUP BY e.slot_id, n.title, n.lane, v.short_name ORDER BY day`,
  kinds: `SELECT e.kind, ${SUMS}, COUNT(DISTINCT e.person_id) AS people ${OF} ${WHERE} GROUP BY e.kind`,
  villages: `SELECT e.village_id, v.short_name, t.short_name AS town, ${SUMS}, COUNT(DISTINCT e.person_id) AS people
    ${OF} LEFT JOIN region v ON v.id = e.village_id LEFT JOIN region t ON t.id = e.town_id ${WHERE}
    GROUP BY e.village_id, v.short_name, t.short_name ORDER BY e.village_id`,
  months: `SELECT DATE_FORMAT(e.day, '%Y-%m') AS month, ${SUMS}, COUNT(DISTINCT e.person_id) AS people ${OF} ${WHERE} GROUP BY month`,
  roles:
    "SELECT person_id, MIN(started_at), MAX(COALESCE(ended_at, '9999-12-31')) FROM role_grant WHERE organisation_id = ? GROUP BY person_id",
  trainings:
    "SELECT COUNT(*), SUM(minutes) FROM training WHERE organisation_id = ? AND held_on >= ? AND held_on < ?",
  pledges:
    "SELECT COUNT(*), SUM(status IN ('settled', 'attended')) FROM pledge WHERE organisation_id = ? AND created_at >= ? AND created_at < ?",
  district: `SELECT e.town_id, e.kind, e.person_id, ${SUMS} ${OF} WHERE e.county_id = ? AND e.day >= ? AND e.day < ?
    GROUP BY e.town_id, e.kind, e.person_id`,
  asked: `SELECT n.town_id, COUNT(*), SUM(n.published_at IS NOT NULL),
    SUM(EXISTS (SELECT 1 FROM pledge p WHERE p.need_id = n.id AND p.status IN ('confirmed', 'disputed', 'settled', 'attended', 'absent'))),
    SUM(EXISTS (SELECT 1 FROM evaluation v WHERE v.need_id = n.id AND v.side = 'beneficiary'))
    FROM need n WHERE n.county_id = ? AND n.status <> 'draft' AND COALESCE(n.submitted_at, n.published_at, n.created_at) >= ?
    AND COALESCE(n.submitted_at, n.published_at, n.created_at) < ? GROUP BY n.town_id`,
  handed: `SELECT e.town_id, SUM(SIGN(e.minutes)), SUM(IF(b.status = 'accepted', SIGN(e.minutes), 0)) ${OF}
    JOIN national_row r ON r.entry_id = e.id JOIN national_batch b ON b.id = r.batch_id
    WHERE e.county_id = ? AND e.day >= ? AND e.day < ? GROUP BY e.town_id`,
} as const;

/** At the same time, as ours are: minutes, visits, people, members, activities. */
export async function bareReport(
  pool: Pool,
  organisationId: string,
  { from, until }: Period,
): Promise<string> {
  const ask = async (sql: string, ...values: unknown[]) =>
    (await pool.query<RowDataPacket[]>(sql, [organisationId, ...values]))[0];
  const s = STATEMENTS;
  const [members, activities] = await Promise.all([
    ask(s.members, from, until),
    ask(s.activities, from, until),
    ask(s.organisation),
    ask(s.kinds, from, until),
    ask(s.villages, from, until),
    ask(s.months, from, until),
    ask(s.roles),
    ask(s.trainings, from, until),
    ask(s.pledges, from, until),
  ]);
  const sum = (of: string) => members.reduce((total, row) => total + Number(row[of]), 0);
  const people = members.filter((row) => Number(row.minutes) > 0).length;
  return [sum("minutes"), sum("visits"), people, members.length, activities.length].join();
}

export async function bareDistrict(pool: Pool, countyId: number, { from, until }: Period): Promise<string> {
  const ask = async (sql: string) => (await pool.query<RowDataPacket[]>(sql, [countyId, from, until]))[0];
  const rows = await ask(STATEMENTS.district);
  await ask(STATEMENTS.asked);
  await ask(STATEMENTS.handed);
  const people = new Map<string, number>();
  let [minutes, visits] = [0, 0];
  for (const row of rows) {
    minutes += Number(row.minutes);
    visits += Number(row.visits);
    people.set(row.person_id, (people.get(row.person_id) ?? 0) + Number(row.minutes));
  }
  return `${minutes},${visits},${[...people.values()].filter((n) => n > 0).length}`;
}
