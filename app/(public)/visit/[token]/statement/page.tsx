// The family says what it saw, by the link it was sent; nobody signs in for it.
import type { Metadata } from "next";
import { dayDone, dayWords as w } from "@/app/_copy/day";
import { Outcome } from "@/app/_shared/acts/outcome";
import { StatementForm } from "@/app/_shared/attendance/statement-form";
import { whenWhere } from "@/app/_shared/attendance/when";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";

export const metadata: Metadata = { title: w.stateTitle, robots: { index: false } };

type Props = {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function FamilyStatementPage({ params, searchParams }: Props) {
  const [{ token }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/visit/${token}/statement`;
  const [{ shift, statement }, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.attendance.familyToState({ token }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  return (
    <Page top={<PublicTop back={`/visit/${token}`} />}>
      <Outcome attempt={attempt} done={dayDone(done)} title={w.refused} />
      <h1>{w.stateTitle}</h1>
      <p className="note">{whenWhere(shift, now)}</p>
      <p>{w.stateFamily}</p>
      <StatementForm
        action={`/api/visit/${token}/statement/state`}
        to={path}
        statement={statement}
        attempt={attempt}
        now={now}
      />
    </Page>
  );
}
