// Whom to name: members with a box each, and why not where somebody cannot go.
import { seatWords as w, whyWord } from "@/app/_copy/seats";
import { ActForm } from "@/app/_shared/acts/act-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Choice } from "@/app/_ui/field";
import { SearchForm } from "@/app/_ui/search";
import type { TeamShift } from "@/server/pledges/seats/schema";

const NAME_MAX = 20;

export function Naming({
  shift,
  to,
  q,
  attempt,
}: {
  shift: TeamShift;
  to: string;
  q: string;
  attempt: Attempt;
}) {
  const fields = attempt.refusal?.fields ?? {};
  const options = shift.candidates.map((one) => {
    const why = fields[one.personId] ?? one.why;
    return {
      value: one.personId,
      label: one.name,
      note: why
        ? whyWord(why)
        : [one.warns ? whyWord(one.warns) : null, one.hasPhone ? null : w.noPhone]
            .filter(Boolean)
            .join("；") || undefined,
      disabled: one.why !== null,
    };
  });
  return (
    <section className="sec" aria-labelledby="choose">
      <h2 id="choose">{w.choose}</h2>
      {q || shift.more ? (
        <SearchForm action={to} q={q} label={w.search} hint={w.searchHint} act={w.searchAct} max={NAME_MAX} />
      ) : null}
      {options.length === 0 ? (
        <EmptyState icon="people" title={w.noCandidates}>
          <p>{w.noCandidatesHelp}</p>
          <ButtonLink href={`/team/${shift.organisationId}/members`} small icon="plus">
            {w.toMembers}
          </ButtonLink>
        </EmptyState>
      ) : (
        <ActForm action={`/api/seats/${shift.pledgeId}/name`} to={to} keyed className="form" id="form">
          <Choice
            name="personIds"
            legend={w.choosePeople}
            hint={w.chooseHint(shift.unnamed)}
            type="checkbox"
            options={options}
            value={attempt.all("personIds")}
          />
          {shift.more ? <p className="note">{w.more}</p> : null}
          <Button tone="go" wide icon="check">
            {w.submit}
          </Button>
        </ActForm>
      )}
    </section>
  );
}
