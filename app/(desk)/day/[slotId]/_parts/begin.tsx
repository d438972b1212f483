import { dayWords as w } from "@/app/_copy/day";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import type { ShiftView } from "@/server/attendance/schema";

/** What must be so before it begins, and the button. The server asks again. */
export function Begin({ shift, path }: { shift: ShiftView; path: string }) {
  return (
    <div className="card stack">
      <h2>{w.planned}</h2>
      <p className="note">{w.plannedHelp}</p>
      {shift.dangerous && !shift.insured ? (
        <Notice tone="amber" icon="shield">
          {w.dangerous}
        </Notice>
      ) : null}
      {shift.homeVisit ? (
        <Notice tone="blue" icon="home">
          {w.homeVisit}
        </Notice>
      ) : null}
      <ActForm action={`/api/day/${shift.slotId}/begin`} to={path}>
        <Button tone="go" wide>
          {w.begin}
        </Button>
      </ActForm>
    </div>
  );
}
