// One record as its person and those who answer for it see it: how long, when, what is said beside it, and who records it.
import { duration, timeSpan } from "@/app/_copy/dates";
import { hoursWords } from "@/app/_copy/hours";
import { Card } from "@/app/_ui/card";
import type { OneRecord } from "@/server/hours/lists/schema";
import { RecordChip, recordNotes } from "./record-notes";

export function RecordCard({ record, now }: { record: OneRecord; now: Date }) {
  return (
    <Card>
      <div className="split">
        <b>{record.to === null ? record.shift.item : duration(record.minutes)}</b>
        <RecordChip record={record} />
      </div>
      <p>{timeSpan(record.from, record.to, now)}</p>
      <p className="note">{[record.shift.item, recordNotes(record)].filter(Boolean).join(" · ")}</p>
      {record.unit ? <p className="note">{hoursWords.unit(record.unit)}</p> : null}
    </Card>
  );
}
