import { meWords } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { teamWords as w } from "@/app/_copy/team";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Field, Select } from "@/app/_ui/field";
import { NAME_MAX } from "@/server/people/schema";

/** One more by name and number; who has no telephone is entered where the consent is written down. */
export function AddOne({
  organisationId,
  to,
  attempt,
  mayName,
}: {
  organisationId: string;
  to: string;
  attempt: Attempt;
  mayName: boolean;
}) {
  const mine = attempt.value("organisationId") === organisationId;
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  const value = (name: string) => (mine ? attempt.value(name) : undefined);
  return (
    <Fold title={w.addPerson} open={mine && attempt.refusal !== null}>
      <ActForm
        action={`/api/team/${organisationId}/add`}
        to={to}
        hidden={{ organisationId }}
        className="form"
      >
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
        <Select
          name="role"
          label={w.asWhat}
          options={w.roles.filter((role) => mayName || role.value === "member")}
          defaultValue={value("role")}
        />
        <Button wide>{w.add}</Button>
      </ActForm>
      <div className="mt-3">
        <ButtonLink href="/me/data" small wide>
          {w.noPhone}
        </ButtonLink>
      </div>
    </Fold>
  );
}
