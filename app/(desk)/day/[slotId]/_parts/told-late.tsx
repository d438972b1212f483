// What a device told when the shift was over: one thing to do, with everybody it is about.
import { clockTime } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { ButtonLink } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { LateRow } from "@/server/hours/late/schema";

export function ToldLate({ late, path }: { late: readonly LateRow[]; path: string }) {
  return (
    <div id="day-late" hidden={late.length === 0}>
      {late.length === 0 ? null : (
        <Notice tone="amber" icon="cloud">
          <b>{w.lateTitle(late.length)}</b>
          <p>{w.lateHelp}</p>
          <ul className="plain">
            {late.map(({ personId, name, from, to, leftKnown }) => (
              <li key={personId}>
                {w.lateRow(name, clockTime(from), to === null ? null : clockTime(to), leftKnown)}
              </li>
            ))}
          </ul>
          <ButtonLink href={`${path}/paper?late=1`} small icon="edit">
            {w.lateGo}
          </ButtonLink>
        </Notice>
      )}
    </div>
  );
}
