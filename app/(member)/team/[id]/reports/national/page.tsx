// What a recording unit hands to the national system: what waits, month by month, and the batches made so far.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { nationalDone, nationalWords as w } from "@/app/_copy/national";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { Batch } from "./_parts/batch";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function NationalPage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = await Promise.all([params, searchParams]);
  const path = `/team/${id}/reports/national`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const [unit, attempt] = await Promise.all([
    orNotFound((await caller()).national.ofUnit({ unitId: id })),
    readActAttempt(refused),
  ]);
  const now = clock();
  return (
    <Page top={<PublicTop back={`/team/${id}/reports`} title={w.title} />}>
      <Outcome attempt={attempt} done={nationalDone(done)} title={w.refused} />
      <h1>{unit.unit.name}</h1>
      <p>{w.what}</p>
      <section className="sec" aria-labelledby="to-do">
        <h2 id="to-do">{w.toDo}</h2>
        {unit.months.length === 0 ? (
          <EmptyState icon="check" title={w.nothing}>
            <p>{w.nothingHelp}</p>
          </EmptyState>
        ) : null}
        <ul>
          {unit.months.map((month) => (
            <li className="card" key={month.month}>
              <h3>{w.month(month.month)}</h3>
              <p>{w.ready(month.ready)}</p>
              {month.held > 0 ? <p className="note">{w.held(month.held, month.heldPeople)}</p> : null}
              {month.ready > 0 ? (
                <ActForm action="/api/national/make" to={path} hidden={{ unitId: id, month: month.month }}>
                  <Button tone="line" icon="plus" aria-label={`${w.make}，${w.month(month.month)}`}>
                    {w.make}
                  </Button>
                </ActForm>
              ) : null}
            </li>
          ))}
        </ul>
        {unit.months.some((month) => month.held > 0) ? <p className="note">{w.heldHelp}</p> : null}
      </section>
      <section className="sec" aria-labelledby="batches">
        <h2 id="batches">{w.batches}</h2>
        {unit.batches.length === 0 ? (
          <p className="note">{w.noBatches}</p>
        ) : (
          <Notice icon="lock">{w.downloadHelp}</Notice>
        )}
        <ul>
          {unit.batches.map((batch) => (
            <Batch key={batch.id} batch={batch} to={path} now={now} />
          ))}
        </ul>
      </section>
      <p className="note">{w.fields}</p>
    </Page>
  );
}
