// A record's state, and why it is so, in people's words.
import { FLAG, HOURS_CLASS, PROPOSED, RECORD_STATUS, WAITS, hoursWords as w } from "@/app/_copy/hours";
import { Chip } from "@/app/_ui/card";
import type { RecordView } from "@/server/hours/lists/schema";

type Shown = Omit<RecordView, "mayConfirm">;

export function RecordChip({ record }: { record: Shown }) {
  const label = record.proposed ? PROPOSED : RECORD_STATUS[record.status];
  return (
    <Chip tone={label.tone} icon={label.icon}>
      {label.word}
    </Chip>
  );
}

/** How it was recorded, what it waits for, what is remarkable: one line. */
export function recordNotes(record: Shown): string {
  const waits = record.status === "pending" && record.waitsFor !== null ? WAITS[record.waitsFor] : null;
  const flags = record.flags.map((flag) => FLAG[flag]);
  const reason = record.reason === null ? null : w.why(record.reason);
  return [HOURS_CLASS[record.class], waits, ...flags, reason].filter(Boolean).join(" · ");
}
