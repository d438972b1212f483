// An organisation's own desk: what waits for it, what it promised, who is in it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ORGANISATION_KIND, statusLabel } from "@/app/_copy/labels";
import { doneSentence, meWords, ROLE_WORD } from "@/app/_copy/me";
import { ORGANISATION_STATUS, teamDone, teamWords as w } from "@/app/_copy/team";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Monthly } from "@/app/_shared/pledges/monthly";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Chip, EmptyState, Notice } from "@/app/_ui/card";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { Claims } from "./_parts/claims";
import { People } from "./_parts/people";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = { org?: string; show?: string; cursor?: string; done?: string; refused?: string };

export default async function TeamPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { org, show: asked, cursor, done, refused } = await searchParams;
  if ((await viewer()) === null) redirect("/sign-in?next=/team");
  const api = await caller();
  const [mine, monthly, attempt] = await Promise.all([
    api.organisations.mine(),
    api.recurring.mine(),
    readActAttempt(refused),
  ]);
  const now = clock();
  const one = mine.find((o) => o.id === org) ?? mine[0];
  const outcome = (
    <Outcome attempt={attempt} done={teamDone(done) ?? doneSentence(done)} title={meWords.refused} />
  );
  if (!one)
    return (
      <Page top={<PublicTop back="/me" title={w.title} />}>
        {outcome}
        <h1>{w.title}</h1>
        <EmptyState icon="people" title={w.none}>
          <p>{w.noneHelp}</p>
          <ButtonLink href="/team/new" tone="go">
            {w.apply}
          </ButtonLink>
        </EmptyState>
      </Page>
    );
  const label = statusLabel(ORGANISATION_STATUS, one.status);
  const path = `/team?org=${one.id}`;
  return (
    <Page
      top={<PublicTop back="/me" title={w.title} />}
      aside={
        <>
          {one.actsNow ? <People organisationId={one.id} to={path} attempt={attempt} now={now} /> : null}
          <ButtonLink href="/team/new" small icon="plus">
            {w.another}
          </ButtonLink>
        </>
      }
    >
      {outcome}
      {mine.length > 1 ? (
        <Tabs
          label={w.choose}
          items={mine.map((o) => ({ href: `/team?org=${o.id}`, label: o.name, current: o.id === one.id }))}
        />
      ) : null}
      <h1>{one.name}</h1>
      <div className="row note">
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
        <span>
          {[ORGANISATION_KIND[one.kind].word, one.town, w.role(ROLE_WORD[one.role])]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </div>
      {one.status === "verified" ? (
        <>
          {one.actsNow ? null : <Notice>{w.memberOnly}</Notice>}
          <Claims
            organisationId={one.id}
            show={asked === "ended" ? "ended" : "live"}
            cursor={cursor}
            now={now}
            readOnly={!one.actsNow}
          />
          <Monthly
            items={monthly.filter((m) => m.organisationId === one.id && m.status === "running")}
            to={path}
            now={now}
          />
        </>
      ) : (
        <Notice tone="amber" icon={label.icon}>
          {w.next[one.status]}
        </Notice>
      )}
    </Page>
  );
}
