// A member's record, as their leader reads and adds to it: neither numbers nor papers.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { awardWords, recordDone, recordWords as w } from "@/app/_copy/records";
import { Fold } from "@/app/_shared/acts/fold";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Awards, Evaluations, Qualifications, Service, Training } from "@/app/_shared/records/classes";
import { Guardian } from "@/app/_shared/records/guardian";
import { HonourForm } from "@/app/_shared/records/honour-form";
import { ownOf } from "@/app/_shared/records/own";
import { Strike } from "@/app/_shared/records/strike";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: awardWords.member, robots: { index: false } };

type Props = {
  params: Promise<{ id: string; personId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function MemberPage({ params, searchParams }: Props) {
  const [{ id, personId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/team/${id}/people/${personId}`;
  const viewing = await viewer();
  if (viewing === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const asked = { personId, organisationId: id };
  const [record, guardian, attempt] = await Promise.all([
    orNotFound(api.records.of(asked)),
    orNotFound(api.records.guardian(asked)),
    readActAttempt(refused),
  ]);
  const now = clock();
  // What a leader adds here is as a leader, even for somebody they also act for.
  const parts = { record: { ...record, keeps: false }, now, to: path };
  const own = record.honours.filter((one) => one.organisationId === id);
  return (
    <Page
      top={<PublicTop back={`/team/${id}/members`} title={awardWords.member} />}
      aside={
        <>
          <Awards {...parts} />
          {own.map((one) => (
            <div className="split" key={one.id}>
              <span>{one.title}</span>
              <Strike
                act="end-honour"
                id={one.id}
                title={one.title}
                hidden={{ honourId: one.id, version: one.version }}
                to={path}
              />
            </div>
          ))}
          {record.isMine ? null : (
            <Fold title={awardWords.honourTitle} open={ownOf(attempt, `honour-${personId}`).refused}>
              <p className="note">{awardWords.honourLead}</p>
              <HonourForm personId={personId} organisationId={id} to={path} attempt={attempt} />
            </Fold>
          )}
          <Evaluations {...parts} />
        </>
      }
    >
      <Outcome attempt={attempt} done={recordDone(done)} title={w.refused} />
      <h1>{w.titleOf(record.name)}</h1>
      <Guardian
        guardian={guardian}
        personId={personId}
        organisationId={id}
        to={path}
        attempt={attempt}
        now={now}
      />
      <Service record={record} />
      <Qualifications {...parts} />
      <Training {...parts} />
      <ButtonLink href={`/team/${id}/training?person=${personId}`} small icon="plus">
        {awardWords.addTraining}
      </ButtonLink>
    </Page>
  );
}
