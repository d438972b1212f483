// A request that waits for an answer: read it, ring, publish; or ask back; or say who can help instead.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dayAndTime, fullDay } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { REJECT_REASON } from "@/app/_copy/posting";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm, FoldedAct } from "@/app/_shared/desk/act-form";
import { Acknowledge, Findings } from "@/app/_shared/desk/findings";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm, SaidBack } from "@/app/_shared/desk/said-back";
import { LineBar } from "@/app/_shared/needs/line-bar";
import { needViewOf } from "@/app/_shared/needs/need-view";
import { PublicTop } from "@/app/_shared/site/top";
import { Card, Notice } from "@/app/_ui/card";
import { Select, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NOTE_MAX, QUESTION_MAX, REJECT_REASONS } from "@/server/needs/schema";
import { Contact } from "../_parts/contact";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.verifyTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back> };

export default async function VerifyPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const m = await managed(id, "/verify");
  const { need, at, api, can } = m;
  if (need.status !== "submitted" || !can("publish")) redirect(at);
  const form = { to: `${at}/verify`, onward: at, version: need.version };
  const { attempt, of } = await refusedForm(search);
  const [publish, giveBack, reject] = ["publish", "give-back", "reject"].map((act) =>
    of(deskForm(act, need.id)),
  ) as [typeof attempt, typeof attempt, typeof attempt];
  const due = need.answerDueAt ? dayAndTime(need.answerDueAt, need.asOf) : null;
  const late = need.answerDueAt !== null && need.answerDueAt < need.asOf;
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.verifyTitle}</h1>
      <p className="note">{w.verifyLead}</p>
      {due ? (
        <p className={late ? "lack" : "note"}>
          {w.answerBy} {late ? w.late(due) : due}
        </p>
      ) : null}
      <SaidBack back={search} attempt={{ ...attempt, refusal: null }} lookAt={need.id} />
      <Card>
        <div className="stack">
          <p className="note">
            {need.region.path} · {w.deadline} {fullDay(need.dueAt, need.asOf)}
          </p>
          <h2>{need.title}</h2>
          <p className="whitespace-pre-line">{need.story}</p>
          {needViewOf(need, need.asOf)
            .lines.flatMap((line) => line.slots)
            .map((slot) => (
              <LineBar key={slot.slotId} line={slot} now={need.asOf} />
            ))}
          <Notice tone="amber" icon="warn">
            {need.risk}
          </Notice>
        </div>
      </Card>
      <Contact m={{ ...m, at: `${at}/verify` }} />
      <Findings findings={need.findings} version={need.version} />
      <div id={publish.refusal ? "form" : undefined}>
        <Refused attempt={publish} title={w.refused} own={() => false} />
        <ActForm {...form} action={`${api}/publish`} label={w.publish} tone="go" wide>
          <Acknowledge findings={need.findings} />
        </ActForm>
      </div>
      <FoldedAct
        {...form}
        action={`${api}/give-back`}
        title={w.giveBack}
        open={giveBack.refusal !== null}
        id={giveBack.refusal ? "form" : undefined}
        label={w.giveBackDo}
      >
        <Refused attempt={giveBack} title={w.refused} />
        <TextArea
          name="question"
          label={w.questionLabel}
          hint={w.questionHint}
          rows={3}
          maxLength={QUESTION_MAX}
          defaultValue={giveBack.value("question")}
          error={reasonSentence(giveBack.refusal?.fields.question)}
        />
      </FoldedAct>
      <FoldedAct
        {...form}
        action={`${api}/reject`}
        title={w.reject}
        open={reject.refusal !== null}
        id={reject.refusal ? "form" : undefined}
        label={w.rejectDo}
      >
        <Refused attempt={reject} title={w.refused} />
        <Select
          name="reason"
          label={w.rejectWhy}
          defaultValue={reject.value("reason") ?? REJECT_REASONS[0]}
          options={REJECT_REASONS.map((reason) => ({ value: reason, label: REJECT_REASON[reason] }))}
          error={reasonSentence(reject.refusal?.fields.reason)}
        />
        <TextArea
          name="note"
          id="f-reject-note"
          label={w.rejectNote}
          optional
          rows={2}
          maxLength={NOTE_MAX}
          defaultValue={reject.value("note")}
          error={reasonSentence(reject.refusal?.fields.note)}
        />
      </FoldedAct>
    </Page>
  );
}
