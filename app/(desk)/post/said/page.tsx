// What was understood of the sentence, to be put right: at most three questions, everything else is filled in already.
import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dateValue } from "@/app/_copy/dates";
import { postWords as p, RISKS } from "@/app/_copy/post";
import { reasonSentence } from "@/app/_copy/reasons";
import { questionSentence, sentenceWords as w } from "@/app/_copy/sentence";
import { Refused } from "@/app/_shared/desk/refused";
import { signedIn } from "@/app/_shared/desk/signed-in";
import { heardValues, linesPosted } from "@/app/_shared/sentence/heard";
import { readPlace } from "@/app/_shared/site/place";
import { PublicTop } from "@/app/_shared/site/top";
import { readAttempt } from "@/app/_trpc/attempt";
import { caller } from "@/app/_trpc/server";
import { now as readNow } from "@/app/_trpc/site";
import { Button, ButtonLink } from "@/app/_ui/button";
import { Card, Notice } from "@/app/_ui/card";
import { Choice, Field, FieldError, TextArea } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import { Page } from "@/app/_ui/page";
import { parseSentence } from "@/server/matching/sentence/rules";
import { PLACE_MAX } from "@/server/needs/lines/schema";
import { NAME_MAX, RISK_MAX, STORY_MAX, TITLE_MAX } from "@/server/needs/schema";
import { ownPlace, regionOf } from "../_parts/region";
import { HeardLine } from "./_parts/heard-line";

export const metadata: Metadata = { title: w.title, robots: { index: false } };

const SHOWN =
  /^(?:lines\.\d+\.(?:what|item|quantity|unit|returnBy|sale\.\w+)|deadlineAt|risk|title|story|contactName|contactPhone|regionId)$/;
const FOLDED = ["title", "story", "contactName", "contactPhone"];

type Props = { searchParams: Promise<{ region?: string; refused?: string }> };

export default async function SaidPage({ searchParams }: Props) {
  const { region: asked, refused } = await searchParams;
  const me = await signedIn("/post/said");
  const [box, attempt, place] = await Promise.all([
    readAttempt("post:said", undefined),
    readAttempt("post-said", refused),
    readPlace(),
  ]);
  const said = box.value("said");
  if (said === undefined) redirect("/desk");
  const { own, above } = ownPlace(me.hats);
  const region = await regionOf(
    [Number(asked), Number(attempt.value("regionId")), own, place?.id, me.home?.id],
    above,
  );
  if (region === null) redirect("/post/place");
  const [now, api] = [readNow(), await caller()];
  const { saleLines } = await api.settings.of({ countyId: region.countyId });
  const heard = parseSentence(said, now);
  const first = heardValues(heard, region.name, now);
  const value = (name: string) => (attempt.refusal ? attempt.value(name) : first[name]);
  const errors = attempt.refusal?.fields ?? {};
  const count = Math.max(
    1,
    linesPosted((name) => (attempt.refusal ? attempt.all(name).length > 0 : name in first)),
  );
  const kinds = Array.from({ length: count }, (_, i) => value(`lines.${i}.what`));
  const [people, selling] = [kinds.includes("people"), kinds.includes("sale")];
  const timeError = Object.entries(errors).find(([field]) => /\.(startsAt|endsAt)$/.test(field))?.[1];
  const placeError = Object.entries(errors).find(([field]) => /^lines\.\d+\.place$/.test(field))?.[1];
  const shown = (field: string) => SHOWN.test(field) || (people && /\.(startsAt|endsAt|place)$/.test(field));
  return (
    <Page top={<PublicTop back="/desk" title={p.title} />}>
      <h1>{w.title}</h1>
      <Card>
        <p className="note">{w.youSaid}</p>
        <p className="whitespace-pre-line">{said}</p>
        <ButtonLink href="/desk?again=1#form" small icon="refresh">
          {w.again}
        </ButtonLink>
      </Card>
      {attempt.refusal ? null : heard.lines.length === 0 ? (
        <Notice tone="amber" icon="question">
          <b>{w.nothing}</b>
          <p>{w.nothingHelp}</p>
        </Notice>
      ) : heard.questions.length > 0 ? (
        <Notice tone="amber" icon="question">
          <b>{w.asks(heard.questions.length)}</b>
          <ul className="list-disc ps-5">
            {heard.questions.map((question) => (
              <li key={`${question.ask}${question.line ?? ""}`}>
                {questionSentence(question, heard.lines[question.line ?? -1]?.item ?? "")}
              </li>
            ))}
          </ul>
          <p>{w.asksHelp}</p>
        </Notice>
      ) : (
        <Notice tone="green" icon="check">
          <b>{w.allClear}</b>
          <p>{selling ? w.saleHelp : w.allClearHelp}</p>
        </Notice>
      )}
      <form method="post" action="/api/post/said/save" className="form" id="form" data-keep="">
        <Refused attempt={attempt} own={shown} />
        <input type="hidden" name="key" value={randomUUID()} />
        <input type="hidden" name="regionId" value={region.id} />
        <p>
          {p.placeNow} <b>{region.path}</b>
        </p>
        <FieldError error={reasonSentence(errors.regionId)} />
        {Array.from({ length: count }, (_, i) => (
          <HeardLine
            key={String(i)}
            at={i}
            value={value}
            errors={errors}
            many={count > 1}
            saleOff={!saleLines}
            now={now}
          />
        ))}
        <Field
          name="deadline"
          label={people ? w.day : p.deadline}
          hint={people ? w.dayHint : p.deadlineHint}
          type="date"
          min={dateValue(now)}
          defaultValue={value("deadline")}
          error={reasonSentence(errors.deadlineAt)}
        />
        {people ? (
          <>
            {heard.hours === null && !attempt.refusal ? <p className="hint">{w.hoursGuessed}</p> : null}
            <FieldError error={reasonSentence(timeError)} />
            <div className="grid grid-cols-2 gap-3">
              <Field name="from" label={w.from} type="time" defaultValue={value("from")} />
              <Field name="to" label={w.to} type="time" defaultValue={value("to")} />
            </div>
            <Field
              name="place"
              label={w.place}
              hint={p.linePlaceHint}
              maxLength={PLACE_MAX}
              autoComplete="off"
              defaultValue={value("place")}
              error={reasonSentence(placeError)}
            />
          </>
        ) : null}
        <Choice
          name="riskPick"
          type="checkbox"
          legend={p.risk}
          hint={p.riskHint}
          value={attempt.refusal ? attempt.all("riskPick") : []}
          error={reasonSentence(errors.risk)}
          options={RISKS.map((risk) => ({ value: risk, label: risk }))}
        />
        <details open={FOLDED.some((field) => field in errors)}>
          <summary>
            {w.written} <Icon name="down" />
          </summary>
          <div className="form mt-3">
            <Field
              name="riskMore"
              label={p.riskMore}
              optional
              maxLength={RISK_MAX}
              defaultValue={value("riskMore")}
            />
            <Field
              name="title"
              label={w.titleLabel}
              maxLength={TITLE_MAX}
              autoComplete="off"
              defaultValue={value("title")}
              error={reasonSentence(errors.title)}
            />
            <TextArea
              name="story"
              label={w.story}
              hint={w.storyHint}
              rows={4}
              maxLength={STORY_MAX}
              defaultValue={value("story")}
              error={reasonSentence(errors.story)}
            />
            <Field
              name="contactName"
              label={p.contactName}
              hint={p.contactNameHint}
              autoComplete="name"
              maxLength={NAME_MAX}
              defaultValue={value("contactName") ?? me.name}
              error={reasonSentence(errors.contactName)}
            />
            <Field
              name="contactPhone"
              label={p.contactPhone}
              hint={first.contactPhone ? w.phoneTaken : p.contactPhoneHint(me.maskedPhone)}
              type="tel"
              inputMode="tel"
              optional
              defaultValue={value("contactPhone")}
              error={reasonSentence(errors.contactPhone)}
            />
          </div>
        </details>
        <p className="note">{w.moreLater}</p>
        <Button tone="go" wide>
          {w.save}
        </Button>
      </form>
    </Page>
  );
}
