// Scanned, and not on the list: added when the leader has seen them.
import { clockTime } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import type { DayView } from "@/server/attendance/schema";

export function Asking({
  slotId,
  path,
  asking,
}: {
  slotId: string;
  path: string;
  asking: DayView["asking"];
}) {
  return (
    <div id="day-asking">
      {asking.length > 0 ? (
        <section className="card stack" aria-labelledby="day-asking-title">
          <h2 id="day-asking-title">{w.asking}</h2>
          <p className="note">{w.askingHelp}</p>
          <ul className="plain">
            {asking.map(({ personId, name, at }) => (
              <li key={personId} className="day-row">
                <div>
                  <b>{name}</b>
                  <div className="note">{w.askedAt(clockTime(at))}</div>
                </div>
                <div className="day-acts">
                  <ActForm action={`/api/day/${slotId}/walk-in`} to={path} hidden={{ personId }}>
                    <Button small tone="line">
                      {w.admit}
                      <span className="sr">{w.of(name)}</span>
                    </Button>
                  </ActForm>
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </div>
  );
}
