// A shift is closed: everybody by plan in one tap, a few changed before, and afterwards what still waits for somebody's word.
import type { Metadata } from "next";
import { fullDay, timeLeft } from "@/app/_copy/dates";
import { hoursDone, hoursWords as w } from "@/app/_copy/hours";
import { paperWords } from "@/app/_copy/paper";
import { evaluateWords } from "@/app/_copy/records";
import { Outcome } from "@/app/_shared/acts/outcome";
import { whenWhere } from "@/app/_shared/attendance/when";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { After } from "./_parts/after";
import { Before } from "./_parts/before";

export const metadata: Metadata = { title: w.closeTitle, robots: { index: false } };

type Props = {
  params: Promise<{ slotId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function ClosePage({ params, searchParams }: Props) {
  const [{ slotId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/day/${slotId}/close`;
  await signedIn(path);
  const [view, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.closing({ slotId }))),
    readActAttempt(refused),
  ]);
  const { shift, rows, now, dueAt } = view;
  const early = shift.status === "planned" && (shift.startsAt === null || shift.startsAt > now);
  const open = shift.status === "running" || (shift.status === "planned" && !early);
  return (
    <Page top={<PublicTop back={`/day/${slotId}`} title={w.closeTitle} />}>
      <Outcome
        attempt={attempt}
        done={done === "paper" ? paperWords.done : hoursDone(done)}
        title={w.refused}
      />
      <h1>{shift.title}</h1>
      <p className="note">{whenWhere(shift, now)}</p>
      {open && dueAt ? <p className="note">{w.dueBy(fullDay(dueAt, now), timeLeft(dueAt, now))}</p> : null}
      {early ? (
        <Notice icon="clock">
          <b>{w.notYet}</b>
          <p>{w.notYetHelp}</p>
        </Notice>
      ) : null}
      {shift.status === "cancelled" ? (
        <Notice tone="amber" icon="cross">
          <b>{w.cancelled}</b>
        </Notice>
      ) : null}
      {open && rows.length === 0 ? (
        <EmptyState icon="people" title={w.nobody}>
          <p>{w.nobodyHelp}</p>
        </EmptyState>
      ) : null}
      {open ? <Before view={view} path={path} attempt={attempt} /> : null}
      {shift.status === "closed" ? <After view={view} path={path} /> : null}
      {early || shift.status === "cancelled" || rows.length === 0 ? null : (
        <div className="row">
          <ButtonLink href={`/day/${slotId}/paper`} small icon="edit">
            {paperWords.door}
          </ButtonLink>
          {shift.status === "closed" ? (
            <ButtonLink href={`/evaluate/${slotId}`} small icon="edit">
              {evaluateWords.title}
            </ButtonLink>
          ) : null}
        </div>
      )}
    </Page>
  );
}
