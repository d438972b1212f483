// What the receiving side saw: how many, how long. The same form for the village and for a family.
import { ago, duration } from "@/app/_copy/dates";
import { dayWords as w } from "@/app/_copy/day";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import type { StatementView } from "@/server/attendance/statements/schema";

type Props = { action: string; to: string; statement: StatementView | null; attempt: Attempt; now: Date };

export function StatementForm({ action, to, statement, attempt, now }: Props) {
  const fields = attempt.refusal?.fields ?? {};
  const [hours, minutes] = statement
    ? [Math.floor(statement.minutes / 60), statement.minutes % 60]
    : ["", ""];
  return (
    <>
      {statement ? (
        <Notice tone="green" icon="check">
          {w.stated(ago(statement.statedAt, now), statement.headcount, duration(statement.minutes))}
        </Notice>
      ) : null}
      <ActForm
        action={action}
        to={to}
        from={to}
        className="form card"
        hidden={{ version: statement?.version ?? 0 }}
      >
        <Field
          name="headcount"
          label={w.headcount}
          inputMode="numeric"
          suffix={w.people}
          defaultValue={attempt.value("headcount") ?? statement?.headcount ?? ""}
          error={reasonSentence(fields.headcount)}
        />
        <Field
          name="hours"
          label={w.lasted}
          inputMode="numeric"
          suffix={w.hours}
          defaultValue={attempt.value("hours") ?? hours}
          error={reasonSentence(fields.hours)}
        />
        <Field
          name="minutes"
          label={w.minutes}
          inputMode="numeric"
          suffix={w.minutes}
          optional
          defaultValue={attempt.value("minutes") ?? minutes}
          error={reasonSentence(fields.minutes)}
        />
        <Field
          name="note"
          label={w.note}
          hint={w.noteHint}
          optional
          defaultValue={attempt.value("note") ?? statement?.note ?? ""}
          error={reasonSentence(fields.note)}
        />
        <Button tone="go" wide>
          {statement ? w.stateAgain : w.stateGo}
        </Button>
      </ActForm>
    </>
  );
}
