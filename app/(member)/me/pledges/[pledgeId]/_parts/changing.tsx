// Changing a promise: amount, day, remark; or making it a monthly one. Folded away: most people never need it.
import { dateValue } from "@/app/_copy/dates";
import { meWords as w } from "@/app/_copy/me";
import { pledgeWords } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field, Select, TextArea } from "@/app/_ui/field";
import { inUnits, unitLabel } from "@/server/needs/units/rules";
import type { PledgeItem } from "@/server/pledges/lists/schema";
import { DAY_MAX, MONTHS_MAX } from "@/server/pledges/recurring/schema";
import { NOTE_MAX } from "@/server/pledges/schema";

const SHORT = ["ONLY_PART", "FULL"];

export function AmendForm({ pledge: p, attempt, now }: { pledge: PledgeItem; attempt: Attempt; now: Date }) {
  const to = `/me/pledges/${p.id}`;
  const single = p.kind === "people" && p.helperKind === "person";
  const short = SHORT.includes(attempt.refusal?.code ?? "");
  const errors = attempt.refusal?.fields ?? {};
  return (
    <Fold
      title={w.amendTitle}
      open={short || "expectedOn" in errors || ("amount" in errors && !attempt.value("months"))}
    >
      <ActForm
        action={`/api/me/pledges/${p.id}/amend`}
        to={to}
        hidden={{ version: p.version }}
        keyed
        className="form"
      >
        {single ? null : (
          <Field
            name="amount"
            id="f-amend-amount"
            label={w.amount}
            inputMode="decimal"
            autoComplete="off"
            suffix={unitLabel(p.unit)}
            defaultValue={attempt.value("amount") ?? inUnits(p.wanted, p.unitSize) ?? ""}
            error={reasonSentence(errors.amount ?? errors.quantity)}
          />
        )}
        {short ? (
          <Select
            name="ifShort"
            label={w.ifShort}
            options={[
              { value: "part", label: w.shorts.part },
              ...(p.direction === "sale" ? [] : [{ value: "part_wait", label: w.shorts.part_wait }]),
            ]}
          />
        ) : null}
        {p.startsAt ? null : (
          <Field
            name="expectedOn"
            type="date"
            optional
            label={w.expectedOn}
            min={dateValue(now)}
            defaultValue={attempt.value("expectedOn") ?? p.expectedOn ?? ""}
            error={reasonSentence(errors.expectedOn)}
          />
        )}
        <TextArea
          name="note"
          id="f-amend-note"
          optional
          rows={2}
          label={pledgeWords.note}
          hint={pledgeWords.noteHint}
          maxLength={NOTE_MAX}
          defaultValue={p.note ?? ""}
        />
        <Button wide>{w.saveAmend}</Button>
      </ActForm>
    </Fold>
  );
}

export function MonthlyForm({ pledge: p, attempt }: { pledge: PledgeItem; attempt: Attempt }) {
  const errors = attempt.value("months") ? (attempt.refusal?.fields ?? {}) : {};
  return (
    <Fold title={w.monthlyStart} open={attempt.refusal !== null && attempt.value("months") !== undefined}>
      <ActForm
        action={`/api/me/pledges/${p.id}/monthly`}
        to={p.organisationId ? `/team?org=${p.organisationId}` : "/me"}
        from={`/me/pledges/${p.id}`}
        hidden={{ slotId: p.slotId, organisationId: p.organisationId, forPersonId: p.personId }}
        keyed
        className="form"
      >
        <p className="note">{w.monthlyHelp}</p>
        <Field
          name="amount"
          id="f-month-amount"
          label={w.perMonth}
          inputMode="decimal"
          suffix={unitLabel(p.unit)}
          defaultValue={attempt.value("amount") ?? inUnits(p.wanted, p.unitSize) ?? ""}
          error={reasonSentence(errors.amount)}
        />
        <Field
          name="dayOfMonth"
          label={w.dayOfMonth}
          inputMode="numeric"
          maxLength={String(DAY_MAX).length}
          defaultValue={attempt.value("dayOfMonth") ?? "1"}
          error={reasonSentence(errors.dayOfMonth)}
        />
        <Field
          name="months"
          label={w.months}
          inputMode="numeric"
          maxLength={String(MONTHS_MAX).length}
          defaultValue={attempt.value("months") ?? "6"}
          error={reasonSentence(errors.months)}
        />
        <Button wide>{w.startMonthly}</Button>
      </ActForm>
    </Fold>
  );
}
