// Inboxes: by keyset, newest first, with what the sentences need beside the row.
import { organisationNames } from "@/server/organisations/data";
import type { Db } from "@/server/platform/db";
import type { NoticeKind } from "./rules";
import { type NoticeItem, PAGE_SIZE } from "./schema";

/** Counted up to here; more is shown as 99+. */
const UNREAD_MAX = 100;

export async function listInbox(db: Db, personId: string, cursor: string | null) {
  let page = db
    .selectFrom("notice as x")
    .leftJoin("need as n", "n.id", "x.need_id")
    .leftJoin("pledge as p", "p.id", "x.pledge_id")
    .leftJoin("organisation as o", "o.id", "p.organisation_id")
    .select(["x.id", "x.kind", "x.data", "x.created_at", "x.read_at", "x.need_id", "x.pledge_id"])
    .select(["n.title", "n.lane", "p.line_id", "o.name as organisation"])
    .where("x.person_id", "=", personId)
    .orderBy("x.created_at", "desc")
    .orderBy("x.id", "desc")
    .limit(PAGE_SIZE + 1);
  if (cursor !== null) {
    const [ms = "0", id = ""] = cursor.split("_");
    const at = new Date(Number(ms));
    page = page.where((eb) =>
      eb.or([eb("x.created_at", "<", at), eb.and([eb("x.created_at", "=", at), eb("x.id", "<", id)])]),
    );
  }
  const found = await page.execute();
  const rows = found
    .slice(0, PAGE_SIZE)
    .map((row) => ({ ...row, data: JSON.parse(row.data) as NoticeItem["data"] }));
  const last = rows.at(-1);
  const lines = await linesOf(
    db,
    rows.map((row) => textOf(row.data.lineId) ?? row.line_id),
  );
  const names = await namesOf(
    db,
    rows.map((row) => textOf(row.data.forId)),
  );
  const organisations = await organisationNames(
    db,
    rows.flatMap((row) => textOf(row.data.organisationId) ?? []),
  );
  return {
    items: rows.map((row): NoticeItem => {
      const { lineId, forId, side, ...data } = row.data;
      return {
        id: row.id,
        kind: row.kind as NoticeKind,
        at: row.created_at,
        readAt: row.read_at,
        needId: row.need_id,
        needTitle: row.lane === "open" ? row.title : null,
        pledgeId: row.pledge_id,
        isHelper: side === "helper",
        isPoster: side === "poster",
        organisation: row.organisation ?? organisations.get(textOf(data.organisationId) ?? "") ?? null,
        forName: names.get(textOf(forId) ?? "") ?? null,
        line: lines.get(textOf(lineId) ?? row.line_id ?? "") ?? null,
        data,
      };
    }),
    next: found.length > PAGE_SIZE && last ? `${last.created_at.getTime()}_${last.id}` : null,
  };
}

const textOf = (value: unknown): string | null => (typeof value === "string" ? value : null);

async function linesOf(db: Db, ids: (string | null)[]) {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map<string, NonNullable<NoticeItem["line"]>>();
  const rows = await db
    .selectFrom("need_line")
    .select(["id", "kind", "direction", "item", "unit", "unit_size as unitSize"])
    .where("id", "in", wanted)
    .execute();
  return new Map(rows.map(({ id, ...line }) => [id, line]));
}

async function namesOf(db: Db, ids: (string | null)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.flatMap((id) => id ?? []))];
  if (wanted.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["id", "name"]).where("id", "in", wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** At most UNREAD_MAX, so that a full inbox costs no more than a small one. */
export async function countUnread(db: Db, personId: string): Promise<number> {
  const rows = await db
    .selectFrom("notice")
    .select("id")
    .where("person_id", "=", personId)
    .where("read_at", "is", null)
    .limit(UNREAD_MAX)
    .execute();
  return rows.length;
}
