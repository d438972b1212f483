// An organisation's hours by month, quarter or year; the lists to take away; its papers.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hoursSaid, periodSaid, SCOPE, reportWords as w } from "@/app/_copy/reports";
import { chosenPeriod, PeriodNav } from "@/app/_shared/reports/period-nav";
import { TakeAway } from "@/app/_shared/reports/take-away";
import { TooMany } from "@/app/_shared/site/too-many";
import { PublicTop } from "@/app/_shared/site/top";
import { orTooMany } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { BigNumber, EmptyState } from "@/app/_ui/card";
import { Facts, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { periodAt } from "@/server/reports/rules";
import { SCOPES } from "@/server/reports/schema";
import { AllSums } from "./_parts/sums";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ period?: string; scope?: string }>;
};

export default async function ReportsPage({ params, searchParams }: Props) {
  const [{ id }, search] = await Promise.all([params, searchParams]);
  if ((await viewer()) === null) redirect(`/sign-in?next=/team/${id}/reports`);
  const now = clock();
  const period = chosenPeriod(search.period, now);
  const scope = SCOPES.find((one) => one === search.scope) ?? "came";
  const { value: report, tooMany } = await orTooMany(
    (await caller()).reports.ofOrganisation({ organisationId: id, period: period.key, scope }),
  );
  if (report === null) return <TooMany title={w.title} back={`/team/${id}`} sentence={tooMany} />;
  const href = (next: { period?: string; scope?: string }) =>
    `/team/${id}/reports?${new URLSearchParams({ period: period.key, scope, ...next })}`;
  const quarter =
    period.kind === "quarter" ? period : periodAt("quarter", new Date(period.until.getTime() - 86_400_000));
  const { total, around } = report;
  const list = (name: "hours" | "members" | "pledges", more: Record<string, string> = {}) => ({
    label: w.lists[name],
    list: name,
    asked: { organisationId: id, ...more },
  });
  return (
    <Page
      top={<PublicTop back={`/team/${id}`} title={w.title} />}
      aside={
        <>
          <section className="sec">
            <h2>{w.around}</h2>
            <Facts
              items={[
                { term: w.members, value: w.personTimes(around.members) },
                { term: w.joined, value: w.personTimes(around.joined) },
                { term: w.left, value: w.personTimes(around.left) },
                { term: w.trainings, value: w.trainingsSaid(around.trainings, around.trainingMinutes) },
                { term: w.pledges, value: w.pledgesSaid(around.pledges, around.pledgesKept) },
              ]}
            />
          </section>
          <TakeAway
            lists={[list("hours", { period: period.key, scope }), list("members"), list("pledges")]}
          />
          <section className="sec noprint">
            <h2>{w.papers}</h2>
            <p className="note">{w.papersHelp}</p>
            <ButtonLink href={`/team/${id}/reports/dossier?period=${quarter.key}`} wide icon="list">
              {w.openPapers(periodSaid(quarter))}
            </ButtonLink>
          </section>
          <section className="sec noprint">
            <h2>{w.national}</h2>
            <p className="note">{w.nationalHelp}</p>
            <ButtonLink href={`/team/${id}/reports/national`} wide icon="share">
              {w.national}
            </ButtonLink>
          </section>
        </>
      }
    >
      <h1>{report.organisation.name}</h1>
      <p className="hidden print:block">{[w.title, periodSaid(period), SCOPE[scope]].join(" · ")}</p>
      <PeriodNav period={period} now={now} href={(key) => href({ period: key })} />
      <Tabs
        label={w.whose}
        items={SCOPES.map((one) => ({
          href: href({ scope: one }),
          label: SCOPE[one],
          current: one === scope,
        }))}
      />
      {total.visits === 0 ? (
        <EmptyState icon="clock" title={w.none}>
          <p>{w.noneHelp}</p>
        </EmptyState>
      ) : (
        <>
          <BigNumber value={hoursSaid(total.minutes)}>
            {[w.people(total.people), w.visits(total.visits), w.activities(total.activities)].join(" · ")}
          </BigNumber>
          <p className="note">{w.confirmedOnly}</p>
          <AllSums report={report} />
        </>
      )}
    </Page>
  );
}
