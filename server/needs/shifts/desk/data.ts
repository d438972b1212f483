// The shifts of a need for whoever posted it: every one of its present round, and one to change.
import type { z } from "zod";
import { refuse } from "@/server/errors";
import { canHappen } from "@/server/lifecycle";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { needFacts, needForAct } from "../../data";
import { NEED_EVENTS } from "../../lifecycle";
import { findLines } from "../../lines/data";
import { peopleOn, type Shift, shiftOf, shiftsOfLines } from "../data";
import type { ShiftView } from "../schema";
import type { DeskShifts, managedShift } from "./schema";

/** Everybody else is told NOT_FOUND. */
export async function deskShifts(ctx: Ctx, needId: string): Promise<DeskShifts> {
  const need = await needForAct(ctx, needId);
  authorize(ctx, "need.run", needFacts(need), "NOT_FOUND");
  const lines = (await findLines(ctx.db, need)).filter((line) => line.kind === "people");
  const ids = lines.map((line) => line.id);
  const shifts = await shiftsOfLines(ctx.db, ids);
  const people = await peopleOn(
    ctx.db,
    shifts.map((s) => s.slotId),
  );
  const names = await namesIn(ctx.db, shifts);
  const series =
    ids.length === 0
      ? []
      : await ctx.db
          .selectFrom("shift_series")
          .select(["id", "line_id", "every", "start_minute", "minutes"])
          .where("line_id", "in", ids)
          .where("ended_at", "is", null)
          .orderBy("created_at")
          .orderBy("id")
          .execute();
  return {
    needId,
    title: need.title,
    version: need.version,
    dueAt: need.deadline_at,
    mayChange: canHappen(NEED_EVENTS, need.status, "change"),
    lines: lines.map((line) => ({
      lineId: line.id,
      item: line.item,
      quantity: line.quantity,
      series: series
        .filter((s) => s.line_id === line.id)
        .map((s) => ({
          seriesId: s.id,
          every: s.every as "week" | "month",
          startMinute: s.start_minute,
          minutes: s.minutes,
          shifts: shifts.filter((shift) => shift.seriesId === s.id && shift.status === "planned").length,
        })),
      shifts: shifts
        .filter((s) => s.lineId === line.id)
        .map((s) => ({ ...viewOf(s), ...said(s, names), people: people.get(s.slotId) ?? 0 })),
    })),
    now: ctx.clock.now(),
  };
}

export async function managedShiftView(ctx: Ctx, slotId: string): Promise<z.output<typeof managedShift>> {
  const shift = (await shiftOf(ctx.db, slotId)) ?? refuse("NOT_FOUND");
  const need = await needForAct(ctx, shift.needId);
  authorize(ctx, "need.run", needFacts(need), "NOT_FOUND");
  const names = await namesIn(ctx.db, [shift]);
  return {
    ...viewOf(shift),
    ...said(shift, names),
    people: (await peopleOn(ctx.db, [slotId])).get(slotId) ?? 0,
  };
}

const viewOf = (s: Shift): ShiftView => ({
  slotId: s.slotId,
  needId: s.needId,
  lineId: s.lineId,
  seriesId: s.seriesId,
  item: s.item,
  status: s.status,
  kind: s.kind,
  role: s.role,
  place: s.place,
  skills: s.skills,
  qualification: s.qualification,
  minAge: s.minAge,
  dangerous: s.dangerous,
  insured: s.insured,
  homeVisit: s.homeVisit,
  paidTime: s.paidTime,
  endReason: s.endReason,
  endNote: s.endNote,
  startsAt: s.startsAt,
  endsAt: s.endsAt,
  cutOffAt: s.cutOffAt,
  seats: s.seats,
  taken: s.taken,
  remaining: s.remaining,
  waiting: s.waiting,
  walkIns: s.walkIns,
  isOpen: s.isOpen,
  version: s.version,
});

/** By id: who is in charge, and which organisations were given a shift. */
async function namesIn(db: Db, shifts: readonly Shift[]): Promise<Map<string, string>> {
  const of = (ids: (string | null)[]) => [...new Set(ids.filter((id) => id !== null))];
  const [people, organisations] = [of(shifts.map((s) => s.leadId)), of(shifts.map((s) => s.organisationId))];
  const rows = await Promise.all([
    people.length > 0
      ? db.selectFrom("person").select(["id", "name"]).where("id", "in", people).execute()
      : [],
    organisations.length > 0
      ? db.selectFrom("organisation").select(["id", "name"]).where("id", "in", organisations).execute()
      : [],
  ]);
  return new Map(rows.flat().map(({ id, name }) => [id, name]));
}

const said = (s: Shift, names: ReadonlyMap<string, string>) => ({
  lead: names.get(s.leadId ?? "") ?? null,
  runs: names.get(s.organisationId ?? "") ?? null,
  namedUntil: s.namedUntil,
});
