// Questions about records that wait for an answer, each with its form.
import { fullDay } from "@/app/_copy/dates";
import { ABOUT_WORD, askWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Card, EmptyState } from "@/app/_ui/card";
import { Choice, TextArea } from "@/app/_ui/field";
import { type QueueRow, WORDS_MAX } from "@/server/records/asks/schema";
import { ownOf } from "./own";

type Props = { rows: readonly QueueRow[]; to: string; attempt: Attempt; now: Date };

export function Answers({ rows, to, attempt, now }: Props) {
  if (rows.length === 0)
    return (
      <EmptyState icon="check" title={w.empty}>
        <p>{w.emptyHelp}</p>
      </EmptyState>
    );
  return rows.map((one) => {
    const form = `answer-${one.id}`;
    const { value, error } = ownOf(attempt, form);
    return (
      <Card key={one.id}>
        <h2>{one.name}</h2>
        <p className="note">{w.what(ABOUT_WORD[one.about], one.what)}</p>
        <p>{one.words}</p>
        <p className="note">{w.left(fullDay(one.dueAt, now))}</p>
        <ActForm
          action="/api/record/answer-ask"
          to={to}
          hidden={{ askId: one.id, version: one.version, form, subject: one.id }}
          className="form"
        >
          <Choice
            name="outcome"
            legend={w.outcome}
            options={[
              { value: "corrected", label: w.corrected },
              { value: "upheld", label: w.upheld },
            ]}
            value={value("outcome")}
            error={error("outcome")}
            required
          />
          <TextArea
            name="answer"
            id={`f-answer-${one.id}`}
            label={w.answer}
            hint={w.answerHint}
            maxLength={WORDS_MAX}
            rows={2}
            defaultValue={value("answer")}
            error={error("answer")}
          />
          <Button wide>{w.send}</Button>
        </ActForm>
      </Card>
    );
  });
}
