// Who is in a team: those who ask to come, the members, invitations, and who was in it.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { doneSentence, meWords } from "@/app/_copy/me";
import { membersDone, memberWords as w } from "@/app/_copy/members";
import { Outcome } from "@/app/_shared/acts/outcome";
import { TakeAway } from "@/app/_shared/reports/take-away";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { SearchForm } from "@/app/_ui/search";
import { NAME_MAX } from "@/server/people/names/schema";
import { AddOne } from "./_parts/add-one";
import { Former } from "./_parts/former";
import { Invitations } from "./_parts/invitations";
import { Invited } from "./_parts/invited";
import { Member } from "./_parts/member";
import { Waiting } from "./_parts/waiting";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Search = { q?: string; show?: string; after?: string; done?: string; refused?: string };
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

export default async function MembersPage({ params, searchParams }: Props) {
  const [{ id }, { q, show, after, done, refused }] = [await params, await searchParams];
  const path = `/team/${id}/members`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const [isFormer, isInvited] = [show === "former", show === "invited"];
  const term = (q ?? "").trim().slice(0, NAME_MAX);
  const [one, counts, page, attempt] = await Promise.all([
    orNotFound(api.organisations.one({ organisationId: id })),
    orNotFound(api.members.counts({ organisationId: id })),
    isFormer || isInvited
      ? null
      : orNotFound(api.members.list({ organisationId: id, q: term || undefined, after })),
    readActAttempt(refused),
  ]);
  const runs = one.myRole === "leader" || one.myRole === "manager";
  const mayName = one.myRole !== "manager"; // a leader, or those above
  const now = clock();
  const href = (over: string) => `${path}?${term ? `q=${encodeURIComponent(term)}&` : ""}${over}`;
  return (
    <Page
      top={<PublicTop back={runs ? `/team/${id}` : `/district/organisations/${id}`} title={one.name} />}
      aside={
        runs ? (
          <>
            <Invitations organisationId={id} name={one.name} to={path} attempt={attempt} now={now} />
            <section className="sec stack-s">
              <ButtonLink href={`${path}/import`} icon="list" wide>
                {w.importDoor}
              </ButtonLink>
              <AddOne organisationId={id} to={path} attempt={attempt} mayName={mayName} />
            </section>
            <TakeAway lists={[{ label: w.listName, list: "members", asked: { organisationId: id } }]} />
          </>
        ) : undefined
      }
    >
      <Outcome attempt={attempt} done={membersDone(done) ?? doneSentence(done)} title={meWords.refused} />
      <h1>{w.count(counts.members)}</h1>
      {runs ? <Waiting organisationId={id} count={counts.waiting} to={path} now={now} /> : null}
      <Tabs
        label={w.shown}
        items={[
          { href: path, label: w.now, current: page !== null },
          ...(runs
            ? [{ href: `${path}?show=invited`, label: w.invited(counts.invited), current: isInvited }]
            : []),
          { href: `${path}?show=former`, label: w.former, current: isFormer },
        ]}
      />
      {isInvited ? (
        <Invited organisationId={id} name={one.name} after={after} path={path} mayName={mayName} now={now} />
      ) : null}
      {isFormer ? <Former organisationId={id} after={after} path={path} now={now} /> : null}
      {page === null ? null : (
        <>
          {counts.members > 10 || term ? (
            <SearchForm
              action={path}
              q={term}
              label={w.search}
              hint={w.searchHint}
              act={w.find}
              max={NAME_MAX}
            />
          ) : null}
          {page.items.length === 0 ? <p role="status">{w.nobodyFound}</p> : null}
          {counts.members === 1 && runs ? (
            <EmptyState icon="people" title={w.onlyYou}>
              <p>{w.onlyYouHelp}</p>
            </EmptyState>
          ) : null}
          {page.items.length > 0 ? (
            <ul className="card">
              {page.items.map((member) => (
                <Member
                  key={member.personId}
                  member={member}
                  organisationId={id}
                  to={path}
                  mayName={mayName}
                  mayRead={runs || member.isMe}
                  now={now}
                />
              ))}
            </ul>
          ) : null}
          <Pager
            firstHref={after ? href("") : null}
            nextHref={page.next ? href(`after=${page.next}`) : null}
          />
        </>
      )}
    </Page>
  );
}
