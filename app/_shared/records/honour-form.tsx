import { awardWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { GRANTOR_MAX, HONOUR_TITLE_MAX } from "@/server/organisations/honours/schema";
import { ownOf } from "./own";

/** An organisation honours in its own name; the district says who granted it. */
export function HonourForm({
  personId,
  organisationId,
  to,
  attempt,
}: {
  personId: string;
  organisationId?: string;
  to: string;
  attempt: Attempt;
}) {
  const form = `honour-${personId}`;
  const { value, error } = ownOf(attempt, form);
  return (
    <ActForm
      action="/api/record/honour"
      to={to}
      hidden={{ personId, organisationId, form, subject: personId }}
      className="form"
    >
      <Field
        name="title"
        id={`f-title-${personId}`}
        label={w.honour}
        maxLength={HONOUR_TITLE_MAX}
        defaultValue={value("title") ?? (organisationId === undefined ? w.districtHonour : undefined)}
        error={error("title")}
      />
      {organisationId === undefined ? (
        <Field
          name="grantor"
          id={`f-grantor-${personId}`}
          label={w.grantor}
          maxLength={GRANTOR_MAX}
          defaultValue={value("grantor")}
          error={error("grantor")}
        />
      ) : null}
      <Field
        name="grantedOn"
        id={`f-granted-${personId}`}
        type="date"
        label={w.grantedOn}
        defaultValue={value("grantedOn")}
        error={error("grantedOn")}
      />
      <Button wide>{w.giveAct}</Button>
    </ActForm>
  );
}
