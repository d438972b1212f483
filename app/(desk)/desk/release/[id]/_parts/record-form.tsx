// One spoken claim: the unit is chosen, a figure is enough.
import { randomUUID } from "node:crypto";
import { deskWords, releaseWords as w } from "@/app/_copy/desk";
import { formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { Refused } from "@/app/_shared/desk/refused";
import type { SlotView } from "@/app/_shared/needs/need-view";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Choice, Field } from "@/app/_ui/field";
import { unitLabel } from "@/server/needs/units/rules";
import { NOTE_MAX } from "@/server/pledges/schema";

export function RecordForm({
  releaseId,
  needId,
  slot,
  unit,
  q,
  attempt,
  otherHref,
}: {
  releaseId: string;
  needId: string;
  slot: SlotView;
  unit: { id: string; name: string };
  q: string;
  attempt: Attempt;
  otherHref: string;
}) {
  const errors = attempt.refusal?.fields ?? {};
  const left = Number(attempt.refusal?.facts.remaining ?? 0);
  const hidden = { key: randomUUID(), needId, slotId: slot.slotId, organisationId: unit.id, q };
  return (
    <Card>
      <form method="post" action={`/api/desk/release/${releaseId}`} className="form" id="form">
        <h2>{w.forWhom(unit.name)}</h2>
        <Refused attempt={attempt} title={deskWords.refused} />
        <Field
          name="amount"
          label={w.amount}
          inputMode="decimal"
          autoComplete="off"
          suffix={unitLabel(slot.unit)}
          defaultValue={attempt.value("amount")}
          error={reasonSentence(errors.amount ?? errors.quantity)}
        />
        {left > 0 ? (
          <Choice
            name="ifShort"
            type="checkbox"
            legend={w.ifShort}
            options={[{ value: "part", label: w.part(formatQuantity(left, slot)) }]}
          />
        ) : null}
        <Field
          name="note"
          label={w.note}
          optional
          maxLength={NOTE_MAX}
          autoComplete="off"
          defaultValue={attempt.value("note")}
          error={reasonSentence(errors.note)}
        />
        <Button tone="go" wide>
          {w.record}
        </Button>
        <ButtonLink href={otherHref} wide>
          {w.otherUnit}
        </ButtonLink>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </form>
    </Card>
  );
}
