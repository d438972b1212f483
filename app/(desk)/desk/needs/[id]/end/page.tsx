// The ways out: cancelled, or closed with where the matter goes instead. Everybody who pledged is told the reason.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { deskWords as w } from "@/app/_copy/desk";
import { reasonSentence } from "@/app/_copy/reasons";
import { FoldedAct } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import type { Attempt } from "@/app/_trpc/form";
import { Card } from "@/app/_ui/card";
import { Field, Select, TextArea } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { NOTE_MAX } from "@/server/needs/schema";
import { CANCEL_REASONS, CLOSE_REASONS } from "@/server/pledges/settlement/schema";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.endTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back> };

function Note({ name, attempt }: { name: string; attempt: Attempt }) {
  return (
    <TextArea
      name="note"
      id={`${name}-note`}
      label={w.endNote}
      optional
      rows={2}
      maxLength={NOTE_MAX}
      defaultValue={attempt.value("note")}
      error={reasonSentence(attempt.refusal?.fields.note)}
    />
  );
}

export default async function EndPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { need, at, api, can } = await managed(id, "/end");
  if (!can("cancel") && !can("close")) redirect(at);
  const { of } = await refusedForm(search);
  const [cancel, close] = [of(deskForm("cancel", need.id)), of(deskForm("close", need.id))];
  const form = { to: `${at}/end`, onward: at, version: need.version };
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.endTitle}</h1>
      <p className="note">{need.title}</p>
      <p>{w.endLead}</p>
      {can("cancel") ? (
        <Card>
          <FoldedAct
            {...form}
            action={`${api}/cancel`}
            title={w.cancel}
            open={cancel.refusal !== null}
            label={w.cancelDo}
            wide
          >
            <Refused attempt={cancel} title={w.refused} />
            <Select
              name="reason"
              id="cancel-reason"
              label={w.cancelWhy}
              defaultValue={cancel.value("reason") ?? CANCEL_REASONS[0]}
              options={CANCEL_REASONS.map((r) => ({ value: r, label: w.cancelReasons[r] ?? r }))}
              error={reasonSentence(cancel.refusal?.fields.reason)}
            />
            <Note name="cancel" attempt={cancel} />
          </FoldedAct>
        </Card>
      ) : null}
      {can("close") ? (
        <Card>
          <FoldedAct
            {...form}
            action={`${api}/close`}
            title={w.close}
            open={close.refusal !== null}
            label={w.closeDo}
            wide
          >
            <Refused attempt={close} title={w.refused} />
            <Select
              name="reason"
              id="close-reason"
              label={w.closeWhy}
              defaultValue={close.value("reason") ?? "solved_elsewhere"}
              options={CLOSE_REASONS.map((r) => ({ value: r, label: w.closeReasons[r] ?? r }))}
              error={reasonSentence(close.refusal?.fields.reason)}
            />
            <Field
              name="duplicateOf"
              label={w.duplicateOf}
              optional
              autoComplete="off"
              defaultValue={close.value("duplicateOf")}
              error={reasonSentence(close.refusal?.fields.duplicateOf)}
            />
            <Note name="close" attempt={close} />
          </FoldedAct>
        </Card>
      ) : null}
    </Page>
  );
}
