// What an age asks for, the guardian's word given and taken back, and the form of whoever may write it down.
import { fullDay } from "@/app/_copy/dates";
import { RELATION_WORD, guardianWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import type { Attempt } from "@/app/_trpc/form";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Choice, Field, Select, Tick } from "@/app/_ui/field";
import { HOWS } from "@/server/people/consents/schema";
import { type GuardianView, RELATIONS } from "@/server/people/guardians/schema";
import { NAME_MAX } from "@/server/people/names/schema";
import { ownOf } from "./own";

type Props = {
  guardian: GuardianView;
  personId: string;
  organisationId?: string;
  to: string;
  attempt: Attempt;
  now: Date;
};

/** Nothing for grown people who never had one. */
export function Guardian({ guardian, personId, organisationId, to, attempt, now }: Props) {
  if (guardian.tier === "none" && guardian.consents.length === 0) return null;
  return (
    <section className="sec" aria-labelledby="guardian">
      <h2 id="guardian">{w.title}</h2>
      <p>{w.tier[guardian.tier]}</p>
      {guardian.fault ? (
        <Notice tone="amber" icon="warn">
          <p>{w.fault[guardian.fault]}</p>
          {guardian.mayRecord || guardian.fault === "too_young" ? null : <p>{w.askLeader}</p>}
        </Notice>
      ) : null}
      {guardian.consents.map((one) => {
        const id = `back-${one.id}`;
        return (
          <Card key={one.id}>
            <p>{w.given(one.guardianName, RELATION_WORD[one.relation], fullDay(one.givenAt, now))}</p>
            <p className="note">
              {[
                one.comesAlong ? w.alongNote : null,
                w.hows[one.how],
                one.recordedBy ? w.by(one.recordedBy) : null,
                one.withdrawnAt ? w.taken(fullDay(one.withdrawnAt, now)) : null,
              ]
                .filter(Boolean)
                .join(" · ")}
            </p>
            {one.withdrawnAt ? null : (
              <>
                <ButtonLink href={`#${id}`} data-opens={id} small>
                  {w.takeBack}
                </ButtonLink>
                <Dialog id={id} title={w.takeBackAsk}>
                  <p>{w.takeBackText}</p>
                  <ActForm
                    action="/api/record/guardian-back"
                    to={to}
                    hidden={{ consentId: one.id, organisationId, subject: one.id }}
                  >
                    <Button wide tone="line">
                      {w.takeBack}
                    </Button>
                  </ActForm>
                </Dialog>
              </>
            )}
          </Card>
        );
      })}
      {guardian.mayRecord && guardian.tier !== "refused" ? (
        <RecordForm personId={personId} organisationId={organisationId} to={to} attempt={attempt} />
      ) : null}
    </section>
  );
}

function RecordForm({ personId, organisationId, to, attempt }: Omit<Props, "guardian" | "now">) {
  const own = ownOf(attempt, "guardian");
  // A leader or an office writes down what it was told; "self" is for who acts for the child as a relative.
  const hows = HOWS.filter((how) => organisationId === undefined || how !== "self");
  return (
    <Fold title={w.record} open={own.refused}>
      <ActForm
        action="/api/record/guardian"
        to={to}
        hidden={{ personId, organisationId, form: "guardian", subject: personId }}
        className="form"
      >
        <Field
          name="guardianName"
          label={w.guardianName}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={own.value("guardianName")}
          error={own.error("guardianName")}
        />
        <Field
          name="phone"
          id="f-guardian-phone"
          label={w.phone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          defaultValue={own.value("phone")}
          error={own.error("phone")}
        />
        <Select
          name="relation"
          label={w.relation}
          options={RELATIONS.map((value) => ({ value, label: RELATION_WORD[value] }))}
          defaultValue={own.value("relation")}
          error={own.error("relation")}
        />
        <Choice
          name="how"
          legend={w.how}
          options={hows.map((value) => ({ value, label: w.hows[value] }))}
          value={own.value("how")}
          error={own.error("how")}
          required
        />
        <Tick name="comesAlong" defaultChecked={own.value("comesAlong") === "on"}>
          {w.comesAlong}
        </Tick>
        <Tick name="agreed" required error={own.error("agreed")}>
          {w.agreed}
        </Tick>
        <Button wide>{w.save}</Button>
      </ActForm>
    </Fold>
  );
}
