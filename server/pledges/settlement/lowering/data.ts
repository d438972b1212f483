// Pledges of a slot that still hold something they have not sent, oldest first.
import type { Db, Trx } from "@/server/platform/db";
import type { PledgeRow } from "../../facts/data";
import { promisedOf } from "../../holding/rules";

const HOLDING = ["confirmed", "offered"];

/** For the act itself: locked. */
export async function lockGivable(trx: Trx, slotId: string): Promise<PledgeRow[]> {
  const rows = await trx
    .selectFrom("pledge")
    .selectAll()
    .where("slot_id", "=", slotId)
    .where("status", "in", HOLDING)
    .orderBy("created_at")
    .orderBy("id")
    .forUpdate()
    .execute();
  return rows.filter((p) => promisedOf(p) > 0);
}

/** For the poster's telephone list: with the helper's name. */
export async function listGivable(db: Db | Trx, slotId: string) {
  const rows = await db
    .selectFrom("pledge as p")
    .leftJoin("person as h", "h.id", "p.person_id")
    .leftJoin("organisation as o", "o.id", "p.organisation_id")
    .select(["p.id", "p.amount", "p.on_way", "p.accepted"])
    .select(["h.name as person_name", "o.name as organisation_name"])
    .where("p.slot_id", "=", slotId)
    .where("p.status", "in", HOLDING)
    .orderBy("p.created_at")
    .orderBy("p.id")
    .execute();
  return rows.filter((p) => promisedOf(p) > 0);
}
