// Entering an organisation, on one page: first the place by a search, then the rest.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ORGANISATION_KIND } from "@/app/_copy/labels";
import { meWords } from "@/app/_copy/me";
import { memberWords } from "@/app/_copy/members";
import { reasonSentence } from "@/app/_copy/reasons";
import { teamWords as w } from "@/app/_copy/team";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Fold } from "@/app/_shared/acts/fold";
import { Outcome } from "@/app/_shared/acts/outcome";
import { AbleFields } from "@/app/_shared/organisations/able-fields";
import { placesAround } from "@/app/_shared/organisations/places";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNone } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { SearchForm } from "@/app/_ui/search";
import { ORGANISATION_KINDS, ORGANISATION_NAME_MAX } from "@/server/organisations/schema";
import { QUERY_MAX } from "@/server/regions/schema";

export const metadata: Metadata = { title: w.newTitle, robots: { index: false } };

const PAGE = "/team/new";

export default async function NewTeamPage({
  searchParams,
}: {
  searchParams: Promise<{ q?: string; refused?: string }>;
}) {
  const { q, refused } = await searchParams;
  const api = await caller();
  const me = await api.people.me();
  if (me === null) redirect(`/sign-in?next=${PAGE}`);
  const attempt = await readActAttempt(refused);
  const term = (q ?? attempt.value("q") ?? "").trim().slice(0, 40);
  const found = term ? await orNone(api.regions.search({ q: term, levels: [3, 4, 5] })) : [];
  const places = new Map(found.map((r) => [r.id, r.path]));
  if (me.home) places.set(me.home.id, me.home.path);
  const [near] = places.keys();
  const around = near === undefined ? new Map<number, string>() : await placesAround(near);
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  return (
    <Page top={<PublicTop back="/team" title={w.newTitle} />}>
      <Outcome attempt={attempt} done={null} title={meWords.refused} />
      <h1>{w.newTitle}</h1>
      <p className="note">{w.newText}</p>
      <SearchForm
        action={PAGE}
        q={term}
        label={w.findPlace}
        hint={w.regionHint}
        act={meWords.find}
        max={QUERY_MAX}
        live="places"
      />
      {term && found.length === 0 ? <p role="status">{meWords.noneFound}</p> : null}
      <ActForm action="/api/team/apply" from={PAGE} hidden={{ q: term }} className="form">
        <div id="places">
          {places.size > 0 ? (
            <Select
              name="regionId"
              label={w.region}
              options={[...places].map(([id, path]) => ({ value: String(id), label: path }))}
              defaultValue={attempt.value("regionId")}
              error={error("regionId")}
            />
          ) : (
            <p className="lack">{w.find1}</p>
          )}
        </div>
        <Field
          name="name"
          label={w.name}
          hint={w.nameHint}
          maxLength={ORGANISATION_NAME_MAX}
          autoComplete="organization"
          defaultValue={attempt.value("name")}
          error={error("name")}
        />
        <Select
          name="kind"
          label={w.kind}
          options={ORGANISATION_KINDS.map((kind) => ({ value: kind, label: ORGANISATION_KIND[kind].word }))}
          defaultValue={attempt.value("kind")}
          error={error("kind")}
        />
        <Field
          name="contactName"
          label={w.contact}
          optional
          maxLength={20}
          defaultValue={attempt.value("contactName")}
          error={error("contactName")}
        />
        <Field
          name="phone"
          label={w.phone}
          optional
          type="tel"
          inputMode="tel"
          autoComplete="tel-national"
          defaultValue={attempt.value("phone")}
          error={error("phone")}
        />
        <Fold title={memberWords.say} open={attempt.refusal !== null && attempt.all("works").length > 0}>
          <div className="form">
            <AbleFields places={around} attempt={attempt} />
          </div>
        </Fold>
        <Button tone="go" wide>
          {w.submit}
        </Button>
      </ActForm>
    </Page>
  );
}
