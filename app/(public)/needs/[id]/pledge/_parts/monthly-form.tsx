// 每月认领, for those who are signed in: the same amount each month, ended at any time.
import { randomUUID } from "node:crypto";
import { wall } from "@/app/_copy/dates";
import { lineWords } from "@/app/_copy/labels";
import { pledgeWords as w } from "@/app/_copy/pledges";
import { reasonSentence } from "@/app/_copy/reasons";
import type { SlotView } from "@/app/_shared/needs/need-view";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field, Select } from "@/app/_ui/field";
import { unitLabel } from "@/server/needs/units/rules";
import { DAY_MAX } from "@/server/pledges/recurring/schema";
import { type ActingAs, AsWhom } from "./pledge-form";

const MONTHS = [3, 6, 12, 24];
const DAYS = Array.from({ length: DAY_MAX }, (_, i) => i + 1);

export function MonthlyForm({
  needId,
  slot,
  attempt,
  actingAs,
  now,
}: {
  needId: string;
  slot: SlotView;
  attempt: Attempt;
  actingAs: readonly ActingAs[];
  now: Date;
}) {
  const errors = attempt.refusal?.fields ?? {};
  const today = String(Math.min(wall(now).day, DAY_MAX));
  return (
    <details open={attempt.refusal !== null} className="card">
      <summary>
        <b>{w.monthlyTitle}</b>
      </summary>
      <form method="post" action={`/api/needs/${needId}/monthly`} className="form" id="monthly">
        <p className="note">{w.monthlyText}</p>
        {attempt.refusal ? (
          <Notice tone="red" icon="warn" role="alert">
            <b>{w.refused}</b>
            <p>{attempt.refusal.sentence}</p>
          </Notice>
        ) : null}
        <input type="hidden" name="key" value={randomUUID()} />
        <input type="hidden" name="slotId" value={slot.slotId} />
        <AsWhom actingAs={actingAs} value={attempt.value("organisationId")} id="m-organisation" />
        <Field
          name="amount"
          id="m-amount"
          label={lineWords(slot.kind, slot.direction).howMuch}
          inputMode="decimal"
          autoComplete="off"
          suffix={unitLabel(slot.unit)}
          defaultValue={attempt.value("amount")}
          error={reasonSentence(errors.amount ?? errors.quantity)}
        />
        <Select
          name="dayOfMonth"
          label={w.monthlyDay}
          defaultValue={attempt.value("dayOfMonth") ?? today}
          error={reasonSentence(errors.dayOfMonth)}
          options={DAYS.map((day) => ({ value: String(day), label: w.dayOf(day) }))}
        />
        <Select
          name="months"
          label={w.monthlyMonths}
          defaultValue={attempt.value("months") ?? "12"}
          error={reasonSentence(errors.months)}
          options={MONTHS.map((months) => ({ value: String(months), label: w.monthsOf(months) }))}
        />
        <Button tone="line" wide>
          {w.monthlySubmit}
        </Button>
      </form>
    </details>
  );
}
