// How a district or town is doing, place by place in administrative order, and its lists to take away.
import type { Metadata } from "next";
import { SERVICE_WORD } from "@/app/_copy/certificates";
import { asOf } from "@/app/_copy/dates";
import { districtWords } from "@/app/_copy/district";
import { hoursSaid, periodSaid, reportWords as w } from "@/app/_copy/reports";
import { chosenPeriod, PeriodNav } from "@/app/_shared/reports/period-nav";
import { TakeAway } from "@/app/_shared/reports/take-away";
import { TooMany } from "@/app/_shared/site/too-many";
import { PublicTop } from "@/app/_shared/site/top";
import { orTooMany } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { BigNumber } from "@/app/_ui/card";
import { Table, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { Figures } from "@/server/reports/district/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";

export const metadata: Metadata = { title: w.regionTitle, robots: { index: false } };

type Props = { searchParams: Promise<{ region?: string; period?: string }> };

export default async function DistrictReportsPage({ searchParams }: Props) {
  const { region, period: key } = await searchParams;
  const desks = await desksOf("/district/reports");
  const desk = chosen(desks, region);
  if (!desk) return <NoDesk />;
  const now = clock();
  const period = chosenPeriod(key, now);
  const { value: report, tooMany } = await orTooMany(
    (await caller()).reports.ofRegion({ regionId: desk.regionId, period: period.key }),
  );
  if (report === null)
    return <TooMany title={w.regionTitle} back={`/district?region=${desk.regionId}`} sentence={tooMany} />;
  const href = (next: { region?: string; period?: string }) =>
    `/district/reports?${new URLSearchParams({ region: String(desk.regionId), period: period.key, ...next })}`;
  const { total } = report;
  const asked = { regionId: String(desk.regionId), name: desk.name };
  return (
    <Page top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.regionTitle} />} wide>
      {desks.length > 1 ? (
        <Tabs
          label={districtWords.which}
          items={desks.map((d) => ({
            href: href({ region: String(d.regionId) }),
            label: d.name,
            current: d === desk,
          }))}
        />
      ) : null}
      <h1>{desk.name}</h1>
      <p className="hidden print:block">{w.regionTitle}</p>
      <PeriodNav period={period} now={now} href={(next) => href({ period: next })} />
      <BigNumber value={hoursSaid(total.minutes)}>
        {[w.people(total.people), w.visits(total.visits)].join(" · ")}
      </BigNumber>
      <p className="note">{w.regionNote}</p>
      <Table
        caption={`${desk.name} · ${periodSaid(period)}`}
        head={[
          { key: "place", label: w.place },
          { key: "people", label: w.peopleCol, num: true },
          { key: "active", label: w.activeCol, num: true },
          { key: "visits", label: w.visitsCol, num: true },
          { key: "hours", label: w.hoursCol, num: true },
          { key: "asked", label: w.askedCol, num: true },
          { key: "sent", label: w.sentCol, num: true },
          { key: "taken", label: w.takenCol, num: true },
          { key: "evaluated", label: w.evaluatedCol, num: true },
          { key: "handed", label: w.handedCol, num: true },
        ]}
        rows={[
          ...report.places.map((place) => ({
            id: String(place.regionId),
            cells: figures(
              place,
              place.regionId === report.region.id ? districtWords.wholePlace(place.name) : place.name,
            ),
          })),
          { id: "total", cells: figures(total, w.total) },
        ]}
      />
      <p className="note">{w.activeNote}</p>
      <p className="note">{asOf(now, now)}</p>
      {report.kinds.length > 0 ? (
        <Table
          caption={w.byKind}
          head={[
            { key: "kind", label: w.kind },
            { key: "people", label: w.peopleHead, num: true },
            { key: "visits", label: w.visitsHead, num: true },
            { key: "hours", label: w.hours, num: true },
          ]}
          rows={report.kinds.map((line) => ({
            id: line.kind,
            cells: {
              kind: SERVICE_WORD[line.kind] ?? line.kind,
              people: line.people,
              visits: line.visits,
              hours: hoursSaid(line.minutes),
            },
          }))}
        />
      ) : null}
      <TakeAway
        lists={[
          { label: w.lists.hoursOfRegion, list: "region-hours", asked: { ...asked, period: period.key } },
          { label: w.lists.needs, list: "needs", asked },
          { label: w.lists.organisations, list: "organisations", asked },
        ]}
      />
    </Page>
  );
}

const figures = (f: Figures, name: string) => ({
  place: <b>{name}</b>,
  people: f.people,
  active: f.active,
  visits: f.visits,
  hours: hoursSaid(f.minutes),
  asked: f.asked,
  sent: f.sent,
  taken: f.taken,
  evaluated: f.evaluated,
  handed: (
    <>
      {w.handedSaid(f.handed, f.visits)}
      {f.accepted > 0 ? <small className="note"> {w.acceptedSaid(f.accepted)}</small> : null}
    </>
  ),
});
