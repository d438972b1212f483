// A question about a record: before and after beside each other, what was said, and what was answered.
import { CORRECTION_STATUS, correctionWords as w } from "@/app/_copy/corrections";
import { clockTime, duration, fullDay, timeSpan } from "@/app/_copy/dates";
import { Chip } from "@/app/_ui/card";
import type { CorrectionView } from "@/server/hours/corrections/schema";

const minutes = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 60_000);

export function CorrectionChip({ status }: { status: CorrectionView["status"] }) {
  const label = CORRECTION_STATUS[status];
  return (
    <Chip tone={label.tone} icon={label.icon}>
      {label.word}
    </Chip>
  );
}

/** As its person reads it. */
export function Asked({ one, now }: { one: CorrectionView; now: Date }) {
  const time = duration(minutes(one.from, one.to));
  return (
    <>
      <div className="split">
        <b>{w.asked(fullDay(one.askedAt, now))}</b>
        <CorrectionChip status={one.status} />
      </div>
      <p>{w.wanted(timeSpan(one.from, one.to, now), time)}</p>
      <p className="note">{one.words}</p>
      {one.status === "asked" ? <p className="note">{w.waitsUntil(fullDay(one.dueAt, now))}</p> : null}
      {one.answer ? <p>{w.answer(one.answer)}</p> : null}
      {one.answeredAt ? <p className="note">{w.answered(fullDay(one.answeredAt, now))}</p> : null}
    </>
  );
}

/** What is recorded, and what is asked for. */
export function BeforeAfter({ one, now }: { one: CorrectionView; now: Date }) {
  const { record } = one;
  const sides = [
    { name: w.now, from: record.from, to: record.to, time: record.minutes },
    { name: w.asks, from: one.from, to: one.to, time: minutes(one.from, one.to) },
  ];
  return (
    <div className="grid grid-cols-2 gap-2">
      {sides.map((side) => (
        <div key={side.name}>
          <div className="card h-full">
            <h2>{side.name}</h2>
            <p className="num">
              <b>
                {clockTime(side.from)}–{side.to === null ? "" : clockTime(side.to)}
              </b>
            </p>
            <p>{duration(side.time)}</p>
            <p className="note">{fullDay(side.from, now)}</p>
          </div>
        </div>
      ))}
    </div>
  );
}
