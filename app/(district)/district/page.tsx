// How the district or town is doing, on one screen without a click: needs by place and age, what waits for an answer, who waits
// to be verified, switches, people.
import type { Metadata } from "next";
import type { ComponentProps } from "react";
import { calendarWords, checkWords } from "@/app/_copy/checks";
import { correctionWords } from "@/app/_copy/corrections";
import { asOf } from "@/app/_copy/dates";
import { districtDone, districtWords as w } from "@/app/_copy/district";
import { matchingWords } from "@/app/_copy/matching";
import { planWords } from "@/app/_copy/plan";
import { askWords, verifyWords } from "@/app/_copy/records";
import { reportWords } from "@/app/_copy/reports";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller } from "@/app/_trpc/server";
import { Menu, Table, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { Counts } from "@/server/needs/desk/counts/schema";
import { chosen, desksOf } from "./_parts/desk";
import { NoDesk } from "./_parts/no-desk";
import { Pending } from "./_parts/pending";
import { Requests } from "./_parts/requests";
import { Settings } from "./_parts/settings";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

const COLUMNS = ["waiting", "late", "week", "month", "older", "settling"] as const;

function CountsTable({ name, counts }: { name: string; counts: Counts }) {
  if (counts.rows.length === 0) return <p className="note">{w.noCounts}</p>;
  return (
    <Table
      caption={w.counts(name)}
      head={[
        { key: "place", label: w.place },
        ...COLUMNS.map((key) => ({ key, label: w[key] as string, num: true })),
      ]}
      rows={counts.rows.map((row) => ({
        id: String(row.placeId),
        cells: {
          place: <b>{row.placeId === 0 ? w.wholePlace(row.place) : row.place}</b>,
          ...Object.fromEntries(COLUMNS.map((key) => [key, row[key]])),
          late: row.late > 0 ? <b className="lack">{row.late}</b> : 0,
        },
      }))}
    />
  );
}

/** Everything a desk keeps for its place, the rarer the lower. */
const ways = (regionId: number, isDistrict: boolean): ComponentProps<typeof Menu>["items"] => {
  const here = `?region=${regionId}`;
  return [
    { href: `/district/plan${here}`, icon: "hand", label: planWords.title },
    { href: `/district/reports${here}`, icon: "list", label: reportWords.regionTitle },
    { href: `/district/organisations${here}`, icon: "home", label: w.allOrganisations },
    { href: `/district/people${here}`, icon: "people", label: w.people },
    { href: `/district/qualifications${here}`, icon: "skill", label: verifyWords.title },
    { href: `/district/records${here}`, icon: "question", label: askWords.districtTitle },
    { href: "/desk/hours", icon: "clock", label: correctionWords.inbox },
    { href: `/district/checks${here}`, icon: "search", label: checkWords.title },
    { href: "/district/calendar", icon: "calendar", label: calendarWords.title },
    { href: `/district/regions?id=${regionId}`, icon: "place", label: w.regions },
    ...(isDistrict
      ? ([{ href: `/district/matching${here}`, icon: "edit", label: matchingWords.weights }] as const)
      : []),
  ];
};

type Props = { searchParams: Promise<{ region?: string; done?: string; refused?: string }> };

export default async function DistrictPage({ searchParams }: Props) {
  const { region, done, refused } = await searchParams;
  const desks = await desksOf("/district");
  const desk = chosen(desks, region);
  if (!desk) return <NoDesk />;
  const { regionId } = desk;
  const api = await caller();
  const [counts, requests, pending, settings, attempt] = await Promise.all([
    api.needs.byPlace({ regionId }),
    api.needs.desk({}),
    api.organisations.list({ regionId, status: "pending" }),
    desk.isDistrict ? api.settings.of({ countyId: regionId }) : null,
    readActAttempt(refused),
  ]);
  const now = counts.asOf;
  const path = `/district?region=${regionId}`;
  return (
    <Page
      top={<PublicTop back="/me" title={desk.isDistrict ? w.title : w.titleTown} />}
      aside={
        <>
          <Menu items={ways(regionId, desk.isDistrict)} />
          {settings ? <Settings countyId={regionId} settings={settings} attempt={attempt} to={path} /> : null}
        </>
      }
    >
      <Outcome attempt={attempt} done={districtDone(done)} title={w.refused} />
      {desks.length > 1 ? (
        <Tabs
          label={w.which}
          items={desks.map((d) => ({
            href: `/district?region=${d.regionId}`,
            label: d.name,
            current: d === desk,
          }))}
        />
      ) : null}
      <h1>{desk.name}</h1>
      <Requests items={requests.items.filter((one) => one.status === "submitted")} now={now} />
      <CountsTable name={desk.name} counts={counts} />
      <p className="note">{asOf(now, now)}</p>
      <Pending rows={pending} to={path} now={now} />
    </Page>
  );
}
