// One certificate as its unit, and whoever may end it, sees it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import {
  CERTIFICATE_STATUS,
  certificateDone,
  checking,
  hoursAndMinutes,
  mineWords,
  periodWords,
  refusedTitle,
  unitWords as w,
} from "@/app/_copy/certificates";
import { longDay } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Rare } from "@/app/_shared/certificates/rare";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { CERTIFICATE_EVENTS } from "@/server/certificates/lifecycle";
import { sayCode } from "@/server/certificates/rules";
import { REASON_MAX } from "@/server/certificates/schema";
import { canHappen } from "@/server/lifecycle";
import { dayOf } from "@/server/time";

export const metadata: Metadata = { title: w.oneTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string; certificateId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function UnitCertificatePage({ params, searchParams }: Props) {
  const { id, certificateId } = await params;
  const { done, refused } = await searchParams;
  const path = `/team/${id}/certificates/${certificateId}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  const [one, attempt] = await Promise.all([
    orNotFound((await caller()).certificates.one({ certificateId })),
    readActAttempt(refused),
  ]);
  const label = CERTIFICATE_STATUS[one.status];
  const back = one.mayAnswer ? `/team/${one.unitId}/certificates` : "/district";
  return (
    <Page top={<PublicTop back={back} title={w.title} />}>
      <Outcome attempt={attempt} done={certificateDone(done)} title={refusedTitle} />
      <div className="split">
        <h1>{one.name}</h1>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      <Facts
        items={[
          { term: checking.total, value: <b>{hoursAndMinutes(one.minutes)}</b> },
          { term: checking.count, value: checking.times(one.count) },
          { term: checking.period, value: periodWords(one.from, one.until) },
          { term: checking.unit, value: one.unit },
          ...(one.number
            ? [{ term: checking.number, value: <span className="num">{one.number}</span> }]
            : []),
          ...(one.code ? [{ term: w.code, value: <span className="num">{sayCode(one.code)}</span> }] : []),
          ...(one.issuedAt ? [{ term: checking.issued, value: longDay(dayOf(one.issuedAt)) }] : []),
        ]}
      />
      <p className="note">
        {[mineWords.shows(one.showsName, one.showsId), one.purpose ? w.purpose(one.purpose) : null]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {one.reason ? <p>{mineWords.reason(one.reason)}</p> : null}
      {one.showsName ? <Rare name={one.name} /> : null}
      {one.code ? (
        <div className="row">
          {one.status === "valid" ? (
            <ButtonLink href={`/api/certificates/paper?c=${one.id}`} tone="line" small icon="copy">
              {mineWords.open}
            </ButtonLink>
          ) : null}
          <ButtonLink href={`/certificates/${one.code}`} small icon="shield">
            {mineWords.check}
          </ButtonLink>
        </div>
      ) : null}
      {one.mayRevoke && canHappen(CERTIFICATE_EVENTS, one.status, "revoke") ? (
        <details className="card" open={attempt.refusal !== null}>
          <summary className="font-bold">{w.revoke}</summary>
          <ActForm
            action="/api/certificates/revoke"
            to={path}
            hidden={{ certificateId: one.id }}
            className="form mt-3"
          >
            <p>{w.revokeText}</p>
            <Field
              name="reason"
              label={w.revokeReason}
              hint={w.revokeHint}
              maxLength={REASON_MAX}
              defaultValue={attempt.value("reason")}
              error={reasonSentence(attempt.refusal?.fields.reason)}
            />
            <Button>{w.revokeSure}</Button>
          </ActForm>
        </details>
      ) : null}
    </Page>
  );
}
