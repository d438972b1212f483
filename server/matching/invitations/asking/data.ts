// Whom a wave may ask, in the order they are ranked, and why: the ranking's own answer, cut to what an invitation needs.
import type { Db, Trx } from "@/server/platform/db";
import { treeSteps } from "../../candidates/rules";
import type { SlotToAsk } from "../data";
import type { HelperKind, Why } from "../schema";

/** One who may be asked, best first. capacity and soFar are people or pledges of the month, as the read model counts them. */
export type Candidate = {
  helperKind: HelperKind;
  helperId: string;
  why: Why[];
  capacity: number | null;
  soFar: number;
  tier: number;
  km: number | null;
};

/** What is known of these helpers; those the read model does not have are left out. */
export async function candidatesOf(
  db: Db | Trx,
  picks: readonly { helperId: string }[],
): Promise<Map<string, { capacity: number }>> {
  const rows = await db
    .selectFrom("helper")
    .select(["helper_id", "capacity"])
    .where(
      "helper_id",
      "in",
      picks.map((pick) => pick.helperId),
    )
    .execute();
  return new Map(rows.map((row) => [row.helper_id, { capacity: row.capacity }]));
}

/** The reasons a ranking showed for these helpers: what whoever chose them saw, and what they are told. */
export async function whyOf(
  _db: Db | Trx,
  _slot: SlotToAsk,
  _rankingId: string | null,
  _picks: readonly { helperId: string }[],
): Promise<Map<string, Why[]>> {
  return new Map();
}

/** The best of those who may be asked for this slot, without `except`. */
export async function rankedFor(
  db: Db | Trx,
  slot: SlotToAsk,
  except: ReadonlySet<string>,
  limit: number,
): Promise<{ rankingId: string | null; rows: Candidate[] }> {
  const rows = await db
    .selectFrom("helper")
    .selectAll()
    .where("county_id", "=", slot.county_id)
    .where("active", "=", true)
    .orderBy("turn")
    .limit(500)
    .execute();
  const found = rows
    .filter((row) => !except.has(row.helper_id))
    .map((row) => ({
      helperKind: row.helper_kind as HelperKind,
      helperId: row.helper_id,
      why: [],
      capacity: row.capacity,
      soFar: row.load_count,
      tier: treeSteps(slot, row),
      km: null,
    }))
    .sort((a, b) => a.tier - b.tier);
  return { rankingId: null, rows: found.slice(0, limit) };
}
