// What the typed paper comes to, line by line, before anything is written.
import { rollOf, shiftView } from "@/server/attendance/day/data";
import { codeOfRow } from "@/server/attendance/roster/data";
import { readRowCode } from "@/server/attendance/roster/rules";
import type { RollRow } from "@/server/attendance/schema";
import { type Shift, visibleShift } from "@/server/pledges/seats/data";
import { dayOf, intoDay, wallOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { planOf } from "../facts/data";
import { toldLate } from "../late/data";
import type { LateRow } from "../late/schema";
import { COUNTED, type RecordStatus } from "../lifecycle";
import { type Interval, minutesOf } from "../rules";
import { faultOfTimes, linesIn, momentsOf, readLine } from "./rules";
import type { PaperInput, PaperLine, PaperView } from "./schema";

type Sheet = {
  /** What a device told when it was over: people to be entered. */
  late: LateRow[];
  rows: (RollRow & { code: string })[];
  counted: ReadonlySet<string>;
  day: Date;
  overnight: boolean;
  plan: Interval | null;
  now: Date;
};

export async function visiblePaper(ctx: Ctx, input: PaperInput): Promise<PaperView> {
  const shift = await visibleShift(ctx, input.slotId, "shift.run");
  const [view, sheet] = await Promise.all([shiftView(ctx.db, shift), sheetOf(ctx, shift)]);
  const text = input.text ?? (input.late ? textOf(sheet) : "");
  const lines = linesOf(sheet, text);
  const said = new Set(lines.map((line) => line.personId));
  return {
    shift: view,
    text,
    lines,
    faults: lines.filter((line) => line.fault !== null).length,
    missing: sheet.rows.filter((row) => !said.has(row.personId) && row.presence === null).map((r) => r.name),
    listed: sheet.rows.length,
    now: sheet.now,
  };
}

/** Walked in, as the device says, and stands on no list. */
const unlisted = ({ personId, name }: LateRow): RollRow => ({
  personId,
  name,
  organisation: null,
  hasPhone: false,
  seeking: false,
  presence: null,
  sharedWith: [],
});

/** What was told late, as it would be typed from paper. Without an end the line is a fault, and somebody says when it was. */
function textOf({ rows, late }: Sheet): string {
  const clock = (at: Date) => wallOf(at).toISOString().slice(11, 16);
  return late
    .flatMap(({ personId, from, to }) => {
      const row = rows.find((one) => one.personId === personId);
      return row ? [[row.code, clock(from), to === null ? "" : clock(to)].join(" ").trim()] : [];
    })
    .join("\n");
}

/** The list as it is now, with its codes, and who counts already. */
export async function sheetOf(ctx: Ctx, shift: Shift): Promise<Sheet> {
  const { slot, row } = shift;
  const [{ rows }, late, records] = await Promise.all([
    rollOf(ctx.db, slot.id),
    toldLate(ctx.db, shift),
    ctx.db
      .selectFrom("service_record")
      .select(["person_id", "status"])
      .where("slot_id", "=", slot.id)
      .execute(),
  ]);
  const now = ctx.clock.now();
  const begins = slot.starts_at ?? row?.began_at ?? now;
  return {
    rows: [
      ...rows,
      ...late.filter((one) => !rows.some((row) => row.personId === one.personId)).map(unlisted),
    ].map((one) => ({ ...one, code: codeOfRow(ctx.keys, slot.id, one.personId) })),
    late,
    counted: new Set(
      records.filter((one) => COUNTED.includes(one.status as RecordStatus)).map((one) => one.person_id),
    ),
    day: new Date(begins.getTime() - intoDay(begins)),
    overnight: slot.ends_at !== null && dayOf(slot.ends_at) !== dayOf(begins),
    plan: planOf({ shift_kind: row?.kind ?? null, starts_at: slot.starts_at, ends_at: slot.ends_at }),
    now,
  };
}

export function linesOf(sheet: Sheet, text: string): PaperLine[] {
  const seen = new Set<string>();
  return linesIn(text).map(({ n, line }) => {
    const read = lineOf(sheet, line);
    const twice = read.personId !== null && seen.has(read.personId);
    if (read.personId !== null) seen.add(read.personId);
    return { n, line, ...read, fault: twice ? ("twice" as const) : read.fault };
  });
}

const UNREAD = {
  personId: null,
  name: null,
  from: null,
  to: null,
  minutes: 0,
  planned: false,
  counted: false,
};

function lineOf(sheet: Sheet, line: string): Omit<PaperLine, "n" | "line"> {
  const written = readLine(line);
  if (written === null) return { ...UNREAD, fault: "unreadable" };
  const found = meant(sheet.rows, written.who);
  const [row] = found;
  if (row === undefined) return { ...UNREAD, fault: "unknown" };
  if (found.length > 1) return { ...UNREAD, fault: "two" };
  const times = written.times === null ? sheet.plan : momentsOf(written.times, sheet.day, sheet.overnight);
  if (times === null) return { ...UNREAD, fault: "no_times" };
  const counted = sheet.counted.has(row.personId);
  return {
    personId: row.personId,
    name: row.name,
    ...times,
    minutes: minutesOf(times),
    planned: written.times === null,
    counted,
    fault: counted ? null : faultOfTimes(times, sheet.plan, sheet.now),
  };
}

/** Who a code is of; where two rows share one, or none has it, the name says it. */
function meant(rows: Sheet["rows"], who: string) {
  const code = readRowCode(who);
  const byCode = rows.filter((row) => row.code === code);
  if (byCode.length === 1) return byCode;
  const name = who.replace(/\s/g, "");
  const byName = rows.filter((row) => row.name.replace(/\s/g, "") === name || code === row.code + row.name);
  return byName.length > 0 ? byName : byCode;
}
