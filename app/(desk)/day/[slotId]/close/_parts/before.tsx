// The sheet before closing: what each comes to, folded fields to say otherwise, and one red button for all of it.
import { clockTime, dateTimeValue, dateValue, duration } from "@/app/_copy/dates";
import { FLAG, hoursWords as w } from "@/app/_copy/hours";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button, EnterButton } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Choice, Field, FieldError } from "@/app/_ui/field";
import type { ClosingRow, ClosingView } from "@/server/hours/closing/schema";

type Props = { view: ClosingView; path: string; attempt: Attempt };

const counts = (row: ClosingRow) => row.record?.status === "confirmed" || row.record?.status === "disputed";
const came = (row: ClosingRow) => row.presence !== null;

export function Before({ view, path, attempt }: Props) {
  const { rows, shift } = view;
  const missing = rows.filter((row) => !came(row) && !row.seeking);
  const forgot = rows.filter((row) => row.presence?.status === "in");
  const unknown = forgot.filter((row) => row.byPlan === null);
  const byPlan = rows.filter((row) => row.presence?.status === "out" && !counts(row));
  const sums: [number, (n: number) => string][] = [
    [rows.filter(counts).length, w.sums.done],
    [byPlan.length, w.sums.byPlan],
    [forgot.length - unknown.length, w.sums.forgot],
    [unknown.length, w.sums.unknown],
    [missing.length, w.sums.missing],
  ];
  const done = rows.filter((row) => counts(row) && !changedBefore(row, attempt));
  const toSay = rows.filter((row) => !done.includes(row));
  const several = new Set(rows.map((row) => row.organisation)).size > 1;
  const card = (row: ClosingRow) => (
    <Row key={row.personId} row={row} day={day} attempt={attempt} several={several} />
  );
  const day = dateValue(shift.startsAt ?? shift.beganAt ?? view.now);
  return (
    <ActForm action="/api/hours/close" to={path} hidden={{ subject: shift.slotId }} keyed className="form">
      <EnterButton />
      {rows.length > 0 ? (
        <Notice icon="list" tone={unknown.length > 0 ? "amber" : "plain"}>
          <ul className="plain">
            {sums.map(([n, words]) => (n > 0 ? <li key={words(n)}>{words(n)}</li> : null))}
          </ul>
        </Notice>
      ) : null}
      {missing.length > 0 && view.fixed ? (
        <Choice
          name="others"
          legend={w.others(missing.length)}
          options={w.othersOptions(missing.length)}
          value={attempt.value("others") ?? "absent"}
        />
      ) : null}
      <Button tone="go" wide>
        {rows.length > 0 ? w.closeAll : w.closeNobody}
      </Button>
      <p className="note">{w.closeAfter}</p>
      {rows.length > 0 ? (
        <section className="sec" aria-labelledby="each">
          <h2 id="each">{w.list}</h2>
          <p className="note">{w.closeHelp}</p>
          {toSay.length > 0 ? (
            <Card>
              <ul className="plain">{toSay.map(card)}</ul>
            </Card>
          ) : null}
          {done.length > 0 ? (
            <Fold title={w.sums.done(done.length)}>
              <ul className="plain">{done.map(card)}</ul>
            </Fold>
          ) : null}
        </section>
      ) : null}
    </ActForm>
  );
}

/** Came back refused with something said of them: not folded away. */
const changedBefore = (row: ClosingRow, attempt: Attempt) => attempt.value(`absent.${row.personId}`) === "on";

function said(row: ClosingRow): string {
  if (row.presence === null) return w.notSeen;
  if (row.byPlan === null) return w.cameNotLeft(clockTime(row.presence.inAt));
  const minutes = Math.floor((row.byPlan.to.getTime() - row.byPlan.from.getTime()) / 60_000);
  return w.byPlan(clockTime(row.byPlan.from), clockTime(row.byPlan.to), duration(minutes));
}

const short = (row: ClosingRow) =>
  row.record?.status === "pending" && row.record.flags.includes("short_presence")
    ? FLAG.short_presence
    : null;

const timeValue = (at: Date | undefined) => (at === undefined ? "" : dateTimeValue(at).slice(11));

type RowProps = { row: ClosingRow; day: string; attempt: Attempt; several: boolean };

function Row({ row, day, attempt, several }: RowProps) {
  const { personId, name } = row;
  const of = (field: string) => `${field}.${personId}`;
  const [from, to] = [row.presence?.inAt, row.byPlan?.to];
  const error = reasonSentence(attempt.refusal?.fields[personId]);
  const open = Boolean(error) || (row.presence?.status === "in" && row.byPlan === null);
  const hidden = [
    ["day", day],
    ["from-was", timeValue(from)],
    ["from-at", from?.toISOString()],
    ["to-was", timeValue(to)],
    ["to-at", to?.toISOString()],
  ] as const;
  return (
    <li className="who">
      <div>
        <b>{name}</b>{" "}
        <span className="note">
          {[several ? row.organisation : null, said(row), short(row), row.own ? w.own : null]
            .filter(Boolean)
            .join(" · ")}
        </span>
        <input type="hidden" name="person" value={personId} />
        {hidden.map(([field, value]) =>
          value ? <input type="hidden" key={field} name={of(field)} value={value} /> : null,
        )}
        <details open={open}>
          <summary className="txtlink">{w.change(name)}</summary>
          <FieldError error={error} />
          {counts(row) ? null : (
            <>
              <div className="row">
                <Field
                  type="time"
                  name={of("from")}
                  label={w.from}
                  optional
                  defaultValue={attempt.value(of("from")) ?? timeValue(from)}
                />
                <Field
                  type="time"
                  name={of("to")}
                  label={w.to}
                  optional
                  defaultValue={attempt.value(of("to")) ?? timeValue(to)}
                />
              </div>
              <p className="hint">{row.presence === null ? w.lateHelp : w.changeHelp}</p>
              <Tick name={of("paid")} label={w.paid} on={attempt.value(of("paid")) === "on"} />
            </>
          )}
          {row.presence === null ? null : (
            <Tick name={of("absent")} label={w.absent} on={attempt.value(of("absent")) === "on"} />
          )}
        </details>
      </div>
    </li>
  );
}

function Tick({ name, label, on }: { name: string; label: string; on: boolean }) {
  return (
    <label className="pick">
      <input type="checkbox" name={name} value="on" defaultChecked={on} />
      <span>{label}</span>
    </label>
  );
}
