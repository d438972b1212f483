// Who is in charge of a shift, which organisation runs it, and until when teams name their people.
import { dateTimeValue } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import { shiftWords as w } from "@/app/_copy/shifts";
import { FoldedAct } from "@/app/_shared/desk/act-form";
import { Refused } from "@/app/_shared/desk/refused";
import type { Attempt } from "@/app/_trpc/form";
import { Card } from "@/app/_ui/card";
import { Field, Select } from "@/app/_ui/field";
import type { WhoRuns } from "@/server/pledges/seats/appointing/schema";

type Props = {
  charge: WhoRuns;
  action: string;
  to: string;
  onward: string;
  attempt: Attempt;
  now: Date;
  open: boolean;
};

const options = (none: string, of: readonly { id: string; name: string }[]) => [
  { value: "", label: none },
  ...of.map(({ id, name }) => ({ value: id, label: name })),
];

export function Charge({ charge, action, to, onward, attempt, now, open }: Props) {
  const typed = attempt.refusal !== null;
  const given = (name: string, there: string | undefined) => (typed ? attempt.value(name) : there) ?? "";
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  const said = [
    charge.lead ? w.leadIs(charge.lead.name) : null,
    charge.organisation ? w.runBy(charge.organisation.name) : null,
  ]
    .filter(Boolean)
    .join(" · ");
  const otherwise = charge.runs.length > 0 ? w.chargeNow(charge.runs.join("、")) : w.chargeNobody;
  return (
    <Card>
      <FoldedAct
        action={action}
        to={to}
        onward={onward}
        version={charge.version}
        title={w.charge}
        help={
          <>
            {said || otherwise} {w.chargeHelp}
          </>
        }
        label={w.chargeSave}
        open={open || typed}
        id={typed ? "form" : undefined}
      >
        <Refused attempt={attempt} own={(field) => field !== "_"} />
        <Select
          name="leadId"
          label={w.lead_}
          hint={w.leadHint}
          optional
          defaultValue={given("leadId", charge.lead?.id)}
          error={error("leadId")}
          options={options(w.leadNone, charge.people)}
        />
        <Select
          name="organisationId"
          label={w.runs}
          hint={w.runsHint}
          optional
          defaultValue={given("organisationId", charge.organisation?.id)}
          error={error("organisationId")}
          options={options(w.runsNone, charge.organisations)}
        />
        <Field
          name="namedUntil"
          label={w.namedUntil}
          hint={w.namedUntilHint}
          type="datetime-local"
          optional
          min={dateTimeValue(now)}
          defaultValue={given("namedUntil", charge.namedUntil ? dateTimeValue(charge.namedUntil) : undefined)}
          error={error("namedUntil")}
        />
      </FoldedAct>
    </Card>
  );
}
