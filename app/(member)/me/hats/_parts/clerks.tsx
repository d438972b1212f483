import { meWords as w } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { type Holder, Holders } from "@/app/_shared/people/holders";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Field } from "@/app/_ui/field";
import { NAME_MAX } from "@/server/people/schema";

/** A secretary's clerks of one village: who they are, and one more by name and number. */
export function Clerks({
  regionId,
  scope,
  holders,
  attempt,
  now,
}: {
  regionId: number;
  scope: string;
  holders: readonly Holder[];
  attempt: Attempt;
  now: Date;
}) {
  const mine = attempt.value("regionId") === String(regionId);
  const error = (name: string) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null);
  return (
    <section className="sec" aria-labelledby={`clerks-${regionId}`}>
      <h2 id={`clerks-${regionId}`}>{w.clerks(scope)}</h2>
      <p className="note">{w.clerksText}</p>
      {holders.length > 0 ? (
        <Holders holders={holders} action="/api/me/end-role" to="/me/hats" now={now} />
      ) : (
        <p>{w.noHolders}</p>
      )}
      <ActForm
        action="/api/me/give-role"
        to="/me/hats"
        hidden={{ role: "clerk", regionId, subject: String(regionId) }}
        className="form card"
      >
        <Field
          name="name"
          id={`f-name-${regionId}`}
          label={w.name}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={mine ? attempt.value("name") : undefined}
          error={error("name")}
        />
        <Field
          name="phone"
          id={`f-phone-${regionId}`}
          label={w.phone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          defaultValue={mine ? attempt.value("phone") : undefined}
          error={error("phone")}
        />
        <Button wide>{w.giveClerk}</Button>
      </ActForm>
    </section>
  );
}
