// One course, for all who were there; and what was written down lately.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { recordDone, recordWords, awardWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { ownOf } from "@/app/_shared/records/own";
import { Strike } from "@/app/_shared/records/strike";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { EmptyState } from "@/app/_ui/card";
import { Choice, Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { TRAINING_TITLE_MAX } from "@/server/organisations/training/schema";

export const metadata: Metadata = { title: w.trainingTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ person?: string; done?: string; refused?: string }>;
};

export default async function TrainingPage({ params, searchParams }: Props) {
  const [{ id }, { person, done, refused }] = await Promise.all([params, searchParams]);
  const path = `/team/${id}/training`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const [holders, recent, attempt] = await Promise.all([
    orNotFound(api.people.roles({ organisationId: id })),
    orNotFound(api.records.training({ organisationId: id })),
    readActAttempt(refused),
  ]);
  const members = new Map(holders.map((one) => [one.personId, one.name]));
  const own = ownOf(attempt, "training");
  return (
    <Page
      top={<PublicTop back={`/team/${id}`} title={w.trainingTitle} />}
      aside={
        <section className="sec" aria-labelledby="recent">
          <h2 id="recent">{w.recent}</h2>
          {recent.length === 0 ? (
            <p className="note">{w.noneYet}</p>
          ) : (
            <ul className="card">
              {recent.slice(0, 30).map((one) => (
                <li className="who" key={one.id}>
                  <div>
                    <b>{`${one.name} · ${one.title}`}</b>
                    <p className="note">{w.taught(one.heldOn, one.minutes)}</p>
                  </div>
                  <Strike
                    act="end-training"
                    id={one.id}
                    title={`${one.name} · ${one.title}`}
                    hidden={{ trainingId: one.id, version: one.version }}
                    to={path}
                  />
                </li>
              ))}
            </ul>
          )}
        </section>
      }
    >
      <Outcome attempt={attempt} done={recordDone(done)} title={recordWords.refused} />
      <h1>{w.trainingTitle}</h1>
      <p className="note">{w.trainingLead}</p>
      {members.size === 0 ? (
        <EmptyState icon="people" title={w.noMembers} />
      ) : (
        <ActForm
          action="/api/record/training"
          to={path}
          hidden={{ organisationId: id, form: "training" }}
          className="form card"
        >
          <Field
            name="title"
            label={w.course}
            maxLength={TRAINING_TITLE_MAX}
            defaultValue={own.value("title")}
            error={own.error("title")}
          />
          <Field
            name="heldOn"
            type="date"
            label={w.heldOn}
            defaultValue={own.value("heldOn")}
            error={own.error("heldOn")}
          />
          <Field
            name="hours"
            label={w.hours}
            hint={w.hoursHint}
            inputMode="decimal"
            maxLength={5}
            defaultValue={own.value("hours")}
            error={own.error("hours")}
          />
          <Choice
            name="personIds"
            type="checkbox"
            legend={w.who}
            options={[...members].map(([value, label]) => ({ value, label }))}
            value={own.refused ? attempt.all("personIds") : person ? [person] : []}
            error={own.error("personIds")}
          />
          <Button wide tone="go">
            {w.save}
          </Button>
        </ActForm>
      )}
    </Page>
  );
}
