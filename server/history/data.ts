// The history of a need with its pledges, deliveries and certifications, newest first.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import { findNeed, needFacts, sees } from "@/server/needs/data";
import { publicName } from "@/server/people/rules";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { PAGE_SIZE, PUBLIC_DATA, PUBLIC_EVENTS, type TimelineItem } from "./schema";

type Row = {
  id: string;
  aggregate: string;
  event: string;
  at: Date;
  data: string;
  actor_id: string | null;
  name: string | null;
  public_name: boolean | null;
  role: string | null;
  organisation: string | null;
  kind: string | null;
  direction: string | null;
  item: string;
  unit: string;
  unit_size: number;
};

/** Unseen is NOT_FOUND. Whoever runs or watches over the need reads all of it; everybody else what is public. */
export async function timelineOf(ctx: Ctx, needId: string, cursor: string | null) {
  const need = await findNeed(ctx.db, needId);
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  const full = may(ctx, "need.see", needFacts(need)) !== false;
  const found = (await timelineQuery(needId, full, cursor).execute(ctx.db)).rows;
  const rows = found.slice(0, PAGE_SIZE);
  return {
    full,
    items: rows.map((row) => shown(row, full)),
    next: found.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null,
  };
}

const timelineQuery = (needId: string, full: boolean, cursor: string | null) => sql<Row>`
  SELECT o.id, h.aggregate, h.event, h.at, h.data, h.actor_id, a.name, a.public_name, g.role,
    org.name AS organisation, l.kind, l.direction, l.item, l.unit, l.unit_size
  FROM (
    SELECT 'need' AS aggregate, n.id AS subject_id, NULL AS organisation_id, NULL AS line_id FROM need n WHERE n.id = ${needId}
    UNION ALL SELECT 'pledge', p.id, p.organisation_id, p.line_id FROM pledge p WHERE p.need_id = ${needId}
    UNION ALL SELECT 'delivery', d.id, q.organisation_id, q.line_id
      FROM delivery d JOIN pledge q ON q.id = d.pledge_id WHERE d.need_id = ${needId}
    UNION ALL SELECT 'certification', c.id, NULL, c.line_id FROM certification c WHERE c.need_id = ${needId}
  ) x
  JOIN outbox o ON o.aggregate = x.aggregate AND o.subject_id = x.subject_id
  JOIN history h ON h.aggregate = o.aggregate AND h.subject_id = o.subject_id AND h.version = o.version
  LEFT JOIN need_line l ON l.id = x.line_id
  LEFT JOIN organisation org ON org.id = x.organisation_id
  LEFT JOIN person a ON a.id = h.actor_id
  LEFT JOIN role_grant g ON g.id = h.grant_id
  WHERE ${full ? sql`TRUE` : sql`h.event IN (${sql.join(PUBLIC_EVENTS)})`}
    AND ${cursor === null ? sql`TRUE` : sql`o.id < ${cursor}`}
  ORDER BY o.id DESC LIMIT ${PAGE_SIZE + 1}`;

function shown(row: Row, full: boolean): TimelineItem {
  const data = JSON.parse(row.data) as TimelineItem["data"];
  const numbers = PUBLIC_DATA.flatMap((name) => (typeof data[name] === "number" ? [[name, data[name]]] : []));
  return {
    id: row.id,
    aggregate: row.aggregate,
    event: row.event,
    at: row.at,
    actor: full && row.name !== null ? { name: nameOf(row), role: row.role } : null,
    byPlatform: row.actor_id === null,
    organisation: row.organisation,
    line:
      row.kind === null
        ? null
        : {
            kind: row.kind,
            direction: row.direction,
            item: row.item,
            unit: row.unit,
            unitSize: row.unit_size,
          },
    data: full ? data : Object.fromEntries(numbers),
  };
}

const nameOf = (row: Row): string =>
  publicName({ name: row.name ?? "", public_name: row.public_name === true });
