// Which slots an event may have given room to: those somebody waits for, of the pledge or of the whole need.

import type { Db } from "@/server/platform/db";
import type { OutboxEvent } from "../outbox/rules";

/** Slots with somebody waiting. A pledge frees its own slot; a need that opens again, any of its slots. */
export async function listFreedSlots(db: Db, event: OutboxEvent): Promise<string[]> {
  let slots = db.selectFrom("slot as s").select("s.id").where("s.waiting", ">", 0).orderBy("s.id");
  if (event.aggregate === "need") slots = slots.where("s.need_id", "=", event.subject_id);
  else if (event.aggregate === "pledge")
    slots = slots.innerJoin("pledge as p", "p.slot_id", "s.id").where("p.id", "=", event.subject_id);
  else return [];
  return (await slots.execute()).map((row) => row.id);
}
