// Who holds which qualification on a day: verified, and not run out.
import type { Db, Trx } from "@/server/platform/db";
import { kindsFor } from "./rules";

/** True where the person holds it, verified by somebody else, on that day (YYYY-MM-DD). */
export async function qualifiedFor(
  db: Db | Trx,
  personId: string,
  kind: string,
  on: string,
): Promise<boolean> {
  return (await qualifiedAmong(db, [personId], kind, on)).has(personId);
}

/** Those among these people who hold it on that day. */
export async function qualifiedAmong(
  db: Db | Trx,
  personIds: string[],
  kind: string,
  on: string,
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await live(db, personIds, on).where("kind", "in", kindsFor(kind)).execute();
  return new Set(rows.map((row) => row.person_id));
}

/** What a person holds on that day: ask `covers` of rules.ts for each shift. */
export async function heldOn(db: Db | Trx, personId: string, on: string): Promise<string[]> {
  return (await live(db, [personId], on).execute()).map((row) => row.kind);
}

const live = (db: Db | Trx, personIds: string[], on: string) =>
  db
    .selectFrom("qualification")
    .select(["person_id", "kind"])
    .where("person_id", "in", personIds)
    .where("status", "=", "verified")
    .where((eb) => eb.or([eb("expires_on", "is", null), eb("expires_on", ">=", new Date(on))]));
