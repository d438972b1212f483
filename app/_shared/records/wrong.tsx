import { recordWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { TextArea } from "@/app/_ui/field";
import { type About, WORDS_MAX } from "@/server/records/asks/schema";
import type { RecordView } from "@/server/records/schema";

/** Asking about one line that others wrote; nothing where it was asked already, or the reader does not keep the record. */
export function Wrong({
  record,
  about,
  id,
  to,
}: {
  record: RecordView;
  about: About;
  id: string;
  to: string;
}) {
  const waits = record.asks.some((one) => one.subjectId === id && one.status === "asked");
  if (!record.keeps || waits) return null;
  return (
    <details className="mt-2">
      <summary>{w.wrong}</summary>
      <ActForm
        action="/api/record/ask"
        to={`${to}#asks`}
        from={to}
        hidden={{ personId: record.personId, about, subjectId: id, subject: id }}
        className="form mt-2"
      >
        <TextArea
          name="words"
          id={`f-words-${id}`}
          label={w.wrongWords}
          hint={w.wrongText}
          maxLength={WORDS_MAX}
          rows={2}
        />
        <Button small>{w.askAct}</Button>
      </ActForm>
    </details>
  );
}
