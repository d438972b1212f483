// From when to when of one day: two fields beside each other.
import { dateTimeValue } from "@/app/_copy/dates";
import { reasonSentence } from "@/app/_copy/reasons";
import type { Attempt } from "@/app/_trpc/form";
import { Field } from "@/app/_ui/field";

/** As a time field shows it; empty where there is none. */
export const timeValue = (at: Date | null): string => (at === null ? "" : dateTimeValue(at).slice(11));

type Props = {
  from: Date | null;
  to: Date | null;
  labels: [string, string];
  attempt: Attempt;
  optional?: boolean;
};

/** Named `came` and `left`; the day goes with the form as `day`. */
export function TimeFields({ from, to, labels, attempt, optional }: Props) {
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  return (
    <div className="row">
      <Field
        type="time"
        name="came"
        label={labels[0]}
        optional={optional}
        defaultValue={attempt.value("came") ?? timeValue(from)}
        error={error("from")}
      />
      <Field
        type="time"
        name="left"
        label={labels[1]}
        optional={optional}
        defaultValue={attempt.value("left") ?? timeValue(to)}
        error={error("to")}
      />
    </div>
  );
}
