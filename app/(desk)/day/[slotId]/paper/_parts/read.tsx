// What was read of each line: the faulty ones first, by their number; then the rest, folded.
import { clockTime, duration } from "@/app/_copy/dates";
import { LINE_FAULT, paperWords as w } from "@/app/_copy/paper";
import { Fold } from "@/app/_shared/acts/fold";
import { Notice } from "@/app/_ui/card";
import type { PaperLine, PaperView } from "@/server/hours/paper/schema";

export function Read({ view, closed }: { view: PaperView; closed: boolean }) {
  const faulty = view.lines.filter((line) => line.fault !== null);
  const read = view.lines.filter((line) => line.fault === null);
  const fresh = read.filter((line) => !line.counted);
  const minutes = fresh.reduce((sum, line) => sum + line.minutes, 0);
  return (
    <section className="stack" id="read" aria-label={w.read}>
      {faulty.length > 0 ? (
        <Notice tone="red" icon="warn" role="alert">
          <b>{w.faults(faulty.length)}</b>
          <ul className="plain">
            {faulty.map((line) => (
              <li key={line.n}>
                <b>{w.faultAt(line.n)}</b> <span className="num">{line.line}</span>
                <div>{line.fault === null ? null : LINE_FAULT[line.fault]}</div>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {read.length > 0 ? (
        <Fold title={w.sums(fresh.length, duration(minutes))} open={faulty.length === 0}>
          <ul className="plain">
            {read.map((line) => (
              <Line key={line.n} line={line} />
            ))}
          </ul>
        </Fold>
      ) : null}
      {view.missing.length > 0 ? (
        <p className="note">
          {(closed ? w.missingClosed : w.missing)(view.missing.length)}
          {view.missing.join("、")}
        </p>
      ) : null}
    </section>
  );
}

function Line({ line }: { line: PaperLine }) {
  const { from, to } = line;
  return (
    <li className="split">
      <b>{line.name}</b>
      <span className="note num">
        {line.counted || from === null || to === null
          ? w.counted
          : [`${clockTime(from)}–${clockTime(to)}`, duration(line.minutes), line.planned && w.planned]
              .filter(Boolean)
              .join(" · ")}
      </span>
    </li>
  );
}
