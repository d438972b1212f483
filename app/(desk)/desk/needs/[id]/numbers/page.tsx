// New numbers, line by line. Less than is promised: the poster first says how it is given back.
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { deskWords as w } from "@/app/_copy/desk";
import { formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { shiftWords } from "@/app/_copy/shifts";
import { ActForm } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import { ButtonLink } from "@/app/_ui/button";
import { Card } from "@/app/_ui/card";
import { Choice, Field } from "@/app/_ui/field";
import { Page } from "@/app/_ui/page";
import { TYPED_MAX } from "@/server/needs/lines/schema";
import { inUnits, unitLabel } from "@/server/needs/units/rules";
import { WAYS } from "@/server/pledges/settlement/lowering/rules";
import { managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.numbersTitle, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back & { weekly?: string }> };

export default async function NumbersPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const { need, at, api, can } = await managed(id, "/numbers");
  if (!can("change")) redirect(at);
  const { of } = await refusedForm(search);
  const attempt = of(deskForm("numbers", need.id));
  const weekly = search.weekly ? { weekly: "1" } : undefined;
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.numbersTitle}</h1>
      <p className="note">{w.numbersLead}</p>
      {need.lines.map((line, i) => {
        if (line.slots.length > 1)
          return (
            <Card key={line.id}>
              <div className="stack">
                <h2>{line.item}</h2>
                <p className="note">{shiftWords.bySeats}</p>
                <ButtonLink href={`${at}/shifts`} small icon="calendar">
                  {shiftWords.bySeatsLink}
                </ButtonLink>
              </div>
            </Card>
          );
        const mine = attempt.value("lineId") === line.id;
        const held = line.slots.reduce((sum, s) => sum + s.accepted + s.onTheWay + s.promised, 0);
        const errors = mine ? Object.values(attempt.refusal?.fields ?? {}) : [];
        const below = mine && attempt.refusal?.code === "BELOW_PROMISED";
        return (
          <Card key={line.id}>
            <div className="stack">
              <h2>{line.item}</h2>
              <p className="note">
                {w.numberNow(formatQuantity(line.quantity, line), formatQuantity(held, line))}
              </p>
              <ActForm
                action={`${api}/numbers`}
                to={`${at}/numbers${weekly ? "?weekly=1" : ""}`}
                onward={at}
                version={need.version}
                hidden={{ lineId: line.id, ...weekly }}
                label={w.numberDo}
                tone={below || need.lines.length === 1 ? "go" : "line"}
                wide
                id={mine ? "form" : undefined}
              >
                {mine ? <Refused attempt={attempt} title={w.refused} /> : null}
                <Field
                  name="quantity"
                  id={`quantity-${i}`}
                  label={w.newNumber}
                  suffix={unitLabel(line.unit)}
                  maxLength={TYPED_MAX}
                  autoComplete="off"
                  defaultValue={
                    mine ? attempt.value("quantity") : (inUnits(line.quantity, line.unitSize) ?? undefined)
                  }
                  error={below ? null : reasonSentence(errors[0])}
                />
                {below ? (
                  <Choice
                    name="way"
                    legend={w.way}
                    required
                    value={attempt.value("way")}
                    options={WAYS.map((way) => ({ value: way, ...w.ways[way] }))}
                  />
                ) : null}
              </ActForm>
            </div>
          </Card>
        );
      })}
    </Page>
  );
}
