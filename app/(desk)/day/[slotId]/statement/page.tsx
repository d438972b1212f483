// The village says what it saw of a shift, without the roll before its eyes.
import type { Metadata } from "next";
import { dayDone, dayWords as w } from "@/app/_copy/day";
import { Outcome } from "@/app/_shared/acts/outcome";
import { StatementForm } from "@/app/_shared/attendance/statement-form";
import { whenWhere } from "@/app/_shared/attendance/when";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.stateTitle, robots: { index: false } };

type Props = {
  params: Promise<{ slotId: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function StatementPage({ params, searchParams }: Props) {
  const [{ slotId }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/day/${slotId}/statement`;
  await signedIn(path);
  const [{ shift, statement }, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.attendance.toState({ slotId }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  return (
    <Page top={<PublicTop back={`/desk/needs/${shift.needId}`} />}>
      <Outcome attempt={attempt} done={dayDone(done)} title={w.refused} />
      <h1>{w.stateTitle}</h1>
      <p>
        <b>{shift.title}</b>
      </p>
      <p className="note">{whenWhere(shift, now)}</p>
      <p>{w.stateVillage}</p>
      <StatementForm
        action={`/api/day/${slotId}/state`}
        to={path}
        statement={statement}
        attempt={attempt}
        now={now}
      />
    </Page>
  );
}
