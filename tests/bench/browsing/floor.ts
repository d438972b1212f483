// The floor: what somebody would write by hand for the same page, two statements on the same mysql2 pool, no builder around
// them, rows as they come. Each statement is named in the report.
import type { Pool, RowDataPacket } from "mysql2/promise";
import type { Question } from "./questions";

const COLUMNS = ["province_id", "city_id", "county_id", "town_id", "village_id"];

const CARD = `STRAIGHT_JOIN p.need_id, p.due_at, n.title, n.published_at, n.county_id, n.town_id, n.village_id,
    t.short_name AS town, v.short_name AS village, c.short_name AS county`;
const NAMED = `JOIN need n ON n.id = p.need_id LEFT JOIN region t ON t.id = n.town_id
  LEFT JOIN region v ON v.id = n.village_id LEFT JOIN region c ON c.id = n.county_id ORDER BY p.due_at, p.need_id`;

const LINES = `SELECT STRAIGHT_JOIN l.id, l.need_id, l.position, l.kind, l.direction, l.item, l.unit, l.unit_size, l.quantity,
    l.approx, l.starts_at, l.ends_at, s.accepted, s.on_way, s.promised, s.remaining, s.waiting,
    CASE WHEN l.direction = 'sale' THEN EXISTS (SELECT 1 FROM certification e WHERE e.line_id = l.id AND e.revoked_at IS NULL)
      ELSE 0 END AS certified
  FROM need n JOIN need_line l ON l.need_id = n.id AND l.round = n.round JOIN slot s ON s.line_id = l.id WHERE n.id IN (?)`;

export const STATEMENTS = { card: `SELECT ${CARD} FROM (…) p ${NAMED}`, lines: LINES };

/** The first page of a county, for a handler that does nothing else: county, kind, now. */
export const COUNTY_PAGE = `SELECT ${CARD} FROM (SELECT l.need_id, l.due_at FROM listing l
  WHERE l.county_id = ? AND l.kind = ? AND l.due_at >= ? ORDER BY l.due_at, l.need_id LIMIT 21) p ${NAMED}`;

/** Ids of the page, in order. */
export async function barePage(pool: Pool, q: Question, limit: number): Promise<string[]> {
  const [sql, values] = q.text ? searched(q, limit) : listed(q, limit);
  const [rows] = await pool.query<RowDataPacket[]>(`SELECT ${CARD} FROM (${sql}) p ${NAMED}`, values);
  const ids = rows.slice(0, limit).map((row) => row.need_id as string);
  if (ids.length > 0) await pool.query(LINES, [ids]);
  return ids;
}

type Statement = [string, unknown[]];

function listed(q: Question, limit: number): Statement {
  const [where, values] = bounds("l", q);
  const region = q.region ? `l.${COLUMNS[q.region.level - 1]} = ? AND ` : "";
  return [
    `SELECT l.need_id, l.due_at FROM listing l WHERE ${region}l.kind = ?${where} ORDER BY l.due_at, l.need_id LIMIT ${limit + 1}`,
    [...(q.region ? [q.region.id] : []), q.kind, ...values],
  ];
}

function searched(q: Question, limit: number): Statement {
  const text = q.text as string;
  if (q.region && q.region.level >= 4) {
    const [inner, values] = listed(q, 1_999);
    return [
      `SELECT STRAIGHT_JOIN w.need_id, w.due_at FROM (${inner}) w JOIN listing_text x ON x.need_id = w.need_id
       WHERE x.body LIKE ? ORDER BY w.due_at, w.need_id LIMIT ${limit + 1}`,
      [...values, `%${text}%`],
    ];
  }
  const [where, values] = bounds("g", q);
  const region = q.region ? `g.${COLUMNS[q.region.level - 1]} = ? AND ` : "";
  return [
    `SELECT STRAIGHT_JOIN g.need_id, g.due_at FROM need_gram g JOIN listing_text x ON x.need_id = g.need_id
     WHERE ${region}g.gram = ?${where} AND x.body LIKE ? ORDER BY g.due_at, g.need_id LIMIT ${limit + 1}`,
    [...(q.region ? [q.region.id] : []), text.slice(0, 2), ...values, `%${text}%`],
  ];
}

function bounds(t: string, q: Question): Statement {
  let where = ` AND ${t}.due_at >= ?`;
  const from = q.cursor && q.cursor.dueAt > q.dueAfter ? q.cursor.dueAt : q.dueAfter;
  const values: unknown[] = [from];
  if (q.dueBefore) {
    where += ` AND ${t}.due_at < ?`;
    values.push(q.dueBefore);
  }
  if (q.cursor) {
    where += ` AND (${t}.due_at > ? OR ${t}.need_id > ?)`;
    values.push(q.cursor.dueAt, q.cursor.needId);
  }
  return [where, values];
}
