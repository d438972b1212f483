// Claiming a qualification: what, by whom, until when; the photo is the next step.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { needWords } from "@/app/_copy/needs";
import { recordWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { ownOf } from "@/app/_shared/records/own";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Field, Select } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { CLAIMABLE, ISSUER_MAX, NUMBER_MAX } from "@/server/organisations/qualifications/schema";

export const metadata: Metadata = { title: w.claim, robots: { index: false } };

type Props = { searchParams: Promise<{ for?: string; refused?: string }> };

export default async function ClaimPage({ searchParams }: Props) {
  const { for: personId, refused } = await searchParams;
  if ((await viewer()) === null) redirect("/sign-in?next=/me/record/qualification");
  const [attempt, profile] = await Promise.all([
    readActAttempt(refused),
    orNotFound((await caller()).records.profile({ personId })),
  ]);
  const query = personId ? `?for=${encodeURIComponent(personId)}` : "";
  const { value, error } = ownOf(attempt, "claim");
  return (
    <Page top={<PublicTop back={`/me/record${query}`} title={w.claim} />}>
      <Outcome attempt={attempt} done={null} title={w.refused} />
      <h1>{w.claim}</h1>
      <p className="note">{w.claimLead}</p>
      {profile.isMine && profile.home === null ? (
        <p className="note">
          {w.claimHome} <a href="/me/data#home">{w.toData}</a>
        </p>
      ) : null}
      <ActForm
        action="/api/record/claim"
        to={`/me/record${query}`}
        from={`/me/record/qualification${query}`}
        hidden={{ personId, form: "claim" }}
        className="form card"
      >
        <Select
          name="kind"
          label={w.kind}
          options={CLAIMABLE.map((kind) => ({ value: kind, label: needWords.qualifications[kind] ?? kind }))}
          defaultValue={value("kind")}
          error={error("kind")}
        />
        <Field
          name="issuer"
          label={w.issuer}
          maxLength={ISSUER_MAX}
          autoComplete="off"
          defaultValue={value("issuer")}
          error={error("issuer")}
        />
        <Field
          name="number"
          label={w.certificateNumber}
          hint={w.certificateNumberHint}
          maxLength={NUMBER_MAX}
          autoComplete="off"
          optional
          defaultValue={value("number")}
          error={error("number")}
        />
        <Field
          name="expiresOn"
          type="date"
          label={w.expires}
          hint={w.expiresHint}
          optional
          defaultValue={value("expiresOn")}
          error={error("expiresOn")}
        />
        <Button wide tone="go">
          {w.claimAct}
        </Button>
      </ActForm>
      <p className="note">{w.renew}</p>
    </Page>
  );
}
