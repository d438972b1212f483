// Questions about hours, to whoever asked and whoever answers.
import type { Selectable, SelectQueryBuilder } from "kysely";
import { liveKey } from "@/server/attendance/rules";
import { refuse } from "@/server/errors";
import { canHappen } from "@/server/lifecycle";
import { actsFor } from "@/server/people/proxies/data";
import type { DB, Db, Trx } from "@/server/platform/db";
import { type HoursFacts, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { workDaysLeft } from "../calendar/data";
import { isPlausible } from "../closing/rules";
import { hoursFacts, type Known, knownRecords } from "../facts/data";
import { placeOf } from "../facts/places/data";
import type { RecordStatus } from "../lifecycle";
import { viewOf } from "../lists/data";
import { flagsIn, type Interval } from "../rules";
import { CORRECTION_EVENTS, type CorrectionStatus, WAITING } from "./lifecycle";
import { becomes, outcomesOf } from "./rules";
import type { About, CorrectionView } from "./schema";

export type CorrectionRow = Selectable<DB["correction"]>;
/** known: its record, where there is one. facts: whose hours they are and who answers for them. */
export type Asked = { row: CorrectionRow; known: Known | null; facts: HoursFacts; own: boolean };

/** While it waits, its record is in dispute. */
export const disputes = (row: CorrectionRow): row is CorrectionRow & { record_id: string } =>
  (row.about === "times" || row.about === "unit") && row.record_id !== null;

export const statusOf = (known: Known | null): RecordStatus | null =>
  known === null ? null : (known.record.status as RecordStatus);
/** A yes would give back what a spot check took away: that is not the recording unit's to do. */
export const undoesCheck = (row: Pick<CorrectionRow, "about">, known: Known | null): boolean =>
  known !== null &&
  flagsIn(known.record.flags).includes("checked") &&
  becomes(row.about as About, statusOf(known)) !== "recorded";

/** Of the same minute: forms show no seconds. */
export const sameMinute = (a: Date, b: Date | null): boolean =>
  b !== null && Math.floor(a.getTime() / 60_000) === Math.floor(b.getTime() / 60_000);

/** Times of this shift and of the past; INVALID. */
export async function mustBePlausible(
  ctx: Pick<Ctx, "clock"> & { db: Db | Trx },
  slotId: string,
  { from, to }: Interval,
): Promise<void> {
  const slot = await ctx.db
    .selectFrom("slot")
    .select(["starts_at", "ends_at"])
    .where("id", "=", slotId)
    .executeTakeFirstOrThrow();
  if (!isPlausible({ from, to }, slot, ctx.clock.now()))
    refuse("INVALID", { fields: { to: "not_of_this_shift" } });
}

/** The question with what it is about; NOT_FOUND where the reader may not see it. */
export async function visibleCorrection(ctx: Ctx, correctionId: string): Promise<Asked> {
  const row = await ctx.db
    .selectFrom("correction")
    .selectAll()
    .where("id", "=", correctionId)
    .executeTakeFirst();
  const asked = row === undefined ? null : await seen(ctx, row);
  return asked ?? refuse("NOT_FOUND");
}

async function seen(ctx: Ctx, row: CorrectionRow): Promise<Asked | null> {
  const recordId = row.record_id ?? (await recordedAt(ctx.db, row));
  const [known = null] = recordId === null ? [] : await knownRecords(ctx.db, [recordId]);
  const facts =
    known === null || row.record_id === null // as when it was asked, whoever recorded it meanwhile
      ? (await placeOf(ctx.db, row.slot_id, row.person_id))?.facts
      : hoursFacts(known);
  if (facts === undefined) return null;
  const actor = ctx.actor?.personId;
  const own =
    actor !== undefined && (actor === row.person_id || (await actsFor(ctx.db, actor, row.person_id)));
  // The words may complain of whoever ran the shift: they are for who asked and who answers.
  const sees =
    own || may(ctx, "hours.correct", facts) !== false || may(ctx, "hours.put_right", facts) !== false;
  return sees ? { row, known, facts, own } : null;
}

/** The record of somebody's presence at a shift, made after they had asked where it was. */
async function recordedAt(db: Db, { slot_id, person_id }: CorrectionRow): Promise<string | null> {
  const row = await db
    .selectFrom("service_record as r")
    .innerJoin("attendance as a", "a.id", "r.attendance_id")
    .select("r.id")
    .where("a.live_key", "=", liveKey(slot_id, person_id))
    .executeTakeFirst();
  return row?.id ?? null;
}

type Query = SelectQueryBuilder<DB, "correction", CorrectionRow>;

/** Those of a choice that the reader may see, newest first. */
export async function visibleCorrections(
  ctx: Ctx,
  which: (query: Query) => Query,
): Promise<CorrectionView[]> {
  const rows = await which(ctx.db.selectFrom("correction").selectAll())
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  const asked = await Promise.all(rows.map((row) => seen(ctx, row)));
  return Promise.all(asked.filter((one) => one !== null).map((one) => viewOfAsked(ctx, one)));
}

/** All questions about a record that the reader may see. */
export const listOfRecord = (ctx: Ctx, input: { recordId: string }): Promise<CorrectionView[]> =>
  visibleCorrections(ctx, (query) => query.where("record_id", "=", input.recordId));

export async function viewCorrection(ctx: Ctx, input: { correctionId: string }): Promise<CorrectionView> {
  return viewOfAsked(ctx, await visibleCorrection(ctx, input.correctionId));
}

/** The question that waits about a record. */
export async function waitingOn(db: Db | Trx, recordId: string): Promise<CorrectionRow | null> {
  const row = await db
    .selectFrom("correction")
    .selectAll()
    .where("live_key", "=", recordId)
    .executeTakeFirst();
  return row ?? null;
}

async function viewOfAsked(ctx: Ctx, { row, known, facts, own }: Asked): Promise<CorrectionView> {
  const about = await ctx.db
    .selectFrom("slot as s")
    .innerJoin("need as n", "n.id", "s.need_id")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .innerJoin("person as p", (join) => join.on("p.id", "=", row.person_id))
    .leftJoin("organisation as o", (join) => join.on("o.id", "=", facts.unitId ?? ""))
    .leftJoin("organisation as r", (join) => join.on("r.id", "=", known?.record.recording_unit_id ?? ""))
    .select(["n.title", "l.item", "p.name", "o.name as unit", "r.name as recorded"])
    .select(["s.starts_at as startsAt", "s.ends_at as endsAt"])
    .where("s.id", "=", row.slot_id)
    .executeTakeFirstOrThrow();
  const [status, kind] = [row.status as CorrectionStatus, row.about as About];
  const actor = ctx.actor?.personId;
  const [daysLeft = 0] = await workDaysLeft(ctx.db, ctx.clock.now(), row.due_at);
  const answers = (action: "hours.correct" | "hours.decide") =>
    actor !== row.person_id && may(ctx, action, facts) !== false;
  const theirs = kind !== "unit" && own;
  return {
    id: row.id,
    about: kind,
    status,
    from: row.from_at,
    to: row.to_at,
    words: row.words,
    answer: row.answer,
    appeal: row.appeal,
    verdict: row.verdict,
    askedAt: row.created_at,
    answeredAt: row.answered_at,
    appealedAt: row.appealed_at,
    decidedAt: row.decided_at,
    dueAt: row.due_at,
    daysLeft,
    personId: row.person_id,
    slotId: row.slot_id,
    name: about.name,
    title: about.title,
    item: about.item,
    startsAt: about.startsAt,
    endsAt: about.endsAt,
    unit: about.unit,
    record:
      known === null
        ? null
        : viewOf(ctx, known, {
            units: new Map([[known.record.recording_unit_id ?? "", about.recorded ?? ""]]),
            proposed: new Set(kind === "unit" && WAITING.includes(status) ? [known.record.id] : []),
          }),
    outcomes: outcomesOf(kind, statusOf(known)).filter(
      (one) => one !== "corrected" || !undoesCheck(row, known) || may(ctx, "hours.decide", facts) !== false,
    ),
    mayAnswer: status === "asked" && answers("hours.correct") && !(kind === "unit" && actor === row.asked_by),
    mayDecide: status === "appealed" && answers("hours.decide") && actor !== row.answered_by,
    mayAppeal: theirs && canHappen(CORRECTION_EVENTS, status, "appeal"),
    mayWithdraw: WAITING.includes(status) && (kind === "unit" ? actor === row.asked_by : own),
  };
}
