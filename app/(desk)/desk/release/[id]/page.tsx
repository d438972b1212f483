// At the event: choose the line once, then unit by unit — two letters, a figure, 记下. Below, what stands with running numbers.
import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { clockTime, dayAndTime } from "@/app/_copy/dates";
import { deskWords, releaseWords as w } from "@/app/_copy/desk";
import { ORGANISATION_KIND, pledgeLabel } from "@/app/_copy/labels";
import { formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { Refused } from "@/app/_shared/desk/refused";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { needViewOf, openSlots, type SlotView } from "@/app/_shared/needs/need-view";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import type { Attempt } from "@/app/_trpc/form";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Chip, EmptyState, Notice } from "@/app/_ui/card";
import { Choice, Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { unitLabel } from "@/server/needs/units/rules";
import { ORGANISATION_NAME_MAX } from "@/server/organisations/schema";
import { NOTE_MAX } from "@/server/pledges/schema";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ slot?: string; q?: string; unit?: string; done?: string; refused?: string }>;
};

/** Needs of the place that take pledges now, at most this many: an event is about one or a few. */
const NEEDS = 12;

async function slotsOf(regionId: number, now: Date) {
  const api = await caller();
  const { cards } = await api.listing.open({ regionId, limit: NEEDS });
  const needs = await Promise.all(cards.map((card) => api.needs.visible({ needId: card.id })));
  return needs.flatMap((need) => openSlots(needViewOf(need, now)).map((slot) => ({ slot, need })));
}

function Units({
  at,
  slotId,
  q,
  units,
}: {
  at: string;
  slotId: string;
  q: string;
  units: readonly {
    id: string;
    name: string;
    kind: keyof typeof ORGANISATION_KIND;
    town: string;
    verified: boolean;
  }[];
}) {
  if (units.length === 0)
    return (
      <EmptyState icon="search" title={w.notFound(q)}>
        <ButtonLink href="/team/new" small>
          {w.addUnit}
        </ButtonLink>
      </EmptyState>
    );
  return (
    <ul className="grid gap-2">
      {units.map((unit) => (
        <li key={unit.id}>
          <a className="pick" href={`${at}?${new URLSearchParams({ slot: slotId, q, unit: unit.id })}#form`}>
            <span>
              <b>{unit.name}</b>
              <small>
                {[ORGANISATION_KIND[unit.kind]?.word, unit.town, unit.verified ? null : w.pending]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}

function RecordForm({
  releaseId,
  slot,
  unit,
  q,
  attempt,
  at,
}: {
  releaseId: string;
  slot: SlotView;
  unit: { id: string; name: string };
  q: string;
  attempt: Attempt;
  at: string;
}) {
  const errors = attempt.refusal?.fields ?? {};
  const left = Number(attempt.refusal?.facts.remaining ?? 0);
  return (
    <Card>
      <form method="post" action={`/api/desk/release/${releaseId}`} className="form" id="form">
        <h2>{w.forWhom(unit.name)}</h2>
        <Refused attempt={attempt} title={deskWords.refused} />
        <input type="hidden" name="key" value={randomUUID()} />
        <input type="hidden" name="slotId" value={slot.slotId} />
        <input type="hidden" name="organisationId" value={unit.id} />
        <input type="hidden" name="q" value={q} />
        <Field
          name="amount"
          label={w.amount}
          inputMode="decimal"
          autoComplete="off"
          suffix={unitLabel(slot.unit)}
          defaultValue={attempt.value("amount")}
          error={reasonSentence(errors.amount ?? errors.quantity)}
        />
        {left > 0 ? (
          <Choice
            name="ifShort"
            type="checkbox"
            legend={w.ifShort}
            options={[{ value: "part", label: w.part(formatQuantity(left, slot)) }]}
          />
        ) : null}
        <Field
          name="note"
          label={w.note}
          optional
          maxLength={NOTE_MAX}
          autoComplete="off"
          defaultValue={attempt.value("note")}
          error={reasonSentence(errors.note)}
        />
        <Button tone="go" wide>
          {w.record}
        </Button>
        <ButtonLink href={`${at}?slot=${slot.slotId}`} wide>
          {w.otherUnit}
        </ButtonLink>
      </form>
    </Card>
  );
}

export default async function ReleasePage({ params, searchParams }: Props) {
  const [{ id }, { slot: slotId, q: typed, unit: unitId, done, refused }] = [
    await params,
    await searchParams,
  ];
  await signedIn(`/desk/release/${id}`);
  const [api, now] = [await caller(), readNow()];
  const board = await orNotFound(api.releases.board({ releaseId: id }));
  const at = `/desk/release/${board.id}`;
  const region = await api.regions.one({ id: board.regionId });
  const slots = await slotsOf(board.regionId, now);
  const chosen =
    slots.find(({ slot }) => slot.slotId === slotId) ?? (slots.length === 1 ? slots[0] : undefined);
  const q = String(typed ?? "").trim();
  const units =
    chosen && q && !unitId
      ? await api.organisations.search({ q, countyId: region.countyId, pending: true }).catch(() => [])
      : null;
  const unit = unitId ? await api.organisations.one({ organisationId: unitId }).catch(() => null) : null;
  const attempt = await readAttempt(`release:${board.id}`, refused);
  return (
    <Page top={<PublicTop back="/desk/release" title={w.backToList} />}>
      <h1>{board.title}</h1>
      <p className="note">{dayAndTime(board.heldAt, now)}</p>
      {done === "record" ? (
        <Notice tone="green" icon="check" role="status">
          {deskWords.done.record}
        </Notice>
      ) : null}
      {chosen ? (
        <>
          <Card>
            <p className="note">{chosen.need.title}</p>
            <LineBar line={chosen.slot} now={now} legend />
            {slots.length > 1 ? (
              <ButtonLink href={at} small>
                {w.otherLine}
              </ButtonLink>
            ) : null}
          </Card>
          {unit ? (
            <RecordForm releaseId={board.id} slot={chosen.slot} unit={unit} q={q} attempt={attempt} at={at} />
          ) : (
            <>
              <form method="get" action={at} className="field" data-live="found">
                <input type="hidden" name="slot" value={chosen.slot.slotId} />
                <label htmlFor="q">{w.find}</label>
                <p className="hint" id="q-hint">
                  {w.findHint}
                </p>
                <div className="affix">
                  <input
                    className="ctl"
                    id="q"
                    name="q"
                    type="search"
                    defaultValue={q}
                    maxLength={ORGANISATION_NAME_MAX}
                    autoComplete="off"
                    aria-describedby="q-hint"
                  />
                  <Button icon="search">{w.findDo}</Button>
                </div>
              </form>
              <div id="found" aria-live="polite">
                {units ? <Units at={at} slotId={chosen.slot.slotId} q={q} units={units} /> : null}
              </div>
            </>
          )}
        </>
      ) : (
        <section className="sec" aria-labelledby="slots">
          <h2 id="slots">{w.slot}</h2>
          {slots.length === 0 ? <EmptyState title={w.slotsNone} /> : null}
          {slots.map(({ slot, need }) => (
            <Card key={slot.slotId} href={`${at}?slot=${slot.slotId}`}>
              <p className="note">{need.title}</p>
              <LineBar line={slot} now={now} />
            </Card>
          ))}
        </section>
      )}
      <section className="sec" aria-labelledby="recorded">
        <h2 id="recorded">{w.recorded}</h2>
        <p className="note">
          {board.claims.length > 0 ? w.count(board.claims.length, board.unconfirmed) : w.nothing}
        </p>
        {board.claims.length > 0 ? (
          <Card>
            <ol>
              {board.claims.map((claim, i) => {
                const label = pledgeLabel(claim.status, "goods", null);
                const held = claim.status === "confirmed";
                return (
                  <li key={claim.pledgeId} className="who">
                    <span className="av">{board.claims.length - i}</span>
                    <div>
                      <b>{claim.organisation}</b>
                      <div className="note">
                        {claim.item} {formatQuantity(claim.amount, claim)} · {clockTime(claim.at)}
                      </div>
                      {held ? (
                        <Chip
                          tone={claim.confirmedAt ? "green" : "amber"}
                          icon={claim.confirmedAt ? "check" : "clock"}
                        >
                          {claim.confirmedAt ? w.confirmed : w.unconfirmed}
                        </Chip>
                      ) : (
                        <Chip tone={label.tone} icon={label.icon}>
                          {label.word}
                        </Chip>
                      )}
                    </div>
                    <ButtonLink href={`/desk/needs/${claim.needId}/pledges/${claim.pledgeId}`} small>
                      {deskWords.pledgeActs.see}
                      <span className="sr"> {claim.organisation}</span>
                    </ButtonLink>
                  </li>
                );
              })}
            </ol>
          </Card>
        ) : null}
      </section>
    </Page>
  );
}
