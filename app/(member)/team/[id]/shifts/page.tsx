// A team's shifts: those to come, with how many names are still lacking, and those that are over.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dayAndTime } from "@/app/_copy/dates";
import { seatWords as w } from "@/app/_copy/seats";
import { ShiftLine, shiftWhat } from "@/app/_shared/seats/shift-line";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Chip, EmptyState } from "@/app/_ui/card";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { TeamShiftRow } from "@/server/pledges/seats/schema";

export const metadata: Metadata = { title: w.listTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ show?: string }> };

function Row({ row, path, now, leads }: { row: TeamShiftRow; path: string; now: Date; leads: boolean }) {
  const lacking = row.places - row.named - row.seeking;
  const open = row.nameUntil !== null && row.nameUntil > now;
  const title = `${row.shift.title} · ${shiftWhat(row.shift)}`;
  return (
    <li className="card">
      <div className="row note">
        <Chip tone={lacking > 0 && open ? "amber" : "green"} icon={lacking > 0 ? "people" : "check"}>
          {lacking > 0 ? w.lacking(lacking) : w.complete}
        </Chip>
        {row.seeking > 0 ? (
          <Chip tone="red" icon="warn">
            {w.seekingN(row.seeking)}
          </Chip>
        ) : null}
      </div>
      <h2>
        {leads ? (
          <a className="taplink" href={`${path}/${row.pledgeId}`}>
            {title}
          </a>
        ) : (
          title
        )}
      </h2>
      <ShiftLine shift={row.shift} now={now} />
      <p className="note">{w.counts(row.places, row.named)}</p>
      {lacking > 0 && open && row.nameUntil ? (
        <p className="lack">{w.nameUntil(dayAndTime(row.nameUntil, now))}</p>
      ) : null}
    </li>
  );
}

export default async function TeamShiftsPage({ params, searchParams }: Props) {
  const [{ id }, { show: asked }] = [await params, await searchParams];
  const path = `/team/${id}/shifts`;
  const actor = await viewer();
  if (actor === null) redirect(`/sign-in?next=${path}`);
  const show = asked === "past" ? "past" : "coming";
  const api = await caller();
  const rows = await orNotFound(api.seats.ofTeam({ organisationId: id, show }));
  const now = clock();
  const leads = actor.grants.some(
    (grant) => grant.organisationId === id && ["leader", "manager"].includes(grant.role),
  );
  return (
    <Page top={<PublicTop back={`/team/${id}`} title={w.listTitle} />}>
      <h1>{w.listTitle}</h1>
      <Tabs
        label={w.listTitle}
        items={[
          { href: path, label: w.coming, current: show === "coming" },
          { href: `${path}?show=past`, label: w.past, current: show === "past" },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState icon="calendar" title={show === "past" ? w.pastEmpty : w.listEmpty}>
          {show === "past" ? null : (
            <>
              <p>{w.listEmptyHelp}</p>
              <ButtonLink href="/needs" tone="line" icon="hand">
                {w.find}
              </ButtonLink>
            </>
          )}
        </EmptyState>
      ) : (
        <ul>
          {rows.map((row) => (
            <Row key={row.pledgeId} row={row} path={path} now={now} leads={leads} />
          ))}
        </ul>
      )}
    </Page>
  );
}
