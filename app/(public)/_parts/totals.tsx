import { asOf } from "@/app/_copy/dates";
import { home as w } from "@/app/_copy/home";
import { formatQuantity, shortNumber } from "@/app/_copy/numbers";
import { caller } from "@/app/_trpc/server";
import type { RegionView } from "@/server/regions/schema";

/** A total that is still nothing is left out: a row of zeros tells nobody anything. */
export async function Totals({ place }: { place: RegionView | null }) {
  const t = await (await caller()).tally.totals({ regionId: place?.id });
  const figures = [
    { value: t.needsOpen, said: shortNumber(t.needsOpen), word: w.open },
    { value: t.needsCompleted, said: shortNumber(t.needsCompleted), word: w.done },
    { value: t.organisations, said: shortNumber(t.organisations), word: w.organisations },
    { value: t.placesFilled, said: shortNumber(t.placesFilled), word: w.people },
    {
      value: t.goodsGrams,
      said: formatQuantity(t.goodsGrams, { unit: "jin", unitSize: 500 }),
      word: w.goods,
    },
  ].filter((figure) => figure.value > 0);
  return (
    <section className="sec" aria-labelledby="totals">
      <h2 id="totals">{place ? w.totalsHere(place.name) : w.totals}</h2>
      {figures.length === 0 ? <p className="note">{w.noTotals}</p> : null}
      <div className="totals">
        {figures.map((figure) => (
          <div key={figure.word}>
            <b>{figure.said}</b>
            <span>{figure.word}</span>
          </div>
        ))}
      </div>
      <p className="note">{asOf(t.at, t.at)}</p>
    </section>
  );
}
