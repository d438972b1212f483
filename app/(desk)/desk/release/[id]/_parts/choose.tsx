// Which need, page by page; where it has several lines, which; then the unit, found by two letters.
import { releaseWords as w } from "@/app/_copy/desk";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { LineBar } from "@/app/_shared/needs/line-bar";
import type { SlotView } from "@/app/_shared/needs/need-view";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Pager } from "@/app/_ui/list";
import { SearchForm } from "@/app/_ui/search";
import { ORGANISATION_NAME_MAX } from "@/server/organisations/schema";

/** Needs of the place that take pledges now, a page at a time. */
const NEEDS = 10;

export const pathOf = (at: string, query: Record<string, string>) => `${at}?${new URLSearchParams(query)}`;

export async function ChooseNeed({
  at,
  regionId,
  cursor,
  now,
}: {
  at: string;
  regionId: number;
  cursor?: string;
  now: Date;
}) {
  const { listing } = await caller();
  const { cards, next } = await listing
    .open({ regionId, limit: NEEDS, cursor: cursor as never })
    .catch(() => listing.open({ regionId, limit: NEEDS }));
  return (
    <section className="sec" aria-labelledby="slots">
      <h2 id="slots">{w.slot}</h2>
      {cards.length === 0 ? <EmptyState title={w.slotsNone} /> : null}
      {cards.map((card) => (
        <Card key={card.id} href={pathOf(at, { need: card.id })}>
          <h3>{card.title}</h3>
          {card.lines.map((line) => (
            <LineBar key={line.id} line={line} now={now} />
          ))}
        </Card>
      ))}
      <Pager nextHref={next ? pathOf(at, { cursor: next }) : null} firstHref={cursor ? at : null} />
    </section>
  );
}

export function ChooseSlot({
  at,
  need,
  slots,
  now,
}: {
  at: string;
  need: { id: string; title: string };
  slots: readonly SlotView[];
  now: Date;
}) {
  return (
    <section className="sec" aria-labelledby="slots">
      <h2 id="slots">{w.slot}</h2>
      <p className="note">{need.title}</p>
      {slots.length === 0 ? <EmptyState title={w.slotsNone} /> : null}
      {slots.map((slot) => (
        <Card key={slot.slotId} href={pathOf(at, { need: need.id, slot: slot.slotId })}>
          <LineBar line={slot} now={now} />
        </Card>
      ))}
      <ButtonLink href={at} small>
        {w.otherNeed}
      </ButtonLink>
    </section>
  );
}

type Unit = {
  id: string;
  name: string;
  kind: keyof typeof ORGANISATION_KIND;
  town: string;
  verified: boolean;
};

export function ChooseUnit({
  at,
  on,
  q,
  units,
}: {
  at: string;
  on: { need: string; slot: string };
  q: string;
  units: readonly Unit[] | null;
}) {
  return (
    <>
      <SearchForm
        action={at}
        q={q}
        label={w.find}
        hint={w.findHint}
        act={w.findDo}
        max={ORGANISATION_NAME_MAX}
        live="found"
        hidden={on}
      />
      <div id="found" aria-live="polite">
        {units?.length === 0 ? (
          <EmptyState icon="search" title={w.notFound(q)}>
            <ButtonLink href="/team/new" small>
              {w.addUnit}
            </ButtonLink>
          </EmptyState>
        ) : null}
        {units && units.length > 0 ? (
          <ul className="grid gap-2">
            {units.map((unit) => (
              <li key={unit.id}>
                <a className="pick" href={`${pathOf(at, { ...on, q, unit: unit.id })}#form`}>
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
        ) : null}
      </div>
    </>
  );
}
