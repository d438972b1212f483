import { fullDay } from "@/app/_copy/dates";
import { statusLabel } from "@/app/_copy/labels";
import { ABOUT_WORD, ASK_STATUS, recordWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { Card, Chip } from "@/app/_ui/card";
import type { RecordView } from "@/server/records/schema";

/** What was asked to be put right, and what became of it. */
export function Asks({ record, now, to }: { record: RecordView; now: Date; to: string }) {
  return (
    <section className="sec" aria-labelledby="asks">
      <h2 id="asks">{w.asks}</h2>
      {record.asks.length === 0 ? <p className="note">{w.noAsks}</p> : null}
      {record.asks.map((one) => {
        const label = statusLabel(ASK_STATUS, one.status);
        return (
          <Card key={one.id}>
            <div className="split">
              <b>{w.asked(ABOUT_WORD[one.about])}</b>
              <Chip tone={label.tone} icon={label.icon}>
                {label.word}
              </Chip>
            </div>
            <p>{one.words}</p>
            {one.answer ? <p>{w.answered(one.answer)}</p> : null}
            {one.status === "asked" ? (
              <>
                <p className="note">{w.due(fullDay(one.dueAt, now))}</p>
                <ActForm
                  action="/api/record/withdraw-ask"
                  to={to}
                  hidden={{ askId: one.id, version: one.version, subject: one.id }}
                >
                  <Button small>{w.withdrawAsk}</Button>
                </ActForm>
              </>
            ) : null}
          </Card>
        );
      })}
    </section>
  );
}
