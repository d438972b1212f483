// Who goes to one shift: the names, what is still lacking, stand-ins, and whom to name.

import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { chainWords } from "@/app/_copy/chain";
import { dayAndTime } from "@/app/_copy/dates";
import { meWords } from "@/app/_copy/me";
import { seatsDone, seatWords as w } from "@/app/_copy/seats";
import { Outcome } from "@/app/_shared/acts/outcome";
import { SeatList } from "@/app/_shared/seats/seat-list";
import { ShiftLine, shiftWhat } from "@/app/_shared/seats/shift-line";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Chip, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { DAY_MS } from "@/server/time";
import { Naming } from "./_parts/naming";
import { Searches } from "./_parts/searches";
import { Visit } from "./_parts/visit";

export const metadata: Metadata = { title: w.people, robots: { index: false } };

type Props = {
  params: Promise<{ id: string; pledgeId: string }>;
  searchParams: Promise<{ q?: string; done?: string; refused?: string }>;
};

/** The day's own page is offered from a day before. */

export default async function TeamShiftPage({ params, searchParams }: Props) {
  const [{ id, pledgeId }, { q, done, refused }] = [await params, await searchParams];
  const to = `/team/${id}/shifts/${pledgeId}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${to}`);
  const api = await caller();
  const shift = await orNotFound(api.seats.ofPledge({ pledgeId, q: q?.slice(0, 20) }));
  if (shift.organisationId !== id || !shift.leads) notFound();
  const [attempt, visit] = await Promise.all([
    readActAttempt(refused),
    shift.shift.homeVisit ? api.homeVisits.standing({ slotId: shift.shift.slotId }) : null,
  ]);
  const now = clock();
  const begun = shift.shift.startsAt !== null && shift.shift.startsAt <= now;
  const late = shift.shift.cutOffAt !== null && shift.shift.cutOffAt <= now;
  const toDay =
    shift.pledgeStatus === "confirmed" &&
    shift.shift.startsAt !== null &&
    shift.shift.startsAt.getTime() - now.getTime() < DAY_MS;
  const state =
    shift.pledgeStatus !== "confirmed"
      ? w.ended
      : begun
        ? w.begun
        : shift.unnamed > 0 && !shift.mayName
          ? w.nameOver
          : null;
  return (
    <Page top={<PublicTop back={`/team/${id}/shifts`} title={w.listTitle} />}>
      <Outcome attempt={attempt} done={seatsDone(done)} title={meWords.refused} />
      <div className="row note">
        <Chip
          tone={shift.unnamed > 0 && shift.mayName ? "amber" : "green"}
          icon={shift.unnamed > 0 ? "people" : "check"}
        >
          {shift.unnamed > 0 ? w.lacking(shift.unnamed) : w.complete}
        </Chip>
        <span>{w.counts(shift.places, shift.seats.length)}</span>
      </div>
      <h1>{shift.shift.title}</h1>
      <p>
        <b>{shiftWhat(shift.shift)}</b>
      </p>
      <ShiftLine shift={shift.shift} now={now} />
      {state ? <Notice>{state}</Notice> : null}
      {shift.mayName && shift.unnamed > 0 && shift.nameUntil ? (
        <p className="lack">{w.nameUntil(dayAndTime(shift.nameUntil, now))}</p>
      ) : null}
      {toDay ? (
        <ButtonLink href={`/day/${shift.shift.slotId}`} tone="line" wide icon="check">
          {w.toDay}
        </ButtonLink>
      ) : null}
      {visit ? <Visit visit={visit} slotId={shift.shift.slotId} to={to} now={now} begun={begun} /> : null}
      <Searches shift={shift} to={to} />
      <section className="sec" aria-labelledby="people">
        <h2 id="people">{w.people}</h2>
        <SeatList shift={shift} to={to} late={late} />
      </section>
      {shift.mayName ? (
        <ButtonLink href={`/team/${id}/chain?slot=${shift.shift.slotId}`} wide icon="list">
          {chainWords.door}
        </ButtonLink>
      ) : null}
      {shift.mayName && shift.unnamed > 0 ? (
        <Naming shift={shift} to={to} q={q ?? ""} attempt={attempt} />
      ) : null}
    </Page>
  );
}
