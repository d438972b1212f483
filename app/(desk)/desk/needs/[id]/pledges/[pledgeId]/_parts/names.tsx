// Who goes in a team's name, to whoever posted: they may take somebody off, with a reason.
import { seatsDone, seatWords as w } from "@/app/_copy/seats";
import { SeatList } from "@/app/_shared/seats/seat-list";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Notice } from "@/app/_ui/card";

type Props = { pledgeId: string; to: string; now: Date; done: string | undefined };

export async function Names({ pledgeId, to, now, done }: Props) {
  const shift = await orNotFound((await caller()).seats.ofPledge({ pledgeId }));
  const late = shift.shift.cutOffAt !== null && shift.shift.cutOffAt <= now;
  const said = seatsDone(done);
  return (
    <section className="sec" aria-labelledby="names">
      <h2 id="names">{w.people}</h2>
      {said ? (
        <Notice tone="green" icon="check" role="status">
          {said}
        </Notice>
      ) : null}
      <p className="note">{w.counts(shift.places, shift.seats.length)}</p>
      <SeatList shift={shift} to={to} late={late} />
    </section>
  );
}
