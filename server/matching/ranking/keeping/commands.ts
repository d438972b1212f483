// Whatever was shown is kept with the parts of its scores, so that it can be explained afterwards; shown again on the same day
// unchanged, it is the same row. Rows follow the answer a moment later: whoever looks does not wait for the disk.
import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { BEHIND_MS, writeBehind } from "@/server/platform/behind";
import type { Db } from "@/server/platform/db";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";

type Row = {
  id: string;
  kind: string;
  subject_id: string;
  viewer_id: string | null;
  region_id: number;
  weights_version: number;
  seed: number;
  body: string;
  at: Date;
};

const shown = writeBehind<Row>("ranking_shown", async (db, rows) => {
  await db.insertInto("ranking_shown").ignore().values(rows).execute();
});

type Keeping = {
  kind: "helpers" | "needs";
  subjectId: string;
  countyId: number;
  version: number;
  seed: number;
  rows: { id: string; score: number; parts: object; reasons: object[] }[];
};

/** Its id; null where there is nothing to explain. Durable after BEHIND_MS, or `flushShown`. */
export async function keep(
  ctx: Pick<Ctx, "db" | "clock" | "actor" | "log">,
  what: Keeping,
): Promise<string | null> {
  if (what.rows.length === 0) return null;
  const at = ctx.clock.now();
  const viewer = ctx.actor?.personId ?? null;
  const body = JSON.stringify(what.rows);
  const id = createHash("sha256")
    .update([what.kind, what.subjectId, viewer ?? "", what.version, what.seed, dayOf(at), body].join("\n"))
    .digest("hex");
  await shown.add(ctx, id, {
    id,
    kind: what.kind,
    subject_id: what.subjectId,
    viewer_id: viewer,
    region_id: what.countyId,
    weights_version: what.version,
    seed: what.seed,
    body,
    at,
  });
  return id;
}

export const flushShown = (db: Db): Promise<void> => shown.flush(db);

/**
 * The ranking an invitation may name: one of this slot, shown to whoever sends it, and durable. Another process may have shown it
 * a moment ago. Null otherwise: an invitation keeps reasons of its own.
 */
export async function durable(
  { db, actor }: Pick<Ctx, "db" | "actor">,
  rankingId: string | undefined,
  slotId: string,
): Promise<string | null> {
  if (rankingId === undefined) return null;
  await flushShown(db);
  const find = () =>
    db
      .selectFrom("ranking_shown")
      .select("id")
      .where("id", "=", rankingId)
      .where("kind", "=", "helpers")
      .where("subject_id", "=", slotId)
      .where("viewer_id", "=", actor?.personId ?? "")
      .executeTakeFirst();
  if ((await find()) === undefined) {
    await sleep(2 * BEHIND_MS);
    if ((await find()) === undefined) return null;
  }
  return rankingId;
}
