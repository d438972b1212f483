// The shifts of a need, line by line: each with how full it is, and the ways to more.
import type { Metadata } from "next";
import { shiftWords as w } from "@/app/_copy/shifts";
import { type Back, refusedForm, SaidBack } from "@/app/_shared/desk/said-back";
import { clockValue } from "@/app/_shared/shifts/fields";
import { PublicTop } from "@/app/_shared/site/top";
import { ButtonLink } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Page } from "@/app/_ui/page";
import { deskShifts } from "./_parts/load";
import { ShiftCard } from "./_parts/shift-card";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back> };

export default async function ShiftsPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { desk, at, need } = await deskShifts(id);
  const { attempt } = await refusedForm(search);
  return (
    <Page top={<PublicTop back={need} title={w.backToNeed} />}>
      <h1>{w.title}</h1>
      <p className="note">{desk.title}</p>
      <SaidBack back={search} attempt={attempt} lookAt={desk.needId} />
      {desk.mayChange ? <p className="note">{w.lead}</p> : <Notice>{w.ended}</Notice>}
      {desk.lines.length === 0 ? <EmptyState icon="people" title={w.none} /> : null}
      {desk.lines.map((line) => (
        <section key={line.lineId} className="sec" aria-labelledby={`l-${line.lineId}`}>
          <h2 id={`l-${line.lineId}`}>{line.item}</h2>
          {line.series.map((s) => (
            <div key={s.seriesId} className="split">
              <span>{w.series(w.everyShort[s.every] ?? "", clockValue(s.startMinute), s.shifts)}</span>
              {desk.mayChange ? (
                <ButtonLink href={`${at}/series?series=${s.seriesId}`} small icon="edit">
                  {w.seriesEdit}
                </ButtonLink>
              ) : null}
            </div>
          ))}
          {line.shifts.map((shift) => (
            <ShiftCard key={shift.slotId} shift={shift} at={at} changes={desk.mayChange} now={desk.now} />
          ))}
          {desk.mayChange ? (
            <div className="row">
              <ButtonLink href={`${at}/new?line=${line.lineId}`} tone="line" small icon="plus">
                {w.add}
              </ButtonLink>
              <ButtonLink href={`${at}/series?line=${line.lineId}`} tone="line" small icon="calendar">
                {w.addSeries}
              </ButtonLink>
            </div>
          ) : null}
        </section>
      ))}
    </Page>
  );
}
