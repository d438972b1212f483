// After a service: what the organiser or those who were helped say of it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { timeSpan } from "@/app/_copy/dates";
import { recordDone, recordWords, evaluateWords as w } from "@/app/_copy/records";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { Form } from "./_parts/form";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ slotId: string }>;
  searchParams: Promise<{ side?: string; done?: string; refused?: string }>;
};

export default async function EvaluatePage({ params, searchParams }: Props) {
  const [{ slotId }, { side, done, refused }] = await Promise.all([params, searchParams]);
  const path = `/evaluate/${slotId}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const [shift, attempt] = await Promise.all([
    orNotFound((await caller()).records.evaluations({ slotId })),
    readActAttempt(refused),
  ]);
  const as = shift.sides.find((one) => one === side) ?? shift.sides[0];
  const now = clock();
  return (
    <Page top={<PublicTop back={`/needs/${shift.needId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{shift.title}</h1>
      <p className="note">
        {[shift.item, shift.startsAt ? timeSpan(shift.startsAt, shift.endsAt, now) : null]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {!shift.over ? (
        <EmptyState icon="clock" title={w.notOver} />
      ) : shift.people.length === 0 ? (
        <EmptyState icon="people" title={w.nobody} />
      ) : as ? (
        <Form shift={shift} as={as} path={path} attempt={attempt} />
      ) : null}
    </Page>
  );
}
