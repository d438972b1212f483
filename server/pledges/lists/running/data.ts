// Needs that run, as their own side's desk shows them: how full each place is, and what waits for a word or is on its way.
// Four statements, however many needs.
import { needFacts } from "@/server/needs/data";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { RunningInput, RunningNeed } from "./schema";

/** Those of the needs that the asker runs, in the order asked for; others are left out. */
export async function runningOf(ctx: Ctx, { needIds }: RunningInput): Promise<RunningNeed[]> {
  const found = await ctx.db.selectFrom("need").selectAll().where("id", "in", needIds).execute();
  const needs = found.filter((need) => may(ctx, "need.run", needFacts(need)) !== false);
  const slots = await slotsOf(
    ctx,
    needs.map((need) => need.id),
  );
  const [requests, moving] = await Promise.all([
    countBySlot(ctx, slots, "requested"),
    countBySlot(
      ctx,
      slots.filter((slot) => slot.onTheWay > 0),
      "moving",
    ),
  ]);
  return needIds.flatMap((needId): RunningNeed[] => {
    const need = needs.find((one) => one.id === needId);
    if (!need) return [];
    const own = slots.filter((slot) => slot.needId === needId);
    const sum = (counts: Map<string, number>) =>
      own.reduce((total, slot) => total + (counts.get(slot.slotId) ?? 0), 0);
    return [
      {
        needId,
        status: need.status,
        title: need.title,
        dueAt: need.deadline_at,
        requests: sum(requests),
        moving: sum(moving),
        lines: own.map(({ accepted, onTheWay, promised, remaining, ...slot }) => ({
          ...slot,
          startsAt: slot.startsAt ?? slot.lineFrom,
          endsAt: slot.endsAt ?? slot.lineUntil,
          parts: { accepted, onTheWay, promised, remaining },
        })),
      },
    ];
  });
}

/** The places of each need's present round, in the order of its lines and of time. */
async function slotsOf(ctx: Ctx, needIds: string[]) {
  if (needIds.length === 0) return [];
  return ctx.db
    .selectFrom("need as n")
    .innerJoin("need_line as l", (on) => on.onRef("l.need_id", "=", "n.id").onRef("l.round", "=", "n.round"))
    .innerJoin("slot as s", "s.line_id", "l.id")
    .select(["s.id as slotId", "s.need_id as needId", "l.kind", "l.direction", "l.item", "l.unit"])
    .select(["l.unit_size as unitSize", "l.approx", "s.ceiling as quantity", "s.waiting"])
    .select(["s.accepted", "s.on_way as onTheWay", "s.promised", "s.remaining"])
    .select(["s.starts_at as startsAt", "s.ends_at as endsAt"])
    .select(["l.starts_at as lineFrom", "l.ends_at as lineUntil"])
    .where("n.id", "in", needIds)
    .orderBy("l.position")
    .orderBy("s.starts_at")
    .orderBy("s.id")
    .execute();
}

async function countBySlot(
  ctx: Ctx,
  slots: readonly { slotId: string }[],
  what: "requested" | "moving",
): Promise<Map<string, number>> {
  if (slots.length === 0) return new Map();
  const rows = await ctx.db
    .selectFrom("pledge")
    .select((eb) => ["slot_id", eb.fn.countAll<number>().as("n")])
    .where(
      "slot_id",
      "in",
      slots.map((slot) => slot.slotId),
    )
    .$if(what === "requested", (query) => query.where("status", "=", "requested"))
    .$if(what === "moving", (query) =>
      query.where("status", "in", ["confirmed", "disputed"]).where("on_way", ">", 0),
    )
    .groupBy("slot_id")
    .execute();
  return new Map(rows.map((row) => [row.slot_id, Number(row.n)]));
}
