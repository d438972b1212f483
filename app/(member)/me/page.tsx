// What I promised, what waits for me, and the ways to everything of mine.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { invitationsDone, invitationWords } from "@/app/_copy/invitations";
import { matchingWords } from "@/app/_copy/matching";
import { doneSentence, meWords as w } from "@/app/_copy/me";
import { membersDone } from "@/app/_copy/members";
import { seatsDone } from "@/app/_copy/seats";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Suggested } from "@/app/_shared/matching/suggested";
import { MyInvitations } from "@/app/_shared/organisations/my-invitations";
import { Monthly } from "@/app/_shared/pledges/monthly";
import { nextAct, waitsForMe } from "@/app/_shared/pledges/next-act";
import { PledgeCard } from "@/app/_shared/pledges/pledge-card";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { Advising } from "./_parts/advising";
import { Menu } from "./_parts/menu";
import { MyNeeds } from "./_parts/my-needs";
import { MySeats } from "./_parts/my-seats";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

/** The lists have the rest. */
const SUITS = 3;

type Props = { searchParams: Promise<{ show?: string; cursor?: string; done?: string; refused?: string }> };

export default async function MePage({ searchParams }: Props) {
  const { show: asked, cursor, done, refused } = await searchParams;
  const api = await caller();
  const me = await api.people.me();
  if (me === null) redirect("/sign-in?next=/me");
  const show = asked === "ended" ? "ended" : "live";
  const [pledges, needs, monthly, unread, attempt, invited, suits] = await Promise.all([
    orNotFound(api.pledges.mine({ show, cursor })),
    api.needs.mine({ limit: 5 }),
    api.recurring.mine(),
    api.notices.unread(),
    readActAttempt(refused),
    api.invitations.count(),
    api.ranking.forMe({ limit: SUITS }),
  ]);
  const now = clock();
  const waiting = pledges.items.filter((p) => waitsForMe(nextAct(p)));
  const others = pledges.items.filter((p) => !waiting.includes(p));
  const mine = monthly.filter((m) => m.status === "running" && m.organisationId === null);
  const card = (p: (typeof others)[number]) => (
    <PledgeCard key={p.id} pledge={p} to="/me" now={now} forOther={p.personId !== me.personId} />
  );
  return (
    <Page top={<PublicTop back="/" title={w.title} />} aside={<Menu me={me} unread={unread.unread} />}>
      <Outcome
        attempt={attempt}
        done={seatsDone(done) ?? doneSentence(done) ?? membersDone(done) ?? invitationsDone(done)}
        title={w.refused}
      />
      <div className="split">
        <h1>{w.hello(me.name)}</h1>
        {unread.unread > 0 ? (
          <ButtonLink href="/me/inbox" small icon="bell">
            {w.inboxUnread(unread.unread)}
          </ButtonLink>
        ) : null}
      </div>
      <MyInvitations to="/me" now={now} />
      {invited > 0 ? (
        <Notice tone="amber" icon="hand">
          <a className="taplink" href="/me/invitations">
            {invitationWords.waits(invited)}
          </a>
        </Notice>
      ) : null}
      <MySeats now={now} />
      {waiting.length > 0 ? (
        <section className="sec" aria-labelledby="todo">
          <h2 id="todo">{w.todo(waiting.length)}</h2>
          <ul>{waiting.map(card)}</ul>
        </section>
      ) : null}
      <section className="sec" aria-labelledby="promised">
        <h2 id="promised">{w.promised}</h2>
        <Tabs
          label={w.shown}
          items={[
            { href: "/me", label: w.live, current: show === "live" },
            { href: "/me?show=ended", label: w.ended, current: show === "ended" },
          ]}
        />
        {pledges.items.length === 0 ? (
          <EmptyState icon="hand" title={show === "live" ? w.empty : w.emptyEnded}>
            <p>{w.emptyHelp}</p>
            <ButtonLink href="/needs" tone="go">
              {w.wantHelp}
            </ButtonLink>
          </EmptyState>
        ) : (
          <ul>{others.map(card)}</ul>
        )}
        <Pager
          firstHref={cursor ? `/me?show=${show}` : null}
          nextHref={pledges.next ? `/me?show=${show}&cursor=${pledges.next}` : null}
        />
      </section>
      {suits.rows.length > 0 ? (
        <Suggested title={matchingWords.forMe} id="suits" found={suits} now={now} />
      ) : (
        <section className="sec" aria-labelledby="suits">
          <h2 id="suits">{matchingWords.forMe}</h2>
          <p className="note">{matchingWords.noneForMeHelp}</p>
          <ButtonLink href="/me/record/person" small icon="edit">
            {matchingWords.sayWhat}
          </ButtonLink>
        </section>
      )}
      <Advising now={now} />
      <Monthly items={mine} to="/me" now={now} />
      <MyNeeds needs={needs.needs} more={needs.next !== null} now={now} />
    </Page>
  );
}
