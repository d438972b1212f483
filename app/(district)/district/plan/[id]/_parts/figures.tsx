import { planWords as w } from "@/app/_copy/plan";
import { Card } from "@/app/_ui/card";
import type { Figures as PlanFigures } from "@/server/matching/plan/schema";

/** What the plan would bring, against doing nothing. */
export function Figures({ figures, whole }: { figures: PlanFigures; whole: boolean }) {
  return (
    <Card>
      <p>
        <b>{w.summary(figures)}</b>
      </p>
      <p>{w.versus(figures)}</p>
      <p className="note">{w.expect}</p>
      {whole ? (
        <>
          <p>{w.share(figures)}</p>
          <p>{w.quality(figures)}</p>
          <p className="note">{w.portion}</p>
        </>
      ) : null}
    </Card>
  );
}
