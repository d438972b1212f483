// Wording that exposes somebody: what, why, and the neutral words; or the author has read it and lets it stand.
import { randomUUID } from "node:crypto";
import { postWords as w } from "@/app/_copy/post";
import { WORDING_WHY, wordingWords } from "@/app/_copy/posting";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import type { Finding } from "@/server/needs/wording/rules";
import { findingName } from "./draft-of";
import { fieldWord } from "./refused";

/** action: where 照建议改 goes; left out where the reader may not write it anew. */
export function Findings({
  findings,
  action,
  version,
}: {
  findings: readonly Finding[];
  action?: string;
  version: number;
}) {
  if (findings.length === 0) return null;
  const take = (what: string, label: string, about?: string) =>
    action ? (
      <form method="post" action={action}>
        <input type="hidden" name="key" value={randomUUID()} />
        <input type="hidden" name="version" value={version} />
        <Button small name="take" value={what} icon="check">
          {label}
          {about ? <span className="sr"> {about}</span> : null}
        </Button>
      </form>
    ) : null;
  return (
    <section className="sec" aria-labelledby="findings">
      <h2 id="findings">{w.findings}</h2>
      <p className="note">{w.findingsHint}</p>
      <Card>
        <ul className="stack">
          {findings.map((f) => (
            <li key={findingName(f)} className="stack-s">
              <p>
                {w.found(fieldWord(f.field))} <mark className="bg-amber-tint text-ink">{f.words}</mark>
              </p>
              <p className="note">{w.why(WORDING_WHY[f.kind])}</p>
              <div className="split">
                <b>{wordingWords.offer(f.offer)}</b>
                {take(findingName(f), w.takeOne, f.words)}
              </div>
            </li>
          ))}
        </ul>
      </Card>
      {findings.length > 1 ? take("all", w.takeAll) : null}
    </section>
  );
}

/** Inside the form that publishes: one tick for what stands, carrying its kinds. */
export function Acknowledge({ findings }: { findings: readonly Finding[] }) {
  const soft = findings.filter((f) => !f.hard);
  if (soft.length === 0) return null;
  return (
    <fieldset>
      <legend>{w.keepKinds}</legend>
      {[...new Set(soft.map((f) => f.kind))].map((kind) => (
        <label className="pick" key={kind}>
          <input type="checkbox" name="acknowledged" value={kind} />
          <span>
            {wordingWords.keep}
            <small>
              {soft
                .filter((f) => f.kind === kind)
                .map((f) => f.words)
                .join("、")}
              ：{WORDING_WHY[kind]}
            </small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
