// Shifts that are looked at again: drawn, or remarkable; what was recorded beside what the receiving side said.
import type { Metadata } from "next";
import { checkDone, checkWords as w } from "@/app/_copy/checks";
import { fullDay } from "@/app/_copy/dates";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { CHECKS_PAGE } from "@/server/hours/checks/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";
import { CheckFacts } from "./_parts/check-facts";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = { region?: string; show?: string; after?: string; done?: string; refused?: string };

export default async function ChecksPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { region, show: asked, after, done, refused } = await searchParams;
  const desk = chosen(await desksOf("/district/checks"), region);
  if (!desk) return <NoDesk />;
  const show = asked === "done" ? "done" : "open";
  const [rows, attempt] = await Promise.all([
    orNotFound(caller().then((api) => api.hours.checks({ regionId: desk.regionId, show, after }))),
    readActAttempt(refused),
  ]);
  const now = clock();
  const path = `/district/checks?region=${desk.regionId}`;
  const last = rows.at(-1);
  return (
    <Page top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.title} />}>
      <Outcome attempt={attempt} done={checkDone(done)} title={w.refused} />
      <h1>{w.title}</h1>
      <p className="note">{w.lead}</p>
      <Tabs
        label={w.which}
        items={[
          { href: path, label: w.open, current: show === "open" },
          { href: `${path}&show=done`, label: w.done, current: show === "done" },
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState icon="check" title={show === "open" ? w.empty : w.emptyDone}>
          <p className="note">{w.emptyHelp}</p>
        </EmptyState>
      ) : null}
      {rows.map((row) => (
        <Card key={row.id} id={row.id}>
          <CheckFacts row={row} now={now} heading="h2" />
          {row.status === "open" ? (
            <ButtonLink href={`/district/checks/${row.id}?region=${desk.regionId}`} tone="line" small>
              {w.answer}
              <span className="sr">{w.answerOf(row.title)}</span>
            </ButtonLink>
          ) : (
            <>
              {row.note ? <p>{row.note}</p> : null}
              {row.mended > 0 ? <p className="note">{w.mended(row.mended)}</p> : null}
              {row.checkedAt ? <p className="note">{w.checked(fullDay(row.checkedAt, now))}</p> : null}
            </>
          )}
        </Card>
      ))}
      <Pager
        firstHref={after ? `${path}&show=${show}` : null}
        nextHref={rows.length === CHECKS_PAGE && last ? `${path}&show=${show}&after=${last.id}` : null}
      />
    </Page>
  );
}
