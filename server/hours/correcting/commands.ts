// What stands in the ledger and turns out wrong: a reversal and a new row, linked; or a reversal alone. All in the caller's transaction,
// which has asked hours.correct; the word is weighed as at the first confirmation.
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { addWorkDays } from "../calendar/data";
import { dayDate } from "../calendar/rules";
import { isWithin } from "../closing/rules";
import { type Known, knownRecords } from "../facts/data";
import { affiliate, enter, holdHours } from "../ledger/commands";
import { RECORD_EVENTS } from "../lifecycle";
import { flagsOf, type Outcome, oneHand, type Said, stepRecord, takeBack, weigh } from "../records/commands";
import { flagsIn, flagsText, type Interval, RECORD_WORK_DAYS, waitsFor, whyNot } from "../rules";
import type { Flag } from "../schema";

/** Who put it so: by whom, why, and what history calls it. */
export type Putting = {
  /** Who wants it so, the first of two; null where it only takes minutes away. */
  askedBy: string | null;
  said: "hours.corrected" | "hours.put_right"; // after a question, or by the unit itself
  reason: string | null;
  /** A spot check found it out. */
  checked?: boolean;
};

/** Other times for what counts already. Less of it takes no further word than the leader's. Answers why not, and then nothing has changed. */
export async function correctRecord(
  trx: Trx,
  ctx: Ctx,
  recordId: string,
  to: Interval & Putting,
  word: Said,
): Promise<Outcome> {
  const known = await heldRecord(trx, recordId);
  const { record } = known;
  next(RECORD_EVENTS, record.status, "correct");
  const interval = { from: to.from, to: to.to };
  const asked: Known = {
    ...known,
    clocked: false,
    record: {
      ...record,
      class: "late",
      entered_by: to.askedBy,
      from_at: to.from,
      to_at: to.to,
      day: dayDate(to.from),
    },
  };
  const found = await weigh(trx, asked, interval);
  const lowers = record.to_at !== null && isWithin(interval, { from: record.from_at, to: record.to_at });
  const why =
    whyNot({ ...found.asked, lowers }, word, found.terms) ?? (await oneHand(trx, asked.record, word));
  const dayMinutes = found.weighed.others + found.weighed.minutes;
  const about = { recordId, personId: record.person_id, dayMinutes };
  if (why !== null) return { ...about, why, minutes: 0 };
  const old = await takeBack(trx, ctx, record);
  const entry = await enter(trx, ctx, asked, {
    interval,
    class: "late",
    confirmedBy: word.by,
    supersedesId: old.data.reversedId,
  });
  await affiliate(trx, asked);
  await stepRecord(trx, ctx, record, {
    event: "correct",
    said: to.said,
    grant: word.grant,
    data: {
      reversedId: old.data.reversedId,
      entryId: entry.entryId,
      delta: old.data.delta + entry.minutes,
      level: word.level,
    },
    set: {
      class: "late",
      from_at: to.from,
      to_at: to.to,
      day: asked.record.day,
      minutes: entry.minutes,
      entry_id: entry.entryId,
      entered_by: to.askedBy,
      recording_unit_id: known.unit.unitId,
      confirmed_by: word.by,
      confirmed_at: ctx.clock.now(),
      reason: to.reason,
      flags: flagsText([...flagsOf(asked, found), "corrected", ...CHECKED(to)]),
    },
  });
  return { ...about, why: null, minutes: entry.minutes };
}

const CHECKED = ({ checked }: { checked?: boolean }): Flag[] => (checked ? ["checked"] : []);

type Answer = { grant: Grant | null; reason?: string; checked?: boolean };

/** It was not served after all: out of the ledger, with a reason. */
export async function strikeRecord(trx: Trx, ctx: Ctx, recordId: string, how: Answer): Promise<void> {
  const { record } = await heldRecord(trx, recordId);
  next(RECORD_EVENTS, record.status, "strike");
  const back = await takeBack(trx, ctx, record);
  await stepRecord(trx, ctx, record, {
    event: "strike",
    said: "hours.struck",
    grant: how.grant,
    data: back.data,
    set: {
      ...back.set,
      minutes: 0,
      confirmed_by: null,
      confirmed_at: null,
      reason: how.reason ?? null,
      flags: flagsText([...flagsIn(record.flags), ...CHECKED(how)]),
    },
  });
}

/** It was struck, and is to count after all: one writes it down, and it waits for another's word. */
export async function restoreRecord(
  trx: Trx,
  ctx: Ctx,
  recordId: string,
  { from, to, grant }: Interval & { grant: Grant | null },
): Promise<void> {
  const known = await heldRecord(trx, recordId);
  const enteredBy = ctx.actor?.personId ?? null;
  const told = flagsText([...flagsIn(known.record.flags), "late_entry", "changed"]);
  const record = {
    ...known.record,
    class: "late",
    from_at: from,
    to_at: to,
    entered_by: enteredBy,
    flags: told,
  };
  const asked: Known = { ...known, clocked: false, record };
  const found = await weigh(trx, asked, { from, to });
  await stepRecord(trx, ctx, known.record, {
    event: "restore",
    said: "hours.restored",
    grant,
    data: { minutes: found.weighed.minutes },
    set: {
      class: "late",
      from_at: from,
      to_at: to,
      day: dayDate(from),
      minutes: found.weighed.minutes,
      entered_by: enteredBy,
      recording_unit_id: known.unit.unitId,
      waits_for: waitsFor(found.weighed, found.terms),
      due_at: await addWorkDays(trx, ctx.clock.now(), RECORD_WORK_DAYS),
      reason: null,
      flags: flagsText(flagsOf(asked, found)),
    },
  });
}

/** Somebody doubts it; it goes on counting until it is looked at. */
export async function disputeRecord(trx: Trx, ctx: Ctx, recordId: string): Promise<void> {
  const { record } = await heldRecord(trx, recordId);
  await stepRecord(trx, ctx, record, { event: "dispute", said: "hours.disputed" });
}

/** It was looked at and stays. */
export async function upholdRecord(trx: Trx, ctx: Ctx, recordId: string, how: Answer): Promise<void> {
  const { record } = await heldRecord(trx, recordId);
  await stepRecord(trx, ctx, record, { event: "uphold", said: "hours.upheld", grant: how.grant });
}

/** Read again once the person's hours are held. */
export async function heldRecord(trx: Trx, recordId: string): Promise<Known> {
  const { person_id } = await trx
    .selectFrom("service_record")
    .select("person_id")
    .where("id", "=", recordId)
    .executeTakeFirstOrThrow();
  await holdHours(trx, [person_id]);
  return (await knownRecords(trx, [recordId]))[0] as Known;
}
