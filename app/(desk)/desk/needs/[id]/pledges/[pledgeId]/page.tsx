// One pledge as the poster handles it: who, how much, the telephone, the one next act, and what else may be done.
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { fullDay, timeSpan } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { lineWords, pledgeLabel } from "@/app/_copy/labels";
import { exactQuantity } from "@/app/_copy/numbers";
import { ActForm } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { type Back, refusedForm, SaidBack } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Card, Chip } from "@/app/_ui/card";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { managed } from "../../_parts/managed";
import { Asked, Came, LastActs } from "./_parts/answers";
import { Goods } from "./_parts/goods";
import { Names } from "./_parts/names";

export const metadata: Metadata = { title: w.pledges, robots: { index: false } };

type Props = { params: Promise<{ id: string; pledgeId: string }>; searchParams: Promise<Back> };

/** Forms that show their own refusal. */
const IN_PLACE = ["refuse", "remove", "send", "accept", "came", "approve"];

function factsOf(p: PledgeItem, now: Date) {
  const words = lineWords(p.kind, p.direction);
  return [
    ...(p.amount > 0 ? [{ term: w.amount, value: exactQuantity(p.amount, p) }] : []),
    ...(p.wanted !== p.amount ? [{ term: w.wanted, value: exactQuantity(p.wanted, p) }] : []),
    ...(p.accepted > 0 ? [{ term: words.accepted, value: exactQuantity(p.accepted, p) }] : []),
    ...(p.onWay > 0 ? [{ term: words.onTheWay, value: exactQuantity(p.onWay, p) }] : []),
    ...(p.startsAt ? [{ term: w.when, value: timeSpan(p.startsAt, p.endsAt, now) }] : []),
    ...(p.expectedOn
      ? [{ term: w.expectedOn, value: fullDay(new Date(`${p.expectedOn}T00:00:00+08:00`), now) }]
      : []),
    ...(p.note ? [{ term: w.note, value: p.note }] : []),
    ...(w.vias[p.via] ? [{ term: w.via, value: w.vias[p.via] }] : []),
    ...(p.endReason
      ? [{ term: w.reason, value: w.reasons[p.endReason] ?? w.cancelReasons[p.endReason] }]
      : []),
  ];
}

export default async function PledgePage({ params, searchParams }: Props) {
  const [{ id, pledgeId }, search] = [await params, await searchParams];
  const { need, at } = await managed(id, `/pledges/${pledgeId}`);
  const api = await caller();
  const pledge = await orNotFound(api.pledges.one({ pledgeId }));
  if (pledge.needId !== need.id) notFound();
  const runs = need.acts.some((act) => ["change", "settle", "complete", "resume", "reopen"].includes(act));
  const deliveries = pledge.kind === "goods" ? await api.deliveries.list({ pledgeId }) : [];
  const { attempt, of } = await refusedForm(search);
  const label = pledgeLabel(pledge.status, pledge.kind, pledge.direction);
  const to = `${at}/pledges/${pledge.id}`;
  const props = { pledge, to, of, now: need.asOf };
  return (
    <Page top={<PublicTop back={`${at}#pledges`} title={w.backToNeed} />}>
      <Chip tone={label.tone} icon={label.icon}>
        {label.word}
      </Chip>
      <h1>{pledge.helperName}</h1>
      <p className="note">
        {pledge.item} · {need.title}
      </p>
      <SaidBack
        back={search}
        attempt={attempt}
        lookAt={pledge.id}
        inPlace={[
          ...IN_PLACE.map((act) => deskForm(act, pledge.id)),
          ...deliveries.flatMap((d) =>
            ["close-delivery", "correct", "give-goods-back", "receive"].map((act) => deskForm(act, d.id)),
          ),
        ]}
      />
      {runs ? <Asked {...props} /> : null}
      <Card>
        <div className="stack">
          <Facts items={factsOf(pledge, need.asOf)} />
          {runs ? (
            <>
              <ActForm
                action={`/api/desk/pledges/${pledge.id}/look`}
                to={to}
                label={w.lookFirst}
                small
                icon="phone"
              />
              <p className="hint">{w.seePhoneHint}</p>
            </>
          ) : null}
        </div>
      </Card>
      {runs && pledge.kind === "goods" ? (
        <Goods
          pledge={pledge}
          to={to}
          of={of}
          deliveries={deliveries}
          now={need.asOf}
          refused={search.refused}
        />
      ) : null}
      {pledge.kind === "people" && pledge.organisationId !== null ? (
        <Names pledgeId={pledge.id} to={to} now={need.asOf} done={search.done} />
      ) : null}
      {runs && pledge.kind !== "goods" ? <Came {...props} /> : null}
      {runs ? <LastActs {...props} /> : null}
    </Page>
  );
}
