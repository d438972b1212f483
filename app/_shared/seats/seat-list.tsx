// The names of a team's places, each with the way to take it off; for its leader and for whoever posted.
import { SEAT_REASON, seatWords as w } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip, EmptyState } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import type { TeamSeat, TeamShift } from "@/server/pledges/seats/schema";

function TakeOff({ seat, to, late }: { seat: TeamSeat; to: string; late: boolean }) {
  const id = `off-${seat.seatId}`;
  return (
    <>
      <ButtonLink href={`#${id}`} data-opens={id} small>
        {w.takeOff}
        <span className="sr">{seat.name}</span>
      </ButtonLink>
      <Dialog id={id} title={w.takeOffAsk(seat.name)}>
        <p>{late && seat.status === "named" ? w.takeOffLate : w.takeOffText}</p>
        <ActForm
          action={`/api/seats/${seat.seatId}/remove-seat`}
          to={to}
          hidden={{ version: seat.version }}
          keyed
          className="stack-s"
        >
          {Object.entries(SEAT_REASON).map(([reason, said]) => (
            <Button key={reason} name="reason" value={reason} wide>
              {said}
            </Button>
          ))}
        </ActForm>
      </Dialog>
    </>
  );
}

export function SeatList({ shift, to, late }: { shift: TeamShift; to: string; late: boolean }) {
  if (shift.seats.length === 0)
    return (
      <EmptyState icon="people" title={w.nobody}>
        {shift.mayName ? <p>{w.nobodyHelp}</p> : null}
      </EmptyState>
    );
  return (
    <ul className="rows">
      {shift.seats.map((seat) => (
        <li key={seat.seatId} className="card">
          <div className="split">
            <div>
              <b>{seat.name}</b>
              <div className="row note">
                {seat.status === "seeking" ? (
                  <Chip tone="red" icon="warn">
                    {w.seeking}
                  </Chip>
                ) : null}
                {seat.isStandIn ? <span>{w.isStandIn}</span> : null}
                {seat.hasPhone ? null : <span>{w.noPhone}</span>}
              </div>
            </div>
            {shift.mayRemove ? <TakeOff seat={seat} to={to} late={late} /> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}
