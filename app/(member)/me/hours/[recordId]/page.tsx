// One record of mine: what was asked about it before, and asking that it be put right.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w } from "@/app/_copy/corrections";
import { dateTimeValue, dateValue, duration, timeSpan } from "@/app/_copy/dates";
import { hoursWords } from "@/app/_copy/hours";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { Asked } from "@/app/_shared/hours/asked";
import { RecordChip, recordNotes } from "@/app/_shared/hours/record-notes";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { WORDS_MAX } from "@/server/hours/corrections/schema";
import type { OneRecord } from "@/server/hours/lists/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ recordId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function MyRecordPage({ params, searchParams }: Props) {
  const [{ recordId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/me/hours/${recordId}`;
  await signedIn(path);
  const api = await caller();
  const [record, asked, attempt] = await Promise.all([
    orNotFound(api.hours.record({ recordId })),
    orNotFound(api.hours.correctionsOf({ recordId })),
    readActAttempt(refused),
  ]);
  const now = clock();
  const live = asked.find((one) => one.mayWithdraw);
  const counts = record.status === "confirmed" || record.status === "disputed";
  return (
    <Page top={<PublicTop back="/me/hours" title={w.title} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{record.shift.title}</h1>
      <Card>
        <div className="split">
          <b>{record.to === null ? record.shift.item : duration(record.minutes)}</b>
          <RecordChip record={record} />
        </div>
        <p>{timeSpan(record.from, record.to, now)}</p>
        <p className="note">{[record.shift.item, recordNotes(record)].filter(Boolean).join(" · ")}</p>
        {record.unit ? <p className="note">{hoursWords.unit(record.unit)}</p> : null}
      </Card>
      {asked.length > 0 ? (
        <section className="sec" aria-labelledby="asked">
          <h2 id="asked">{w.history}</h2>
          {asked.map((one) => (
            <Card key={one.id}>
              <Asked one={one} now={now} />
            </Card>
          ))}
          {live ? <Withdraw correctionId={live.id} path={path} /> : null}
        </section>
      ) : null}
      {record.mayAsk ? <Ask record={record} path={path} attempt={attempt} /> : null}
      {counts ? null : <Notice>{record.status === "voided" ? w.voided : w.notCounted}</Notice>}
    </Page>
  );
}

function Withdraw({ correctionId, path }: { correctionId: string; path: string }) {
  return (
    <>
      <ButtonLink href="#withdraw" data-opens="withdraw" small>
        {w.withdraw}
      </ButtonLink>
      <Dialog id="withdraw" title={w.withdrawAsk}>
        <p>{w.withdrawHelp}</p>
        <ActForm action="/api/hours/withdraw" to={path} hidden={{ correctionId }}>
          <Button wide tone="line">
            {w.withdrawSure}
          </Button>
        </ActForm>
      </Dialog>
    </>
  );
}

const time = (at: Date | null) => (at === null ? "" : dateTimeValue(at).slice(11));

function Ask({ record, path, attempt }: { record: OneRecord; path: string; attempt: Attempt }) {
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  const hidden = { subject: record.recordId, day: dateValue(record.from) };
  return (
    <section className="sec" aria-labelledby="ask">
      <h2 id="ask">{w.askTitle}</h2>
      <p className="note">{w.askHelp}</p>
      <ActForm action="/api/hours/ask" to={path} hidden={hidden} keyed className="form">
        <div className="row">
          <Field
            type="time"
            name="came"
            label={w.from}
            defaultValue={attempt.value("came") ?? time(record.from)}
            error={error("from")}
          />
          <Field
            type="time"
            name="left"
            label={w.to}
            defaultValue={attempt.value("left") ?? time(record.to)}
            error={error("to")}
          />
        </div>
        <TextArea
          name="words"
          label={w.words}
          hint={w.wordsHint}
          rows={3}
          maxLength={WORDS_MAX}
          defaultValue={attempt.value("words")}
          error={error("words")}
        />
        <Button tone="go" wide>
          {w.ask}
        </Button>
      </ActForm>
    </section>
  );
}
