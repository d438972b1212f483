// One form: which days, what for, and what may be printed of me.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { hoursAndMinutes, mineWords as w } from "@/app/_copy/certificates";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/acts/act-form";
import { PublicTop } from "@/app/_shared/site/top";
import { readActAttempt } from "@/app/_trpc/acts";
import { orNotFound } from "@/app/_trpc/found";
import { caller, viewer } from "@/app/_trpc/server";
import { now as clock } from "@/app/_trpc/site";
import { Button } from "@/app/_ui/button";
import { EmptyState, Notice } from "@/app/_ui/card";
import { Field, Tick } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { PURPOSE_MAX } from "@/server/certificates/schema";
import { maskName } from "@/server/people/rules";
import { dayOf } from "@/server/time";

export const metadata: Metadata = { title: w.askTitle, robots: { index: false } };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
type Search = { unit?: string; person?: string; from?: string; until?: string; refused?: string };

export default async function AskPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { unit: unitId, person, from, until, refused } = await searchParams;
  const here = `/me/certificates/ask?${new URLSearchParams({ unit: unitId ?? "", ...(person ? { person } : {}) })}`;
  if ((await viewer()) === null) redirect(`/sign-in?next=${encodeURIComponent(here)}`);
  const [mine, attempt] = await Promise.all([
    orNotFound((await caller()).certificates.mine({ personId: person })),
    readActAttempt(refused),
  ]);
  const unit = mine.units.find((one) => one.unitId === unitId);
  const back = person ? `/me/certificates?person=${person}` : "/me/certificates";
  const top = <PublicTop back={back} title={w.title} />;
  if (!unit)
    return (
      <Page top={top}>
        <h1>{w.askTitle}</h1>
        <EmptyState icon="clock" title={w.notHere}>
          <p>{w.noUnitsHelp}</p>
        </EmptyState>
      </Page>
    );
  const today = dayOf(clock());
  const given = (name: string, asked: string | undefined, usual: string) =>
    attempt.value(name) ?? (asked && DAY.test(asked) ? asked : usual);
  const error = (name: string) => reasonSentence(attempt.refusal?.fields[name]);
  const ticked = (name: string, agreed: boolean) => (attempt.refusal ? attempt.value(name) === "on" : agreed);
  return (
    <Page top={top}>
      <h1>{w.askTitle}</h1>
      <p>
        <b>{w.askFrom(unit.unit)}</b>
      </p>
      <p className="note">{w.unitNote(hoursAndMinutes(unit.minutes), unit.count, unit.from, unit.until)}</p>
      {attempt.refusal ? (
        <Notice tone="red" icon="warn" role="alert" id="form">
          {attempt.refusal.sentence}
        </Notice>
      ) : null}
      <ActForm
        action="/api/certificates/ask"
        from={here}
        hidden={{ unitId: unit.unitId, personId: person }}
        keyed
        className="form"
      >
        <Field
          name="since"
          type="date"
          label={w.from}
          max={today}
          defaultValue={given("since", from, unit.from)}
          error={error("from")}
        />
        <Field
          name="until"
          type="date"
          label={w.until}
          max={today}
          defaultValue={given("until", until, today)}
          error={error("until")}
        />
        <Field
          name="purpose"
          label={w.purpose}
          hint={w.purposeHint}
          optional
          maxLength={PURPOSE_MAX}
          defaultValue={attempt.value("purpose")}
          error={error("purpose")}
        />
        <Tick name="showsName" defaultChecked={ticked("showsName", mine.agreed.name)}>
          {w.tickName(mine.name)}
          <small>{w.tickNameNote(maskName(mine.name))}</small>
        </Tick>
        {mine.hasIdCard ? (
          <Tick
            name="showsId"
            defaultChecked={ticked("showsId", mine.agreed.idCard)}
            error={error("showsId")}
          >
            {w.tickId}
          </Tick>
        ) : (
          <p className="note">{w.noId}</p>
        )}
        <Button tone="go" wide>
          {w.submit}
        </Button>
      </ActForm>
    </Page>
  );
}
