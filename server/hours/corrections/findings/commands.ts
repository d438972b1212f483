// What an answer does to the hours, in the answer's own transaction: by what the question was about.
import { attendanceOf } from "@/server/attendance/data";
import { refuse } from "@/server/errors";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { isWithin } from "../../closing/rules";
import { correctRecord, restoreRecord, strikeRecord, upholdRecord } from "../../correcting/commands";
import type { RecordRow } from "../../facts/data";
import { placeOf } from "../../facts/places/data";
import { follow, recordOf } from "../../following/commands";
import { enterLate } from "../../late/commands";
import { COUNTED, type RecordStatus } from "../../lifecycle";
import { confirmRecords, type Outcome } from "../../records/commands";
import type { Interval } from "../../rules";
import { REASON_MAX } from "../../schema";
import { discardOne, refuseWhy } from "../../speaking/commands";
import { visibleRecord, wordOf } from "../../speaking/data";
import { type CorrectionRow, mustBePlausible } from "../data";
import type { About, Outcome as Found } from "../schema";

export type Finding = {
  row: CorrectionRow;
  outcome: Found;
  from: Date | undefined;
  to: Date | undefined;
  words: string;
  grant: Grant | null;
};

/** recordId: what the question is about from now on. entered: a late entry was made, which waits for another's word. */
export type Ended = { recordId: string | null; entered: boolean };

export async function found(trx: Trx, ctx: Ctx, f: Finding): Promise<Ended> {
  return BY_ABOUT[f.row.about as About]({ ...ctx, db: trx }, trx, f);
}

type Act = (ctx: Ctx, trx: Trx, f: Finding) => Promise<Ended>;
const BY_ABOUT: Record<About, Act> = {
  times: putTimes,
  unit: putTimes,
  pending: settlePending,
  missing: enterMissing,
  voided: restore,
};

const reasonOf = (f: Finding) => [...f.words].slice(0, REASON_MAX).join("");
const recordIdOf = ({ row }: Finding) => row.record_id ?? refuse("NOT_FOUND");
const orRefuse = ({ why, dayMinutes }: Outcome) => why === null || refuseWhy(why, dayMinutes);

/** The times that were found, else those asked for. */
async function timesOf(ctx: Ctx, f: Finding): Promise<Interval> {
  const [from, to] = [f.from ?? f.row.from_at, f.to ?? f.row.to_at];
  if (from === null || to === null)
    refuse("INVALID", { fields: { [from === null ? "from" : "to"]: "required" } });
  await mustBePlausible(ctx, f.row.slot_id, { from, to });
  return { from, to };
}

/** It counts already: a reversal and a new row, a reversal alone, or nothing. */
async function putTimes(ctx: Ctx, trx: Trx, f: Finding): Promise<Ended> {
  const [recordId, { row, grant }] = [recordIdOf(f), f];
  if (f.outcome === "upheld") await upholdRecord(trx, ctx, recordId, { grant });
  else if (f.outcome === "struck") await strikeRecord(trx, ctx, recordId, { grant, reason: reasonOf(f) });
  else {
    const known = await visibleRecord(ctx, recordId);
    const times = await timesOf(ctx, f);
    // Who asked is the first of two for what they asked for, and for less; any other time is the answerer's own to say.
    const { from_at, to_at } = known.record;
    const theirs = isWithin(times, { from: row.from_at ?? times.from, to: row.to_at ?? times.to });
    const stands = to_at !== null && isWithin(times, { from: from_at, to: to_at });
    const askedBy = theirs || stands ? row.asked_by : (ctx.actor?.personId ?? null);
    const said = row.about === "unit" ? ("hours.put_right" as const) : ("hours.corrected" as const);
    const reason = row.about === "unit" ? row.words.slice(0, REASON_MAX) : null;
    orRefuse(
      await correctRecord(trx, ctx, recordId, { ...times, askedBy, said, reason }, wordOf(ctx, known)),
    );
  }
  return { recordId, entered: false };
}

/** It waits: the word that was missing, or that it is not to count. Where another gave theirs meanwhile, there is nothing to do. */
async function settlePending(ctx: Ctx, trx: Trx, f: Finding): Promise<Ended> {
  const recordId = recordIdOf(f);
  const known = await visibleRecord(ctx, recordId);
  const counts = COUNTED.includes(known.record.status as RecordStatus);
  if (f.outcome === "struck") await discardOne(trx, ctx, known, reasonOf(f), f.grant);
  else if (f.outcome === "corrected" && !counts) {
    const [outcome] = await confirmRecords(trx, ctx, [recordId], (one) => wordOf(ctx, one));
    orRefuse(outcome ?? refuse("NOT_FOUND"));
  }
  return { recordId, entered: false };
}

/** Nothing was recorded: a late entry, of which the answerer is the first of two. */
async function enterMissing(ctx: Ctx, trx: Trx, f: Finding): Promise<Ended> {
  const { slot_id: slotId, person_id: personId } = f.row;
  if (f.outcome === "upheld") return { recordId: f.row.record_id, entered: false };
  await trx.selectFrom("shift").select("slot_id").where("slot_id", "=", slotId).forUpdate().execute();
  const presence = await attendanceOf(trx, slotId, personId);
  if (presence !== null) return recordedMeanwhile(ctx, trx, f, presence.id);
  const times = await timesOf(ctx, f);
  const { shift, entry } = (await placeOf(trx, slotId, personId)) ?? refuse("NOT_FOUND");
  if (shift.row?.status === "cancelled") refuse("DAY_OVER");
  const attendanceId = await enterLate(trx, ctx, shift, { personId, times, place: entry, grant: f.grant });
  const recordId = (await follow(trx, ctx, attendanceId)) ?? refuse("NOTHING_TO_COUNT");
  return { recordId, entered: true };
}

/** Somebody else recorded it before the answer: that record is the answer, and goes its own way. One that was struck is restored. */
async function recordedMeanwhile(ctx: Ctx, trx: Trx, f: Finding, attendanceId: string): Promise<Ended> {
  await follow(trx, ctx, attendanceId);
  const record = (await recordOf(trx, attendanceId)) ?? refuse("NOT_FOUND");
  if (record.status === "voided") return putBack(ctx, trx, f, record);
  if (f.from !== undefined || f.to !== undefined) refuse("MOVED_ON"); // times for an entry that nobody has to make any more
  return { recordId: record.id, entered: false };
}

/** It was struck, and is to count after all: it waits again, as a late entry. Where the presence itself was undone, there is a new one. */
async function restore(ctx: Ctx, trx: Trx, f: Finding): Promise<Ended> {
  const recordId = recordIdOf(f);
  if (f.outcome === "upheld") return { recordId, entered: false };
  const known = await visibleRecord(ctx, recordId);
  return known.live ? putBack(ctx, trx, f, known.record) : enterMissing(ctx, trx, f);
}

async function putBack(ctx: Ctx, trx: Trx, f: Finding, { id, from_at, to_at }: RecordRow): Promise<Ended> {
  const times = await timesOf(ctx, {
    ...f,
    from: f.from ?? f.row.from_at ?? from_at,
    to: f.to ?? f.row.to_at ?? to_at ?? undefined,
  });
  await restoreRecord(trx, ctx, id, { ...times, grant: f.grant });
  return { recordId: id, entered: true };
}
