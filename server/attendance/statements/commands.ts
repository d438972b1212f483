// The receiving side states headcount and time by itself; later it may put itself right, which history keeps.
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { transact } from "@/server/platform/db";
import { visitByToken } from "@/server/pledges/home-visits/data";
import { findShift, type Shift } from "@/server/pledges/seats/data";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { shiftToState } from "./data";
import type { FamilyInput, Side, StateInput, StatementView } from "./schema";

/** The village's word. */
export async function state(ctx: Ctx, input: StateInput): Promise<StatementView> {
  const shift = await shiftToState(ctx, input.slotId);
  return stateFor(ctx, shift, "village", input, shift.grant);
}

/** The family's, by the link they were sent: nobody signs in for it. */
export async function stateByVisit(ctx: Ctx, input: FamilyInput): Promise<StatementView> {
  const { token, ...said } = input;
  const { slot_id: slotId } = await visitByToken(ctx, token);
  const shift = (await findShift(ctx.db, slotId)) ?? refuse("NOT_FOUND");
  return stateFor({ ...ctx, actor: null }, shift, "family", { slotId, ...said }, null);
}

/** Its history's id: shift and side, in 40 characters. */
const statementId = (slotId: string, side: Side): string => `${slotId}:${side[0]}`;

async function stateFor(
  ctx: Ctx,
  shift: Shift,
  side: Side,
  input: StateInput,
  grant: Grant | null,
): Promise<StatementView> {
  const { startsAt, now } = { startsAt: shift.slot.starts_at, now: ctx.clock.now() };
  const status = shift.row?.status ?? "planned";
  if (status === "cancelled") refuse("DAY_OVER");
  if (status === "planned" && (startsAt === null || startsAt > now))
    refuse("NOT_BEGUN", { startsAt: startsAt?.getTime() ?? null });
  const slotId = shift.slot.id;
  const minutes = input.hours * 60 + (input.minutes ?? 0);
  const said = { headcount: input.headcount, minutes, note: input.note ?? null };
  const version = (input.version ?? 0) + 1;
  const by = { stated_by: ctx.actor?.personId ?? null, stated_at: now };
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await record(trx, ctx, {
        aggregate: "statement",
        id: statementId(slotId, side),
        version,
        event: "statement.made",
        grant,
        data: { slotId, side, headcount: said.headcount, minutes },
      });
      if (version === 1) {
        await trx
          .insertInto("shift_statement")
          .values({ slot_id: slotId, side, ...said, ...by, version })
          .execute();
        return;
      }
      const done = await trx
        .updateTable("shift_statement")
        .set({ ...said, ...by, version })
        .where("slot_id", "=", slotId)
        .where("side", "=", side)
        .where("version", "=", version - 1)
        .executeTakeFirst();
      if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
    }),
  );
  return { side, ...said, statedAt: now, version };
}
