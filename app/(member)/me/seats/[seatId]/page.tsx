// One place I am named for (or somebody I act for): when, where, with whom, and 我来不了.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dayAndTime, timeSpan } from "@/app/_copy/dates";
import { meWords } from "@/app/_copy/me";
import { seatsDone, seatWords as w } from "@/app/_copy/seats";
import { Outcome } from "@/app/_shared/acts/outcome";
import { CannotCome } from "@/app/_shared/seats/cannot-come";
import { shiftWhat } from "@/app/_shared/seats/shift-line";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { SeatItem } from "@/server/pledges/seats/schema";

export const metadata: Metadata = { title: w.seatTitle, robots: { index: false } };

type Props = {
  params: Promise<{ seatId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

const CHIP = {
  named: { word: w.named, tone: "green", icon: "check" },
  seeking: { word: w.seeking, tone: "red", icon: "warn" },
  left: { word: w.left, tone: "plain", icon: "back" },
  removed: { word: w.removed, tone: "plain", icon: "cross" },
} as const;

function factsOf({ shift: s, organisationName, late, status }: SeatItem, now: Date) {
  const fact = (term: string, value: string | null | false) => (value ? [{ term, value }] : []);
  return [
    ...fact(w.when, s.startsAt && timeSpan(s.startsAt, s.endsAt, now)),
    ...fact(w.where, s.place),
    ...fact(w.what, shiftWhat(s)),
    ...fact(w.team, organisationName),
    ...fact(w.cutOff, status === "named" && !late && s.cutOffAt !== null && dayAndTime(s.cutOffAt, now)),
  ];
}

export default async function SeatPage({ params, searchParams }: Props) {
  const [{ seatId }, { done, refused }] = [await params, await searchParams];
  const to = `/me/seats/${seatId}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${to}`);
  const [seat, attempt] = await Promise.all([
    orNotFound((await caller()).seats.one({ seatId })),
    readActAttempt(refused),
  ]);
  const now = clock();
  const chip = CHIP[seat.status as keyof typeof CHIP];
  return (
    <Page top={<PublicTop back="/me" title={w.seatTitle} />}>
      <Outcome attempt={attempt} done={seatsDone(done)} title={meWords.refused} />
      <div className="row note">
        <Chip tone={chip.tone} icon={chip.icon}>
          {chip.word}
        </Chip>
        {seat.mine ? null : <span>{meWords.forWhom(seat.personName)}</span>}
      </div>
      <h1>{seat.shift.title}</h1>
      {seat.mayStay ? <Notice tone="amber">{w.seekingMine}</Notice> : null}
      {seat.mayLeave && seat.late ? <Notice tone="amber">{w.late}</Notice> : null}
      <Card>
        <div className="stack">
          <Facts items={factsOf(seat, now)} />
          <ButtonLink href={`/needs/${seat.shift.needId}`} small>
            {w.toNeed}
          </ButtonLink>
        </div>
      </Card>
      <CannotCome seat={seat} to={to} wide />
    </Page>
  );
}
