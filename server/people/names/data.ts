// What people are called, by id. Who may know it is asked by the caller.
import type { Db, Trx } from "@/server/platform/db";

export async function peopleNamed(
  db: Db | Trx,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const some = [...new Set(ids.flatMap((id) => id ?? []))];
  if (some.length === 0) return new Map();
  const rows = await db.selectFrom("person").select(["id", "name"]).where("id", "in", some).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
