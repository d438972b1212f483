// A checked sheet as its page shows it, and who of its rows is known already.
import { refuse } from "@/server/errors";
import { hashOf, open } from "@/server/platform/crypto";
import { chunks, type Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { membersAmong } from "../members/data";
import type { ImportStatus } from "./lifecycle";
import { shortNames, type Villages, villageKey } from "./rules";
import { FAULTS_TOLD, type JudgedRow } from "./schema";

/** What stands sealed in `sheet_cipher`. */
export type Sealed = { rows: JudgedRow[]; already: number };
const CHUNK = 1_000;

export async function findImport(db: Db, id: string) {
  return (await db.selectFrom("member_import").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}

/** The import, for those who may import there; unseen is NOT_FOUND. */
export async function visibleImport(ctx: Ctx, importId: string) {
  const row = (await findImport(ctx.db, importId)) ?? refuse("NOT_FOUND");
  const grant = authorize(ctx, "member.import", { organisationId: row.organisation_id }, "NOT_FOUND");
  return { row, grant };
}

export const unsealed = (ctx: Pick<Ctx, "keys">, cipher: string): Sealed =>
  cipher === "" ? { rows: [], already: 0 } : (JSON.parse(open(ctx.keys, cipher)) as Sealed);

export async function showImport(ctx: Ctx, input: { importId: string }) {
  const { row } = await visibleImport(ctx, input.importId);
  const sheet = unsealed(ctx, row.sheet_cipher);
  return {
    id: row.id,
    organisationId: row.organisation_id,
    status: row.status as ImportStatus,
    rows: row.row_count,
    faultCount: row.fault_count,
    faults: sheet.rows
      .filter((one) => one.faults.length > 0)
      .slice(0, FAULTS_TOLD)
      .map((one) => ({ row: one.row, name: one.name, faults: one.faults, twin: one.twin })),
    already: row.status === "checked" ? sheet.already : null,
    at: row.created_at,
  };
}

/** The whole sheet back, to be put right. */
export async function sheetToCorrect(ctx: Ctx, input: { importId: string }) {
  const { row } = await visibleImport(ctx, input.importId);
  if (row.status !== "checked") refuse("WRONG_STATE", { status: row.status });
  return { organisationId: row.organisation_id, rows: unsealed(ctx, row.sheet_cipher).rows };
}

/** Every name by which a village of the county may be written, with its town before it or without. */
export async function villagesOf(db: Db, countyId: number): Promise<Villages> {
  if (countyId === 0) return new Map();
  const rows = await db
    .selectFrom("region")
    .select(["id", "name", "short_name", "level", "town_id"])
    .where("county_id", "=", countyId)
    .where("level", "in", [LEVEL.town, LEVEL.village])
    .where("status", "=", "active")
    .execute();
  const towns = new Map(rows.filter((row) => row.level === LEVEL.town).map((row) => [row.id, row]));
  const found = new Map<string, number | "several">();
  const put = (name: string, id: number) => {
    const key = villageKey(name);
    const known = found.get(key);
    found.set(key, known === undefined || known === id ? id : "several");
  };
  for (const row of rows) {
    const town = row.level === LEVEL.village ? towns.get(row.town_id) : undefined;
    const above = town ? shortNames(town.name, town.short_name) : [];
    for (const name of shortNames(row.name, row.short_name)) {
      put(name, row.id);
      for (const prefix of above) put(prefix + name, row.id);
    }
  }
  return found;
}

/** As the database knows a row's person: a member already, somebody known by this name and number, switched off, or nobody. */
export type Standing = { kind: "member" | "known"; personId: string } | { kind: "off" } | { kind: "new" };

/** By number and name; without a number only among the organisation's own people who have none. Row number → standing. */
export async function standingsOf(
  ctx: Pick<Ctx, "keys">,
  db: Db,
  organisationId: string,
  rows: readonly JudgedRow[],
): Promise<Map<number, Standing>> {
  const found = new Map<number, Standing>();
  for (const chunk of chunks(rows, CHUNK)) {
    const hashes = new Map(
      chunk
        .filter((row) => row.phone !== "")
        .map((row) => [row.row, hashOf(ctx.keys, "phone", row.phone)] as const),
    );
    const byNumber = await numbered(db, [...new Set(hashes.values())]);
    const byName = await unnumbered(db, organisationId, [
      ...new Set(chunk.filter((row) => row.phone === "").map((row) => row.name)),
    ]);
    const known = [...byNumber.values()].flatMap((one) => (one.status === "active" ? [one.id] : []));
    const members = await membersAmong(db, organisationId, known);
    for (const row of chunk) {
      const hash = hashes.get(row.row);
      const person = hash === undefined ? undefined : byNumber.get(`${hash} ${row.name}`);
      const silent = hash === undefined ? byName.get(row.name) : undefined;
      if (silent !== undefined) found.set(row.row, { kind: "member", personId: silent });
      else if (person === undefined) found.set(row.row, { kind: "new" });
      else if (person.status !== "active") found.set(row.row, { kind: "off" });
      else found.set(row.row, { kind: members.has(person.id) ? "member" : "known", personId: person.id });
    }
  }
  return found;
}

async function numbered(db: Db, hashes: string[]) {
  const found = new Map<string, { id: string; status: string }>();
  if (hashes.length === 0) return found;
  const rows = await db
    .selectFrom("person_phone as h")
    .innerJoin("person as p", "p.id", "h.person_id")
    .select(["h.hash", "p.id", "p.name", "p.status"])
    .where("h.hash", "in", hashes)
    .where("p.status", "in", ["active", "off"])
    .orderBy("p.id")
    .execute();
  for (const row of rows) {
    const key = `${row.hash} ${row.name}`;
    // The eldest who is active; somebody switched off stands only where nobody is.
    const before = found.get(key);
    if (before === undefined || (before.status !== "active" && row.status === "active"))
      found.set(key, { id: row.id, status: row.status });
  }
  return found;
}

async function unnumbered(db: Db, organisationId: string, names: string[]): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const rows = await db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .leftJoin("person_phone as h", "h.person_id", "p.id")
    .select(["p.id", "p.name"])
    .where("g.organisation_id", "=", organisationId)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .where("p.name", "in", names)
    .where("h.id", "is", null)
    .execute();
  return new Map(rows.map((row) => [row.name, row.id]));
}
