// Invariant 7: the chain recomputed from its first link, against the rows as they stand now and the heads kept outside the database.
import { sql } from "kysely";
import type { Trx } from "@/server/platform/db";
import { rowsOf } from "@/server/platform/stream";
import { GENESIS, type Head, type HistoryRow, link } from "../../sealer/rules";
import { Check } from "../rules";

type Link = Omit<HistoryRow, "event"> & { seq: number; hash: string; event: string | null };

/** Finds rows edited, deleted or reordered, links taken out, and a tail cut off below the newest anchor. */
export async function checkChain(trx: Trx, anchors: AsyncIterable<Head> | null): Promise<Check> {
  const check = new Check("chain");
  const held = anchorsInOrder(anchors);
  let next = await held.next();
  let last: Head = { seq: 0, hash: GENESIS };
  const links = sql<Link>`
    SELECT s.seq, s.hash, s.aggregate, s.subject_id, s.version, h.event, h.actor_id, h.grant_id, h.for_id, h.at, h.data
    FROM history_seal s LEFT JOIN history h
      ON h.aggregate = s.aggregate AND h.subject_id = s.subject_id AND h.version = s.version
    ORDER BY s.seq`;
  for await (const row of rowsOf(trx, links)) {
    check.saw();
    const name = `link ${row.seq} (${row.aggregate} ${row.subject_id} v${row.version})`;
    if (row.seq !== last.seq + 1) check.fault(`${name}: follows link ${last.seq}, so links are missing`);
    if (row.event === null) check.fault(`${name}: its history row is gone`);
    else if (link(last.hash, row as HistoryRow) !== row.hash)
      check.fault(`${name}: the row, or its place in the chain, is not what was sealed`);
    last = { seq: row.seq, hash: row.hash };
    while (next.value && next.value.seq <= last.seq) {
      check.holds(
        next.value.seq !== last.seq || next.value.hash === last.hash,
        () => `${name}: is not what was anchored`,
      );
      next = await held.next();
    }
  }
  for (; next.value; next = await held.next())
    check.fault(`anchored link ${next.value.seq} is not in the database: the tail is cut at ${last.seq}`);
  return check;
}

/** Anchors are written in order but for an instance that paused between commit and file; what comes late is skipped. */
async function* anchorsInOrder(anchors: AsyncIterable<Head> | null): AsyncGenerator<Head, undefined> {
  let seq = 0;
  for await (const anchor of anchors ?? []) {
    if (anchor.seq <= seq) continue;
    seq = anchor.seq;
    yield anchor;
  }
}
