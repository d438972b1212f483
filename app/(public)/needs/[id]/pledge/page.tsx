// Pledging on one slot; without one in the address, the choice of slots.
import type { Metadata } from "next";
import { chainWords } from "@/app/_copy/chain";
import { lineWords } from "@/app/_copy/labels";
import { pledgeWords as w } from "@/app/_copy/pledges";
import { loadGivers } from "@/app/_shared/needs/givers";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { type Givers, isFor, type NeedView, needViewOf, openSlots } from "@/app/_shared/needs/need-view";
import { draftName } from "@/app/_shared/needs/pledge-path";
import { actsAs } from "@/app/_shared/people/acts-as";
import { FitSaid, ShiftFacts } from "@/app/_shared/shifts/fit";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { MonthlyForm } from "./_parts/monthly-form";
import { type ActingAs, PledgeForm } from "./_parts/pledge-form";

export const metadata: Metadata = { title: w.pageTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ slot?: string; refused?: string; as?: string }>;
};

type Choice = { need: NeedView; givers: Givers; as?: string; now: Date };

function ChooseLine({ need, givers, as, now }: Choice) {
  const open = openSlots(need).filter((slot) => isFor(slot, givers, as));
  if (open.length === 0)
    return (
      <EmptyState icon="check" title={w.gone}>
        <p>{w.goneHelp}</p>
        <ButtonLink href={`/needs/${need.id}`} small>
          {w.backToNeed}
        </ButtonLink>
      </EmptyState>
    );
  return (
    <>
      <h1>{w.chooseTitle}</h1>
      {open.map((slot) => (
        <Card
          key={slot.slotId}
          href={`/needs/${need.id}/pledge?${new URLSearchParams({ slot: slot.slotId, ...(as ? { as } : {}) })}`}
        >
          <LineBar line={slot} now={now} legend />
        </Card>
      ))}
    </>
  );
}

export default async function PledgePage({ params, searchParams }: Props) {
  const [{ id }, { slot: slotId, refused, as }] = [await params, await searchParams];
  const api = await caller();
  const [told, me] = await Promise.all([orNotFound(api.needs.visible({ needId: id })), api.people.me()]);
  const now = told.asOf;
  const need = needViewOf(told, now);
  const line = need.lines.find((l) => l.slots.some((s) => s.slotId === slotId));
  const slot = line?.slots.find((s) => s.slotId === slotId);
  const givers = await loadGivers(need, me !== null);
  const open = openSlots(need).some((s) => s.slotId === slotId && isFor(s, givers));
  if (!line || !slot || !open)
    return (
      <Page top={<PublicTop back={`/needs/${id}`} />}>
        <ChooseLine need={need} givers={givers} as={as} now={now} />
      </Page>
    );
  const drafts = (["code", "who", "again"] as const).map((kind) => draftName(kind, slot.slotId));
  const form = drafts.find((name) => name === refused) ?? draftName("form", slot.slotId);
  const actingAs: ActingAs[] = actsAs(me?.hats ?? []).filter((o) => isFor(slot, givers, o.organisationId));
  const own = isFor(slot, givers, me?.personId) ? undefined : actingAs[0]?.organisationId;
  const fits = me && line.kind === "people" ? await orNotFound(api.eligibility.ofNeed({ needId: id })) : [];
  const fit = fits.find((f) => f.slotId === slot.slotId);
  return (
    <Page top={<PublicTop back={`/needs/${id}`} title={w.pageTitle} />}>
      <h1>{w.title(lineWords(line.kind, line.direction).act, line.item)}</h1>
      <p className="note">{need.title}</p>
      <Card>
        <LineBar line={slot} now={now} legend />
      </Card>
      <Notice tone="amber" icon="warn">
        {need.risk}
      </Notice>
      {slot.shift ? <ShiftFacts shift={slot.shift} /> : null}
      {me ? <p className="note">{w.signedInAs(me.name)}</p> : null}
      {fit && !as ? <FitSaid fit={fit} now={now} /> : null}
      <PledgeForm
        needId={id}
        line={line}
        slot={slot}
        attempt={await readAttempt(form, refused)}
        signedIn={me !== null}
        actingAs={actingAs}
        asFirst={as ?? own}
        now={now}
      />
      {actingAs.map((one) => (
        <ButtonLink
          key={one.organisationId}
          href={`/team/${one.organisationId}/chain?slot=${slot.slotId}`}
          wide
          icon="list"
        >
          {chainWords.doorOf(one.name)}
        </ButtonLink>
      ))}
      {me && line.kind === "goods" && line.direction !== "loan" ? (
        <MonthlyForm
          needId={id}
          slot={slot}
          attempt={await readAttempt(draftName("monthly", slot.slotId), refused)}
          actingAs={actingAs}
          now={now}
        />
      ) : null}
    </Page>
  );
}
