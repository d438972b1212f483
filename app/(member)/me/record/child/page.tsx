// A guardian enters a child of theirs, and agrees.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { RELATION_WORD, recordWords, guardianWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { ownOf } from "@/app/_shared/records/own";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { caller, viewer } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Field, Select, Tick } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { RELATIONS } from "@/server/people/guardians/schema";
import { NAME_MAX } from "@/server/people/names/schema";

export const metadata: Metadata = { title: w.childTitle, robots: { index: false } };

type Props = { searchParams: Promise<{ refused?: string }> };

export default async function ChildPage({ searchParams }: Props) {
  const { refused } = await searchParams;
  if ((await viewer()) === null) redirect("/sign-in?next=/me/record/child");
  const api = await caller();
  const [{ ages }, attempt] = await Promise.all([api.records.guardian({}), readActAttempt(refused)]);
  const { value, error } = ownOf(attempt, "child");
  return (
    <Page top={<PublicTop back="/me/record" title={w.childTitle} />}>
      <Outcome attempt={attempt} done={null} title={recordWords.refused} />
      <h1>{w.childTitle}</h1>
      <p className="note">{w.childLead(ages.consent, ages.along, ages.refused)}</p>
      <ActForm
        action="/api/record/child"
        to="/me/record"
        from="/me/record/child"
        hidden={{ form: "child" }}
        className="form card"
      >
        <Field
          name="name"
          label={w.childName}
          maxLength={NAME_MAX}
          autoComplete="off"
          defaultValue={value("name")}
          error={error("name")}
        />
        <Field
          name="bornOn"
          type="date"
          label={w.childBorn}
          defaultValue={value("bornOn")}
          error={error("bornOn")}
        />
        <Select
          name="relation"
          label={w.relation}
          options={RELATIONS.map((one) => ({ value: one, label: RELATION_WORD[one] }))}
          defaultValue={value("relation")}
          error={error("relation")}
        />
        <Tick name="comesAlong" defaultChecked={value("comesAlong") === "on"} error={error("comesAlong")}>
          {w.comesAlong}
        </Tick>
        <Tick name="agreed" required error={error("agreed")}>
          {w.childAgreed}
        </Tick>
        <Button wide tone="go">
          {w.childAct}
        </Button>
      </ActForm>
    </Page>
  );
}
