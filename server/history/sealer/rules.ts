// What is hashed, and how. Changing either breaks every chain there is.
import { createHash } from "node:crypto";

export type HistoryRow = {
  aggregate: string;
  subject_id: string;
  version: number;
  event: string;
  actor_id: string | null;
  grant_id: string | null;
  for_id: string | null;
  at: Date;
  data: string;
};

/** The newest link: its place in the chain and its hash. seq 0 where there is none. */
export type Head = { seq: number; hash: string };

/** The hash before the first row. */
export const GENESIS = "0".repeat(64);

/** A row as one line of text: an array in fixed order, the time in ISO, data as it is stored. */
const canonical = (row: HistoryRow): string =>
  JSON.stringify([
    row.aggregate,
    row.subject_id,
    row.version,
    row.event,
    row.actor_id,
    row.grant_id,
    row.for_id,
    row.at.toISOString(),
    row.data,
  ]);

/** The next link: sha256 over the previous hash and the row. */
export const link = (previous: string, row: HistoryRow): string =>
  createHash("sha256").update(previous).update("\n").update(canonical(row)).digest("hex");
