// After closing: how many count, and everybody's record with the word it waits for.
import { duration } from "@/app/_copy/dates";
import { hoursWords as w } from "@/app/_copy/hours";
import { isCounted, type ShiftRecord, ShiftRecords } from "@/app/_shared/hours/shift-records";
import { Notice } from "@/app/_ui/card";
import type { ClosingView } from "@/server/hours/closing/schema";

export function After({ view, path }: { view: ClosingView; path: string }) {
  const rows = view.rows.flatMap(({ name, own, record }): ShiftRecord[] =>
    record === null ? [] : [{ name, own, record }],
  );
  const counted = rows.filter(isCounted);
  const waiting = rows.filter((row) => row.record.status === "pending").length;
  const minutes = counted.reduce((sum, row) => sum + row.record.minutes, 0);
  return (
    <>
      <Notice tone={waiting === 0 ? "green" : "amber"} icon={waiting === 0 ? "check" : "clock"}>
        <b>{w.closed}</b>
        <p>{w.closedSum(counted.length, duration(minutes))}</p>
        {waiting > 0 ? <p>{w.waiting(waiting)}</p> : null}
      </Notice>
      <ShiftRecords rows={rows} path={path} />
    </>
  );
}
