// Today's shifts: those I run, with their code and roll; those I go to, where I check in.
import type { Metadata } from "next";
import { dayWords as w } from "@/app/_copy/day";
import { whenWhere } from "@/app/_shared/attendance/when";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip, EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import type { TodayShift } from "@/server/attendance/today/schema";

export const metadata: Metadata = { title: w.todayTitle, robots: { index: false } };

function List({
  title,
  shifts,
  to,
  now,
}: {
  title: string;
  shifts: readonly TodayShift[];
  to: (slotId: string) => string;
  now: Date;
}) {
  if (shifts.length === 0) return null;
  return (
    <section className="sec">
      <h2>{title}</h2>
      {shifts.map((shift) => (
        <Card key={shift.slotId} href={to(shift.slotId)}>
          <h3>{shift.title}</h3>
          <p className="note">{whenWhere(shift, now)}</p>
          <Chip
            tone={shift.status === "running" ? "green" : "plain"}
            icon={shift.status === "running" ? "people" : "clock"}
          >
            {w.status[shift.status]}
          </Chip>
        </Card>
      ))}
    </section>
  );
}

export default async function TodayPage() {
  await signedIn("/day");
  const { runs, expected } = await (await caller()).attendance.today();
  const now = clock();
  return (
    <Page top={<PublicTop back="/me" />}>
      <h1>{w.todayTitle}</h1>
      {runs.length + expected.length === 0 ? (
        <EmptyState icon="calendar" title={w.todayEmpty}>
          <p>{w.todayEmptyHelp}</p>
          <ButtonLink href="/needs" tone="go">
            {w.findNeeds}
          </ButtonLink>
        </EmptyState>
      ) : null}
      <List title={w.todayRuns} shifts={runs} to={(id) => `/day/${id}`} now={now} />
      <List title={w.todayExpected} shifts={expected} to={(id) => `/d?shift=${id}`} now={now} />
      <ButtonLink href="/d" wide>
        {w.typeDigits}
      </ButtonLink>
    </Page>
  );
}
