// A question about somebody's hours, before whoever answers it: what is recorded and what is asked for, beside each other.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w, workDays } from "@/app/_copy/corrections";
import { dateTimeValue, dateValue, fullDay } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { Asked, BeforeAfter } from "@/app/_shared/hours/asked";
import { recordNotes } from "@/app/_shared/hours/record-notes";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Choice, Field, TextArea } from "@/app/_ui/field";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { type CorrectionView, WORDS_MAX } from "@/server/hours/corrections/schema";

export const metadata: Metadata = { title: w.answerTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function CorrectionPage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/desk/corrections/${id}`;
  await signedIn(path);
  const [one, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.correction({ correctionId: id }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  const open = one.status === "asked";
  return (
    <Page top={<PublicTop back="/desk/hours" title={w.answerTitle} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{one.title}</h1>
      <p className="note">{w.who(one.name, one.item)}</p>
      {open ? (
        <>
          <p className="note">
            {w.asked(fullDay(one.askedAt, now))} · {workDays(one.daysLeft)}
          </p>
          <BeforeAfter one={one} now={now} />
          <Card>
            <Facts
              items={[
                { term: w.because, value: one.words },
                { term: w.how, value: recordNotes(one.record) },
                ...(one.record.unit ? [{ term: w.unit, value: one.record.unit }] : []),
              ]}
            />
          </Card>
        </>
      ) : (
        <>
          <Notice icon="check">{w.over}</Notice>
          <Card>
            <Asked one={one} now={now} />
          </Card>
        </>
      )}
      {one.mayAnswer ? <Answer one={one} path={path} attempt={attempt} /> : null}
      {open && !one.mayAnswer ? <Notice icon="lock">{w.notYours}</Notice> : null}
    </Page>
  );
}

const time = (at: Date) => dateTimeValue(at).slice(11);

function Answer({ one, path, attempt }: { one: CorrectionView; path: string; attempt: Attempt }) {
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  return (
    <ActForm
      action="/api/hours/answer"
      to={path}
      hidden={{ subject: one.id, day: dateValue(one.from) }}
      className="form"
    >
      <Choice
        name="outcome"
        legend={w.outcome}
        options={w.outcomes}
        value={attempt.value("outcome") ?? "corrected"}
        error={error("outcome")}
        required
      />
      <div className="row">
        <Field
          type="time"
          name="came"
          label={w.fromRight}
          optional
          defaultValue={attempt.value("came") ?? time(one.from)}
          error={error("from")}
        />
        <Field
          type="time"
          name="left"
          label={w.toRight}
          optional
          defaultValue={attempt.value("left") ?? time(one.to)}
          error={error("to")}
        />
      </div>
      <p className="hint">{w.timesHint}</p>
      <TextArea
        name="answer"
        label={w.tell}
        hint={w.tellHint}
        rows={3}
        maxLength={WORDS_MAX}
        defaultValue={attempt.value("answer")}
        error={error("answer")}
      />
      <Button tone="go" wide>
        {w.send}
      </Button>
    </ActForm>
  );
}
