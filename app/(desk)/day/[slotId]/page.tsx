// The day of a shift on its leader's phone: the code to scan, who is there, the roll. Usable without script, and without a network.
import type { Metadata } from "next";
import { dayDone, dayWords as w } from "@/app/_copy/day";
import { paperWords } from "@/app/_copy/paper";
import { Outcome } from "@/app/_shared/acts/outcome";
import { whenWhere } from "@/app/_shared/attendance/when";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { Asking } from "./_parts/asking";
import { Begin } from "./_parts/begin";
import { Code } from "./_parts/code";
import { DayScript } from "./_parts/day-script";
import { Heads, Queue } from "./_parts/heads";
import { Roll } from "./_parts/roll";
import { ToldLate } from "./_parts/told-late";
import { WalkIn } from "./_parts/walk-in";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ slotId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function DayPage({ params, searchParams }: Props) {
  const [{ slotId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/day/${slotId}`;
  await signedIn(path);
  const [day, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.attendance.day({ slotId }))),
    readActAttempt(refused),
  ]);
  const { shift, roll, now } = day;
  const running = shift.status === "running";
  const { whole } = day;
  const begun = shift.status === "running" || shift.status === "closed";
  const late = whole && begun ? await caller().then((api) => api.hours.toldLate({ slotId })) : [];
  const here = roll.filter((row) => row.presence?.status === "in").length;
  const came = roll.filter((row) => row.presence !== null).length;
  return (
    <Page top={<PublicTop back="/team" title={w.title} />}>
      <Outcome attempt={attempt} done={dayDone(done)} title={w.refused} />
      <h1>{shift.title}</h1>
      <p className="note">{whenWhere(shift, now)}</p>
      {whole ? null : (
        <Notice icon="people">
          <b>{w.ownTitle}</b>
          <p>{w.ownHelp}</p>
        </Notice>
      )}
      {shift.status === "planned" && whole ? <Begin shift={shift} path={path} /> : null}
      {shift.status === "closed" ? (
        <Notice icon="check">
          <b>{w.over}</b>
          <p>{w.overHelp}</p>
        </Notice>
      ) : null}
      {shift.status === "cancelled" ? (
        <Notice tone="amber" icon="cross">
          <b>{w.cancelled}</b>
        </Notice>
      ) : null}
      {begun ? (
        <>
          <Queue />
          <ToldLate late={late} path={path} />
        </>
      ) : null}
      {running ? (
        <>
          <Code day={day} />
          <Asking slotId={slotId} path={path} asking={day.asking} />
        </>
      ) : null}
      <Heads roll={roll} unnamed={day.unnamed} />
      <Roll slotId={slotId} path={path} roll={roll} acts={running} now={now} />
      {running ? (
        <>
          <WalkIn slotId={slotId} path={path} members={day.members} newcomers={whole} attempt={attempt} />
          {whole ? (
            <div className="sec">
              <ButtonLink href={`${path}/close`} tone="line" wide icon="check">
                {w.finish}
              </ButtonLink>
              <p className="note" id="day-finish">
                {w.finishHelp(here, came)}
              </p>
            </div>
          ) : null}
        </>
      ) : null}
      {begun ? <DayScript slotId={slotId} /> : null}
      <div className="row">
        {whole ? (
          <>
            <ButtonLink href={`${path}/roster`} small icon="list">
              {w.print}
            </ButtonLink>
            <ButtonLink href={`${path}/paper`} small icon="edit">
              {paperWords.door}
            </ButtonLink>
          </>
        ) : null}
        <ButtonLink href={`/needs/${shift.needId}`} small>
          {w.need}
        </ButtonLink>
      </div>
    </Page>
  );
}
