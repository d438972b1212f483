// 改数 downwards, below what is promised: the poster says how, and whoever is cut is told. Raising is in needs/lines.
import { refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { needFacts, needForAct } from "@/server/needs/data";
import { after } from "@/server/needs/lifecycle";
import { changeLines } from "@/server/needs/lines/commands";
import { findLines, type Line } from "@/server/needs/lines/data";
import { ceilingOf, confirmDueAt } from "@/server/needs/rules";
import { startWeek, step } from "@/server/needs/steps/commands";
import { readQuantity } from "@/server/needs/units/rules";
import type { Trx } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import type { PledgeRow } from "../../facts/data";
import { writeHolding } from "../../holding/commands";
import { endOf, holdingOf, promisedOf } from "../../holding/rules";
import { eventsOf } from "../../lifecycle";
import { stepOf } from "../../making/rules";
import { moveSlot } from "../../slots/commands";
import { type LowerAnswer, type LowerInput, lowerInput } from "../schema";
import { listGivable, lockGivable } from "./data";
import { cuts } from "./rules";

/**
 * Lowers a line's quantity. Within what is not promised it just does; below it refuses BELOW_PROMISED until a way is chosen:
 * the newest first, each in proportion, or nobody yet (call_each answers whom to telephone). Never below what was accepted or is
 * on its way: BELOW_DELIVERED.
 */
export async function lower(ctx: Ctx, input: LowerInput): Promise<LowerAnswer> {
  const body = lowerInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  after(need.status, "change");
  const line = (await findLines(ctx.db, need)).find((l) => l.id === body.lineId) ?? refuse("NOT_FOUND");
  if (line.slots.length > 1) refuse("INVALID", { fields: { quantity: "by_shift" } });
  const slot = line.slots[0] ?? refuse("NOT_FOUND");
  const quantity = readQuantity(body.quantity, line.unit, line.unit_size);
  if (typeof quantity === "string") refuse("INVALID", { fields: { quantity } });
  const ceiling = ceilingOf({ direction: line.direction as "sale", quantity, buffer: line.buffer });
  const said = { unit: line.unit, unitSize: line.unit_size };
  const over = slot.accepted + slot.on_way + slot.promised - ceiling;
  if (over <= 0) {
    const lines = [{ lineId: line.id, quantity: body.quantity }];
    await changeLines(ctx, { needId: need.id, version: body.version, lines });
    return { status: "lowered", over: 0, calls: [] };
  }
  if (ceiling < slot.accepted + slot.on_way)
    refuse("BELOW_DELIVERED", { ...said, delivered: slot.accepted + slot.on_way });
  if (!body.way) refuse("BELOW_PROMISED", { ...said, over, promised: slot.promised });
  if (body.way === "call_each") {
    const calls = (await listGivable(ctx.db, slot.id)).map((p) => ({
      pledgeId: p.id,
      helper: p.organisation_name ?? p.person_name ?? "",
      amount: p.amount,
      promised: promisedOf(p),
    }));
    return { status: "call_each", over, calls };
  }
  const way = body.way;
  await step(ctx, need, {
    event: "change",
    said: "need.changed",
    grant,
    data: { lines: 1, raised: 0, lowered: 1, way },
    set: need.status === "open" ? { confirm_due_at: confirmDueAt(ctx.clock.now()), hidden_at: null } : {},
    within: async (trx) => {
      await cutDown(trx, ctx, line, { slotId: slot.id, quantity, ceiling, way }, grant);
      if (need.status === "open") await startWeek(trx, ctx, need.id);
    },
  });
  return { status: "lowered", over, calls: [] };
}

type Cut = { slotId: string; quantity: number; ceiling: number; way: "last_in_first_out" | "pro_rata" };

/** Decided anew under the slot's lock: pledges that arrive meanwhile wait for it and find less room. */
async function cutDown(trx: Trx, ctx: Ctx, line: Line, to: Cut, grant: Grant | null): Promise<void> {
  const slot = await trx
    .selectFrom("slot")
    .selectAll()
    .where("id", "=", to.slotId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const over = slot.accepted + slot.on_way + slot.promised - to.ceiling;
  const givable = await lockGivable(trx, to.slotId);
  const unit = Math.max(stepOf(line), line.unit_size);
  const list = givable.map((p) => ({ id: p.id, promised: promisedOf(p), offered: p.status === "offered" }));
  const taken = cuts(list, over, to.way, unit);
  for (const pledge of givable) await giveBack(trx, ctx, line, pledge, taken.get(pledge.id) ?? 0, grant);
  const changed = await trx
    .updateTable("need_line")
    .set({ quantity: to.quantity, version: line.version + 1 })
    .where("id", "=", line.id)
    .where("version", "=", line.version)
    .executeTakeFirst();
  if (changed.numUpdatedRows === 0n) refuse("MOVED_ON");
  if (!(await moveSlot(trx, to.slotId, { ceiling: to.ceiling - slot.ceiling }))) refuse("MOVED_ON");
}

async function giveBack(
  trx: Trx,
  ctx: Ctx,
  line: Line,
  pledge: PledgeRow,
  cut: number,
  grant: Grant | null,
): Promise<void> {
  if (cut === 0) return;
  const holding = { ...holdingOf(pledge), amount: pledge.amount - cut };
  const loanOut = line.direction === "loan" && holding.accepted > 0;
  // A rest that stood in the queue is given up with the cut: there is less to wait for.
  const end = pledge.status === "offered" ? "released" : endOf(holding, { loanOut, waits: false });
  const table = eventsOf(line.kind);
  const status = next(
    table,
    pledge.status,
    end === "settled" ? "settle" : end === "released" ? "release" : "amend",
  );
  const waits = end === null && pledge.queued_at !== null;
  await writeHolding(trx, ctx, pledge, {
    event: `pledge.${end ?? "amended"}`,
    status,
    holding,
    slot: { promised: -cut, waiting: waits ? -1 : 0 },
    grant,
    data: { reason: "lowered", cut },
    set: { wanted: holding.amount, queued_at: null, ...(end ? { end_reason: "lowered" } : {}) },
  });
}
