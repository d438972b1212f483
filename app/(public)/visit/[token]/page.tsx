// The family's page: who comes to them, when, the telephone; and their word that nobody should.
import type { Metadata } from "next";
import { timeSpan } from "@/app/_copy/dates";
import { dayWords } from "@/app/_copy/day";
import { meWords } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { seatsDone, seatWords as w } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import type { VisitPage } from "@/server/pledges/home-visits/schema";
import { NOTE_MAX } from "@/server/pledges/schema";

/** The address is the key: every answer of ours sends `referrer-policy: same-origin`, so it goes to nobody else. */
export const metadata: Metadata = { title: w.familyTitle, robots: { index: false } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

function Stop({ token, to, attempt }: { token: string; to: string; attempt: Attempt }) {
  return (
    <>
      <ButtonLink href="#stop" data-opens="stop" tone="line" wide icon="stop">
        {w.familyStop}
      </ButtonLink>
      <Dialog id="stop" title={w.familyStopAsk}>
        <p>{w.familyStopText}</p>
        <ActForm action={`/api/visits/${token}/stop`} to={to} className="form">
          <TextArea
            name="note"
            label={w.familyNote}
            optional
            rows={2}
            maxLength={NOTE_MAX}
            defaultValue={attempt.value("note")}
            error={reasonSentence(attempt.refusal?.fields.note)}
          />
          <Button tone="go" wide>
            {w.familyStopSure}
          </Button>
        </ActForm>
      </Dialog>
    </>
  );
}

function State({
  page,
  token,
  to,
  attempt,
}: {
  page: VisitPage;
  token: string;
  to: string;
  attempt: Attempt;
}) {
  if (page.over)
    return (
      <>
        <Notice>{w.familyOver}</Notice>
        <ButtonLink href={`/visit/${token}/statement`} wide icon="edit">
          {dayWords.stateTitle}
        </ButtonLink>
      </>
    );
  if (page.state === "stopped")
    return (
      <>
        <Notice tone="amber" icon="stop">
          <b>{w.familyStopped}</b>
          <p>{w.familyStoppedText}</p>
        </Notice>
        <ActForm action={`/api/visits/${token}/allow`} to={to}>
          <Button wide icon="check">
            {w.familyAllow}
          </Button>
        </ActForm>
      </>
    );
  return page.state === "told" ? <Stop token={token} to={to} attempt={attempt} /> : null;
}

export default async function VisitPageForFamily({ params, searchParams }: Props) {
  const [{ token }, { done, refused }] = [await params, await searchParams];
  const [page, attempt] = await Promise.all([
    orNotFound((await caller()).homeVisits.page({ token })),
    readActAttempt(refused),
  ]);
  const now = clock();
  const to = `/visit/${token}`;
  return (
    <Page top={<PublicTop title={w.visit} back="/" />}>
      <Outcome attempt={attempt} done={seatsDone(done)} title={meWords.refused} />
      <h1>{w.familyTitle}</h1>
      <p>{w.familyLead}</p>
      <Card>
        <div className="stack">
          <p>
            <b>{page.title}</b> · {page.item}
          </p>
          {page.startsAt ? (
            <p>
              <b>{timeSpan(page.startsAt, page.endsAt, now)}</b>
            </p>
          ) : null}
          <h2>{w.familyWho}</h2>
          <ul className="rows">
            {page.people.map((one) => (
              <li key={one.name}>
                <b>{one.name}</b>
                {one.team ? <p className="note">{one.team}</p> : null}
              </li>
            ))}
          </ul>
          {page.phone ? (
            <ButtonLink href={`tel:${page.phone}`} icon="phone" wide>
              {w.familyPhone}：{page.phone}
            </ButtonLink>
          ) : null}
          <p className="note">{w.familyCheck}</p>
        </div>
      </Card>
      <State page={page} token={token} to={to} attempt={attempt} />
    </Page>
  );
}
