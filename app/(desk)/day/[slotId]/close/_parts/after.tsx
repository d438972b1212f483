// After closing: what counts, what waits and for whose word, and the word itself where the reader may give it.
import { clockTime, duration } from "@/app/_copy/dates";
import { hoursWords as w } from "@/app/_copy/hours";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { RecordChip, recordNotes } from "@/app/_shared/hours/record-notes";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import type { ClosingRow, ClosingView } from "@/server/hours/closing/schema";
import { REASON_MAX } from "@/server/hours/schema";

export function After({ view, path }: { view: ClosingView; path: string }) {
  const recorded = view.rows.filter((row) => row.record !== null);
  const counted = recorded.filter(
    (row) => row.record?.status === "confirmed" || row.record?.status === "disputed",
  );
  const waiting = recorded.filter((row) => row.record?.status === "pending");
  const mine = waiting.flatMap((row) => (row.record?.mayConfirm ? [row.record.recordId] : []));
  const first = recorded.filter((row) => !counted.includes(row));
  const card = (row: ClosingRow) => <Row key={row.personId} row={row} path={path} only={mine.length === 1} />;
  const minutes = counted.reduce((sum, row) => sum + (row.record?.minutes ?? 0), 0);
  return (
    <>
      <Notice tone={waiting.length === 0 ? "green" : "amber"} icon={waiting.length === 0 ? "check" : "clock"}>
        <b>{w.closed}</b>
        <p>{w.closedSum(counted.length, duration(minutes))}</p>
        {waiting.length > 0 ? <p>{w.waiting(waiting.length)}</p> : null}
      </Notice>
      {mine.length > 1 ? (
        <form method="post" action="/api/hours/confirm">
          <input type="hidden" name="to" value={path} />
          {mine.map((id) => (
            <input type="hidden" key={id} name="recordId" value={id} />
          ))}
          <Button tone="go" wide>
            {w.confirmAll(mine.length)}
          </Button>
        </form>
      ) : null}
      <section className="sec" aria-labelledby="each">
        <h2 id="each">{w.list}</h2>
        {first.length > 0 ? (
          <Card>
            <ul className="plain">{first.map(card)}</ul>
          </Card>
        ) : null}
        {counted.length > 0 ? (
          <Fold title={w.sums.counted(counted.length)} open={first.length === 0}>
            <ul className="plain">{counted.map(card)}</ul>
          </Fold>
        ) : null}
      </section>
    </>
  );
}

function Row({ row, path, only }: { row: ClosingRow; path: string; only: boolean }) {
  const { record, name } = row;
  if (record === null) return null;
  const when =
    record.to === null
      ? w.cameNotLeft(clockTime(record.from))
      : w.byPlan(clockTime(record.from), clockTime(record.to), duration(record.minutes));
  const discardable = record.mayConfirm;
  return (
    <li className="who">
      <div>
        <b>{name}</b> <RecordChip record={record} />
        <div>{when}</div>
        <div className="note">
          {[recordNotes(record), row.own && record.status === "pending" ? w.own : null]
            .filter(Boolean)
            .join(" · ")}
        </div>
        {record.mayConfirm ? (
          <div className="row">
            <ActForm action="/api/hours/confirm" to={path} hidden={{ recordId: record.recordId }}>
              <Button small tone={only ? "go" : "line"}>
                {w.confirm}
                <span className="sr">{w.confirmOf(name)}</span>
              </Button>
            </ActForm>
            {discardable ? (
              <ButtonLink
                href={`#discard-${record.recordId}`}
                data-opens={`discard-${record.recordId}`}
                small
              >
                {w.discard}
                <span className="sr">{w.confirmOf(name)}</span>
              </ButtonLink>
            ) : null}
          </div>
        ) : null}
        {discardable ? (
          <Dialog id={`discard-${record.recordId}`} title={w.discardTitle(name)}>
            <p>{w.discardHelp}</p>
            <ActForm
              action="/api/hours/discard"
              to={path}
              hidden={{ recordId: record.recordId }}
              className="form"
            >
              <Field name="reason" id={`reason-${record.recordId}`} label={w.reason} maxLength={REASON_MAX} />
              <Button wide tone="line">
                {w.discardGo}
              </Button>
            </ActForm>
          </Dialog>
        ) : null}
      </div>
    </li>
  );
}
