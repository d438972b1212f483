// What an organisation says of itself; while it is asked back, the answer to the question too.
import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { meWords } from "@/app/_copy/me";
import { membersDone, memberWords as w } from "@/app/_copy/members";
import { reasonSentence } from "@/app/_copy/reasons";
import { teamWords } from "@/app/_copy/team";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { Outcome } from "@/app/_shared/acts/outcome";
import { AbleFields } from "@/app/_shared/organisations/able-fields";
import { placesAround } from "@/app/_shared/organisations/places";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { SearchForm } from "@/app/_ui/search";
import { ORGANISATION_KINDS, ORGANISATION_NAME_MAX } from "@/server/organisations/schema";

export const metadata: Metadata = { title: w.aboutTitle, robots: { index: false } };

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ q?: string; done?: string; refused?: string }>;
};

export default async function AboutPage({ params, searchParams }: Props) {
  const [{ id }, { q, done, refused }] = [await params, await searchParams];
  const path = `/team/${id}/about`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${path}`);
  const api = await caller();
  const [one, attempt] = await Promise.all([
    orNotFound(api.organisations.one({ organisationId: id })),
    readActAttempt(refused),
  ]);
  if (!one.mayChange) notFound();
  const term = (q ?? "").trim().slice(0, ORGANISATION_NAME_MAX);
  const [places, home] = await Promise.all([
    placesAround(one.regionId),
    api.regions.one({ id: one.regionId }),
  ]);
  const found = term
    ? (await api.organisations.search({ q: term, countyId: home.countyId })).filter((o) => o.id !== id)
    : [];
  const isOpen = one.status === "pending" || one.status === "returned";
  const answers = one.status === "returned";
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  const value = (name: string, is: string) => (attempt.refusal ? (attempt.value(name) ?? is) : is);
  /** The one that is, those found, and none. */
  const others = (is: { id: string; name: string } | null) => [
    ...(is ? [{ value: is.id, label: w.keep(is.name) }] : []),
    ...found.filter((o) => o.id !== is?.id).map((o) => ({ value: o.id, label: o.name })),
    { value: "none", label: w.none },
  ];
  const suggested = (is: { id: string } | null, name: string) => value(name, is?.id ?? "none");
  return (
    <Page top={<PublicTop back={`/team/${id}`} title={one.name} />}>
      <Outcome attempt={attempt} done={membersDone(done)} title={meWords.refused} />
      <h1>{w.aboutTitle}</h1>
      {answers && one.question ? (
        <Notice tone="amber" icon="question">
          <b>{w.answerTitle}</b>
          <p>{one.question}</p>
          <p className="note">{w.answerHelp}</p>
        </Notice>
      ) : null}
      {isOpen ? null : (
        <Fold title={w.findOther} open={term !== ""}>
          <SearchForm
            action={path}
            q={term}
            label={w.findOther}
            hint={w.findOtherHint}
            act={w.find}
            max={ORGANISATION_NAME_MAX}
          />
          {term && found.length === 0 ? <p role="status">{w.joinNone}</p> : null}
        </Fold>
      )}
      <ActForm
        action={`/api/team/${id}/${answers ? "answer" : "change"}`}
        to={answers ? `/team/${id}` : path}
        from={path}
        className="form"
      >
        {isOpen ? (
          <>
            <Field
              name="name"
              label={teamWords.name}
              hint={teamWords.nameHint}
              maxLength={ORGANISATION_NAME_MAX}
              defaultValue={value("name", one.name)}
              error={error("name")}
            />
            <Select
              name="kind"
              label={teamWords.kind}
              options={ORGANISATION_KINDS.map((kind) => ({
                value: kind,
                label: ORGANISATION_KIND[kind].word,
              }))}
              defaultValue={value("kind", one.kind)}
              error={error("kind")}
            />
          </>
        ) : (
          <>
            <Select
              name="parentId"
              label={w.parent}
              hint={w.parentHint}
              options={others(one.parent)}
              defaultValue={suggested(one.parent, "parentId")}
              error={error("parentId")}
            />
            <Select
              name="recordingUnitId"
              label={w.unit}
              hint={w.unitHint}
              options={others(one.recordingUnit)}
              defaultValue={suggested(one.recordingUnit, "recordingUnitId")}
              error={error("recordingUnitId")}
            />
          </>
        )}
        <Field
          name="contactName"
          label={w.contact}
          optional
          maxLength={20}
          defaultValue={value("contactName", one.contactName ?? "")}
          error={error("contactName")}
        />
        <Field
          name="phone"
          label={w.phoneNew}
          hint={w.phoneHint}
          optional
          type="tel"
          inputMode="tel"
          defaultValue={value("phone", "")}
          error={error("phone")}
        />
        <AbleFields known={one} places={places} attempt={attempt} />
        <Button tone="go" wide>
          {answers ? w.answerAct : w.save}
        </Button>
      </ActForm>
    </Page>
  );
}
