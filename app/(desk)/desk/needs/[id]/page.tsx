// One need as its desk runs it: where it stands, the next act, its numbers, who helps, what else may be done, what happened.
import type { Metadata } from "next";
import { dayAndTime, fullDay } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { NEED_STATUS, statusLabel } from "@/app/_copy/labels";
import { REJECT_REASON } from "@/app/_copy/posting";
import { Photos } from "@/app/_shared/desk/photos";
import { type Back, refusedForm, SaidBack } from "@/app/_shared/desk/said-back";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { needViewOf } from "@/app/_shared/needs/need-view";
import { PublicTop } from "@/app/_shared/site/top";
import { orNull } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, Chip, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { isPublic } from "@/server/needs/lifecycle";
import { Contact } from "./_parts/contact";
import { managed } from "./_parts/managed";
import { NextAct, OtherActs } from "./_parts/next-act";
import { Asking, Pledges } from "./_parts/pledges";
import { Timeline } from "./_parts/timeline";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Back & { show?: string; cursor?: string; call?: string; history?: string }>;
};

export default async function ManagedPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const m = await managed(id);
  const { need, at } = m;
  const now = need.asOf;
  const api = await caller();
  const show = search.show === "ended" ? "ended" : "live";
  const [asking, pledges, timeline, { attempt }] = await Promise.all([
    orNull(api.pledges.ofNeed({ needId: need.id, show: "asking" })),
    orNull(api.pledges.ofNeed({ needId: need.id, show, cursor: search.cursor })),
    orNull(api.history.ofNeed({ needId: need.id, cursor: search.history })),
    refusedForm(search),
  ]);
  const label = statusLabel(NEED_STATUS, need.status);
  const published = isPublic({ status: need.status, lane: need.lane, published_at: need.publishedAt });
  const slots = needViewOf(need, now).lines.flatMap((line) => line.slots);
  const ended = need.endReason
    ? (REJECT_REASON[need.endReason as keyof typeof REJECT_REASON] ??
      w.closeReasons[need.endReason] ??
      w.cancelReasons[need.endReason] ??
      null)
    : null;
  return (
    <Page top={<PublicTop back="/desk" title={w.backToDesk} />}>
      <div className="row note">
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
        <span>{need.region.path}</span>
      </div>
      <h1>{need.title}</h1>
      <p className="note">
        {[
          `${w.deadline} ${fullDay(need.dueAt, now)}`,
          need.status === "submitted" && need.answerDueAt
            ? `${w.answerBy} ${dayAndTime(need.answerDueAt, now)}`
            : null,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <SaidBack back={search} attempt={attempt} lookAt={need.id} />
      {need.hiddenAt ? <Notice tone="amber">{w.hidden}</Notice> : null}
      {need.escalatedAt && need.status === "submitted" ? <Notice tone="amber">{w.escalated}</Notice> : null}
      {need.question && need.status === "returned" ? (
        <Notice tone="amber" icon="question">
          <b>{w.question}</b>
          <p>{need.question}</p>
        </Notice>
      ) : null}
      {ended || need.endNote ? (
        <Notice>
          <p>{[ended, need.endNote].filter(Boolean).join("：")}</p>
        </Notice>
      ) : null}
      <NextAct m={m} />
      <Asking pledges={asking?.items ?? []} at={at} now={now} />
      <section className="sec" aria-labelledby="lines">
        <h2 id="lines">{w.numbers}</h2>
        <Card>
          {slots.map((slot) => (
            <LineBar key={slot.slotId} line={slot} now={now} legend />
          ))}
        </Card>
      </section>
      {published ? (
        <ButtonLink href={`/needs/${need.id}`} small icon="share">
          {w.publicPage}
        </ButtonLink>
      ) : (
        <Card>
          <p className="whitespace-pre-line">{need.story}</p>
          <p className="note">{need.risk}</p>
        </Card>
      )}
      <Contact m={m} />
      {pledges && published ? (
        <Pledges
          pledges={pledges.items}
          show={show}
          next={pledges.next}
          call={search.call}
          at={at}
          now={now}
        />
      ) : null}
      <OtherActs m={m} />
      <Photos aggregate="need" subjectId={need.id} to={at} refused={search.refused} adds={m.can("change")} />
      {timeline ? (
        <Timeline
          items={timeline.items}
          nextHref={timeline.next ? `${at}?history=${timeline.next}#history` : null}
          open={search.history !== undefined}
          now={now}
        />
      ) : null}
    </Page>
  );
}
