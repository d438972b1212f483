// One counted record before whoever records it or stands above: other times, or out of the ledger, without having been asked.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w } from "@/app/_copy/corrections";
import { dateValue } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Asked } from "@/app/_shared/hours/asked";
import { RecordCard } from "@/app/_shared/hours/record-card";
import { type RecordPageProps, recordPage } from "@/app/_shared/hours/record-page";
import { TimeFields } from "@/app/_shared/hours/time-fields";
import { PublicTop } from "@/app/_shared/site/top";
import { actDraft } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import type { CorrectionView } from "@/server/hours/corrections/schema";
import type { OneRecord } from "@/server/hours/lists/schema";
import { REASON_MAX } from "@/server/hours/schema";

export const metadata: Metadata = { title: w.rightTitle, robots: { index: false } };

export default async function RightingPage(props: RecordPageProps) {
  const { path, done, refused, record, asked, attempt, now } = await recordPage(props, "/desk/hours");
  const live = asked.find((one) => one.status === "asked" || one.status === "appealed");
  return (
    <Page top={<PublicTop back={`/day/${record.shift.slotId}/hours`} title={w.rightTitle} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{w.who(record.name, record.shift.title)}</h1>
      <RecordCard record={record} now={now} />
      {record.mayPutRight ? (
        <>
          <PutRight record={record} path={path} attempt={attempt} refused={refused} />
          <Strike record={record} path={path} attempt={attempt} refused={refused} />
        </>
      ) : (
        <WhyNot record={record} live={live} />
      )}
      {asked.length > 0 ? (
        <section className="sec" aria-labelledby="asked">
          <h2 id="asked">{w.history}</h2>
          {asked.map((one) => (
            <Card key={one.id}>
              <Asked one={one} now={now} />
            </Card>
          ))}
        </section>
      ) : null}
    </Page>
  );
}

function WhyNot({ record, live }: { record: OneRecord; live: CorrectionView | undefined }) {
  if (live)
    return (
      <Notice icon="clock">
        <p>{live.about === "unit" ? w.proposalOpen : w.questionOpen}</p>
        <ButtonLink href={`/desk/corrections/${live.id}`} small>
          {live.mayAnswer || live.mayDecide ? w.toQuestion : w.toProposal}
        </ButtonLink>
      </Notice>
    );
  return <Notice icon="lock">{record.own ? w.ownHere : w.notCountedHere}</Notice>;
}

type FormProps = { record: OneRecord; path: string; attempt: Attempt; refused: string | undefined };

function PutRight({ record, path, attempt, refused }: FormProps) {
  const mine = refused === actDraft("put-right", record.recordId);
  const hidden = { subject: record.recordId, version: record.version, day: dateValue(record.from) };
  return (
    <section className="sec" aria-labelledby="right">
      <h2 id="right">{w.rightTitle}</h2>
      <p className="note">{w.rightHelp}</p>
      <ActForm action="/api/hours/put-right" to={path} hidden={hidden} keyed className="form">
        <TimeFields from={record.from} to={record.to} labels={[w.fromRight, w.toRight]} attempt={attempt} />
        <Field
          name="reason"
          label={w.reason}
          hint={w.reasonHint}
          maxLength={REASON_MAX}
          defaultValue={mine ? attempt.value("reason") : undefined}
          error={mine ? reasonSentence(attempt.refusal?.fields.reason) : null}
        />
        <Button tone="go" wide>
          {w.rightGo}
        </Button>
      </ActForm>
    </section>
  );
}

function Strike({ record, path, attempt, refused }: FormProps) {
  const mine = refused === actDraft("strike", record.recordId);
  const error = mine ? reasonSentence(attempt.refusal?.fields.reason) : null;
  return (
    <section className="sec" aria-labelledby="strike">
      <h2 id="strike">{w.strikeTitle}</h2>
      <p className="note">{w.strikeHelp}</p>
      {error ? <p className="err">{error}</p> : null}
      <ButtonLink href="#strike-sure" data-opens="strike-sure" wide>
        {w.strikeTitle}
      </ButtonLink>
      <Dialog id="strike-sure" title={w.strikeAsk(record.name)}>
        <p>{w.strikeHelp}</p>
        <ActForm
          action="/api/hours/strike"
          to={path}
          hidden={{ subject: record.recordId, version: record.version }}
          className="form"
        >
          <Field
            name="reason"
            id="strike-reason"
            label={w.strikeReason}
            hint={w.reasonHint}
            maxLength={REASON_MAX}
            required
            defaultValue={mine ? attempt.value("reason") : undefined}
            error={error}
          />
          <Button wide tone="line">
            {w.strikeGo}
          </Button>
        </ActForm>
      </Dialog>
    </section>
  );
}
