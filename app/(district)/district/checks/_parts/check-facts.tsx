// What is known of a shift that is looked at: why, what was recorded, and what those who were helped said.
import { CHECK_STATUS, checkReason, checkWords as w } from "@/app/_copy/checks";
import { duration, timeSpan } from "@/app/_copy/dates";
import { Chip } from "@/app/_ui/card";
import { Table } from "@/app/_ui/list";
import type { CheckRow } from "@/server/hours/checks/schema";

type Props = { row: CheckRow; now: Date; heading: "h1" | "h2" };

export function CheckFacts({ row, now, heading: Heading }: Props) {
  const label = CHECK_STATUS[row.status];
  const { scanned, rollCall, late } = row.classes;
  return (
    <>
      <div className="split">
        <Heading>{row.title}</Heading>
        <Chip tone={label.tone} icon={label.icon}>
          {label.word}
        </Chip>
      </div>
      <p className="note">
        {[row.place, row.startsAt === null ? null : timeSpan(row.startsAt, null, now), row.item]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="my-2">
        <b>{w.why}：</b>
        {row.reasons.map((reason) => checkReason(reason, row)).join("；")}
      </p>
      <Numbers row={row} />
      <p className="note mb-2">
        {[w.classes(scanned, rollCall, late), w.sum(duration(row.minutes))].join(" · ")}
      </p>
    </>
  );
}

/** The roll beside what those who were helped said, on their own. */
function Numbers({ row }: { row: CheckRow }) {
  const own = {
    id: "recorded",
    cells: {
      side: w.recorded,
      people: w.count(row.people),
      time: row.minutes === 0 ? w.notYet : duration(Math.round(row.minutes / row.people)),
    },
  };
  const theirs = row.statements.map((one) => ({
    id: one.side,
    cells: {
      side: w.sides[one.side] ?? w.other,
      people: w.count(one.headcount),
      time: duration(one.minutes),
    },
  }));
  return (
    <>
      <Table
        caption={w.numbers}
        head={[
          { key: "side", label: w.side },
          { key: "people", label: w.people, num: true },
          { key: "time", label: w.time, num: true },
        ]}
        rows={[own, ...theirs]}
      />
      {theirs.length === 0 ? <p className="note">{w.noStatements}</p> : null}
    </>
  );
}
