// Stand-ins that are looked for, and putting a member there oneself.
import { seatWords as w } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Select } from "@/app/_ui/field";
import type { TeamShift } from "@/server/pledges/seats/schema";

export function Searches({ shift, to }: { shift: TeamShift; to: string }) {
  if (shift.searches.length === 0) return null;
  const free = shift.candidates.filter((one) => one.why === null);
  return (
    <section className="sec" aria-labelledby="searches">
      <h2 id="searches">{w.searching}</h2>
      {shift.searches.map((search) => (
        <Card key={search.standInId}>
          <div className="stack">
            <p>
              <b>{w.searchFor(search.leaverName)}</b>
            </p>
            <p className="note">{w.searchHelp}</p>
            {free.length > 0 ? (
              <ActForm action={`/api/stand-ins/${search.standInId}/place`} to={to} keyed className="form">
                <Select
                  name="personId"
                  id={`who-${search.standInId}`}
                  label={w.placeWho}
                  options={free.map((one) => ({ value: one.personId, label: one.name }))}
                />
                <Button wide>{w.place}</Button>
              </ActForm>
            ) : null}
          </div>
        </Card>
      ))}
    </section>
  );
}
