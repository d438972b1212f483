// What may be asked of which record, and what may be answered. Pure.
import type { RecordStatus } from "../lifecycle";
import type { About, Outcome } from "./schema";

/** How long after its end a service is still asked about: longer than anybody's yearly report. */
export const ASK_WITHIN_DAYS = 366;

/** What a question about a record in this state is about; null: nothing is asked of it now. */
export const aboutOf = (status: RecordStatus): About | null =>
  status === "confirmed" ? "times" : status === "pending" || status === "voided" ? status : null;

/** A yes to what was never recorded enters it; there is nothing yet to strike. */
export const OUTCOMES_OF: Record<About, readonly Outcome[]> = {
  times: ["corrected", "upheld", "struck"],
  missing: ["corrected", "upheld"],
  pending: ["corrected", "upheld", "struck"],
  voided: ["corrected", "upheld"],
  unit: ["corrected", "upheld"],
};

/** … as the record stands now: what was confirmed or struck while the question waited is only explained. status null: no record. */
export function outcomesOf(about: About, status: RecordStatus | null): readonly Outcome[] {
  const all = OUTCOMES_OF[about];
  if (about === "pending" && status !== "pending")
    return status === "confirmed" || status === "disputed" ? ["corrected", "upheld"] : ["upheld"];
  return about === "voided" && status !== "voided" ? ["upheld"] : all;
}

/** What the question comes to by now: what was missing may have been recorded meanwhile, or recorded and struck. */
export const becomes = (about: About, status: RecordStatus | null): About | "recorded" =>
  about !== "missing" || status === null ? about : status === "voided" ? "voided" : "recorded";

/** What waits for an answer is named by its record, or by who was where: one question at a time. */
export const liveKeyOf = (row: { recordId: string | null; slotId: string; personId: string }): string =>
  row.recordId ?? `${row.slotId}:${row.personId}`;
