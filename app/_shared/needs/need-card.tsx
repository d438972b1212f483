import { timeLeft } from "@/app/_copy/dates";
import { NEED_STATUS, nearness, statusLabel } from "@/app/_copy/labels";
import { needWords } from "@/app/_copy/needs";
import { Chip } from "@/app/_ui/card";
import type { NeedCard as Card } from "@/server/needs/listing/schema";
import { LineBar, type LineView } from "./line-bar";

/** The region a reader looks from, for 本村 · 本镇 · 邻镇. */
export type Here = Parameters<typeof nearness>[0];

/** How many lines a card shows before it says how many more there are. */
const LINES_SHOWN = 2;

/** The chip of a need in a list: how long it still takes, or its state. */
export function DueChip({
  need,
  now,
}: {
  need: { status: string; dueAt: Date; lines: Pick<LineView, "parts">[] };
  now: Date;
}) {
  if (need.status !== "open") {
    const label = statusLabel(NEED_STATUS, need.status);
    return (
      <Chip tone={label.tone} icon={label.icon}>
        {label.word}
      </Chip>
    );
  }
  if (need.lines.length > 0 && need.lines.every((l) => l.parts.remaining === 0))
    return (
      <Chip tone="green" icon="check">
        {needWords.fullWaitlist}
      </Chip>
    );
  const soon = need.dueAt.getTime() - now.getTime() < 3 * 86_400_000;
  return (
    <Chip tone={soon ? "red" : "amber"} icon="clock">
      {timeLeft(need.dueAt, now)}
    </Chip>
  );
}

/** A need in a list: one link. */
export function NeedCard({ need, here, now }: { need: Card; here: Here; now: Date }) {
  const more = need.lines.length - LINES_SHOWN;
  return (
    <li>
      <a className="card" href={`/needs/${need.id}`}>
        <div className="row note">
          <DueChip need={need} now={now} />
          {need.certified ? (
            <Chip tone="green" icon="shield">
              {needWords.certifiedShort}
            </Chip>
          ) : null}
          <span>{[need.place, nearness(here, need)].filter(Boolean).join(" · ")}</span>
        </div>
        <h3>{need.title}</h3>
        {need.lines.slice(0, LINES_SHOWN).map((line) => (
          <LineBar key={line.id} line={line} now={now} />
        ))}
        {more > 0 ? <p className="note mt-2">{needWords.moreLines(more)}</p> : null}
      </a>
    </li>
  );
}
