// New words or another deadline for a need that runs.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dateValue } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { postWords } from "@/app/_copy/post";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/desk/act-form";
import { Acknowledge } from "@/app/_shared/desk/findings";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import { caller } from "@/app/_trpc/server";
import { Field, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NAME_MAX, RISK_MAX, STORY_MAX, TITLE_MAX } from "@/server/needs/schema";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.changeTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back> };

export default async function ChangePage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { need, at, api, can } = await managed(id, "/change");
  if (!can("change")) redirect(at);
  const { of } = await refusedForm(search);
  const attempt = of(deskForm("change", need.id));
  const errors = attempt.refusal?.fields ?? {};
  const typed = (name: "title" | "story" | "risk") => attempt.value(name) ?? need[name];
  const findings = attempt.refusal
    ? await (await caller()).needs.wording({
        texts: { title: typed("title"), story: typed("story"), risk: typed("risk") },
      })
    : need.findings.filter((f) => !f.field.startsWith("lines."));
  const known = new Set(["title", "story", "risk", "deadlineAt", "contactName", "contactPhone"]);
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.changeTitle}</h1>
      <p className="note">{w.changeLead}</p>
      <ActForm
        action={`${api}/change`}
        to={`${at}/change`}
        onward={at}
        version={need.version}
        label={w.changeDo}
        tone="go"
        wide
        id="form"
      >
        <Refused attempt={attempt} own={(field) => known.has(field)} />
        <Field
          name="title"
          label={postWords.needTitle}
          maxLength={TITLE_MAX}
          defaultValue={typed("title")}
          error={reasonSentence(errors.title)}
        />
        <TextArea
          name="story"
          label={postWords.story}
          hint={postWords.storyHint}
          rows={6}
          maxLength={STORY_MAX}
          defaultValue={typed("story")}
          error={reasonSentence(errors.story)}
        />
        <TextArea
          name="risk"
          label={postWords.risk}
          rows={2}
          maxLength={RISK_MAX}
          defaultValue={typed("risk")}
          error={reasonSentence(errors.risk)}
        />
        <Field
          name="deadline"
          label={postWords.deadline}
          type="date"
          min={dateValue(need.asOf)}
          defaultValue={attempt.value("deadline") ?? dateValue(need.dueAt)}
          error={reasonSentence(errors.deadlineAt)}
        />
        <Field
          name="contactName"
          label={postWords.contactName}
          maxLength={NAME_MAX}
          defaultValue={attempt.value("contactName") ?? need.contactName}
          error={reasonSentence(errors.contactName)}
        />
        <Field
          name="contactPhone"
          label={postWords.contactPhone}
          hint={postWords.contactKept(need.contactPhone)}
          type="tel"
          optional
          defaultValue={attempt.value("contactPhone")}
          error={reasonSentence(errors.contactPhone)}
        />
        <Acknowledge findings={findings} />
      </ActForm>
    </Page>
  );
}
