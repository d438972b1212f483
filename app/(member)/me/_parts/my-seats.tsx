// The shifts a team named me for, and the way to where stand-ins are looked for.
import { seatWords as w } from "@/app/_copy/seats";
import { CannotCome } from "@/app/_shared/seats/cannot-come";
import { ShiftLine, shiftWhat } from "@/app/_shared/seats/shift-line";
import { caller } from "@/app/_trpc/server";
import { ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";

export async function MySeats({ now }: { now: Date }) {
  const api = await caller();
  const [seats, searches] = await Promise.all([api.seats.mine(), api.standIns.forMe()]);
  const open = searches.filter((one) => !one.mine && one.why === null);
  return (
    <>
      {open.length > 0 ? (
        <ButtonLink href="/me/stand-ins" tone="line" icon="people" wide>
          {w.standInDoor(open.length)}
        </ButtonLink>
      ) : null}
      {seats.length > 0 ? (
        <section className="sec" aria-labelledby="seats">
          <h2 id="seats">{w.mySeats}</h2>
          <ul>
            {seats.map((seat) => (
              <li key={seat.seatId} className="card">
                <div className="row note">
                  {seat.status === "seeking" ? (
                    <Chip tone="red" icon="warn">
                      {w.seeking}
                    </Chip>
                  ) : null}
                  <span>{w.withTeam(seat.organisationName)}</span>
                  {seat.mine ? null : <b>{seat.personName}</b>}
                </div>
                <h3>
                  <a className="taplink" href={`/me/seats/${seat.seatId}`}>
                    {seat.shift.title} · {shiftWhat(seat.shift)}
                  </a>
                </h3>
                <ShiftLine shift={seat.shift} now={now} />
                <div className="row mt-2">
                  <CannotCome seat={seat} to="/me" />
                </div>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
