import { meWords } from "@/app/_copy/me";
import { teamWords as w } from "@/app/_copy/team";
import { nextAct, waitsForMe } from "@/app/_shared/pledges/next-act";
import { PledgeCard } from "@/app/_shared/pledges/pledge-card";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Pager, Tabs } from "@/app/_ui/list";

/** Claims in an organisation's name: what waits for it first. */
export async function Claims({
  organisationId,
  show,
  cursor,
  now,
  readOnly,
}: {
  organisationId: string;
  show: "live" | "ended";
  cursor?: string;
  now: Date;
  readOnly: boolean;
}) {
  const path = `/team/${organisationId}`;
  const { items, next } = await orNotFound(
    (await caller()).pledges.ofOrganisation({ organisationId, show, cursor }),
  );
  const waiting = readOnly ? [] : items.filter((p) => waitsForMe(nextAct(p)));
  const card = (p: (typeof items)[number]) => (
    <PledgeCard key={p.id} pledge={p} to={path} now={now} readOnly={readOnly} />
  );
  return (
    <>
      {waiting.length > 0 ? (
        <section className="sec" aria-labelledby="todo">
          <h2 id="todo">{w.todo(waiting.length)}</h2>
          <ul>{waiting.map(card)}</ul>
        </section>
      ) : null}
      <section className="sec" aria-labelledby="claims">
        <h2 id="claims">{w.claims}</h2>
        <Tabs
          label={meWords.shown}
          items={[
            { href: path, label: meWords.live, current: show === "live" },
            { href: `${path}?show=ended`, label: meWords.ended, current: show === "ended" },
          ]}
        />
        {items.length === 0 && show === "live" ? (
          <EmptyState icon="hand" title={w.empty}>
            <p>{w.emptyHelp}</p>
          </EmptyState>
        ) : null}
        {items.length === 0 && show === "ended" ? <p className="note">{meWords.emptyEnded}</p> : null}
        <ul>{items.filter((p) => !waiting.includes(p)).map(card)}</ul>
        <Pager
          firstHref={cursor ? `${path}?show=${show}` : null}
          nextHref={next ? `${path}?show=${show}&cursor=${next}` : null}
        />
        <ButtonLink href="/needs" tone="line" icon="hand">
          {w.find}
        </ButtonLink>
      </section>
    </>
  );
}
