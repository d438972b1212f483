// One record of mine: what was asked about it before, and asking: that it be put right, why nobody confirmed it, or why it was struck.
import type { Metadata } from "next";
import { correctionDone, correctionWords as w } from "@/app/_copy/corrections";
import { dateValue } from "@/app/_copy/dates";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { MyAsked } from "@/app/_shared/hours/my-asked";
import { RecordCard } from "@/app/_shared/hours/record-card";
import { type RecordPageProps, recordPage } from "@/app/_shared/hours/record-page";
import { TimeFields } from "@/app/_shared/hours/time-fields";
import { WhatHappened } from "@/app/_shared/hours/what-happened";
import { PublicTop } from "@/app/_shared/site/top";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { aboutOf } from "@/server/hours/corrections/rules";
import type { OneRecord } from "@/server/hours/lists/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

export default async function MyRecordPage(props: RecordPageProps) {
  const { path, done, refused, record, asked, attempt, now } = await recordPage(props, "/me/hours");
  return (
    <Page top={<PublicTop back="/me/hours" title={w.title} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{record.shift.title}</h1>
      <RecordCard record={record} now={now} />
      {asked.length > 0 ? (
        <section className="sec" aria-labelledby="asked">
          <h2 id="asked">{w.history}</h2>
          <MyAsked asked={asked} now={now} path={path} refused={refused} attempt={attempt} />
        </section>
      ) : null}
      {record.mayAsk ? <Ask record={record} path={path} attempt={attempt} /> : null}
      {record.status === "open" || record.status === "uncounted" ? <Notice>{w.notCounted}</Notice> : null}
    </Page>
  );
}

/** What can be asked of a record in this state. */
const FORMS = {
  times: { title: w.askTitle, help: w.askHelp, act: "ask" },
  pending: { title: w.askPending, help: w.askPendingHelp, act: "ask-why" },
  voided: { title: w.askVoided, help: w.askVoidedHelp, act: "ask-why" },
} as const;

function Ask({ record, path, attempt }: { record: OneRecord; path: string; attempt: Attempt }) {
  const about = aboutOf(record.status);
  if (about === null || about === "missing" || about === "unit") return null;
  const { title, help, act } = FORMS[about];
  const hidden = { subject: record.recordId, day: dateValue(record.from) };
  return (
    <section className="sec" aria-labelledby="ask">
      <h2 id="ask">{title}</h2>
      <p className="note">{help}</p>
      <ActForm action={`/api/hours/${act}`} to={path} hidden={hidden} keyed className="form">
        {about === "voided" ? <p className="note">{w.voidedTimes}</p> : null}
        {about === "pending" ? null : (
          <TimeFields
            from={about === "voided" ? null : record.from}
            to={about === "voided" ? null : record.to}
            labels={[w.from, w.to]}
            attempt={attempt}
            optional={about === "voided"}
          />
        )}
        <WhatHappened attempt={attempt} />
        <Button tone="go" wide>
          {w.ask}
        </Button>
      </ActForm>
    </section>
  );
}
