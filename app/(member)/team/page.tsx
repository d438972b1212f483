// The way to one's teams: straight to the first, or how to come by one.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { doneSentence, meWords } from "@/app/_copy/me";
import { memberWords as m, membersDone } from "@/app/_copy/members";
import { teamWords as w } from "@/app/_copy/team";
import { Outcome } from "@/app/_shared/acts/outcome";
import { MyInvitations } from "@/app/_shared/organisations/my-invitations";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller, viewer } from "@/app/_trpc/server";
import { now } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { MyRequests } from "./_parts/my-requests";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = { org?: string; show?: string; done?: string; refused?: string };

export default async function TeamPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { org, ...rest } = await searchParams;
  if ((await viewer()) === null) redirect("/sign-in?next=/team");
  const api = await caller();
  const mine = await api.organisations.mine();
  const one = mine.find((o) => o.id === org) ?? mine[0];
  if (one) {
    const query = new URLSearchParams(Object.entries(rest).filter(([, value]) => value)).toString();
    redirect(`/team/${one.id}${query ? `?${query}` : ""}`);
  }
  const [requests, attempt] = await Promise.all([api.members.myRequests(), readActAttempt(rest.refused)]);
  return (
    <Page top={<PublicTop back="/me" title={w.title} />}>
      <Outcome
        attempt={attempt}
        done={membersDone(rest.done) ?? doneSentence(rest.done)}
        title={meWords.refused}
      />
      <h1>{w.title}</h1>
      <MyInvitations to="/team" now={now()} />
      <MyRequests requests={requests} to="/team" now={now()} />
      <EmptyState icon="people" title={w.none}>
        <p>{w.noneHelp}</p>
        <ButtonLink href="/team/join" tone="go">
          {m.joinTitle}
        </ButtonLink>
        <ButtonLink href="/team/new">{w.apply}</ButtonLink>
      </EmptyState>
    </Page>
  );
}
