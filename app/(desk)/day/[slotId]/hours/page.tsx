// The records of a shift before whoever's word they wait for: also those who did not run it (recording unit, the organisation above, the district).
import type { Metadata } from "next";
import { correctionDone, correctionWords as w } from "@/app/_copy/corrections";
import { timeSpan } from "@/app/_copy/dates";
import { Outcome } from "@/app/_shared/acts/outcome";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { ShiftRecords } from "@/app/_shared/hours/shift-records";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.shiftTitle, robots: { index: false } };

type Props = {
  params: Promise<{ slotId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function ShiftHoursPage({ params, searchParams }: Props) {
  const [{ slotId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/day/${slotId}/hours`;
  await signedIn(path);
  const [{ shift, records }, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.ofShift({ slotId }))),
    readActAttempt(refused),
  ]);
  const rows = records.map((record) => ({ name: record.name, own: record.own, record }));
  const when = shift.startsAt === null ? null : timeSpan(shift.startsAt, shift.endsAt, clock());
  return (
    <Page top={<PublicTop back="/desk/hours" title={w.shiftTitle} />}>
      <Outcome attempt={attempt} done={correctionDone(done)} title={w.refused} />
      <h1>{shift.title}</h1>
      <p className="note">{[when, shift.item].filter(Boolean).join(" · ")}</p>
      {rows.length === 0 ? (
        <EmptyState icon="clock" title={w.shiftEmpty}>
          <p className="note">{w.shiftEmptyHelp}</p>
        </EmptyState>
      ) : (
        <>
          {rows.some(({ record }) => record.mayConfirm) ? null : (
            <Notice tone="green" icon="check">
              <b>{w.shiftDone}</b>
              <p>{w.shiftDoneHelp}</p>
            </Notice>
          )}
          <ShiftRecords rows={rows} path={path} />
        </>
      )}
    </Page>
  );
}
