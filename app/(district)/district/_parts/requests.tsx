import { dayAndTime } from "@/app/_copy/dates";
import { districtWords as w } from "@/app/_copy/district";
import { ButtonLink } from "@/app/_ui/button";
import type { DeskPage } from "@/server/needs/desk/schema";

/** So many stand here; the rest is one tap away, so that the figures stay on the first screen. */
const SHOWN = 3;

/** Requests that wait for an answer, the most overdue first. */
export function Requests({ items, now }: { items: DeskPage["items"]; now: Date }) {
  return (
    <section className="sec" aria-labelledby="requests">
      <h2 id="requests">{w.requests(items.length)}</h2>
      {items.length === 0 ? <p className="note">{w.noRequests}</p> : null}
      <ul>
        {items.slice(0, SHOWN).map((one) => (
          <li className="card" key={one.needId}>
            <h3>{one.title}</h3>
            <p className={one.late ? "lack" : "note"}>
              {one.late ? w.lateSince(dayAndTime(one.dueAt, now)) : w.answerBy(dayAndTime(one.dueAt, now))}
            </p>
            <p className="note">
              {[one.place, one.escalated ? w.escalated : null].filter(Boolean).join(" · ")}
            </p>
            <div className="row mt-2">
              <ButtonLink small href={`/desk/needs/${one.needId}`}>
                {w.open}
              </ButtonLink>
            </div>
          </li>
        ))}
      </ul>
      {items.length > SHOWN ? (
        <ButtonLink small href="/desk">
          {w.allRequests(items.length)}
        </ButtonLink>
      ) : null}
    </section>
  );
}
