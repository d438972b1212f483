import { needWords as w } from "@/app/_copy/needs";
import { type Here, NeedCard } from "@/app/_shared/needs/need-card";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Pager } from "@/app/_ui/list";
import type { NeedCard as Card } from "@/server/needs/listing/schema";
import { type ListFilter, listHref } from "./filter";

/** Cards and the way on; where there are none, what one can do instead. */
export function NeedList({
  cards,
  here,
  now,
  next,
  filter = {},
}: {
  cards: Card[];
  here: (Here & { name: string }) | null;
  now: Date;
  next: string | null;
  filter?: ListFilter;
}) {
  const nextHref = next ? listHref({ ...filter, cursor: next }) : null;
  const firstHref = filter.cursor ? listHref({ ...filter, cursor: undefined }) : null;
  return (
    <>
      {cards.length > 0 ? (
        <ul className="cards">
          {cards.map((card) => (
            <NeedCard key={card.id} need={card} here={here} now={now} />
          ))}
        </ul>
      ) : next ? null : (
        <EmptyState icon="search" title={here && !filter.q ? w.noneHere(here.name) : w.noneTitle}>
          <p>{w.noneHelp}</p>
          <ButtonLink href={listHref({ everywhere: "1" })} small>
            {w.wider}
          </ButtonLink>
        </EmptyState>
      )}
      <Pager nextHref={nextHref} firstHref={firstHref} />
    </>
  );
}
