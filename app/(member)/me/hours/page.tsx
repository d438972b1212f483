// My hours: what counts, what waits and for whom, each time with its reason.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { correctionWords as c } from "@/app/_copy/corrections";
import { duration, timeSpan } from "@/app/_copy/dates";
import { hoursWords as w } from "@/app/_copy/hours";
import { reportWords } from "@/app/_copy/reports";
import { Fold } from "@/app/_shared/acts/fold";
import { RecordChip, recordNotes } from "@/app/_shared/hours/record-notes";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { ButtonLink } from "@/app/_ui/button";
import { BigNumber, Card, EmptyState } from "@/app/_ui/card";
import { Facts, Pager } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { MineView } from "@/server/hours/lists/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { searchParams: Promise<{ cursor?: string }> };

export default async function MyHoursPage({ searchParams }: Props) {
  const { cursor } = await searchParams;
  if ((await viewer()) === null) redirect("/sign-in?next=/me/hours");
  const mine = await orNotFound(caller().then((api) => api.hours.mine({ cursor })));
  const now = clock();
  return (
    <Page top={<PublicTop back="/me" title={w.title} />}>
      <h1>{w.title}</h1>
      <Card>
        <BigNumber value={duration(mine.minutes)}>{w.total}</BigNumber>
        <Facts
          items={[
            { term: w.year(mine.year), value: duration(mine.yearMinutes) },
            ...(mine.waiting > 0
              ? [{ term: w.waitingSum(mine.waiting), value: w.waitingHelp(duration(mine.waitingMinutes)) }]
              : []),
          ]}
        />
        <div className="row">
          <ButtonLink href="/me/certificates" small tone="line" icon="shield">
            {w.certificate}
          </ButtonLink>
          <ButtonLink href="/api/export/my-hours" small icon="down">
            {reportWords.takeAwayMine}
          </ButtonLink>
          <ButtonLink href="/me/record" small icon="list">
            {w.record}
          </ButtonLink>
          <ButtonLink href="/me/hours/missing" small icon="clock">
            {c.missingDoor}
          </ButtonLink>
        </div>
      </Card>
      <section className="sec" aria-labelledby="each">
        <h2 id="each">{w.listTitle}</h2>
        {mine.items.length === 0 ? (
          <EmptyState icon="clock" title={w.empty}>
            <p>{w.emptyHelp}</p>
            <ButtonLink href="/needs" tone="go">
              {w.find}
            </ButtonLink>
          </EmptyState>
        ) : (
          <ul className="plain stack">
            {mine.items.map((item) => (
              <Item key={item.recordId} item={item} now={now} />
            ))}
          </ul>
        )}
        <Pager
          firstHref={cursor ? "/me/hours" : null}
          nextHref={mine.next ? `/me/hours?cursor=${mine.next}` : null}
        />
      </section>
      <Fold title={w.rulesTitle}>
        <ul>
          {w.rules.map((rule) => (
            <li key={rule}>{rule}</li>
          ))}
        </ul>
      </Fold>
    </Page>
  );
}

/** What is asked of a record in this state. */
const DOOR: Partial<Record<MineView["items"][number]["status"], string>> = {
  confirmed: c.door,
  disputed: c.see,
  pending: c.doorPending,
  voided: c.doorVoided,
};

function Item({ item, now }: { item: MineView["items"][number]; now: Date }) {
  // Often all three are the same team: said once.
  const others = item.affiliations.filter((name) => name !== item.organisation && name !== item.unit);
  const about = [
    item.organisation && item.organisation !== item.unit ? w.with(item.organisation) : null,
    item.unit ? w.unit(item.unit) : null,
    others.length > 0 ? w.alsoFor(others) : null,
  ].filter((words) => words !== null);
  return (
    <li className="card">
      <div className="split">
        <b>{item.to === null ? "" : duration(item.minutes)}</b>
        <RecordChip record={item} />
      </div>
      <div>
        <a className="taplink" href={`/needs/${item.needId}`}>
          {item.title}
        </a>
      </div>
      <div className="note">
        {timeSpan(item.from, item.to, now)} · {item.item}
      </div>
      <div className="note">{recordNotes(item)}</div>
      {about.length > 0 ? <div className="note">{about.join(" · ")}</div> : null}
      {DOOR[item.status] ? (
        <ButtonLink href={`/me/hours/${item.recordId}`} small>
          {DOOR[item.status]}
          <span className="sr">{c.of(item.title)}</span>
        </ButtonLink>
      ) : null}
    </li>
  );
}
