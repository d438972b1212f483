// A people line asks for what its shifts can take: quantity + buffer = Σ ceiling, and it begins when its first shift does.
import { sql } from "kysely";
import { refuse } from "@/server/errors";
import type { Trx } from "@/server/platform/db";

/** After slots were added, moved or called off, in the same transaction. Somebody quicker on the line is MOVED_ON. */
export async function balanceLine(
  trx: Trx,
  line: { id: string; version: number; buffer: number },
): Promise<void> {
  const slots = await trx
    .selectFrom("slot as s")
    .leftJoin("shift as h", "h.slot_id", "s.id")
    .select(["s.ceiling", "s.starts_at", "s.ends_at", "h.status"])
    .where("s.line_id", "=", line.id)
    .orderBy("s.starts_at")
    .execute();
  const total = slots.reduce((sum, slot) => sum + slot.ceiling, 0);
  // A buffer is said for one shift; of several, each says its own seats.
  const buffer = slots.length === 1 ? Math.min(line.buffer, total) : 0;
  const first = slots.find((slot) => slot.status === null || slot.status === "planned") ?? slots[0];
  const done = await trx
    .updateTable("need_line")
    .set({
      quantity: total - buffer,
      buffer,
      starts_at: first?.starts_at ?? null,
      ends_at: first?.ends_at ?? null,
      version: sql<number>`version + 1`,
    })
    .where("id", "=", line.id)
    .where("version", "=", line.version)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}
