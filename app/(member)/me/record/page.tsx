// The record of a volunteer, all five classes: mine, or of somebody I act for.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { guardianWords, recordDone, recordWords as w } from "@/app/_copy/records";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Awards, Evaluations, Qualifications, Service, Training } from "@/app/_shared/records/classes";
import { Guardian } from "@/app/_shared/records/guardian";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { Asks } from "./_parts/asks";
import { Person } from "./_parts/person";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ for?: string; done?: string; refused?: string }> };

export default async function RecordPage({ searchParams }: Props) {
  const { for: personId, done, refused } = await searchParams;
  const api = await caller();
  const me = await api.people.me();
  if (me === null) redirect("/sign-in?next=/me/record");
  const [record, profile, guardian, others, attempt] = await Promise.all([
    orNotFound(api.records.of({ personId })),
    orNotFound(api.records.profile({ personId })),
    orNotFound(api.records.guardian({ personId })),
    api.people.actedFor(),
    readActAttempt(refused),
  ]);
  const now = clock();
  const mine = record.isMine;
  const query = mine ? "" : `?for=${record.personId}`;
  const to = `/me/record${query}`;
  const parts = { record, now, to };
  return (
    <Page
      top={<PublicTop back="/me" title={w.title} />}
      aside={
        <>
          <Awards {...parts} />
          <Evaluations {...parts} />
          <Asks {...parts} />
          <ButtonLink href="/me/record/child" small wide icon="plus">
            {guardianWords.childDoor}
          </ButtonLink>
        </>
      }
    >
      <Outcome attempt={attempt} done={recordDone(done)} title={w.refused} />
      <h1>{mine ? w.title : w.titleOf(record.name)}</h1>
      {others.length > 0 ? (
        <Tabs
          label={w.forWhom}
          items={[
            { href: "/me/record", label: w.me, current: mine },
            ...others.slice(0, 12).map((one) => ({
              href: `/me/record?for=${one.personId}`,
              label: one.name,
              current: one.personId === record.personId,
            })),
          ]}
        />
      ) : null}
      <p className="note">{w.lead}</p>
      <Person profile={profile} editHref={`/me/record/person${query}`} />
      <Guardian guardian={guardian} personId={record.personId} to={to} attempt={attempt} now={now} />
      <Service record={record} hoursHref={mine ? "/me/hours" : undefined} />
      <Qualifications {...parts} claimHref={`/me/record/qualification${query}`} />
      <Training {...parts} />
    </Page>
  );
}
