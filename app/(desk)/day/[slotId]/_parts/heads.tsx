// Who is still out there, in three figures; and what the device has not yet told.
import { dayWords as w } from "@/app/_copy/day";
import { Icon } from "@/app/_ui/icon";
import type { RollRow } from "@/server/attendance/schema";

export function Heads({ roll, unnamed }: { roll: readonly RollRow[]; unnamed: number }) {
  const count = (state: string) => roll.filter((row) => (row.presence?.status ?? "none") === state).length;
  const figures = [
    { state: "in", word: w.here },
    { state: "out", word: w.left },
    { state: "none", word: w.missing },
  ];
  return (
    <section className="card" aria-label={w.heads} id="day-heads">
      <dl className="day-heads">
        {figures.map(({ state, word }) => (
          <div key={state}>
            <dt>{word}</dt>
            <dd className="num" data-count={state}>
              {count(state)}
            </dd>
          </div>
        ))}
      </dl>
      {unnamed > 0 ? <p className="note">{w.unnamed(unnamed)}</p> : null}
    </section>
  );
}

/** Filled by the script; words stand here. */
export function Queue() {
  return (
    <div role="status" aria-live="polite">
      <div className="notice a" id="day-queue" hidden>
        <Icon name="cloud" />
        <div>
          {w.waitingLead} <b data-queue="count">0</b> {w.waiting}
        </div>
      </div>
      <div className="notice g" id="day-sent" hidden>
        <Icon name="check" />
        <div>{w.sent}</div>
      </div>
      <div className="notice a" id="day-stale" hidden>
        <Icon name="cloud" />
        <div>{w.stale}</div>
      </div>
      <div className="notice r" id="day-said" hidden>
        <Icon name="warn" />
        <div data-queue="said" />
      </div>
    </div>
  );
}
