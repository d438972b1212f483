import { meWords } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { teamWords as w } from "@/app/_copy/team";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { Holders } from "@/app/_shared/people/holders";
import type { Attempt } from "@/app/_trpc/form";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Field, Select } from "@/app/_ui/field";
import { NAME_MAX } from "@/server/people/schema";

/** Who is in it, and one more by name and number. */
export async function People({
  organisationId,
  to,
  attempt,
  now,
}: {
  organisationId: string;
  to: string;
  attempt: Attempt;
  now: Date;
}) {
  const holders = await (await caller()).people.roles({ organisationId });
  const mine = attempt.value("organisationId") === organisationId;
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const value = (name: string) => (mine ? attempt.value(name) : undefined);
  return (
    <section className="sec" aria-labelledby="people">
      <h2 id="people">{w.people}</h2>
      <Holders holders={holders} action="/api/me/end-role" to={to} now={now} />
      <Fold title={w.addPerson} open={mine && attempt.refusal !== null}>
        <ActForm action="/api/me/give-role" to={to} hidden={{ organisationId }} className="form">
          <p className="note">{w.addHelp}</p>
          <Field
            name="name"
            label={meWords.name}
            maxLength={NAME_MAX}
            autoComplete="off"
            defaultValue={value("name")}
            error={error("name")}
          />
          <Field
            name="phone"
            label={meWords.phone}
            type="tel"
            inputMode="tel"
            autoComplete="off"
            defaultValue={value("phone")}
            error={error("phone")}
          />
          <Select name="role" label={w.asWhat} options={w.roles} defaultValue={value("role")} />
          <Button wide>{w.add}</Button>
        </ActForm>
      </Fold>
    </section>
  );
}
