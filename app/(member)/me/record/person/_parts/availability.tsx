// Whether I may be invited, when I am free, how far I go: only I say so.
import { availabilityWords as w } from "@/app/_copy/availability";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Codes } from "@/app/_shared/records/codes";
import { ownOf } from "@/app/_shared/records/own";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Choice, Tick } from "@/app/_ui/field";
import { REACHES, WEEK_PARTS } from "@/server/people/profiles/availability/schema";
import type { ProfileView } from "@/server/people/profiles/schema";

export function Availability({
  profile,
  here,
  attempt,
}: {
  profile: ProfileView;
  here: string;
  attempt: Attempt;
}) {
  const own = ownOf(attempt, "availability");
  const { invitable, free, reach } = profile.availability;
  return (
    <section className="sec" aria-labelledby="availability">
      <h2 id="availability">{w.title}</h2>
      <p className="note">{w.why}</p>
      <ActForm
        action="/api/record/availability"
        to={here}
        hidden={{ version: profile.version, form: "availability" }}
        className="form card"
      >
        <Tick
          name="invitable"
          defaultChecked={own.refused ? own.value("invitable") === "on" : invitable}
          error={own.error("invitable")}
        >
          {w.invitable}
        </Tick>
        <Codes
          name="free"
          legend={w.free}
          hint={w.freeHint}
          words={w.parts}
          codes={WEEK_PARTS}
          value={own.refused ? attempt.all("free") : free}
          error={own.error("free")}
        />
        <Choice
          name="reach"
          legend={w.reach}
          hint={profile.home === null ? w.noHome : undefined}
          options={REACHES.map((value) => ({ value, label: w.reaches[value] }))}
          value={own.value("reach") ?? reach}
          error={own.error("reach")}
        />
        <Button wide>{w.save}</Button>
      </ActForm>
    </section>
  );
}
