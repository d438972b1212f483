// How a record comes to count. Whoever speaks (the rule, a leader, those above), it goes through confirmRecords: the people's hours
// are held, each record is read again and weighed, and what is found wanting stays and says whose word it waits for.
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record as tell } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { type Known, knownRecords, type RecordRow, sharesNumber, standingOf, weighedOf } from "../facts/data";
import { affiliate, enter, holdHours, reverse } from "../ledger/commands";
import { RECORD_EVENTS } from "../lifecycle";
import {
  flagsIn,
  flagsText,
  type Interval,
  minutesOf,
  type Terms,
  tierOf,
  type Weighed,
  type Why,
  type Word,
  waitsFor,
  whyNot,
} from "../rules";
import type { Flag } from "../schema";
import { termsOf } from "../units/data";

/** Whose word it is, and by which grant; a string where this one may not speak about this record at all. */
export type Said = Word & { grant: Grant | null };
export type Outcome = {
  recordId: string;
  personId: string;
  why: Why | "moved_on" | null; // null: it counts now
  minutes: number;
  dayMinutes: number;
};

type RecordStep = {
  event: keyof typeof RECORD_EVENTS;
  said: string;
  set?: Partial<Omit<RecordRow, "id" | "version" | "created_at">>;
  data?: Act["data"];
  grant?: Grant | null;
};

/** One step of a record's life: history first, the guarded UPDATE last. */
export async function stepRecord<R extends RecordRow>(trx: Trx, ctx: Ctx, row: R, s: RecordStep): Promise<R> {
  const to = next(RECORD_EVENTS, row.status, s.event);
  const status = to === "=" ? row.status : to;
  const version = row.version + 1;
  await orMovedOn(
    tell(trx, ctx, {
      aggregate: "service_record",
      id: row.id,
      version,
      event: s.said,
      grant: s.grant ?? null,
      forId: row.person_id,
      data: s.data ?? {},
    }),
  );
  const done = await trx
    .updateTable("service_record")
    .set({ ...s.set, status, version })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (done.numUpdatedRows === 0n) refuse("MOVED_ON");
  return { ...row, ...s.set, status, version };
}

/** The only way into the ledger. Answers for each record, in order of service; nothing is refused, so that thirty do not wait for one. */
export async function confirmRecords(
  trx: Trx,
  ctx: Ctx,
  recordIds: readonly string[],
  wordOn: (known: Known) => Said,
): Promise<Outcome[]> {
  await holdHours(
    trx,
    (await knownRecords(trx, recordIds)).map((known) => known.record.person_id),
  );
  const held = await knownRecords(trx, recordIds); // as they are now that nobody else moves them
  held.sort((a, b) => a.record.from_at.getTime() - b.record.from_at.getTime());
  const outcomes: Outcome[] = [];
  for (const known of held) outcomes.push(await confirmOne(trx, ctx, known, wordOn(known)));
  return outcomes;
}

async function confirmOne(trx: Trx, ctx: Ctx, known: Known, word: Said): Promise<Outcome> {
  const { record } = known;
  const about = { recordId: record.id, personId: record.person_id, minutes: 0, dayMinutes: 0 };
  if (record.status !== "pending" || record.to_at === null) return { ...about, why: "moved_on" };
  const interval = { from: record.from_at, to: record.to_at };
  const found = await weigh(trx, known, interval);
  const dayMinutes = found.weighed.others + found.weighed.minutes;
  const why = whyNot(found.asked, word, found.terms) ?? (await oneHand(trx, record, word));
  if (why === "paid_time") await setAside(trx, ctx, known);
  if (why !== null) {
    if (why !== "paid_time") await stillWaits(trx, ctx, known, found);
    return { ...about, why, dayMinutes };
  }
  const entry = await enter(trx, ctx, known, { interval, class: record.class, confirmedBy: word.by });
  await affiliate(trx, known);
  await stepRecord(trx, ctx, record, {
    event: word.by === null ? "takeEffect" : "confirm",
    said: word.by === null ? "hours.took_effect" : "hours.confirmed",
    grant: word.grant,
    data: { entryId: entry.entryId, delta: entry.minutes, level: word.level },
    set: {
      entry_id: entry.entryId,
      minutes: entry.minutes,
      recording_unit_id: known.unit.unitId,
      confirmed_by: word.by,
      confirmed_at: ctx.clock.now(),
      waits_for: null,
      flags: flagsText(flagsOf(known, found)),
    },
  });
  return { ...about, why: null, minutes: entry.minutes, dayMinutes };
}

/** The word of another person that comes from the same telephone is no other word. */
export async function oneHand(
  trx: Trx,
  record: Pick<RecordRow, "person_id" | "entered_by">,
  word: Word,
): Promise<"own" | "second" | null> {
  if (word.by === null) return null;
  if (await sharesNumber(trx, word.by, record.person_id)) return "own";
  const { entered_by } = record;
  return entered_by !== null &&
    entered_by !== record.person_id &&
    (await sharesNumber(trx, word.by, entered_by))
    ? "second"
    : null;
}

type Found = {
  terms: Terms;
  weighed: Weighed;
  asked: Parameters<typeof whyNot>[0];
  overlaps: boolean;
};

/** A record as it would count from … to …, beside everything that stands for its person. */
export async function weigh(trx: Trx, known: Known, interval: Interval): Promise<Found> {
  const terms = await termsOf(trx, known.need.county_id);
  const standing = await standingOf(trx, { ...known.record, from_at: interval.from }, interval.to);
  const weighed = weighedOf(known, minutesOf(interval), standing.others, terms);
  const asked = {
    ...weighed,
    personId: known.record.person_id,
    lineKind: known.lineKind,
    paidTime: known.paidTime,
    interval,
    standing: standing.intervals,
  };
  return {
    terms,
    weighed,
    asked,
    overlaps: standing.intervals.some((i) => i.from < interval.to && interval.from < i.to),
  };
}

/** What is remarkable, as it is known now; what was said earlier and cannot be seen again stays. */
export function flagsOf(known: Known, found: Found): Flag[] {
  const seen: [Flag, boolean][] = [
    ["short_presence", found.weighed.short],
    ["overlap", found.overlaps],
    ["long_day", tierOf(found.weighed.others + found.weighed.minutes, found.terms) !== "rule"],
    ["no_unit", !found.weighed.hasUnit],
    ["nothing", found.weighed.minutes < 1],
  ];
  const kept = flagsIn(known.record.flags).filter((flag) => !seen.some(([name]) => name === flag));
  return [...kept, ...seen.flatMap(([flag, there]) => (there ? [flag] : []))];
}

/** Says whose word is still missing, where that is not what the record says already. */
async function stillWaits(trx: Trx, ctx: Ctx, known: Known, found: Found): Promise<void> {
  const waits = waitsFor(found.weighed, found.terms);
  const flags = flagsText(flagsOf(known, found));
  const unitId = known.unit.unitId;
  const { record } = known;
  if (record.waits_for === waits && record.flags === flags && record.recording_unit_id === unitId) return;
  await stepRecord(trx, ctx, record, {
    event: "await",
    said: "hours.awaited",
    data: { waitsFor: waits, flags },
    set: { waits_for: waits, flags, recording_unit_id: unitId },
  });
}

async function setAside(trx: Trx, ctx: Ctx, known: Known): Promise<void> {
  await stepRecord(trx, ctx, known.record, {
    event: "setAside",
    said: "hours.set_aside",
    set: { waits_for: null, flags: flagsText([...flagsIn(known.record.flags), "paid_time"]) },
  });
}

/** Takes a record's row out of the ledger, where one stands. The caller holds the person's hours and steps the record. */
export async function takeBack(
  trx: Trx,
  ctx: Ctx,
  row: RecordRow,
): Promise<{ set: { entry_id: null }; data: { reversedId: string | null; delta: number } }> {
  if (row.entry_id === null) return { set: { entry_id: null }, data: { reversedId: null, delta: 0 } };
  const reversal = await reverse(trx, ctx, row.entry_id);
  return { set: { entry_id: null }, data: { reversedId: row.entry_id, delta: reversal.minutes } };
}
