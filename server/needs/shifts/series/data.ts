// A series with its shifts, and what a change would do to them.

import type { Selectable } from "kysely";
import type { z } from "zod";
import { refuse } from "@/server/errors";
import type { DB, Db, Trx } from "@/server/platform/db";
import { hashOfBody } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { type NeedRow, needFacts, needForAct } from "../../data";
import { after } from "../../lifecycle";
import { refuseHardWording } from "../../wording/rules";
import { peopleOn, type Shift, shiftsOf } from "../data";
import { plannedLine } from "../planning/commands";
import type { ShiftTerms } from "../rules";
import { termsIn } from "../schema";
import {
  actsIn,
  minutesBetween,
  type Pattern,
  type PlanRow,
  planOf,
  samePattern,
  wrongPattern,
} from "./rules";
import type { PlanView, PreviewChangeBody, PreviewNewBody, seriesView } from "./schema";

type SeriesRow = Selectable<DB["shift_series"]>;
type Said = Omit<PreviewNewBody, "needId" | "lineId">;

const patternIn = (body: Said): Pattern => ({
  every: body.every,
  firstOn: body.firstOn,
  lastOn: body.lastOn,
  startMinute: body.startTime,
  minutes: minutesBetween(body.startTime, body.endTime),
  seats: body.seats,
});

/** The pattern and terms, or a refusal of what cannot be. */
export function saidIn(body: Said, now: Date): { to: Pattern; terms: ShiftTerms } {
  const to = patternIn(body);
  const fields = wrongPattern(to, now);
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  const { timing, role, skills, homeVisit, paidTime, place, qualification, minAge, dangerous, insured } =
    body;
  const terms = termsIn({
    timing,
    role,
    skills,
    homeVisit,
    paidTime,
    place,
    qualification,
    minAge,
    dangerous,
    insured,
  });
  refuseHardWording({ role: terms.role, place: terms.place });
  return { to, terms };
}

const patternOf = (row: SeriesRow): Pattern => ({
  every: row.every as Pattern["every"],
  firstOn: dayText(row.first_on),
  lastOn: dayText(row.last_on),
  startMinute: row.start_minute,
  minutes: row.minutes,
  seats: row.seats,
});

/** A living series of a need that still changes, for whoever posted. */
export async function managedSeries(
  ctx: Ctx,
  seriesId: string,
): Promise<{ series: SeriesRow; need: NeedRow; grant: Grant | null }> {
  const series = await ctx.db
    .selectFrom("shift_series")
    .selectAll()
    .where("id", "=", seriesId)
    .executeTakeFirst();
  if (!series || series.ended_at !== null) refuse("NOT_FOUND");
  const need = await needForAct(ctx, series.need_id);
  const grant = authorize(ctx, "need.run", needFacts(need), "NOT_FOUND");
  after(need.status, "change");
  return { series, need, grant };
}

export async function visibleSeries(ctx: Ctx, seriesId: string): Promise<z.infer<typeof seriesView>> {
  const { series } = await managedSeries(ctx, seriesId);
  return {
    seriesId,
    needId: series.need_id,
    lineId: series.line_id,
    ...patternOf(series),
    terms: JSON.parse(series.terms) as ShiftTerms,
  };
}

/** What adding a series would bring. */
export async function previewNew(ctx: Ctx, body: PreviewNewBody): Promise<PlanView> {
  await plannedLine(ctx, body.needId, body.lineId);
  const { to } = saidIn(body, ctx.clock.now());
  return viewOf(planOf(null, to, [], ctx.clock.now()));
}

/** What changing a series would do, shift by shift. */
export async function previewChange(ctx: Ctx, body: PreviewChangeBody): Promise<PlanView> {
  const { series } = await managedSeries(ctx, body.seriesId);
  const { to, terms } = saidIn(body, ctx.clock.now());
  return viewOf(await planFor(ctx.db, series, to, terms, ctx.clock.now()));
}

export async function planFor(
  db: Db | Trx,
  series: SeriesRow,
  to: Pattern,
  terms: ShiftTerms,
  now: Date,
): Promise<PlanRow[]> {
  const ids = await db.selectFrom("shift").select("slot_id").where("series_id", "=", series.id).execute();
  const shifts = await shiftsOf(
    db,
    ids.map((row) => row.slot_id),
  );
  const people = await peopleOn(
    db,
    shifts.map((shift) => shift.slotId),
  );
  const there = shifts.map((shift) => ({
    slotId: shift.slotId,
    status: shift.status,
    startsAt: shift.startsAt as Date,
    endsAt: shift.endsAt as Date,
    seats: shift.seats,
    taken: shift.taken,
    people: people.get(shift.slotId) ?? 0,
    same: samePattern(termsOf(shift), terms),
  }));
  return planOf(patternOf(series), to, there, now);
}

const termsOf = (shift: Shift): ShiftTerms => shift;

/** The plan's mark: the same rows, the same mark. */
export const markOf = (rows: readonly PlanRow[]): string =>
  hashOfBody(rows.map((r) => [r.slotId, r.startsAt.getTime(), r.endsAt.getTime(), r.fate, r.seats]));

const viewOf = (rows: PlanRow[]): PlanView => ({ rows, plan: markOf(rows), changes: actsIn(rows) });
