// One organisation, for those who verify: its state with what may be done, and its titles.
import type { Metadata } from "next";
import { dateValue, fullDay } from "@/app/_copy/dates";
import { districtDone, TITLE, TITLE_LEVEL, districtWords as w } from "@/app/_copy/district";
import { ORGANISATION_KIND, statusLabel } from "@/app/_copy/labels";
import { reasonSentence } from "@/app/_copy/reasons";
import { ORGANISATION_STATUS } from "@/app/_copy/team";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { Outcome } from "@/app/_shared/acts/outcome";
import { Can } from "@/app/_shared/organisations/can";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Chip } from "@/app/_ui/card";
import { Dialog } from "@/app/_ui/dialog";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import type { OrganisationView } from "@/server/organisations/schema";
import { desksOf } from "../../_parts/desk";
import { NoDesk } from "../../_parts/no-desk";
import { VerifyActs } from "../../_parts/pending";

export const metadata: Metadata = { title: w.allOrganisations, robots: { index: false } };

function StateActs({ one, to }: { one: OrganisationView; to: string }) {
  const hidden = { organisationId: one.id, subject: one.id };
  if (one.status === "pending" || one.status === "returned")
    return <VerifyActs id={one.id} name={one.name} to={to} />;
  if (one.status === "refused" || one.status === "off")
    return (
      <ActForm
        action={`/api/district/${one.status === "off" ? "organisation-on" : "verify"}`}
        to={to}
        hidden={hidden}
      >
        <Button small>{one.status === "off" ? w.organisationOn : w.verify}</Button>
      </ActForm>
    );
  return (
    <>
      <ButtonLink href="#off" data-opens="off" small>
        {w.organisationOff}
      </ButtonLink>
      <Dialog id="off" title={w.organisationOffAsk(one.name)}>
        <p>{w.organisationOffText}</p>
        <ActForm action="/api/district/organisation-off" to={to} hidden={hidden}>
          <Button wide tone="line">
            {w.organisationOff}
          </Button>
        </ActForm>
      </Dialog>
    </>
  );
}

const options = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ done?: string; refused?: string }>;
};

export default async function OrganisationPage({ params, searchParams }: Props) {
  const [{ id }, { done, refused }] = [await params, await searchParams];
  const to = `/district/organisations/${id}`;
  if ((await desksOf(to)).length === 0) return <NoDesk />;
  const [one, attempt] = await Promise.all([
    orNotFound((await caller()).organisations.one({ organisationId: id })),
    readActAttempt(refused),
  ]);
  const now = clock();
  const label = statusLabel(ORGANISATION_STATUS, one.status);
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  return (
    <Page top={<PublicTop back="/district/organisations" title={w.allOrganisations} />}>
      <Outcome attempt={attempt} done={districtDone(done)} title={w.refused} />
      <Chip tone={label.tone} icon={label.icon}>
        {label.word}
      </Chip>
      <h1>{one.name}</h1>
      <p className="note">{[ORGANISATION_KIND[one.kind].word, one.path].filter(Boolean).join(" · ")}</p>
      {one.question ? <p>{w.itsQuestion(one.question)}</p> : null}
      {one.reason ? <p>{w.itsReason(one.reason)}</p> : null}
      <StateActs one={one} to={to} />
      <Can one={one} />
      {one.status === "verified" ? (
        <ButtonLink href={`/team/${id}/members`} small icon="people">
          {w.membersOf}
        </ButtonLink>
      ) : null}
      <section className="sec" aria-labelledby="titles">
        <h2 id="titles">{w.titles}</h2>
        {one.titles.length === 0 ? <p className="note">{w.noTitles}</p> : null}
        <ul>
          {one.titles.map((title) => (
            <li className="card" key={title.id}>
              <div className="split">
                <b>
                  {(TITLE_LEVEL as Record<string, string>)[title.level]}
                  {(TITLE as Record<string, string>)[title.title]}
                </b>
                <ActForm
                  action="/api/district/remove-title"
                  to={to}
                  hidden={{ titleId: title.id, subject: title.id }}
                >
                  <Button small>{w.removeTitle}</Button>
                </ActForm>
              </div>
              <p className="note">
                {title.grantor} ·{" "}
                {w.term(fullDay(title.fromOn, now), title.untilOn ? fullDay(title.untilOn, now) : null)}
              </p>
            </li>
          ))}
        </ul>
        <Fold title={w.addTitleAct} open={attempt.value("grantor") !== undefined && attempt.refusal !== null}>
          <ActForm action="/api/district/add-title" to={to} hidden={{ organisationId: id }} className="form">
            <Select name="title" label={w.titleName} options={options(TITLE)} />
            <Select name="level" label={w.titleLevel} options={options(TITLE_LEVEL)} defaultValue="county" />
            <Field
              name="grantor"
              label={w.grantor}
              maxLength={40}
              defaultValue={attempt.value("grantor")}
              error={error("grantor")}
            />
            <Field
              name="fromOn"
              type="date"
              label={w.from}
              defaultValue={attempt.value("fromOn") ?? dateValue(now)}
              error={error("fromOn")}
            />
            <Field
              name="untilOn"
              type="date"
              label={w.until}
              optional
              defaultValue={attempt.value("untilOn")}
              error={error("untilOn")}
            />
            <Button wide>{w.addTitleAct}</Button>
          </ActForm>
        </Fold>
      </section>
    </Page>
  );
}
