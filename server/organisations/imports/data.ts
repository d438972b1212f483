// A checked sheet as its page shows it, and who of its rows the organisation has as a member already.
import { refuse } from "@/server/errors";
import { open } from "@/server/platform/crypto";
import { chunks, type Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { membersWritten, writtenKey } from "../joining/inviting/data";
import type { ImportStatus } from "./lifecycle";
import { shortNames, type Villages, villageKey } from "./rules";
import { FAULTS_TOLD, type JudgedRow } from "./schema";

/** What stands sealed in `sheet_cipher`. already, invites: rows that are members already, and those with a number that are not. */
export type Sealed = { rows: JudgedRow[]; already: number; invites: number };
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
  cipher === "" ? { rows: [], already: 0, invites: 0 } : (JSON.parse(open(ctx.keys, cipher)) as Sealed);

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
    invites: row.status === "checked" ? sheet.invites : null,
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

/** Numbers of the rows whose people the organisation has already. */
export async function alreadyThere(
  ctx: Pick<Ctx, "keys">,
  db: Db,
  organisationId: string,
  rows: readonly JudgedRow[],
): Promise<Set<number>> {
  const found = new Set<number>();
  for (const chunk of chunks(rows, CHUNK)) {
    const written = await membersWritten(ctx, db, organisationId, chunk);
    for (const row of chunk) if (written.has(writtenKey(row))) found.add(row.row);
  }
  return found;
}
