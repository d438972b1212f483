// An organisation's report of hours: one read of the ledger, added up in one pass; names are looked up afterwards.
import { type RawBuilder, sql } from "kysely";
import { refuse } from "@/server/errors";
import type { OrganisationKind } from "@/server/organisations/schema";
import { placeOfOrganisation } from "@/server/people/grants/data";
import type { Db } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { authorize } from "@/server/policy";
import { regionViews } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { Adder, type Entry, instants, type Period, type Summary } from "./rules";
import type { ReportInput, ReportView, Scope } from "./schema";
import { SHOWN_MAX } from "./schema";

/** Ids in one statement. */
const IDS_AT_ONCE = 1_000;
/** An affiliation is of the day first recorded; a correction moves a row by days, not by months. */
const MOVED_MS = 31 * 86_400_000;

export async function visibleReport(ctx: Ctx, input: ReportInput): Promise<ReportView> {
  const { db } = ctx;
  const { organisationId, period, scope } = input;
  const [row] = await Promise.all([organisationOf(db, organisationId), authorizeReport(ctx, organisationId)]);
  if (row === undefined) refuse("NOT_FOUND");
  const [sums, around, places] = await Promise.all([
    sumUp(db, { organisationId, period, scope }).then((summary) => named(db, summary)),
    aroundOf(db, organisationId, period),
    regionViews(db, [row.region_id]),
  ]);
  return {
    organisation: {
      id: row.id,
      name: row.name,
      kind: row.kind as OrganisationKind,
      place: places.get(row.region_id)?.path ?? "",
      recordingUnit: row.unit,
    },
    period,
    scope,
    ...sums,
    around,
  };
}

const organisationOf = (db: Db, id: string) =>
  db
    .selectFrom("organisation as o")
    .leftJoin("organisation as u", "u.id", "o.recording_unit_id")
    .select(["o.id", "o.name", "o.kind", "o.region_id", "u.name as unit"])
    .where("o.id", "=", id)
    .executeTakeFirst();

/** Who may read an organisation's reports, lists and dossiers. */
export async function authorizeReport(ctx: Ctx, organisationId: string): Promise<void> {
  const place = await placeOfOrganisation(ctx.db, organisationId);
  authorize(ctx, "report.see", { organisationId, place });
}

export type Question = { organisationId: string; period: Period; scope: Scope };

/** The rows an organisation's report counts: one range of one index, ordered by nothing. */
function entriesOf({ organisationId, period, scope }: Question): RawBuilder<Entry> {
  const columns = sql`e.person_id, e.slot_id, e.need_id, e.town_id, e.village_id, e.kind, e.day, e.minutes`;
  const { from, until } = period;
  if (scope !== "members") {
    const column = sql.ref(scope === "came" ? "e.organisation_id" : "e.recording_unit_id");
    return sql<Entry>`SELECT ${columns} FROM hours_entry e
      WHERE ${column} = ${organisationId} AND e.day >= ${from} AND e.day < ${until}`;
  }
  const [earliest, latest] = [new Date(from.getTime() - MOVED_MS), new Date(until.getTime() + MOVED_MS)];
  return sql<Entry>`SELECT ${columns} FROM hours_affiliation a JOIN hours_entry e ON e.record_id = a.record_id
    WHERE a.organisation_id = ${organisationId} AND a.day >= ${earliest} AND a.day < ${latest}
      AND e.day >= ${from} AND e.day < ${until}`;
}

/** A year of a large unit may be a million rows: it is read in a stream. */
export async function sumUp(db: Db, question: Question): Promise<Summary> {
  const adder = new Adder();
  if (question.period.kind === "year")
    for await (const row of rowsOf(db, entriesOf(question))) adder.add(row);
  else for (const row of (await entriesOf(question).execute(db)).rows) adder.add(row);
  return adder.summary();
}

type Named = Pick<ReportView, "total" | "members" | "activities" | "kinds" | "villages" | "months">;

async function named(db: Db, summary: Summary): Promise<Named> {
  const { total, kinds, months } = summary;
  const villages = summary.villages.slice(0, SHOWN_MAX);
  const [people, needs] = await Promise.all([
    namesOf(
      db,
      summary.members.map((line) => line.personId),
    ),
    needsOf(
      db,
      summary.activities.map((line) => line.needId),
    ),
  ]);
  // A row of the ledger lies where its need does, so the needs know every place there is.
  const places = new Map([...needs.values()].map((need) => [`${need.town_id}:${need.village_id}`, need]));
  return {
    total,
    kinds,
    months,
    members: summary.members
      .map((line) => ({ ...line, name: people.get(line.personId) ?? "" }))
      .sort(byName)
      .slice(0, SHOWN_MAX),
    activities: summary.activities.slice(0, SHOWN_MAX).map(({ needId, ...line }) => {
      const need = needs.get(needId);
      const secret = need?.lane === "confidential";
      return {
        ...line,
        title: need === undefined || secret ? null : need.title,
        place: (secret ? need?.town : (need?.village ?? need?.town)) ?? "",
      };
    }),
    villages: villages.map(({ townId, villageId, ...line }) => {
      const place = places.get(`${townId}:${villageId}`);
      return {
        ...line,
        regionId: villageId || townId,
        name: (villageId === 0 ? place?.town : place?.village) ?? "",
        town: villageId === 0 ? "" : (place?.town ?? ""),
      };
    }),
  };
}

const collator = new Intl.Collator("zh-Hans-CN");
const byName = (a: { name: string; personId: string }, b: { name: string; personId: string }) =>
  collator.compare(a.name, b.name) || (a.personId < b.personId ? -1 : 1);

type Need = {
  id: string;
  title: string;
  lane: string;
  town_id: number;
  village_id: number;
  town: string | null;
  village: string | null;
};

async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await inParts(ids, (part) =>
    db.selectFrom("person").select(["id", "name"]).where("id", "in", part).execute(),
  );
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function needsOf(db: Db, ids: readonly string[]): Promise<Map<string, Need>> {
  const rows = await inParts([...new Set(ids)], (part) =>
    db
      .selectFrom("need as n")
      .leftJoin("region as t", "t.id", "n.town_id")
      .leftJoin("region as v", "v.id", "n.village_id")
      .select(["n.id", "n.title", "n.lane", "n.town_id", "n.village_id"])
      .select(["t.short_name as town", "v.short_name as village"])
      .where("n.id", "in", part)
      .execute(),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function inParts<T>(ids: readonly string[], read: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const all: T[] = [];
  for (let at = 0; at < ids.length; at += IDS_AT_ONCE)
    all.push(...(await read(ids.slice(at, at + IDS_AT_ONCE))));
  return all;
}

const whole = (n: RawBuilder<unknown>) => sql<number>`CAST(COALESCE(${n}, 0) AS SIGNED)`;

/** Members at the end of the period (or now), trainings held, pledges made in its name. */
async function aroundOf(db: Db, organisationId: string, period: Period): Promise<ReportView["around"]> {
  const { from, until } = instants(period);
  const inPeriod = (column: string) => sql`${sql.ref(column)} >= ${from} AND ${sql.ref(column)} < ${until}`;
  const [members, trainings, pledges] = await Promise.all([
    sql<{ members: number; joined: number; left_: number }>`
      SELECT ${whole(sql`SUM(first_at < ${until} AND last_at >= ${until})`)} AS members,
        ${whole(sql`SUM(${inPeriod("first_at")})`)} AS joined, ${whole(sql`SUM(${inPeriod("last_at")})`)} AS left_
      FROM (SELECT person_id, MIN(started_at) AS first_at, MAX(COALESCE(ended_at, '9999-12-31')) AS last_at
        FROM role_grant WHERE organisation_id = ${organisationId} GROUP BY person_id) m`.execute(db),
    sql<{ n: number; minutes: number }>`
      SELECT COUNT(DISTINCT title, held_on) AS n, ${whole(sql`SUM(minutes)`)} AS minutes FROM training
      WHERE organisation_id = ${organisationId} AND ended_at IS NULL
        AND held_on >= ${period.from} AND held_on < ${period.until}`.execute(db),
    sql<{ made: number; kept: number }>`
      SELECT COUNT(*) AS made, ${whole(sql`SUM(status IN ('settled', 'attended'))`)} AS kept FROM pledge
      WHERE organisation_id = ${organisationId} AND ${inPeriod("created_at")}
        AND status NOT IN ('waitlisted', 'offered', 'declined', 'refused', 'requested')`.execute(db),
  ]);
  return {
    members: Number(members.rows[0]?.members ?? 0),
    joined: Number(members.rows[0]?.joined ?? 0),
    left: Number(members.rows[0]?.left_ ?? 0),
    trainings: Number(trainings.rows[0]?.n ?? 0),
    trainingMinutes: Number(trainings.rows[0]?.minutes ?? 0),
    pledges: Number(pledges.rows[0]?.made ?? 0),
    pledgesKept: Number(pledges.rows[0]?.kept ?? 0),
  };
}
