// A home visit: whether two identified people go, whether the family knows, and its word.
import { dayAndTime } from "@/app/_copy/dates";
import { seatWords as w } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { VISITORS_MIN } from "@/server/pledges/home-visits/rules";
import type { VisitStanding } from "@/server/pledges/home-visits/schema";

type Props = { visit: VisitStanding; slotId: string; to: string; now: Date; begun: boolean };

export function Visit({ visit, slotId, to, now, begun }: Props) {
  const enough = visit.identified >= VISITORS_MIN;
  return (
    <section className="sec" aria-labelledby="visit">
      <h2 id="visit">{w.visit}</h2>
      {visit.state === "stopped" ? (
        <Notice tone="red" icon="stop">
          <b>{w.visitStopped}</b>
          {visit.stopNote ? <p>{w.visitNote(visit.stopNote)}</p> : null}
        </Notice>
      ) : (
        <Card>
          <div className="stack">
            {enough ? null : <p className="lack">{w.visitTwo(visit.identified)}</p>}
            <p>{visit.toldAt ? w.visitTold(dayAndTime(visit.toldAt, now)) : w.visitUntold}</p>
            {visit.familyPhone ? null : <p className="note">{w.visitNoPhone}</p>}
            <div className="row">
              {begun || !enough ? null : (
                <ActForm action={`/api/seats/${slotId}/tell`} to={to}>
                  <Button small icon="phone">
                    {visit.familyPhone ? (visit.toldAt ? w.tellAgain : w.tell) : w.toldThem}
                  </Button>
                </ActForm>
              )}
              {visit.toldAt && visit.link ? (
                <ButtonLink href={visit.link} small>
                  {w.visitLink}
                </ButtonLink>
              ) : null}
            </div>
          </div>
        </Card>
      )}
    </section>
  );
}
