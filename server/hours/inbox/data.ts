// The inbox of whoever runs shifts, confirms hours and answers questions: everything that waits, the most urgent first.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Db } from "@/server/platform/db";
import { HERE } from "@/server/pledges/seats/lifecycle";
import { runBy } from "@/server/pledges/seats/running/data";
import type { Actor, Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { addWorkDays, workDaysLeft } from "../calendar/data";
import type { About } from "../corrections/schema";
import { RECORD_WORK_DAYS } from "../rules";
import { INBOX_MAX, type InboxItem } from "./schema";

const RUNS: Role[] = ["leader", "manager"];
const VILLAGE: Role[] = ["secretary", "clerk"];

/** Organisations the actor runs, or the one that was asked for. */
function mineOf(actor: Actor, only: string | undefined): string[] {
  const own = actor.grants.flatMap((g) =>
    RUNS.includes(g.role) && g.organisationId ? [g.organisationId] : [],
  );
  if (only === undefined) return [...new Set(own)];
  if (!own.includes(only)) refuse("NOT_FOUND");
  return [only];
}
const regionsOf = (actor: Actor, roles: Role[]): number[] =>
  actor.grants.filter((g) => roles.includes(g.role) && g.regionId > 0).map((g) => g.regionId);

export async function inbox(ctx: Ctx, input: { organisationId?: string }) {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const organisations = mineOf(actor, input.organisationId);
  const alone = input.organisationId === undefined;
  const villages = alone ? regionsOf(actor, VILLAGE) : [];
  const counties = alone ? regionsOf(actor, ["district_admin"]) : [];
  const found = (
    await Promise.all([
      toClose(ctx, alone ? actor.personId : null, organisations, villages),
      toConfirm(ctx, actor.personId, { alone, organisations, villages, counties }),
      toAnswer(ctx, actor.personId, organisations, counties),
    ])
  ).flat();
  found.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
  const shown = found.slice(0, INBOX_MAX);
  const left = await workDaysLeft(ctx.db, ctx.clock.now(), ...shown.map((one) => one.dueAt));
  return {
    items: shown.map((one, i): InboxItem => ({ ...one, daysLeft: left[i] ?? 0 })),
    more: found.length > INBOX_MAX,
  };
}

/** Shifts that wait to be closed, or with hours that wait for a word, and that one of these organisations runs by its people alone. */
async function runAmong(db: Db, organisations: string[], of: "to_close" | "to_confirm"): Promise<string[]> {
  if (organisations.length === 0) return [];
  const rows = await db
    .selectFrom("pledge as p")
    .select("p.slot_id")
    .distinct()
    .where("p.organisation_id", "in", organisations)
    .where("p.status", "in", HERE)
    .where((eb) =>
      eb.exists(
        of === "to_close"
          ? eb
              .selectFrom("shift as h")
              .select("h.slot_id")
              .whereRef("h.slot_id", "=", "p.slot_id")
              .where("h.status", "in", ["planned", "running"])
          : eb
              .selectFrom("service_record as r")
              .select("r.slot_id")
              .whereRef("r.slot_id", "=", "p.slot_id")
              .where("r.status", "=", "pending"),
      ),
    )
    .execute();
  return runBy(
    db,
    organisations,
    rows.map((row) => row.slot_id),
  );
}

type Waiting = Omit<InboxItem, "daysLeft">;
const NO_QUESTION = { about: null, appealed: false };
const listOf = <T extends string | number>(ids: readonly T[]) =>
  ids.length === 0 ? sql`(NULL)` : sql`(${sql.join([...ids])})`;

/** Shifts that have begun or should have ended, with people, and are not closed. */
async function toClose(
  ctx: Ctx,
  personId: string | null,
  organisations: string[],
  villages: number[],
): Promise<Waiting[]> {
  const run = await runAmong(ctx.db, organisations, "to_close");
  const { rows } = await sql<{
    id: string;
    title: string;
    item: string;
    count: number;
    at: Date;
    due: Date | null;
  }>`
    SELECT s.id, n.title, l.item, s.promised + s.accepted AS count, COALESCE(s.ends_at, h.began_at) AS at, h.close_due_at AS due
    FROM shift h JOIN slot s ON s.id = h.slot_id JOIN need n ON n.id = h.need_id JOIN need_line l ON l.id = h.line_id
    WHERE h.status IN ('planned', 'running') AND COALESCE(s.ends_at, h.began_at) < ${ctx.clock.now()}
      AND n.status NOT IN ('cancelled', 'closed', 'completed', 'draft')
      AND (s.promised + s.accepted > 0 OR EXISTS (SELECT 1 FROM attendance a WHERE a.slot_id = s.id AND a.status <> 'void'))
      AND (h.lead_id = ${personId} OR n.poster_id = ${personId} OR n.village_id IN ${listOf(villages)}
        OR n.organisation_id IN ${listOf(organisations)} OR h.organisation_id IN ${listOf(organisations)}
        OR s.id IN ${listOf(run)})
    ORDER BY at, id LIMIT ${sql.lit(INBOX_MAX + 1)}`.execute(ctx.db);
  return Promise.all(
    rows.map(async (row) => ({
      kind: "close" as const,
      ...NO_QUESTION,
      id: row.id,
      title: row.title,
      item: row.item,
      count: Number(row.count),
      at: row.at,
      dueAt: row.due ?? (await addWorkDays(ctx.db, row.at, RECORD_WORK_DAYS)),
    })),
  );
}

type Reach = { alone: boolean; organisations: string[]; villages: number[]; counties: number[] };

/** Hours that wait for a word the asker may give (policy: vouches), a line per shift. Never one's own. */
async function toConfirm(ctx: Ctx, personId: string, reach: Reach): Promise<Waiting[]> {
  const { alone, organisations, villages, counties } = reach;
  const run = await runAmong(ctx.db, organisations, "to_confirm");
  const { rows } = await sql<{
    id: string;
    title: string;
    item: string;
    count: number;
    at: Date;
    due: Date | null;
  }>`
    SELECT r.slot_id AS id, n.title, l.item, COUNT(*) AS count, MIN(r.from_at) AS at, MIN(r.due_at) AS due
    FROM service_record r JOIN need n ON n.id = r.need_id JOIN need_line l ON l.id = r.line_id
      LEFT JOIN organisation o ON o.id = r.organisation_id LEFT JOIN shift h ON h.slot_id = r.slot_id
    WHERE r.status = 'pending' AND r.person_id <> ${personId} AND (r.entered_by IS NULL OR r.entered_by <> ${personId})
      AND ((r.waits_for IN ('leader', 'second') AND (r.recording_unit_id IN ${listOf(organisations)}
            OR r.organisation_id IN ${listOf(organisations)} OR n.organisation_id IN ${listOf(organisations)}
            OR h.organisation_id IN ${listOf(organisations)} OR n.village_id IN ${listOf(villages)}
            OR (${sql.lit(alone)} AND (n.poster_id = ${personId} OR h.lead_id = ${personId}))
            OR r.slot_id IN ${listOf(run)}))
        OR (r.waits_for = 'parent' AND (o.parent_id IN ${listOf(organisations)} OR r.recording_unit_id IN ${listOf(organisations)}))
        OR (r.waits_for IN ('parent', 'district') AND n.county_id IN ${listOf(counties)}))
    GROUP BY r.slot_id, n.title, l.item ORDER BY due, id LIMIT ${sql.lit(INBOX_MAX + 1)}`.execute(ctx.db);
  return rows.map((row) => ({
    kind: "confirm" as const,
    ...NO_QUESTION,
    id: row.id,
    title: row.title,
    item: row.item,
    count: Number(row.count),
    at: row.at,
    dueAt: row.due ?? row.at,
  }));
}

/** Questions about hours of the organisations one answers for; what was taken to the district waits there alone. */
async function toAnswer(
  ctx: Ctx,
  personId: string,
  organisations: string[],
  counties: number[],
): Promise<Waiting[]> {
  const { rows } = await sql<{
    id: string;
    title: string;
    item: string;
    about: About;
    status: string;
    at: Date;
    due: Date;
  }>`
    SELECT c.id, n.title, l.item, c.about, c.status, COALESCE(c.appealed_at, c.created_at) AS at, c.due_at AS due
    FROM correction c JOIN slot s ON s.id = c.slot_id JOIN need n ON n.id = s.need_id JOIN need_line l ON l.id = s.line_id
    WHERE c.person_id <> ${personId} AND NOT (c.about = 'unit' AND c.asked_by = ${personId})
      AND ((c.status = 'asked' AND (c.unit_id IN ${listOf(organisations)} OR n.county_id IN ${listOf(counties)}))
        OR (c.status = 'appealed' AND n.county_id IN ${listOf(counties)} AND c.answered_by <> ${personId}))
    ORDER BY c.due_at, c.id LIMIT ${sql.lit(INBOX_MAX + 1)}`.execute(ctx.db);
  return rows.map((row) => ({
    kind: "answer" as const,
    about: row.about,
    appealed: row.status === "appealed",
    id: row.id,
    title: row.title,
    item: row.item,
    count: 1,
    at: row.at,
    dueAt: row.due,
  }));
}
