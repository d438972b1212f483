// The evening before, and shortly before it begins: everybody who is to come is reminded, once each.
import { ensureShift, stepShift } from "@/server/needs/shifts/commands";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { rosterOf } from "../data";

export const remindEvening = (ctx: Ctx, slotId: string) => remind(ctx, slotId, "evening");
export const remindSoon = (ctx: Ctx, slotId: string) => remind(ctx, slotId, "soon");

/** A shift that was moved reminds again: what was said is told by its start. */
async function remind(ctx: Ctx, slotId: string, when: "evening" | "soon"): Promise<void> {
  const slot = await ctx.db
    .selectFrom("slot")
    .select("starts_at")
    .where("id", "=", slotId)
    .executeTakeFirst();
  if (!slot?.starts_at || slot.starts_at <= ctx.clock.now()) return;
  const { people, unnamed } = await rosterOf(ctx.db, slotId);
  if (people.length === 0 && unnamed.length === 0) return;
  const data = { when, starts: slot.starts_at.getTime() };
  const said = await ctx.db
    .selectFrom("history")
    .select("version")
    .where("aggregate", "=", "shift")
    .where("subject_id", "=", slotId)
    .where("event", "=", "shift.reminded")
    .where("data", "=", JSON.stringify(data))
    .limit(1)
    .executeTakeFirst();
  if (said) return;
  await transact(ctx.db, async (trx) => {
    const shift = await ensureShift(trx, ctx, slotId);
    await stepShift(trx, ctx, shift, { event: "change", said: "shift.reminded", grant: null, data });
  });
}
