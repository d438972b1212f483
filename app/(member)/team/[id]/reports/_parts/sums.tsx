// The tables of a report: the same three figures by five ways of looking, each with the same total.
import { SERVICE_WORD } from "@/app/_copy/certificates";
import { hoursSaid, placeSaid, shortDay, reportWords as w } from "@/app/_copy/reports";
import type { ReportView } from "@/server/reports/schema";

type Line = { id: string; label: string; minutes: number; visits: number; people?: number };

/** Rows on a phone, not cards: a team of sixty would be three metres of cards. */
function Sums({ caption, lines, total }: { caption: string; lines: Line[]; total: Line }) {
  if (lines.length === 0) return null;
  return (
    <section className="sec">
      <h2>{caption}</h2>
      <ul className="card">
        {[...lines, total].map((line) => (
          <li className="split py-1" key={line.id}>
            <span>
              {line.id === total.id ? <b>{line.label}</b> : line.label}{" "}
              <small className="note">
                {[line.people === undefined ? null : w.people(line.people), w.visits(line.visits)]
                  .filter(Boolean)
                  .join(" · ")}
              </small>
            </span>
            <b className="ml-auto">{hoursSaid(line.minutes)}</b>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function AllSums({ report }: { report: ReportView }) {
  const total = { id: "total", label: w.total, ...report.total };
  const capped = (shown: number, all: number) =>
    shown < all ? <p className="note">{w.more(shown)}</p> : null;
  return (
    <>
      {report.months.length > 1 || report.period.kind !== "month" ? (
        <Sums
          caption={w.byMonth}
          total={total}
          lines={report.months.map((line) => ({ ...line, id: line.month, label: line.month }))}
        />
      ) : null}
      <Sums
        caption={w.byActivity}
        total={total}
        lines={report.activities.map((line) => ({
          ...line,
          id: line.slotId,
          label: `${shortDay(line.day)} ${line.title ?? w.confidential} · ${line.place}`,
        }))}
      />
      {capped(report.activities.length, report.total.activities)}
      <Sums
        caption={w.byMember}
        total={{ ...total, people: undefined }}
        lines={report.members.map((line) => ({ ...line, id: line.personId, label: line.name }))}
      />
      {capped(report.members.length, report.total.people)}
      <Sums
        caption={w.byKind}
        total={total}
        lines={report.kinds.map((line) => ({
          ...line,
          id: line.kind,
          label: SERVICE_WORD[line.kind] ?? line.kind,
        }))}
      />
      <Sums
        caption={w.byVillage}
        total={total}
        lines={report.villages.map((line) => ({
          ...line,
          id: String(line.regionId),
          label: line.town === "" ? w.wholeTown(line.name) : placeSaid(line.name, line.town),
        }))}
      />
    </>
  );
}
