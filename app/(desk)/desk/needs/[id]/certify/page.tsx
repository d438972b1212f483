// The stock of what is sold, seen on site by the town: how much, when, on what evidence. Everybody who runs the need may read it.
import type { Metadata } from "next";
import { dateValue, monthDay } from "@/app/_copy/dates";
import { deskWords as w } from "@/app/_copy/desk";
import { exactQuantity, formatQuantity } from "@/app/_copy/numbers";
import { reasonSentence } from "@/app/_copy/reasons";
import { ActForm, FoldedAct } from "@/app/_shared/desk/act-form";
import { deskForm } from "@/app/_shared/desk/ids";
import type { NeedLine } from "@/app/_shared/desk/line-fields";
import { Photos } from "@/app/_shared/desk/photos";
import { Refused } from "@/app/_shared/desk/refused";
import { type Back, refusedForm, SaidBack } from "@/app/_shared/desk/said-back";
import { PublicTop } from "@/app/_shared/site/top";
import type { Attempt } from "@/app/_trpc/form";
import { Card, EmptyState, Notice } from "@/app/_ui/card";
import { Field, TextArea } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import { Facts } from "@/app/_ui/list";
import { Page } from "@/app/_ui/page";
import { EVIDENCE_MAX } from "@/server/needs/certification/schema";
import { TYPED_MAX } from "@/server/needs/lines/schema";
import { unitLabel } from "@/server/needs/units/rules";
import { type Managed, managed } from "../_parts/managed";

export const metadata: Metadata = { title: w.certify, robots: { index: false } };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<Back & { line?: string }> };

function SeenForm({ m, line, attempt }: { m: Managed; line: NeedLine; attempt: Attempt }) {
  const errors = attempt.refusal?.fields ?? {};
  const mine = attempt.value("lineId") === line.id;
  const value = (name: string) => (mine ? attempt.value(name) : undefined);
  return (
    <ActForm
      action={`${m.api}/certify`}
      to={`${m.at}/certify`}
      hidden={{ lineId: line.id }}
      label={w.certifyDo}
      tone={line.certification ? "plain" : "go"}
      wide
      id={mine ? "form" : undefined}
    >
      {mine ? <Refused attempt={attempt} title={w.refused} /> : null}
      <Field
        name="stock"
        id={`stock-${line.id}`}
        label={w.stock}
        hint={w.stockHint(unitLabel(line.unit))}
        suffix={unitLabel(line.unit)}
        maxLength={TYPED_MAX}
        autoComplete="off"
        defaultValue={value("stock")}
        error={mine ? reasonSentence(errors.stock) : null}
      />
      <Field
        name="certifiedOn"
        id={`on-${line.id}`}
        label={w.certifiedOn}
        type="date"
        max={dateValue(m.need.asOf)}
        defaultValue={value("certifiedOn") ?? dateValue(m.need.asOf)}
        error={mine ? reasonSentence(errors.certifiedOn) : null}
      />
      <TextArea
        name="evidence"
        id={`evidence-${line.id}`}
        label={w.evidence}
        hint={w.evidenceHint}
        rows={3}
        maxLength={EVIDENCE_MAX}
        defaultValue={value("evidence")}
        error={mine ? reasonSentence(errors.evidence) : null}
      />
    </ActForm>
  );
}

function Line({
  m,
  line,
  attempt,
  refused,
}: {
  m: Managed;
  line: NeedLine;
  attempt: Attempt;
  refused?: string;
}) {
  const { need, at, api } = m;
  const seen = line.certification;
  const form = <SeenForm m={m} line={line} attempt={attempt} />;
  return (
    <section className="sec" aria-labelledby={`line-${line.id}`}>
      <h2 id={`line-${line.id}`}>{line.item}</h2>
      <Card>
        <div className="stack">
          <Facts
            items={[
              { term: w.seller, value: line.sale?.sellerName },
              { term: w.product, value: line.sale?.product },
              { term: w.says, value: exactQuantity(line.quantity, line) },
            ]}
          />
          {seen ? (
            <Notice tone={seen.enough ? "green" : "amber"} icon="shield">
              <p>{w.certified(seen.by, monthDay(seen.on, need.asOf), formatQuantity(seen.stock, line))}</p>
              <p className="note">{seen.evidence}</p>
              {seen.enough ? null : <p>{w.notEnough}</p>}
            </Notice>
          ) : (
            <Notice tone="amber">{w.notCertified}</Notice>
          )}
          {need.certifies && !seen ? form : null}
          {need.certifies && seen ? (
            <>
              <details open={attempt.refusal !== null}>
                <summary>
                  {w.again} <Icon name="down" />
                </summary>
                <div className="mt-3">{form}</div>
              </details>
              <FoldedAct
                action={`${api}/revoke`}
                to={`${at}/certify`}
                hidden={{ certificationId: seen.id }}
                title={w.revoke}
                help={w.revokeHelp}
                label={w.revokeDo}
              />
            </>
          ) : null}
        </div>
      </Card>
      {seen ? (
        <Photos
          aggregate="certification"
          subjectId={seen.id}
          to={`${at}/certify`}
          refused={refused}
          adds={need.certifies}
          title={w.proof}
        />
      ) : null}
    </section>
  );
}

export default async function CertifyPage({ params, searchParams }: Props) {
  const [{ id }, search] = [await params, await searchParams];
  const m = await managed(id, "/certify");
  const { need, at } = m;
  const sales = need.lines.filter((line) => line.sale && (!search.line || line.id === search.line));
  const { attempt, of } = await refusedForm(search);
  const form = deskForm("certify", need.id);
  return (
    <Page top={<PublicTop back={at} title={w.backToNeed} />}>
      <h1>{w.certify}</h1>
      <p className="note">{need.title}</p>
      <p className="note">{need.certifies ? w.certifyLead : w.certifyOthers}</p>
      <SaidBack back={search} attempt={attempt} lookAt={need.id} inPlace={[form]} />
      {sales.length === 0 ? <EmptyState title={w.noSales} /> : null}
      {sales.map((line) => (
        <Line key={line.id} m={m} line={line} attempt={of(form)} refused={search.refused} />
      ))}
    </Page>
  );
}
