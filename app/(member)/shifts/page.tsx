// 我能去的班次: the shifts recruiting near me, soonest first, each with whether I may and why not.
import type { Metadata } from "next";
import { timeSpan } from "@/app/_copy/dates";
import { shiftWords as w } from "@/app/_copy/shifts";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { FitSaid } from "@/app/_shared/shifts/fit";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import type { ShiftList } from "@/server/pledges/eligibility/schema";

export const metadata: Metadata = { title: w.mineTitle, robots: { index: false } };

type Props = { searchParams: Promise<{ only?: string; after?: string }> };

/** "<milliseconds>_<slot>": where the page before ended. */
function afterIn(text: string | undefined) {
  const [ms, slotId] = (text ?? "").split("_");
  const startsAt = new Date(Number(ms));
  return slotId && ms && !Number.isNaN(startsAt.getTime()) ? { startsAt, slotId } : undefined;
}

function Row({ row, now }: { row: ShiftList["rows"][number]; now: Date }) {
  const queues = row.warnings.some((r) => r.code === "full");
  return (
    <Card>
      <div className="stack-s">
        <div className="split">
          <b>{timeSpan(row.startsAt, row.endsAt, now)}</b>
          <span className={queues ? "full" : "lack"}>{queues ? w.full : w.left(row.remaining)}</span>
        </div>
        <p>{row.title}</p>
        <p className="note">
          {[row.region, row.item, row.role, row.place, row.homeVisit ? w.home : null]
            .filter(Boolean)
            .join(" · ")}
        </p>
        <FitSaid fit={row} now={now} />
        {row.ok ? (
          <ButtonLink href={`/needs/${row.needId}/pledge?slot=${row.slotId}`} tone="line" small wide>
            {queues ? w.queueUp : w.take}
          </ButtonLink>
        ) : (
          <ButtonLink href={`/needs/${row.needId}`} small>
            {w.look}
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

export default async function MyShiftsPage({ searchParams }: Props) {
  const search = await searchParams;
  await signedIn("/shifts");
  const only = search.only === "open" ? "open" : "all";
  const { rows, next, place, now } = await (await caller()).eligibility.mine({
    only,
    after: afterIn(search.after),
  });
  const more = next ? { only, after: `${next.startsAt.getTime()}_${next.slotId}` } : null;
  return (
    <Page top={<PublicTop back="/me" />} wide>
      <h1>{w.mineTitle}</h1>
      <p className="note">{w.mineLead(place)}</p>
      <div className="row">
        <ButtonLink href={only === "open" ? "/shifts" : "/shifts?only=open"} small icon="check">
          {only === "open" ? w.mineAll : w.mineOnly}
        </ButtonLink>
      </div>
      {rows.length === 0 ? (
        <EmptyState icon="calendar" title={w.mineNone}>
          <p>{w.mineNoneHelp}</p>
          <ButtonLink href="/needs?kind=people" small>
            {w.look}
          </ButtonLink>
        </EmptyState>
      ) : null}
      <div className="cards">
        {rows.map((row) => (
          <Row key={row.slotId} row={row} now={now} />
        ))}
      </div>
      {more ? (
        <ButtonLink href={`/shifts?${new URLSearchParams(more)}`} wide icon="next">
          {w.mineMore}
        </ButtonLink>
      ) : null}
    </Page>
  );
}
