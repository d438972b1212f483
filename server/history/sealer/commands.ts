// Chains history rows by hash, once a second, away from the acts: a chain written inside each act would halve their throughput.
// One instance at a time, by lease; the fence is checked in the same transaction that writes the links.
import { type Db, transact } from "@/server/platform/db";
import { holdsLease, takeLease } from "@/server/platform/lease";
import type { Ctx } from "@/server/trpc/context";
import { GENESIS, type Head, link } from "./rules";

export const SEALER = "history.sealer";
const LEASE_MS = 15_000;
const BATCH = 500;

/** Seals up to BATCH rows. Null where there is none, or another instance holds the lease; `sealed` says how many rows were chained. */
export async function sealSome(
  ctx: Pick<Ctx, "db" | "clock">,
  holder: string,
): Promise<{ sealed: number; head: Head; fence: number } | null> {
  if (!(await hasUnsealed(ctx.db))) return null;
  const fence = await takeLease(ctx.db, SEALER, holder, ctx.clock.now(), LEASE_MS);
  if (fence === null) return null;
  return sealUnder(ctx, fence);
}

/** One batch under a fence; null where the lease has gone to somebody else meanwhile. */
export async function sealUnder(ctx: Pick<Ctx, "db" | "clock">, fence: number) {
  return transact(ctx.db, async (trx) => {
    if (!(await holdsLease(trx, SEALER, fence))) return null;
    const head = await findHead(trx);
    const rows = await trx
      .selectFrom("outbox as o")
      .innerJoin("history as h", (join) =>
        join
          .onRef("h.aggregate", "=", "o.aggregate")
          .onRef("h.subject_id", "=", "o.subject_id")
          .onRef("h.version", "=", "o.version"),
      )
      .selectAll("h")
      .select("o.id as outbox_id")
      .where("o.sealed", "=", false)
      .orderBy("o.id")
      .limit(BATCH)
      .execute();
    if (rows.length === 0) return { sealed: 0, head, fence };
    const sealedAt = ctx.clock.now();
    let { seq, hash } = head;
    const links = rows.map((row) => {
      hash = link(hash, row);
      seq += 1;
      const { aggregate, subject_id, version } = row;
      return { seq, aggregate, subject_id, version, hash, sealed_at: sealedAt };
    });
    await trx.insertInto("history_seal").values(links).execute();
    await trx
      .updateTable("outbox")
      .set({ sealed: true })
      .where(
        "id",
        "in",
        rows.map((row) => row.outbox_id),
      )
      .execute();
    return { sealed: rows.length, head: { seq, hash }, fence };
  });
}

export async function findHead(db: Db): Promise<Head> {
  const row = await db
    .selectFrom("history_seal")
    .select(["seq", "hash"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? { seq: 0, hash: GENESIS };
}

async function hasUnsealed(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom("outbox")
    .select("id")
    .where("sealed", "=", false)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
