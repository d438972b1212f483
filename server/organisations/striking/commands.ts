// What somebody wrote into a record is never deleted: it is struck out, with its history row, and shown no more.
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";

type Written = { what: "honour" | "training" | "evaluation"; id: string; version: number };

/** Part of an act that was authorised; refuses MOVED_ON where it was struck out meanwhile. */
export async function strikeOut(
  trx: Trx,
  ctx: Ctx,
  { what, id, version }: Written,
  grant: Grant | null,
): Promise<void> {
  await orMovedOn(
    record(trx, ctx, { aggregate: what, id, version: version + 1, event: `${what}.ended`, grant }),
  );
  const ended = { ended_at: ctx.clock.now(), version: version + 1 };
  const updated = await trx
    .updateTable(what)
    // An evaluation struck out leaves its place free for another.
    .set((what === "evaluation" ? { ...ended, live_key: id } : ended) as typeof ended)
    .where("id", "=", id)
    .where("version", "=", version)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}
