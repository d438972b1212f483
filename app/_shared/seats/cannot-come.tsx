// 我来不了 of a named place: one tap opens the reasons, and tapping a reason is the act. And: I can come after all.
import { WITHDRAW_REASON } from "@/app/_copy/me";
import { seatWords as w } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Dialog } from "@/app/_ui/dialog";
import type { SeatItem } from "@/server/pledges/seats/schema";

export function CannotCome({ seat, to, wide }: { seat: SeatItem; to: string; wide?: boolean }) {
  const id = `out-${seat.seatId}`;
  if (seat.mayStay && seat.standInId)
    return (
      <ActForm action={`/api/stand-ins/${seat.standInId}/call-off`} to={to}>
        <Button small={!wide} wide={wide} icon="check">
          {w.stay}
        </Button>
      </ActForm>
    );
  if (!seat.mayLeave) return null;
  return (
    <>
      <ButtonLink href={`#${id}`} data-opens={id} small={!wide} wide={wide} icon="back">
        {seat.mine ? w.cannot : w.cannotFor(seat.personName)}
      </ButtonLink>
      <Dialog id={id} title={w.cannotAsk}>
        <p>{seat.late ? w.cannotLate : w.cannotText}</p>
        <ActForm
          action={`/api/seats/${seat.seatId}/leave`}
          to={to}
          hidden={{ version: seat.version }}
          keyed
          className="stack-s"
        >
          {Object.entries(WITHDRAW_REASON).map(([reason, said]) => (
            <Button key={reason} name="reason" value={reason} wide>
              {said}
            </Button>
          ))}
        </ActForm>
      </Dialog>
    </>
  );
}
