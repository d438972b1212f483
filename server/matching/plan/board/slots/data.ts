// What a plan is about: its slots as they were when it was made, and as they stand now.
import type { Db } from "@/server/platform/db";
import { regionNames } from "@/server/regions/data";
import { waitingOn } from "../../../invitations/sending/data";
import type { SlotView, WhyOpen } from "../../schema";

/** takes: it takes pledges now. */
export type Bare = Omit<SlotView, "items" | "planned" | "changed"> & { takes: boolean };

/** By when it is needed. */
export async function slotsOf(db: Db, planId: string): Promise<Bare[]> {
  const rows = await db
    .selectFrom("dispatch_slot as d")
    .innerJoin("slot as s", "s.id", "d.slot_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .innerJoin("need as n", "n.id", "d.need_id")
    .select([
      "d.slot_id",
      "d.need_id",
      "d.open",
      "d.why",
      "s.remaining",
      "s.is_open",
      "s.starts_at",
      "s.ends_at",
    ])
    .select([
      "l.kind",
      "l.direction",
      "l.item",
      "l.unit",
      "l.unit_size",
      "n.title",
      "n.village_id",
      "n.town_id",
      "n.deadline_at",
      "n.status",
    ])
    .where("d.plan_id", "=", planId)
    .orderBy("n.deadline_at")
    .orderBy("d.need_id")
    .orderBy("l.position")
    .orderBy("s.starts_at")
    .orderBy("d.slot_id")
    .execute();
  const [places, waiting] = await Promise.all([
    regionNames(
      db,
      rows.map((row) => row.village_id || row.town_id),
    ),
    waitingOn(
      db,
      rows.map((row) => row.slot_id),
      planId,
    ),
  ]);
  return rows.map((row) => ({
    slotId: row.slot_id,
    needId: row.need_id,
    title: row.title,
    place: places.get(row.village_id || row.town_id) ?? "",
    kind: row.kind,
    direction: row.direction,
    item: row.item,
    unit: row.unit,
    unitSize: row.unit_size,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    dueAt: row.deadline_at,
    open: row.open,
    remaining: row.remaining,
    waiting: Math.min(row.remaining, waiting.get(row.slot_id) ?? 0),
    why: row.why as WhyOpen,
    takes: row.is_open && row.status === "open",
  }));
}
