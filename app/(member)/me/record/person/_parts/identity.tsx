import { longDay } from "@/app/_copy/dates";
import { personWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { ownOf } from "@/app/_shared/records/own";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field } from "@/app/_ui/field";
import type { ProfileView } from "@/server/people/profiles/schema";

type Props = { profile: ProfileView; here: string; attempt: Attempt };

/** The number, which says the day of birth; without one, the day alone. */
export function Identity({ profile, here, attempt }: Props) {
  const known = profile.maskedNumber !== null;
  return (
    <section className="sec" aria-labelledby="identity">
      <h2 id="identity">{w.identity}</h2>
      <p className="note">{w.identityWhy}</p>
      {known ? (
        <Card>
          <p>{w.kept(profile.maskedNumber ?? "")}</p>
          <div className="row mt-2">
            <ButtonLink href="#forget" data-opens="forget" small>
              {w.forget}
            </ButtonLink>
          </div>
          <Dialog id="forget" title={w.forgetAsk}>
            <p>{w.forgetText}</p>
            <ActForm action="/api/record/forget-number" to={here} hidden={{ personId: profile.personId }}>
              <Button wide tone="line">
                {w.forget}
              </Button>
            </ActForm>
          </Dialog>
          <Fold title={w.replace} open={ownOf(attempt, "number").refused}>
            <NumberForm profile={profile} here={here} attempt={attempt} />
          </Fold>
        </Card>
      ) : (
        <>
          <Card>
            <NumberForm profile={profile} here={here} attempt={attempt} />
          </Card>
          <Fold title={w.or} open={ownOf(attempt, "born").refused}>
            <BornForm profile={profile} here={here} attempt={attempt} />
          </Fold>
          {profile.bornOn ? <p className="note">{w.kept(longDay(profile.bornOn))}</p> : null}
        </>
      )}
    </section>
  );
}

function NumberForm({ profile, here, attempt }: Props) {
  const own = ownOf(attempt, "number");
  return (
    <ActForm
      action="/api/record/identity"
      to={here}
      hidden={{ personId: profile.personId, form: "number" }}
      className="form"
    >
      <Field
        name="idNumber"
        label={w.number}
        hint={w.numberHint}
        maxLength={24}
        autoComplete="off"
        inputMode="text"
        spellCheck={false}
        defaultValue={own.value("idNumber")}
        error={own.error("idNumber")}
      />
      <Button small>{w.saveNumber}</Button>
    </ActForm>
  );
}

function BornForm({ profile, here, attempt }: Props) {
  const own = ownOf(attempt, "born");
  return (
    <ActForm
      action="/api/record/identity"
      to={here}
      hidden={{ personId: profile.personId, form: "born" }}
      className="form"
    >
      <Field
        name="bornOn"
        type="date"
        label={w.born}
        hint={w.bornHint}
        defaultValue={own.value("bornOn") ?? profile.bornOn ?? ""}
        error={own.error("bornOn")}
      />
      <Button small>{w.saveBorn}</Button>
    </ActForm>
  );
}
