// A new round of a completed need: its lines with new numbers and, where they have them, new times.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { dateTimeValue, dateValue } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { formatQuantity } from "@/app/_copy/numbers";
import { postWords } from "@/app/_copy/post";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import { Card } from "@/app/_ui/card";
import { Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { TYPED_MAX } from "@/server/needs/lines/schema";
import { unitLabel } from "@/server/needs/units/rules";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.reopenTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back> };

export default async function ReopenPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { need, at, api, can } = await managed(id, "/reopen");
  if (!can("reopen")) redirect(at);
  const { of } = await refusedForm(search);
  const attempt = of(deskForm("reopen", need.id));
  const errors = attempt.refusal?.fields ?? {};
  // The server counts only the lines that were asked for again, in their order.
  const sent = need.lines.filter((line) => attempt.value(`quantity.${line.id}`));
  const error = (lineId: string, name: string) => {
    const i = sent.findIndex((line) => line.id === lineId);
    return i < 0 ? null : reasonSentence(errors[`lines.${i}.${name}`]);
  };
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.reopenTitle}</h1>
      <p className="note">{w.reopenLead}</p>
      <ActForm
        action={`${api}/reopen`}
        to={`${at}/reopen`}
        onward={at}
        version={need.version}
        label={w.reopenDo}
        tone="go"
        wide
        id="form"
      >
        <Refused attempt={attempt} own={(field) => field !== "lines"} />
        <Field
          name="deadline"
          label={postWords.deadline}
          type="date"
          min={dateValue(need.asOf)}
          defaultValue={attempt.value("deadline")}
          error={reasonSentence(errors.deadlineAt)}
        />
        {need.lines.map((line) => (
          <Card key={line.id}>
            <div className="form">
              <input type="hidden" name="line" value={line.id} />
              <h2>
                {line.item} <span className="note">{formatQuantity(line.quantity, line)}</span>
              </h2>
              <Field
                name={`quantity.${line.id}`}
                label={w.reopenAmount}
                suffix={unitLabel(line.unit)}
                optional
                maxLength={TYPED_MAX}
                autoComplete="off"
                defaultValue={attempt.value(`quantity.${line.id}`)}
                error={error(line.id, "quantity")}
              />
              {line.startsAt
                ? (["startsAt", "endsAt"] as const).map((name) => (
                    <Field
                      key={name}
                      name={`${name}.${line.id}`}
                      label={postWords[name]}
                      type="datetime-local"
                      min={dateTimeValue(need.asOf)}
                      optional
                      defaultValue={attempt.value(`${name}.${line.id}`)}
                      error={error(line.id, name)}
                    />
                  ))
                : null}
              {line.returnBy ? (
                <Field
                  name={`returnBy.${line.id}`}
                  label={postWords.returnBy}
                  type="date"
                  min={dateValue(need.asOf)}
                  optional
                  defaultValue={attempt.value(`returnBy.${line.id}`)}
                  error={error(line.id, "returnBy")}
                />
              ) : null}
            </div>
          </Card>
        ))}
      </ActForm>
    </Page>
  );
}
