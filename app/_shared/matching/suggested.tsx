// What suits a reader or their team: a few needs, each with why.
import { timeSpan } from "@/app/_copy/dates";
import { reasonWord, matchingWords as w } from "@/app/_copy/matching";
import { Icon } from "@/app/_ui/icon";
import type { ForMe } from "@/server/matching/ranking/schema";

type Props = { title: string; id: string; found: ForMe; now: Date };

/** Nothing where nothing suits: the lists beside it say what there is. */
export function Suggested({ title, id, found, now }: Props) {
  if (found.rows.length === 0) return null;
  return (
    <section className="sec" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <p className="note">{w.forMeNote}</p>
      <ul className="plain">
        {found.rows.map((row) => (
          <li key={row.slotId}>
            <a className="card" href={`/needs/${row.needId}`}>
              <h3>{row.title}</h3>
              <p>
                {[row.item, row.startsAt ? timeSpan(row.startsAt, row.endsAt, now) : null, row.place]
                  .filter(Boolean)
                  .join(" · ")}
              </p>
              <p className="note">
                <Icon name="check" /> {row.reasons.map((reason) => reasonWord(reason, now, row)).join(" · ")}
              </p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
