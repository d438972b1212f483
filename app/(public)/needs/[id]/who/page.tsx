// 谁能帮: for whoever asks for help, and those above. The list suggests; what is sent is an invitation.

import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dayAndTime } from "@/app/_copy/dates";
import { matchingWords as w } from "@/app/_copy/matching";
import { meWords } from "@/app/_copy/me";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Tabs } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { CHOSEN_MAX } from "@/server/matching/invitations/schema";
import { HelperItem } from "./_parts/suits";

export const metadata: Metadata = { title: w.who, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ slot?: string; more?: string; refused?: string }>;
};

/** The first view is short: who is looked for stands on top. */
const [FEW, MANY] = [8, 40];

export default async function WhoPage({ params, searchParams }: Props) {
  const [{ id }, { slot: asked, more, refused }] = [await params, await searchParams];
  const path = `/needs/${id}/who`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const [found, attempt] = await Promise.all([
    orNotFound(api.ranking.who({ needId: id, slotId: asked, limit: more ? MANY : FEW })),
    readActAttempt(refused),
  ]);
  const now = clock();
  const { slot } = found;
  const here = slot === null ? path : `${path}?slot=${slot.slotId}`;
  return (
    <Page top={<PublicTop back={`/desk/needs/${id}`} title={w.backToNeed} />}>
      {attempt.refusal?.fields?.picks ? (
        <div id="form">
          <Notice tone="red" icon="warn" role="alert">
            <p>{attempt.refusal.fields.picks === "too_many" ? w.pickFewer(CHOSEN_MAX) : w.pickFirst}</p>
          </Notice>
        </div>
      ) : (
        <Outcome attempt={attempt} done={null} title={meWords.refused} />
      )}
      <h1>{w.who}</h1>
      <p>{found.title}</p>
      {found.slots.length > 1 ? (
        <Tabs
          label={w.choose}
          items={found.slots.map((one) => ({
            href: `${path}?slot=${one.slotId}`,
            label: one.startsAt ? `${one.item} ${dayAndTime(one.startsAt, now)}` : one.item,
            current: one.slotId === slot?.slotId,
          }))}
        />
      ) : null}
      {slot === null ? (
        <EmptyState icon="check" title={w.closed}>
          <p>{w.closedHelp}</p>
        </EmptyState>
      ) : found.rows.length === 0 ? (
        <EmptyState icon="search" title={w.none}>
          <p>{w.noneHelp}</p>
          <ButtonLink href={`/needs/${id}`} small icon="share">
            {w.backToNeed}
          </ButtonLink>
        </EmptyState>
      ) : (
        <form method="post" action={`/api/invitations/${slot.slotId}/invite`} id="form" className="stack">
          <p>
            <b>{w.stillOpen(slot)}</b> {w.whoLead(found.looked)}
          </p>
          {found.synthetic ? <Notice>{w.synthetic}</Notice> : null}
          <ul className="plain">
            {found.rows.map((row) => (
              <HelperItem key={row.helperId} row={row} weights={found.weights} now={now} />
            ))}
          </ul>
          <input type="hidden" name="to" value={`/desk/needs/${id}/invitations`} />
          <input type="hidden" name="from" value={here} />
          <input type="hidden" name="key" value={randomUUID()} />
          {found.shownId ? <input type="hidden" name="rankingId" value={found.shownId} /> : null}
          {found.rows.length === FEW && !more ? (
            <ButtonLink href={`${here}&more=1`} small icon="down">
              {w.more}
            </ButtonLink>
          ) : null}
          {found.rows.some((row) => row.notNow === null) ? (
            <>
              <Button wide tone="go">
                {w.invite}
              </Button>
              <p className="note">{w.inviteNote}</p>
            </>
          ) : null}
          <p className="note">{w.version(found.weightsVersion)}</p>
        </form>
      )}
    </Page>
  );
}
