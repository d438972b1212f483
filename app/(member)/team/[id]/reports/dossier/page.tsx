// A quarter's papers, made to be printed: cover, each activity with its notice and roster, the hours, a place for the stamp.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SERVICE_WORD } from "@/app/_copy/certificates";
import { clockTime } from "@/app/_copy/dates";
import {
  HOURS_CLASS,
  hoursSaid,
  paperDay,
  paperSpan,
  periodSaid,
  reportWords as w,
} from "@/app/_copy/reports";
import { chosenPeriod, PeriodNav } from "@/app/_shared/reports/period-nav";
import { TooMany } from "@/app/_shared/site/too-many";
import { PublicTop } from "@/app/_shared/site/top";
import { orTooMany } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { EmptyState } from "@/app/_ui/card";
import { Facts, Table } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { DossierView } from "@/server/reports/dossier/schema";

export const metadata: Metadata = { title: w.papers, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ period?: string }> };
const p = w.paper;
/** Room for a name by hand. */
const SIGNING = "　".repeat(8);

export default async function DossierPage({ params, searchParams }: Props) {
  const [{ id }, { period: key }] = await Promise.all([params, searchParams]);
  if ((await viewer()) === null) redirect(`/sign-in?next=/team/${id}/reports/dossier`);
  const now = clock();
  const period = chosenPeriod(key, now, "quarter");
  const { value: papers, tooMany } = await orTooMany(
    (await caller()).reports.dossier({ organisationId: id, period: period.key }),
  );
  if (papers === null) return <TooMany title={w.papers} back={`/team/${id}/reports`} sentence={tooMany} />;
  const { organisation, total } = papers;
  return (
    <Page top={<PublicTop back={`/team/${id}/reports?period=${period.key}`} title={w.papers} />} wide>
      <PeriodNav
        period={period}
        now={now}
        kinds={[period.kind]}
        href={(next) => `/team/${id}/reports/dossier?period=${next}`}
      />
      <p className="note noprint">{w.print}</p>
      <h1>{w.papersTitle(organisation.name, periodSaid(period))}</h1>
      <Facts
        items={[
          { term: w.cover.unit, value: organisation.name },
          { term: w.cover.place, value: organisation.place },
          { term: w.cover.recordingUnit, value: organisation.recordingUnit },
          { term: w.cover.period, value: periodSaid(period) },
          {
            term: w.cover.sum,
            value: w.cover.sumSaid(total.activities, total.people, total.visits, hoursSaid(total.minutes)),
          },
        ]}
      />
      {papers.activities.length === 0 ? (
        <EmptyState icon="clock" title={w.none}>
          <p>{w.noneHelp}</p>
        </EmptyState>
      ) : null}
      {papers.activities.map((activity, n) => (
        <ActivityPaper key={activity.slotId} activity={activity} nth={n + 1} />
      ))}
      {papers.complete ? null : <p className="note">{p.cut(papers.activities.length)}</p>}
      {papers.members.length > 0 ? (
        <section className="sec">
          <h2>{p.hours}</h2>
          <Table
            caption={w.byMember}
            head={[
              { key: "name", label: w.name },
              { key: "visits", label: w.visitsHead, num: true },
              { key: "hours", label: w.hours, num: true },
            ]}
            rows={papers.members.map((one, n) => ({
              id: String(n),
              cells: { name: one.name, visits: one.visits, hours: hoursSaid(one.minutes) },
            }))}
          />
        </section>
      ) : null}
      <section className="sec card break-inside-avoid">
        <p>{p.filledBy}</p>
        <p>{p.checkedBy}</p>
        <p className="py-16 text-right">{p.stamp}</p>
        <p className="text-right">{p.date}</p>
      </section>
    </Page>
  );
}

function ActivityPaper({ activity, nth }: { activity: DossierView["activities"][number]; nth: number }) {
  const { title, startsAt, endsAt, roster } = activity;
  return (
    <section className="sec print:break-before-page">
      <h2>
        {p.nth(nth)} {title ?? w.confidential}
      </h2>
      <h3>{p.notice}</h3>
      {title === null ? (
        <p>{p.confidential}</p>
      ) : (
        <>
          <p>{activity.story}</p>
          <Facts
            items={[
              { term: p.item, value: `${activity.item}（${SERVICE_WORD[activity.kind] ?? activity.kind}）` },
              { term: p.when, value: startsAt ? paperSpan(startsAt, endsAt) : p.none },
              { term: p.where, value: activity.place },
              { term: p.lead, value: activity.lead ?? p.none },
              {
                term: p.published,
                value: activity.publishedAt ? paperDay(activity.publishedAt) : p.none,
              },
            ]}
          />
        </>
      )}
      <Table
        caption={`${p.roster} · ${hoursSaid(activity.minutes)}`}
        head={[
          { key: "name", label: w.name },
          { key: "in", label: p.in, num: true },
          { key: "out", label: p.out, num: true },
          { key: "how", label: p.how },
          { key: "hours", label: w.hours, num: true },
          { key: "sign", label: p.sign },
        ]}
        rows={roster.map((row, n) => ({
          id: String(n),
          cells: {
            name: row.name,
            in: clockTime(row.fromAt),
            out: clockTime(row.toAt),
            how: HOURS_CLASS[row.class] ?? row.class,
            hours: hoursSaid(row.minutes),
            sign: SIGNING,
          },
        }))}
      />
    </section>
  );
}
