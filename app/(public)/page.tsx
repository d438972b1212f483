// Home: what is needed near the reader, two doors, live totals.
import { home as w } from "@/app/_copy/home";
import { matchingWords } from "@/app/_copy/matching";
import { needWords } from "@/app/_copy/needs";
import { Suggested } from "@/app/_shared/matching/suggested";
import { NeedCard } from "@/app/_shared/needs/need-card";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { caller, viewer } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Page } from "@/app/_ui/page";
import { Doors } from "./_parts/doors";
import { Finder } from "./_parts/finder";
import { NeedList } from "./_parts/need-list";
import { Totals } from "./_parts/totals";

/** How many cards the first screen carries; the list has the rest. */
const NEAR = 12;
/** What suits whoever is signed in: enough to choose from, and the list is right below. */
const MINE = 3;
/** Fewer than this near by, and some from farther away are shown below. */
const FEW = 4;

export default async function HomePage() {
  const [api, place, now] = [await caller(), await readPlace(), readNow()];
  const [near, mine] = await Promise.all([
    api.listing.open({ regionId: place?.id, limit: NEAR }),
    (await viewer()) === null ? null : api.ranking.forMe({ limit: MINE }),
  ]);
  const far = place && near.cards.length < FEW ? await api.listing.open({ limit: NEAR }) : null;
  const farCards = far?.cards.filter((card) => !near.cards.some((c) => c.id === card.id)) ?? [];
  return (
    <Page top={<PublicTop />} aside={<Totals place={place} />}>
      <h1 className="sr">{w.title}</h1>
      <Doors />
      {mine ? <Suggested title={matchingWords.forMe} id="mine" found={mine} now={now} /> : null}
      <section className="sec" aria-labelledby="near">
        <h2 id="near">{place ? needWords.nearUrgent : needWords.urgent}</h2>
        <Finder />
        <NeedList cards={near.cards} here={place} now={now} next={near.next} />
      </section>
      {farCards.length > 0 ? (
        <section className="sec" aria-labelledby="far">
          <h2 id="far">{w.elsewhere}</h2>
          <ul className="cards">
            {farCards.map((card) => (
              <NeedCard key={card.id} need={card} here={place} now={now} />
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  );
}
