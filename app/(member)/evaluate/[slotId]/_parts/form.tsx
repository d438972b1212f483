import { SIDE_WORD, evaluateWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { ownOf } from "@/app/_shared/records/own";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Choice, Field, Select } from "@/app/_ui/field";
import { Tabs } from "@/app/_ui/list";
import { type ShiftView, type Side, WORDS_MAX } from "@/server/records/evaluations/schema";

const SCORES = ["5", "4", "3", "2", "1"];

/** One mark of all, and folded away one of each. */
export function Form({
  shift,
  as,
  path,
  attempt,
}: {
  shift: ShiftView;
  as: Side;
  path: string;
  attempt: Attempt;
}) {
  const given = shift.given.filter((one) => one.side === as);
  const of = (personId: string | null) => given.find((one) => one.personId === personId);
  const { value } = ownOf(attempt, as);
  const here = `${path}?side=${as}`;
  return (
    <>
      {shift.sides.length > 1 ? (
        <Tabs
          label={w.side}
          items={shift.sides.map((side) => ({
            href: `${path}?side=${side}`,
            label: SIDE_WORD[side],
            current: side === as,
          }))}
        />
      ) : null}
      {given.length > 0 ? <p className="note">{w.again}</p> : null}
      <ActForm
        action="/api/record/evaluate"
        to={here}
        hidden={{ slotId: shift.slotId, side: as, form: as }}
        className="form card"
      >
        <Choice
          name="score-all"
          legend={w.all}
          options={SCORES.map((score) => ({ value: score, label: w.scores[score] }))}
          value={value("score-all") ?? String(of(null)?.score ?? "")}
          required
        />
        <Field
          name="words-all"
          label={w.words}
          hint={w.wordsHint}
          maxLength={WORDS_MAX}
          optional
          defaultValue={value("words-all") ?? of(null)?.words ?? ""}
        />
        <Fold title={w.each} open={given.some((one) => one.personId !== null)}>
          <p className="note">{w.eachHint}</p>
          {shift.people.map(({ personId, name }) => (
            <div className="sec" key={personId}>
              <input type="hidden" name="person" value={personId} />
              <Select
                name={`score-${personId}`}
                label={name}
                optional
                options={[
                  { value: "", label: w.skip },
                  ...SCORES.map((score) => ({ value: score, label: w.scores[score] as string })),
                ]}
                defaultValue={value(`score-${personId}`) ?? String(of(personId)?.score ?? "")}
              />
              <Field
                name={`words-${personId}`}
                label={w.wordsOf(name)}
                maxLength={WORDS_MAX}
                optional
                defaultValue={value(`words-${personId}`) ?? of(personId)?.words ?? ""}
              />
            </div>
          ))}
        </Fold>
        <Button wide tone="go">
          {w.save}
        </Button>
      </ActForm>
    </>
  );
}
