// The totals as they stand: one row per name, never counted in a request.
import { MAX_TRIES } from "@/server/platform/backoff";
import type { Db } from "@/server/platform/db";
import { TALLY_NAMES, type TallyName } from "./rules";

type Totals = Record<TallyName, number>;

/** 0 is the whole platform. `at`: what happened before then is in the totals. */
export async function totalsOf(db: Db, regionId: number, now: Date): Promise<{ totals: Totals; at: Date }> {
  const waiting = await db
    .selectFrom("outbox")
    .select("at")
    .where("done", "=", false)
    .where("tries", "<", MAX_TRIES)
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  const rows = await db
    .selectFrom("tally")
    .select(["name", "value"])
    .where("region_id", "=", regionId)
    .execute();
  const known = new Map(rows.map((row) => [row.name, row.value]));
  const totals = Object.fromEntries(TALLY_NAMES.map((name) => [name, known.get(name) ?? 0])) as Totals;
  return { totals, at: waiting && waiting.at < now ? waiting.at : now };
}
