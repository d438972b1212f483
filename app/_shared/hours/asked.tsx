// A question about hours: before and after beside each other, what was said, and what was answered.
import { CORRECTION_STATUS, correctionWords as w } from "@/app/_copy/corrections";
import { clockTime, duration, fullDay, timeSpan } from "@/app/_copy/dates";
import { Chip } from "@/app/_ui/card";
import type { CorrectionView } from "@/server/hours/corrections/schema";

const minutes = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 60_000);

function CorrectionChip({ status, about }: Pick<CorrectionView, "status" | "about">) {
  const label = CORRECTION_STATUS[status];
  const entered = status === "corrected" && about !== "times" && about !== "unit";
  return (
    <Chip tone={label.tone} icon={label.icon}>
      {entered ? w.granted : label.word}
    </Chip>
  );
}

/** What is asked, in one line. */
function askedFor({ about, from, to }: CorrectionView, now: Date): string {
  if (about === "pending") return w.wanted.pending();
  if (from === null || to === null) return w.wanted.voided(null, "");
  return w.wanted[about](timeSpan(from, to, now), duration(minutes(from, to)));
}

/** As its person reads it. */
export function Asked({ one, now }: { one: CorrectionView; now: Date }) {
  const waits = one.status === "asked" || one.status === "appealed";
  return (
    <>
      <div className="split">
        <b>{w.asked(fullDay(one.askedAt, now))}</b>
        <CorrectionChip status={one.status} about={one.about} />
      </div>
      <p>{askedFor(one, now)}</p>
      <p className="note">{one.words}</p>
      {one.answer ? <p>{w.answer(one.answer)}</p> : null}
      {one.answeredAt ? <p className="note">{w.answered(fullDay(one.answeredAt, now))}</p> : null}
      {one.appeal ? <p>{w.appealSaid(one.appeal)}</p> : null}
      {one.appealedAt ? <p className="note">{w.appealed(fullDay(one.appealedAt, now))}</p> : null}
      {one.verdict ? <p>{w.verdict(one.verdict)}</p> : null}
      {one.decidedAt ? <p className="note">{w.decided(fullDay(one.decidedAt, now))}</p> : null}
      {waits ? <p className="note">{w.waitsUntil(fullDay(one.dueAt, now))}</p> : null}
    </>
  );
}

type Side = { name: string; from: Date | null; to: Date | null; time: number; note: string | null };

/** What is recorded, and what is asked for. */
export function BeforeAfter({ one, now }: { one: CorrectionView; now: Date }) {
  const { record } = one;
  const sides: Side[] = [
    record === null
      ? { name: w.now, from: null, to: null, time: 0, note: w.nothingHelp }
      : { name: w.now, from: record.from, to: record.to, time: record.minutes, note: null },
    ...(one.from === null || one.to === null
      ? []
      : [
          {
            name: one.about === "unit" ? w.proposes : w.asks,
            from: one.from,
            to: one.to,
            time: minutes(one.from, one.to),
            note: null,
          },
        ]),
  ];
  return (
    <div className="grid grid-cols-2 gap-2">
      {sides.map((side) => (
        <div key={side.name}>
          <div className="card h-full">
            <h2>{side.name}</h2>
            <p className="num">
              <b>
                {side.from === null
                  ? w.nothing
                  : `${clockTime(side.from)}–${side.to === null ? "" : clockTime(side.to)}`}
              </b>
            </p>
            {side.from === null ? null : <p>{duration(side.time)}</p>}
            <p className="note">{side.note ?? (side.from === null ? "" : fullDay(side.from, now))}</p>
          </div>
        </div>
      ))}
    </div>
  );
}
