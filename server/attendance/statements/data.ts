// Statements of the receiving side, to itself and to those who compare.
import { refuse } from "@/server/errors";
import type { Db, Trx } from "@/server/platform/db";
import { visitByToken } from "@/server/pledges/home-visits/data";
import { findShift, type Shift } from "@/server/pledges/seats/data";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { attendancesOf } from "../data";
import { shiftView } from "../day/data";
import { mismatchOf, rolledOf } from "./rules";
import type { Side, StatementView } from "./schema";

/** Both sides' statements; at most one of each. */
async function statementsOf(db: Db | Trx, slotId: string): Promise<StatementView[]> {
  const rows = await db
    .selectFrom("shift_statement")
    .selectAll()
    .where("slot_id", "=", slotId)
    .orderBy("side")
    .execute();
  return rows.map((row) => ({
    side: row.side as Side,
    headcount: row.headcount,
    minutes: row.minutes,
    note: row.note,
    statedAt: row.stated_at,
    version: row.version,
  }));
}

/** What a shift's statements and its roll disagree about, for the spot checks; empty where nobody has said anything. */
export async function mismatchesOf(db: Db | Trx, slotId: string) {
  const [said, there] = await Promise.all([statementsOf(db, slotId), attendancesOf(db, slotId)]);
  const rolled = rolledOf(there);
  return said
    .map((one) => ({ side: one.side, apart: mismatchOf(one, rolled), said: one, rolled }))
    .filter(({ apart }) => apart.length > 0);
}

/** The shift, to its receiving side. The roll is not shown to it: it says what it saw. */
export async function shiftToState(ctx: Ctx, slotId: string): Promise<Shift & { grant: Grant | null }> {
  const shift = (await findShift(ctx.db, slotId)) ?? refuse("NOT_FOUND");
  return { ...shift, grant: authorize(ctx, "shift.state", shift.facts) };
}

export async function viewToState(ctx: Ctx, input: { slotId: string }) {
  const shift = await shiftToState(ctx, input.slotId);
  const [view, said] = await Promise.all([shiftView(ctx.db, shift), statementsOf(ctx.db, input.slotId)]);
  return { shift: view, statement: said.find(({ side }) => side === "village") ?? null };
}

/** The same for the family, by the link they were sent. */
export async function viewForFamily(ctx: Ctx, input: { token: string }) {
  const { slot_id } = await visitByToken(ctx, input.token);
  const shift = (await findShift(ctx.db, slot_id)) ?? refuse("NOT_FOUND");
  const [view, said] = await Promise.all([shiftView(ctx.db, shift), statementsOf(ctx.db, slot_id)]);
  return { shift: view, statement: said.find(({ side }) => side === "family") ?? null };
}
