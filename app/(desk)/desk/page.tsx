// The desk: posting first, then what waits for me in order of deadline, each with its one next act; then what runs.
import type { Metadata } from "next";
import { correctionWords } from "@/app/_copy/corrections";
import { deskWords as w } from "@/app/_copy/desk";
import { invitationWords } from "@/app/_copy/invitations";
import { POSTER_ROLE } from "@/app/_copy/labels";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { SaidBox } from "@/app/_shared/sentence/said-box";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Pager } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { isWaiting } from "@/server/needs/desk/rules";
import { Running } from "./_parts/running";
import { type DeskItem, ToDo } from "./_parts/to-do";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

/** One page holds what a village has at a time; a town's next page is one tap away. */
const PAGE = 60;
/** Cards with bars; the list below names the rest. */
const CARDS = 8;
const RELEASERS = ["secretary", "clerk", "town_admin", "district_admin"];

/** The next page begins after this item: its deadline and id in one word of the address. */
function cursorOf(after: string | undefined) {
  const [, at, needId] = /^(\d{1,15})\.([0-9a-f-]{36})$/.exec(after ?? "") ?? [];
  return at && needId ? { dueAt: new Date(Number(at)), needId } : undefined;
}

const group = (items: DeskItem[]) => ({
  waiting: items.filter((item) => isWaiting(item.act)),
  running: items.filter((item) => item.act === "manage"),
  others: items.filter((item) => item.act === "wait"),
});

export default async function DeskPage({
  searchParams,
}: {
  searchParams: Promise<{ after?: string; refused?: string; again?: string }>;
}) {
  const { after, refused, again } = await searchParams;
  const me = await signedIn("/desk");
  const [api, now] = [await caller(), readNow()];
  const cursor = cursorOf(after);
  const [page, count, hours, box] = await Promise.all([
    orNotFound(api.needs.desk({ after: cursor, limit: PAGE })),
    api.needs.deskCount(),
    api.hours.inbox({}),
    again ? readAttempt("post:said", undefined) : readAttempt("post-box", refused),
  ]);
  const { waiting, running, others } = group(page.items);
  const shown = running.slice(0, CARDS).map((item) => item.needId);
  const cards = shown.length > 0 ? await api.pledges.running({ needIds: shown }) : [];
  const hat = me.hats.find((one) => one.worn) ?? me.hats[0];
  const next = page.next ? `/desk?after=${page.next.dueAt.getTime()}.${page.next.needId}` : null;
  return (
    <Page top={<PublicTop back="/" title={w.title} />}>
      <div className="split">
        <h1>{hat?.scope ?? w.title}</h1>
        <ButtonLink href="/me/hats" small icon="refresh">
          {w.switchHat}
        </ButtonLink>
      </div>
      <p className="note">{[me.name, hat ? POSTER_ROLE[hat.role] : null].filter(Boolean).join(" · ")}</p>
      <SaidBox said={again || box.refusal ? box.value("said") : undefined} error={box.refusal?.fields.said} />
      <section className="sec" aria-labelledby="waiting">
        <h2 id="waiting">{w.waiting(count.waiting, count.more)}</h2>
        {waiting.length === 0 ? (
          <EmptyState icon="check" title={w.nothingWaits}>
            <p className="note">{w.nothingWaitsHelp}</p>
          </EmptyState>
        ) : (
          <Card>
            <ul>
              {waiting.map((item) => (
                <ToDo key={item.needId} item={item} here={hat?.scope} now={now} />
              ))}
            </ul>
          </Card>
        )}
      </section>
      <ButtonLink href="/desk/hours" wide icon="clock" tone={hours.items.length > 0 ? "line" : "plain"}>
        {correctionWords.inboxDoor(hours.items.length, hours.more)}
      </ButtonLink>
      <section className="sec" aria-labelledby="running">
        <h2 id="running">{w.running}</h2>
        {running.length === 0 ? <p className="note">{w.noneRunning}</p> : null}
        {cards.map((need) => (
          <Running key={need.needId} need={need} now={now} />
        ))}
        {running.length > CARDS ? (
          <Card>
            <ul>
              {running.slice(CARDS).map((item) => (
                <ToDo key={item.needId} item={item} here={hat?.scope} now={now} />
              ))}
            </ul>
          </Card>
        ) : null}
      </section>
      {others.length > 0 ? (
        <section className="sec" aria-labelledby="others">
          <h2 id="others">{w.elsewhere}</h2>
          <Card>
            <ul>
              {others.map((item) => (
                <ToDo key={item.needId} item={item} here={hat?.scope} now={now} />
              ))}
            </ul>
          </Card>
        </section>
      ) : null}
      <Pager nextHref={next} firstHref={cursor ? "/desk" : null} />
      {me.hats.some((one) => RELEASERS.includes(one.role)) ? (
        <Card href="/desk/advisers">
          <h3>{invitationWords.advisers}</h3>
          <p className="note">{invitationWords.advisersHelp}</p>
        </Card>
      ) : null}
      {me.hats.some((one) => RELEASERS.includes(one.role)) ? (
        <Card href="/desk/release">
          <h3>{w.release}</h3>
          <p className="note">{w.releaseHelp}</p>
        </Card>
      ) : null}
    </Page>
  );
}
