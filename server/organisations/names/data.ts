// What organisations are called, by id: no secret.
import type { Db, Trx } from "@/server/platform/db";

export async function organisationsNamed(
  db: Db | Trx,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const some = [...new Set(ids.flatMap((id) => id ?? []))];
  if (some.length === 0) return new Map();
  const rows = await db.selectFrom("organisation").select(["id", "name"]).where("id", "in", some).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
