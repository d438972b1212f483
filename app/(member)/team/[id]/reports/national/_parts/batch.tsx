import { ago } from "@/app/_copy/dates";
import { BATCH_STATUS, nationalWords as w } from "@/app/_copy/national";
import { reportWords } from "@/app/_copy/reports";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { BATCH_EVENTS } from "@/server/reports/national/lifecycle";
import { NOTE_MAX, type UnitView } from "@/server/reports/national/schema";

/** One batch: its file, and what the national system said of it. */
export function Batch({ batch, to, now }: { batch: UnitView["batches"][number]; to: string; now: Date }) {
  const label = BATCH_STATUS[batch.status];
  const hidden = { batchId: batch.id, subject: batch.id };
  const may = (event: keyof typeof BATCH_EVENTS) =>
    (BATCH_EVENTS[event].from as readonly string[]).includes(batch.status);
  return (
    <li className="card">
      <h3>
        {w.month(batch.month)} · {w.rows(batch.rows)}
      </h3>
      <div className="row note">
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
        <span>{w.by(batch.madeBy, ago(batch.madeAt, now))}</span>
      </div>
      {batch.note ? <p>{batch.note}</p> : null}
      {batch.status === "returned" ? null : (
        <form method="post" action="/api/national/file" className="row mt-2">
          <input type="hidden" name="batchId" value={batch.id} />
          <Button small icon="down" name="format" value="xlsx">
            {w.download} {reportWords.xlsx}
          </Button>
          <Button small icon="down" name="format" value="csv">
            {w.download} {reportWords.csv}
          </Button>
        </form>
      )}
      {may("accept") ? (
        <div className="row mt-2">
          <ActForm action="/api/national/accept" to={to} hidden={hidden}>
            <Button small tone="line" icon="check">
              {w.accept}
            </Button>
          </ActForm>
          <ButtonLink href={`#back-${batch.id}`} data-opens={`back-${batch.id}`} small>
            {w.giveBack}
          </ButtonLink>
          <Dialog id={`back-${batch.id}`} title={w.giveBackAsk}>
            <p>{w.giveBackText}</p>
            <ActForm action="/api/national/give-back" to={to} hidden={hidden} className="form">
              <Field
                name="note"
                id={`note-${batch.id}`}
                label={w.note}
                optional
                maxLength={NOTE_MAX}
                autoComplete="off"
              />
              <Button wide tone="line">
                {w.giveBack}
              </Button>
            </ActForm>
          </Dialog>
        </div>
      ) : null}
    </li>
  );
}
