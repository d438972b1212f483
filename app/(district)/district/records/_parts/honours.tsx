import { awardWords as w } from "@/app/_copy/records";
import { ActForm } from "@/app/_shared/acts/act-form";
import { FOUND_PEOPLE } from "@/app/_shared/people/found-draft";
import { HonourForm } from "@/app/_shared/records/honour-form";
import { ownOf } from "@/app/_shared/records/own";
import type { Attempt } from "@/app/_trpc/form";
import { caller } from "@/app/_trpc/server";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";

type Found = { personId: string; name: string; status: "active" | "off"; home: string };

/** Found by POST and kept for the page that comes back: until the honour is written, so that a refusal loses nobody. */
async function found(fresh: boolean): Promise<Found[] | null> {
  const { drafts } = await caller();
  if (fresh) await drafts.drop({ form: FOUND_PEOPLE });
  const kept = await drafts.find({ form: FOUND_PEOPLE });
  return kept === null ? null : (JSON.parse(kept.values.people?.[0] ?? "[]") as Found[]);
}

/** 罗庄好人 and others: by the district, to somebody it found by the whole number. */
export async function Honours({ to, attempt, fresh }: { to: string; attempt: Attempt; fresh: boolean }) {
  const people = await found(fresh);
  const find = ownOf(attempt, "find");
  return (
    <section className="sec" aria-labelledby="honours">
      <h2 id="honours">{w.districtTitle}</h2>
      <ActForm action="/api/district/find-person" to={to} hidden={{ form: "find" }} className="form card">
        <p className="note">{w.districtLead}</p>
        <Field
          name="phone"
          id="f-find-phone"
          label={w.phone}
          type="tel"
          inputMode="tel"
          autoComplete="off"
          error={find.error("phone")}
        />
        <Button small icon="search">
          {w.find}
        </Button>
      </ActForm>
      {people?.length === 0 ? <p role="status">{w.nobody}</p> : null}
      {people?.map((one) => (
        <Card key={one.personId}>
          <b>{one.name}</b>
          {one.home ? <p className="note">{one.home}</p> : null}
          <HonourForm personId={one.personId} to={to} attempt={attempt} />
        </Card>
      ))}
    </section>
  );
}
