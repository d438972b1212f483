import { PERIOD_KIND, periodSaid, reportWords as w } from "@/app/_copy/reports";
import { Icon } from "@/app/_ui/icon";
import { Tabs } from "@/app/_ui/list";
import {
  earlier,
  instants,
  later,
  type Period,
  type PeriodKind,
  periodAt,
  readPeriod,
} from "@/server/reports/rules";

/** The period in the address, or this one of the kind. */
export const chosenPeriod = (key: string | undefined, now: Date, kind: PeriodKind = "month"): Period =>
  readPeriod(key ?? "") ?? periodAt(kind, now);

/** Month, quarter or year; the one before and the one after, as far as there is one. */
export function PeriodNav({
  period,
  now,
  href,
  kinds = ["month", "quarter", "year"],
}: {
  period: Period;
  now: Date;
  href: (key: string) => string;
  kinds?: readonly PeriodKind[];
}) {
  const isOver = instants(period).until <= now;
  return (
    <>
      {kinds.length > 1 ? (
        <Tabs
          label={w.which}
          items={kinds.map((kind) => ({
            href: href(kind === period.kind ? period.key : withinOf(kind, period, now)),
            label: PERIOD_KIND[kind],
            current: kind === period.kind,
          }))}
        />
      ) : null}
      <nav className="row noprint" aria-label={w.turn}>
        <a className="btn small" href={href(earlier(period).key)}>
          <Icon name="back" />
          {w.earlier}
        </a>
        <b>{periodSaid(period)}</b>
        {isOver ? (
          <a className="btn small" href={href(later(period).key)}>
            {w.later}
            <Icon name="next" />
          </a>
        ) : null}
      </nav>
    </>
  );
}

/** The period of another kind that one looked at lies in; from a longer one to its last part that has begun. */
function withinOf(kind: PeriodKind, period: Period, now: Date): string {
  const last = Math.min(instants(period).until.getTime() - 1, now.getTime());
  return periodAt(kind, new Date(last)).key;
}
