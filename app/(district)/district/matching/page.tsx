// How lists of who can help are ordered in this district: what each thing weighs, who changed it when and why.
import type { Metadata } from "next";
import { ago } from "@/app/_copy/dates";
import { PART, matchingWords as w } from "@/app/_copy/matching";
import { meWords } from "@/app/_copy/me";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { Outcome } from "@/app/_shared/acts/outcome";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NOTE_MAX, PARTS } from "@/server/matching/score/schema";
import { chosen, desksOf } from "../_parts/desk";
import { NoDesk } from "../_parts/no-desk";

export const metadata: Metadata = { title: w.weights, robots: { index: false } };

type Props = { searchParams: Promise<{ region?: string; done?: string; refused?: string }> };

export default async function MatchingPage({ searchParams }: Props) {
  const { region, done, refused } = await searchParams;
  const desk = chosen(await desksOf("/district/matching"), region);
  if (!desk?.isDistrict) return <NoDesk />;
  const [now, attempt] = [clock(), await readActAttempt(refused)];
  const held = await orNotFound(caller().then((api) => api.ranking.weights({ countyId: desk.regionId })));
  const fields = attempt.refusal?.fields ?? {};
  const path = `/district/matching?region=${desk.regionId}`;
  return (
    <Page top={<PublicTop back={`/district?region=${desk.regionId}`} title={w.weights} />}>
      <Outcome attempt={attempt} done={done === "weights" ? w.saved : null} title={meWords.refused} />
      <h1>{w.weights}</h1>
      <p>{w.weightsLead}</p>
      <p className="note">{w.version(held.version)}</p>
      <ActForm
        action="/api/district/weights"
        to={path}
        hidden={{ countyId: held.countyId, version: held.version }}
        className="form"
      >
        {PARTS.map((part) => (
          <Field
            key={part}
            name={part}
            label={PART[part].word}
            hint={PART[part].note}
            inputMode="numeric"
            maxLength={3}
            defaultValue={attempt.value(part) ?? String(held.weights[part])}
            error={reasonSentence(fields[`weights.${part}`])}
          />
        ))}
        <Field
          name="note"
          label={w.note}
          maxLength={NOTE_MAX}
          defaultValue={attempt.value("note")}
          error={reasonSentence(fields.note)}
        />
        <Button tone="go" wide>
          {w.save}
        </Button>
      </ActForm>
      <section className="sec" aria-labelledby="past">
        <h2 id="past">{w.past}</h2>
        {held.past.length === 0 ? (
          <p className="note">{w.noPast}</p>
        ) : (
          <Card>
            <ul className="plain">
              {held.past.map((one) => (
                <li key={one.version}>
                  {w.pastItem(one.version, one.setBy, one.note)}
                  <span className="note ml-2">{ago(one.setAt, now)}</span>
                  <p className="note">{w.changes(one.changes)}</p>
                </li>
              ))}
            </ul>
          </Card>
        )}
      </section>
    </Page>
  );
}
