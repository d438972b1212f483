// The answer to a pledge: what was noted, and what happens next.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { pledgeLabel } from "@/app/_copy/labels";
import { formatQuantity } from "@/app/_copy/numbers";
import { pledgeWords as w } from "@/app/_copy/pledges";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Facts, Steps } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { PledgeItem } from "@/server/pledges/lists/schema";

export const metadata: Metadata = { title: w.answerTitle, robots: { index: false } };

/** What happens from here on, by state and kind. */
function stepsOf(pledge: PledgeItem) {
  const s = w.steps;
  const last = pledge.direction === "sale" ? s.sale : (w.lastStep[pledge.kind] ?? s.goods);
  const contact = { title: s.contact };
  if (pledge.status === "waitlisted" || pledge.status === "offered")
    return [
      { title: s.waitlisted, state: "done" as const },
      { title: s.offered, state: "now" as const },
      { title: last },
    ];
  if (pledge.status === "requested")
    return [
      { title: s.sent, state: "done" as const },
      { title: s.requested, state: "now" as const },
      { title: s.after },
      { title: last },
    ];
  return [
    { title: s.confirmed, state: "done" as const },
    { ...contact, state: "now" as const },
    { title: last },
  ];
}

export default async function PledgedPage({ params }: { params: Promise<{ id: string; pledgeId: string }> }) {
  const { id, pledgeId } = await params;
  if ((await viewer()) === null) redirect(`/sign-in?next=/needs/${id}/pledge/${pledgeId}`);
  const pledge = await orNotFound((await caller()).pledges.one({ pledgeId }));
  const label = pledgeLabel(pledge.status, pledge.kind, pledge.direction);
  const waits = pledge.waits && pledge.amount > 0;
  return (
    <Page
      top={<PublicTop back={`/needs/${id}`} />}
      dock={
        <>
          <ButtonLink href={`/needs/${id}#share`} icon="share">
            {w.helpSpread}
          </ButtonLink>
          <ButtonLink href="/me" tone="go">
            {w.mine}
          </ButtonLink>
        </>
      }
    >
      <h1>{w.done[pledge.status] ?? label.word}</h1>
      <Notice tone="green" icon="check" role="status">
        <p>{w.doneText[pledge.status] ?? w.doneText.confirmed}</p>
        {waits ? <p>{w.partWaits}</p> : null}
      </Notice>
      <Card>
        <div className="stack">
          <Chip tone={label.tone} icon={label.icon}>
            {label.word}
          </Chip>
          <h2>{pledge.needTitle}</h2>
          <Facts
            items={[
              { term: w.who, value: pledge.helperName },
              { term: w.what, value: pledge.item },
              ...(pledge.amount > 0 ? [{ term: w.held, value: formatQuantity(pledge.amount, pledge) }] : []),
              ...(pledge.amount < pledge.wanted
                ? [{ term: w.wanted, value: formatQuantity(pledge.wanted, pledge) }]
                : []),
              ...(pledge.position ? [{ term: w.position, value: w.positionOf(pledge.position) }] : []),
            ]}
          />
        </div>
      </Card>
      <section className="sec" aria-labelledby="next">
        <h2 id="next">{w.next}</h2>
        <Card>
          <Steps items={stepsOf(pledge)} />
        </Card>
      </section>
      <p className="note">{w.cannot}</p>
    </Page>
  );
}
