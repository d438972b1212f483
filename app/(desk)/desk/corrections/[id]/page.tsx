// A question about somebody's hours, before whoever answers it: what is recorded and what is asked for, beside each other.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w, workDays } from "@/app/_copy/corrections";
import { dateValue, fullDay, timeSpan } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { Asked, BeforeAfter } from "@/app/_shared/hours/asked";
import { recordNotes } from "@/app/_shared/hours/record-notes";
import { TimeFields } from "@/app/_shared/hours/time-fields";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Choice, TextArea } from "@/app/_ui/field";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { becomes } from "@/server/hours/corrections/rules";
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
  const waits = one.status === "asked" || one.status === "appealed";
  const mine = one.mayAnswer || one.mayDecide;
  return (
    <Page top={<PublicTop back="/desk/hours" title={w.answerTitle} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{one.title}</h1>
      <p className="note">{w.who(one.name, one.item)}</p>
      {waits ? <Question one={one} now={now} /> : <Over one={one} now={now} />}
      {mine ? <Answer one={one} path={path} attempt={attempt} /> : null}
      {waits && one.about === "unit" && one.mayWithdraw ? <Drop id={one.id} path={path} /> : null}
      {waits && !mine && !one.mayWithdraw ? <Notice icon="lock">{w.notYours}</Notice> : null}
    </Page>
  );
}

type Shown = { one: CorrectionView; now: Date };

function Question({ one, now }: Shown) {
  const planned = one.startsAt === null ? null : w.planned(timeSpan(one.startsAt, one.endsAt, now));
  const facts = [
    { term: w.because, value: one.words },
    ...(one.answer ? [{ term: w.unitAnswered, value: one.answer }] : []),
    ...(one.appeal ? [{ term: w.appealTo, value: one.appeal }] : []),
    ...(one.record === null ? [] : [{ term: w.how, value: recordNotes(one.record) }]),
    ...(one.unit ? [{ term: w.unit, value: one.unit }] : []),
  ];
  return (
    <>
      <p>
        <b>{w.aboutIs[one.about]}</b>
      </p>
      {nowAbout(one) === "recorded" ? (
        <Notice icon="info">
          <p>{w.recordedMeanwhile}</p>
          <a className="taplink" href={`/desk/hours/${one.record?.recordId}`}>
            {w.toRecord}
          </a>
        </Notice>
      ) : null}
      <p className="note">
        {[w.asked(fullDay(one.askedAt, now)), workDays(one.daysLeft), planned].filter(Boolean).join(" · ")}
      </p>
      <BeforeAfter one={one} now={now} />
      <Card>
        <Facts items={facts} />
      </Card>
    </>
  );
}

function Over({ one, now }: Shown) {
  return (
    <>
      <Notice icon="check">{w.over}</Notice>
      <Card>
        <Asked one={one} now={now} />
      </Card>
    </>
  );
}

function Drop({ id, path }: { id: string; path: string }) {
  return (
    <ActForm action="/api/hours/drop" to={path} hidden={{ correctionId: id }}>
      <Button wide tone="line">
        {w.drop}
      </Button>
    </ActForm>
  );
}

/** The times that were asked for, else those recorded, else the shift's. */
const timesOf = ({ from, to, record, startsAt, endsAt }: CorrectionView) => ({
  from: from ?? record?.from ?? startsAt,
  to: to ?? record?.to ?? endsAt,
});

/** Times are the answerer's to change where something is entered anew. */
const TIMED: readonly ReturnType<typeof becomes>[] = ["times", "missing", "voided"];
const nowAbout = ({ about, record }: CorrectionView) => becomes(about, record?.status ?? null);

function Answer({ one, path, attempt }: { one: CorrectionView; path: string; attempt: Attempt }) {
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  const about = nowAbout(one);
  const words: Partial<Record<string, { label: string; note: string }>> = w.outcomes[about];
  const options = one.outcomes.map((value) => ({ value, label: value, ...words[value] }));
  const { from, to } = timesOf(one);
  const timed = TIMED.includes(about);
  return (
    <ActForm
      action={`/api/hours/${one.mayDecide ? "decide" : "answer"}`}
      to={path}
      hidden={{
        subject: one.id,
        day: from === null ? undefined : dateValue(from),
        timed: timed ? "1" : undefined,
      }}
      className="form"
    >
      <Choice
        name="outcome"
        legend={w.outcome}
        options={options}
        value={attempt.value("outcome") ?? "corrected"}
        error={error("outcome")}
        required
      />
      {timed ? (
        <>
          <TimeFields from={from} to={to} labels={[w.fromRight, w.toRight]} attempt={attempt} optional />
          <p className="note">{w.timesHint}</p>
        </>
      ) : null}
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
