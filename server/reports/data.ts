// An organisation's report of hours: one read of the ledger, added up in one pass; names are looked up afterwards.
import { type RawBuilder, sql } from "kysely";
import { refuse } from "@/server/errors";
import type { OrganisationKind } from "@/server/organisations/schema";
import { placeOfOrganisation } from "@/server/people/grants/data";
import type { Db } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { Adder, type Entry, instants, type Period, type Summary } from "./rules";
import type { ReportInput, ReportView, Scope } from "./schema";
import { SHOWN_MAX } from "./schema";

/** An affiliation is of the day first recorded; a correction moves a row by days, not by months. */
const MOVED_MS = 31 * 86_400_000;

export async function visibleReport(ctx: Ctx, input: ReportInput): Promise<ReportView> {
  const { db } = ctx;
  const { organisationId, period, scope } = input;
  const [row] = await Promise.all([organisationOf(db, organisationId), authorizeReport(ctx, organisationId)]);
  if (row === undefined) refuse("NOT_FOUND");
  const [sums, around] = await Promise.all([
    sumUp(db, { organisationId, period, scope }),
    aroundOf(db, organisationId, period),
  ]);
  return {
    organisation: {
      id: row.id,
      name: row.name,
      kind: row.kind as OrganisationKind,
      place: [row.county, row.town, row.village].filter(Boolean).join(" "),
      recordingUnit: row.unit ?? row.name, // without one of its own it is responsible itself
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
    .leftJoin("region as c", "c.id", "o.county_id")
    .leftJoin("region as t", "t.id", "o.town_id")
    .leftJoin("region as v", "v.id", "o.village_id")
    .select(["o.id", "o.name", "o.kind", "u.name as unit"])
    .select(["c.short_name as county", "t.short_name as town", "v.short_name as village"])
    .where("o.id", "=", id)
    .executeTakeFirst();

/** Who may read an organisation's reports, lists and dossiers; to others there are none. */
export async function authorizeReport(ctx: Ctx, organisationId: string): Promise<void> {
  const place = await placeOfOrganisation(ctx.db, organisationId);
  authorize(ctx, "report.see", { organisationId, place }, "NOT_FOUND");
}

type Question = { organisationId: string; period: Period; scope: Scope };

/** A row, and what is said of its person and its need. */
type Row = Entry & {
  name: string | null;
  title: string | null;
  lane: string | null;
  town: string | null;
  village: string | null;
};

/** One range of one index; names by primary keys beside it, since a second question would cost more than they do. */
function entriesOf({ organisationId, period, scope }: Question): RawBuilder<Row> {
  const columns = sql`STRAIGHT_JOIN e.person_id, e.slot_id, e.need_id, e.town_id, e.village_id, e.kind, e.day, e.minutes,
    p.name, n.title, n.lane, t.short_name AS town, v.short_name AS village`;
  const names = sql`LEFT JOIN person p ON p.id = e.person_id LEFT JOIN need n ON n.id = e.need_id
    LEFT JOIN region t ON t.id = e.town_id LEFT JOIN region v ON v.id = e.village_id`;
  const { from, until } = period;
  if (scope !== "members") {
    const column = sql.ref(scope === "came" ? "e.organisation_id" : "e.recording_unit_id");
    return sql<Row>`SELECT ${columns} FROM hours_entry e ${names}
      WHERE ${column} = ${organisationId} AND e.day >= ${from} AND e.day < ${until}`;
  }
  const [earliest, latest] = [new Date(from.getTime() - MOVED_MS), new Date(until.getTime() + MOVED_MS)];
  return sql<Row>`SELECT ${columns} FROM hours_affiliation a JOIN hours_entry e ON e.record_id = a.record_id ${names}
    WHERE a.organisation_id = ${organisationId} AND a.day >= ${earliest} AND a.day < ${latest}
      AND e.day >= ${from} AND e.day < ${until}`;
}

type Named = Pick<ReportView, "total" | "members" | "activities" | "kinds" | "villages" | "months">;
type Need = Pick<Row, "title" | "lane" | "town" | "village">;
type Names = { people: Map<string, string>; needs: Map<string, Need>; places: Map<string, Need> };

/** A year of a large unit may be a million rows: it is read in a stream. */
async function sumUp(db: Db, question: Question): Promise<Named> {
  const adder = new Adder();
  const names: Names = { people: new Map(), needs: new Map(), places: new Map() };
  const add = (row: Row) => {
    adder.add(row);
    names.people.set(row.person_id, row.name ?? "");
    names.needs.set(row.need_id, row);
    names.places.set(`${row.town_id}:${row.village_id}`, row);
  };
  if (question.period.kind === "year") for await (const row of rowsOf(db, entriesOf(question))) add(row);
  else for (const row of (await entriesOf(question).execute(db)).rows) add(row);
  return named(adder.summary(), names);
}

function named(summary: Summary, { people, needs, places }: Names): Named {
  const { total, kinds, months } = summary;
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
    villages: summary.villages.slice(0, SHOWN_MAX).map(({ townId, villageId, ...line }) => {
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

const whole = (n: RawBuilder<unknown>) => sql<number>`CAST(COALESCE(${n}, 0) AS SIGNED)`;

/** Members at the end of the period (or now), trainings held, pledges made in its name. */
async function aroundOf(db: Db, organisationId: string, period: Period): Promise<ReportView["around"]> {
  const { from, until } = instants(period);
  const inPeriod = (column: string) => sql`${sql.ref(column)} >= ${from} AND ${sql.ref(column)} < ${until}`;
  const { rows } = await sql<ReportView["around"] & { gone: number }>`SELECT * FROM
    (SELECT ${whole(sql`SUM(first_at < ${until} AND last_at >= ${until})`)} AS members,
        ${whole(sql`SUM(${inPeriod("first_at")})`)} AS joined, ${whole(sql`SUM(${inPeriod("last_at")})`)} AS gone
      FROM (SELECT MIN(started_at) AS first_at, MAX(COALESCE(ended_at, '9999-12-31')) AS last_at
        FROM role_grant WHERE organisation_id = ${organisationId} GROUP BY person_id) m) a,
    (SELECT COUNT(DISTINCT title, held_on) AS trainings, ${whole(sql`SUM(minutes)`)} AS trainingMinutes FROM training
      WHERE organisation_id = ${organisationId} AND ended_at IS NULL
        AND held_on >= ${period.from} AND held_on < ${period.until}) b,
    (SELECT COUNT(*) AS pledges, ${whole(sql`SUM(status IN ('settled', 'attended'))`)} AS pledgesKept FROM pledge
      WHERE organisation_id = ${organisationId} AND ${inPeriod("created_at")}
        AND status NOT IN ('waitlisted', 'offered', 'declined', 'refused', 'requested')) c`.execute(db);
  const row = rows[0];
  return {
    members: Number(row?.members ?? 0),
    joined: Number(row?.joined ?? 0),
    left: Number(row?.gone ?? 0),
    trainings: Number(row?.trainings ?? 0),
    trainingMinutes: Number(row?.trainingMinutes ?? 0),
    pledges: Number(row?.pledges ?? 0),
    pledgesKept: Number(row?.pledgesKept ?? 0),
  };
}
