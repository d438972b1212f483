// Rows of the ledger as a list, day by day and by id within a day: each page is one short range of an index, however far on.

import { type RawBuilder, sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { authorizeReport } from "../../data";
import { authorizeRegion } from "../../district/data";
import type { Period } from "../../rules";
import type { Scope } from "../../schema";
import { type HoursPage, PAGE_ROWS } from "../schema";

/** Where rows are found: the table that has the day, what it is narrowed to, and the day as the ledger has it. */
type Range = { from: RawBuilder<unknown>; day: RawBuilder<unknown>; where: RawBuilder<unknown>; days: Days };
type Days = { from: Date; until: Date };

const EVER: Days = { from: new Date("2000-01-01"), until: new Date("9999-01-01") };
const MOVED_MS = 31 * 86_400_000;

export async function pageOfOrganisation(
  ctx: Ctx,
  input: { organisationId: string; period: Period; scope: Scope; after?: string | undefined },
): Promise<HoursPage> {
  const { organisationId, period, scope, after } = input;
  await authorizeReport(ctx, organisationId);
  const day = sql`e.day`;
  if (scope !== "members")
    return page(
      ctx.db,
      {
        from: sql`hours_entry e`,
        day,
        where: sql`${sql.ref(scope === "came" ? "e.organisation_id" : "e.recording_unit_id")} = ${organisationId}`,
        days: period,
      },
      after,
    );
  const days = {
    from: new Date(period.from.getTime() - MOVED_MS),
    until: new Date(period.until.getTime() + MOVED_MS),
  };
  return page(
    ctx.db,
    {
      from: sql`hours_affiliation a JOIN hours_entry e ON e.record_id = a.record_id`,
      day: sql`a.day`,
      where: sql`a.organisation_id = ${organisationId} AND e.day >= ${period.from} AND e.day < ${period.until}`,
      days,
    },
    after,
  );
}

export async function pageOfRegion(
  ctx: Ctx,
  input: { regionId: number; period: Period; after?: string | undefined },
): Promise<HoursPage> {
  const { within } = await authorizeRegion(ctx, input.regionId);
  return page(
    ctx.db,
    { from: sql`hours_entry e`, day: sql`e.day`, where: within, days: input.period },
    input.after,
  );
}

export async function pageOfMine(ctx: Ctx, after: string | undefined): Promise<HoursPage> {
  const me = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  return page(
    ctx.db,
    { from: sql`hours_entry e`, day: sql`e.day`, where: sql`e.person_id = ${me}`, days: EVER },
    after,
  );
}

async function page(db: Db, range: Range, after: string | undefined): Promise<HoursPage> {
  const rows: HoursPage["rows"] = [];
  let at = after === undefined ? { day: await firstDay(db, range, null), id: "" } : readCursor(after);
  while (at.day !== null) {
    const wanted = PAGE_ROWS - rows.length;
    const got = await rowsOfDay(db, range, at.day, at.id, wanted);
    rows.push(...got);
    if (got.length === wanted) return { rows, next: `${dayText(at.day)}.${got.at(-1)?.entryId}` };
    at = { day: await firstDay(db, range, at.day), id: "" };
  }
  return { rows, next: null };
}

const CURSOR = /^(\d{4}-\d{2}-\d{2})\.([0-9a-f-]{36})$/;

function readCursor(text: string): { day: Date | null; id: string } {
  const parts = CURSOR.exec(text);
  if (parts === null) refuse("INVALID", { fields: { after: "malformed" } });
  return { day: new Date(parts[1] as string), id: parts[2] as string };
}

/** The first day there is anything, later than the one given. */
async function firstDay(db: Db, { from, day, where, days }: Range, later: Date | null): Promise<Date | null> {
  const { rows } = await sql<{ day: Date | null }>`SELECT MIN(${day}) AS day FROM ${from} WHERE ${where}
    AND ${day} >= ${days.from} AND ${day} < ${days.until} ${later === null ? sql`` : sql`AND ${day} > ${later}`}`.execute(
    db,
  );
  return rows[0]?.day ?? null;
}

type Row = Omit<HoursPage["rows"][number], "undoes" | "title"> & {
  title: string;
  lane: string;
  undone: string | null;
};

async function rowsOfDay(
  db: Db,
  range: Range,
  day: Date,
  id: string,
  limit: number,
): Promise<HoursPage["rows"]> {
  const { rows } = await sql<Row>`
    SELECT STRAIGHT_JOIN e.day, e.from_at AS fromAt, e.to_at AS toAt, e.minutes, e.reverses_id AS undone, e.class, e.kind,
      COALESCE(p.name, '') AS name, COALESCE(n.title, '') AS title, COALESCE(n.lane, 'open') AS lane,
      COALESCE(t.short_name, '') AS town, COALESCE(v.short_name, '') AS village, COALESCE(o.name, '') AS organisation,
      COALESCE(u.name, '') AS unit, e.id AS entryId
    FROM (SELECT e.id FROM ${range.from} WHERE ${range.where} AND ${range.day} = ${day} AND e.id > ${id}
      ORDER BY e.id LIMIT ${sql.lit(limit)}) q
    JOIN hours_entry e ON e.id = q.id LEFT JOIN person p ON p.id = e.person_id LEFT JOIN need n ON n.id = e.need_id
      LEFT JOIN region t ON t.id = e.town_id LEFT JOIN region v ON v.id = e.village_id
      LEFT JOIN organisation o ON o.id = e.organisation_id LEFT JOIN organisation u ON u.id = e.recording_unit_id
    ORDER BY e.id`.execute(db);
  return rows.map(({ undone, lane, ...row }) => {
    const secret = lane === "confidential";
    return {
      ...row,
      undoes: undone !== null,
      title: secret ? null : row.title,
      village: secret ? "" : row.village,
    };
  });
}
