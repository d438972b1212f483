// A shift's times, seats and terms, before it begins. Whoever signed up is told what changed (shift.changed).

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { needFacts, needForAct } from "../../data";
import { after } from "../../lifecycle";
import { lineOfSlot, type SlotRow } from "../../lines/data";
import { cutOffAt } from "../../rules";
import { moveSlot } from "../../slots/commands";
import { refuseHardWording } from "../../wording/rules";
import { ensureShift, stepShift, termsRow } from "../commands";
import { type Shift, shiftOf } from "../data";
import { balanceLine } from "../numbers/commands";
import { differences, type ShiftTerms, type Timed, wrongTimes } from "../rules";
import { type ChangeBody, type ShiftAnswer, termsIn } from "../schema";

/** A shift of a need that still changes, for whoever posted. Another version than the page showed is MOVED_ON. */
export async function managedShift(
  ctx: Ctx,
  slotId: string,
  version?: number,
): Promise<{ shift: Shift; grant: Grant | null }> {
  const shift = (await shiftOf(ctx.db, slotId)) ?? refuse("NOT_FOUND");
  const need = await needForAct(ctx, shift.needId);
  const grant = authorize(ctx, "need.run", needFacts(need), "NOT_FOUND");
  after(need.status, "change");
  if (version !== undefined && version !== shift.version) refuse("MOVED_ON");
  return { shift, grant };
}

/** Refuses INVALID, BELOW_PROMISED, WRONG_STATE once it has begun, MOVED_ON. */
export async function changeShift(ctx: Ctx, body: ChangeBody): Promise<ShiftAnswer> {
  const { shift, grant } = await managedShift(ctx, body.slotId, body.version);
  const fields = wrongTimes(body.startsAt, body.endsAt, ctx.clock.now(), shift.startsAt);
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  const to = { ...termsIn(body), startsAt: body.startsAt, endsAt: body.endsAt, seats: body.seats };
  refuseHardWording({ role: to.role, place: to.place });
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      const line = await lineOfSlot(trx, shift.slotId);
      const version = await rewrite(trx, ctx, line.slot, to, grant, shift.version);
      if (version === null) refuse("INVALID", { fields: { _: "nothing_changed" } });
      await balanceLine(trx, line);
      return { slotId: shift.slotId, status: "planned", version };
    }),
  );
}

/** The shift as it is to be; null where nothing differs. The caller balances the line. */
export async function rewrite(
  trx: Trx,
  ctx: Ctx,
  slot: SlotRow,
  to: ShiftTerms & Timed,
  grant: Grant | null,
  version?: number,
): Promise<number | null> {
  const shift = await ensureShift(trx, ctx, slot.id);
  if (version !== undefined && shift.version !== version) refuse("MOVED_ON");
  const was: ShiftTerms & Timed = {
    kind: shift.kind as ShiftTerms["kind"],
    role: shift.role,
    place: shift.place,
    skills: JSON.parse(shift.skills) as string[],
    qualification: shift.qualification,
    minAge: shift.min_age,
    dangerous: shift.dangerous,
    insured: shift.insured,
    homeVisit: shift.home_visit,
    paidTime: shift.paid_time,
    startsAt: slot.starts_at ?? to.startsAt,
    endsAt: slot.ends_at ?? to.endsAt,
    seats: slot.ceiling,
  };
  const fields = differences(was, to);
  if (fields.length === 0) return null;
  const stepped = await stepShift(trx, ctx, shift, {
    event: "change",
    said: "shift.changed",
    grant,
    data: {
      fields: fields.join(","),
      starts: to.startsAt.getTime(),
      started: was.startsAt.getTime(),
      seats: to.seats,
    },
    set: termsRow(to),
  });
  if (fields.includes("startsAt") || fields.includes("endsAt"))
    await trx
      .updateTable("slot")
      .set({ starts_at: to.startsAt, ends_at: to.endsAt, cut_off_at: cutOffAt(to.startsAt, ctx.clock.now()) })
      .where("id", "=", slot.id)
      .execute();
  const delta = to.seats - slot.ceiling;
  if (delta !== 0 && !(await moveSlot(trx, slot.id, { ceiling: delta })))
    refuse("BELOW_PROMISED", { fields: { seats: "below_promised" } });
  return stepped.version;
}
