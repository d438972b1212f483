// One shift that is looked at again: what was found, and whose hours do not hold. What is chosen here is struck or shortened at once.
import type { Metadata } from "next";
import { checkDone, checkWords as w } from "@/app/_copy/checks";
import { clockTime, dateValue, duration, fullDay } from "@/app/_copy/dates";
import { hoursWords } from "@/app/_copy/hours";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { RecordChip, recordNotes } from "@/app/_shared/hours/record-notes";
import { timeValue } from "@/app/_shared/hours/time-fields";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Choice, Field, FieldError, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { type CheckView, NOTE_MAX } from "@/server/hours/checks/schema";
import { CheckFacts } from "../_parts/check-facts";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ region?: string; done?: string; refused?: string }>;
};

export default async function CheckPage({ params, searchParams }: Props) {
  const [{ id }, { region, done, refused }] = await Promise.all([params, searchParams]);
  const query = /^\d+$/.test(region ?? "") ? `?region=${region}` : "";
  const path = `/district/checks/${id}${query}`;
  await signedIn(path);
  const [check, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.check({ checkId: id }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  return (
    <Page top={<PublicTop back={`/district/checks${query}`} title={w.title} />}>
      <Outcome attempt={attempt} done={checkDone(done)} title={w.refused} />
      <CheckFacts row={check} now={now} heading="h1" />
      {check.mayAnswer ? (
        <Answer check={check} path={path} attempt={attempt} />
      ) : (
        <>
          <Card>
            {check.note ? <p>{check.note}</p> : null}
            {check.mended > 0 ? <p className="note">{w.mended(check.mended)}</p> : null}
            {check.checkedAt ? <p className="note">{w.checked(fullDay(check.checkedAt, now))}</p> : null}
          </Card>
          <People check={check} attempt={attempt} />
        </>
      )}
    </Page>
  );
}

type AnswerProps = { check: CheckView; path: string; attempt: Attempt };

function Answer({ check, path, attempt }: AnswerProps) {
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  return (
    <ActForm action="/api/hours/check" to={path} hidden={{ subject: check.id }} className="form">
      <Choice
        name="outcome"
        legend={w.outcome}
        options={w.outcomes}
        value={attempt.value("outcome")}
        error={error("outcome")}
        required
      />
      <People check={check} attempt={attempt} />
      <TextArea
        name="note"
        label={w.note}
        hint={w.noteHint}
        rows={3}
        maxLength={NOTE_MAX}
        defaultValue={attempt.value("note")}
        error={error("note")}
      />
      <Button wide tone="go">
        {w.save}
      </Button>
    </ActForm>
  );
}

function People({ check, attempt }: Omit<AnswerProps, "path">) {
  return (
    <section className="sec" aria-labelledby="people">
      <h2 id="people">{check.mayAnswer ? w.doubted : hoursWords.list}</h2>
      {check.mayAnswer ? <p className="note">{w.peopleHelp}</p> : null}
      {check.records.length === 0 ? <p>{w.nobody}</p> : null}
      {check.records.map((record) => (
        <Card key={record.recordId}>
          <div className="split">
            <h3>{record.name}</h3>
            <RecordChip record={record} />
          </div>
          <p>
            {record.to === null
              ? hoursWords.cameNotLeft(clockTime(record.from))
              : hoursWords.byPlan(clockTime(record.from), clockTime(record.to), duration(record.minutes))}
          </p>
          <p className="note">{recordNotes(record)}</p>
          {check.mayAnswer && record.mayMend ? <Mend record={record} attempt={attempt} /> : null}
          {check.mayAnswer && record.own ? <p className="note">{w.ownRecord}</p> : null}
        </Card>
      ))}
    </section>
  );
}

type Mended = CheckView["records"][number];

/** Struck, or shorter times; what counts already is shortened, what still waits is only struck. */
function Mend({ record, attempt }: { record: Mended; attempt: Attempt }) {
  const id = record.recordId;
  const named = (name: string) => `${name}.${id}`;
  const [from, to] = [timeValue(record.from), timeValue(record.to)];
  const hidden = {
    record: id,
    [named("day")]: dateValue(record.from),
    [named("from-was")]: from,
    [named("from-at")]: record.from.toISOString(),
    [named("to-was")]: to,
    [named("to-at")]: record.to?.toISOString() ?? "",
  };
  const sides = [
    ["from", w.from, from],
    ["to", w.to, to],
  ] as const;
  return (
    <>
      <FieldError error={reasonSentence(attempt.refusal?.fields[id])} />
      <label className="pick">
        <input
          type="checkbox"
          name={named("struck")}
          value="on"
          defaultChecked={attempt.value(named("struck")) === "on"}
        />
        <span>
          {w.struck}
          <span className="sr">{w.struckOf(record.name)}</span>
        </span>
      </label>
      {record.status === "pending" ? null : (
        <div className="row">
          {sides.map(([name, label, value]) => (
            <Field
              key={name}
              type="time"
              name={named(name)}
              label={
                <>
                  {label}
                  <span className="sr">{w.struckOf(record.name)}</span>
                </>
              }
              defaultValue={attempt.value(named(name)) ?? value}
            />
          ))}
        </div>
      )}
      {Object.entries(hidden).map(([name, value]) => (
        <input type="hidden" key={name} name={name} value={value} />
      ))}
    </>
  );
}
