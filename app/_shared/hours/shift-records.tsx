// The records of a shift: what counts, what waits and for whose word, and the word itself where the reader may give it.
import { correctionWords as c } from "@/app/_copy/corrections";
import { clockTime, duration } from "@/app/_copy/dates";
import { hoursWords as w } from "@/app/_copy/hours";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { RecordChip, recordNotes } from "@/app/_shared/hours/record-notes";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import type { RecordView } from "@/server/hours/lists/schema";
import { REASON_MAX } from "@/server/hours/schema";

export type ShiftRecord = { name: string; own: boolean; record: RecordView & { mayPutRight?: boolean } };

export const isCounted = ({ record }: ShiftRecord): boolean =>
  record.status === "confirmed" || record.status === "disputed";

export function ShiftRecords({ rows, path }: { rows: ShiftRecord[]; path: string }) {
  const counted = rows.filter(isCounted);
  const first = rows.filter((row) => !isCounted(row));
  const mine = first.flatMap(({ record }) => (record.mayConfirm ? [record.recordId] : []));
  const card = (row: ShiftRecord) => (
    <Row key={row.record.recordId} row={row} path={path} only={mine.length === 1} />
  );
  return (
    <>
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

function Row({ row, path, only }: { row: ShiftRecord; path: string; only: boolean }) {
  const { record, name } = row;
  const when =
    record.to === null
      ? w.cameNotLeft(clockTime(record.from))
      : w.byPlan(clockTime(record.from), clockTime(record.to), duration(record.minutes));
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
        {record.mayPutRight ? (
          <ButtonLink href={`/desk/hours/${record.recordId}`} small>
            {c.righting}
            <span className="sr">{c.rightingOf(name)}</span>
          </ButtonLink>
        ) : null}
        {record.mayConfirm ? <Word row={row} path={path} only={only} /> : null}
      </div>
    </li>
  );
}

function Word({ row: { record, name }, path, only }: { row: ShiftRecord; path: string; only: boolean }) {
  const dialog = `discard-${record.recordId}`;
  return (
    <>
      <div className="row">
        <ActForm action="/api/hours/confirm" to={path} hidden={{ recordId: record.recordId }}>
          <Button small tone={only ? "go" : "line"}>
            {w.confirm}
            <span className="sr">{w.confirmOf(name)}</span>
          </Button>
        </ActForm>
        <ButtonLink href={`#${dialog}`} data-opens={dialog} small>
          {w.discard}
          <span className="sr">{w.confirmOf(name)}</span>
        </ButtonLink>
      </div>
      <Dialog id={dialog} title={w.discardTitle(name)}>
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
    </>
  );
}
