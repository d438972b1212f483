// One thing asked for: only the fields of its kind. What few people need is folded away.
import { randomUUID } from "node:crypto";
import type { ReactNode } from "react";
import { SERVICE_WORD } from "@/app/_copy/certificates";
import { dateTimeValue, dateValue } from "@/app/_copy/dates";
import { needWords } from "@/app/_copy/needs";
import { postWords as w } from "@/app/_copy/post";
import { reasonSentence } from "@/app/_copy/reasons";
import { shiftWords } from "@/app/_copy/shifts";
import type { LineChoice } from "@/app/_shared/desk/line-fields";
import { Refused } from "@/app/_shared/desk/refused";
import { type Given, Role, ShiftWords } from "@/app/_shared/shifts/shift-form";
import type { Attempt } from "@/app/_trpc/form";
import { Button } from "@/app/_ui/button";
import { Notice } from "@/app/_ui/card";
import { Choice, Field, Select, TextArea, Tick } from "@/app/_ui/field";
import { Icon } from "@/app/_ui/icon";
import {
  ITEM_MAX,
  LICENCE_MAX,
  LINE_NOTE_MAX,
  MIN_AGE_RANGE,
  PACKINGS,
  PLACE_MAX,
  PRICE_MAX,
  PRODUCT_MAX,
  QUALIFICATIONS,
  SELLER_MAX,
  SERVICES,
  TYPED_MAX,
} from "@/server/needs/lines/schema";
import { unitLabel } from "@/server/needs/units/rules";

type Value = (name: string) => string | undefined;
/** errors: by the field's name within its line. */
type Parts = { choice: LineChoice; value: Value; error: Value; given: Given; now: Date };

const UNIT_AFTER: Partial<Record<LineChoice, string>> = { people: "person", vehicle: "vehicle" };

function Amount({ choice, value, error }: Parts) {
  const unit = UNIT_AFTER[choice];
  return (
    <Field
      name="quantity"
      label={w.quantity[choice]}
      hint={unit || choice === "expertise" ? undefined : w.quantityHint}
      inputMode={unit ? "numeric" : undefined}
      suffix={unit ? unitLabel(unit) : undefined}
      maxLength={TYPED_MAX}
      autoComplete="off"
      defaultValue={unit ? value("quantity")?.replace(unitLabel(unit), "") : value("quantity")}
      error={
        error("quantity") ?? (error("unit") === reasonSentence("required") ? w.unitMissing : error("unit"))
      }
    />
  );
}

function When({ value, error, now, must }: Parts & { must: boolean }) {
  return (
    <>
      {(["startsAt", "endsAt"] as const).map((name) => (
        <Field
          key={name}
          name={name}
          label={w[name]}
          type="datetime-local"
          min={dateTimeValue(now)}
          optional={!must}
          defaultValue={value(name)}
          error={error(name)}
        />
      ))}
    </>
  );
}

function Place({ choice, value, error, must }: Parts & { must: boolean }) {
  return (
    <Field
      name="place"
      label={choice === "people" ? w.placeOf.people : must ? w.linePlace : w.placeOf.goods}
      hint={w.linePlaceHint}
      optional={!must}
      maxLength={PLACE_MAX}
      autoComplete="off"
      defaultValue={value("place")}
      error={error("place")}
    />
  );
}

function Qualification({ value, error }: Parts) {
  return (
    <Select
      name="qualification"
      label={w.qualification}
      optional
      defaultValue={value("qualification") ?? ""}
      error={error("qualification")}
      options={[
        { value: "", label: w.noQualification },
        ...QUALIFICATIONS.map((q) => ({ value: q, label: needWords.qualifications[q] ?? q })),
      ]}
    />
  );
}

function Service({ value, error }: Parts) {
  return (
    <Select
      name="service"
      label={shiftWords.service}
      hint={shiftWords.serviceHint}
      optional
      defaultValue={value("service") ?? ""}
      error={error("service")}
      options={[
        { value: "", label: shiftWords.serviceNone },
        ...SERVICES.map((s) => ({ value: s, label: SERVICE_WORD[s] ?? s })),
      ]}
    />
  );
}

function Sale({ value, error, now }: Parts) {
  return (
    <>
      <Field
        name="sellerName"
        label={w.sellerName}
        hint={w.sellerNameHint}
        maxLength={SELLER_MAX}
        autoComplete="organization"
        defaultValue={value("sellerName")}
        error={error("sale.sellerName")}
      />
      <Field
        name="product"
        label={w.product}
        hint={w.productHint}
        maxLength={PRODUCT_MAX}
        autoComplete="off"
        defaultValue={value("product")}
        error={error("sale.product")}
      />
      <Field
        name="producedOn"
        label={w.producedOn}
        type="date"
        max={dateValue(now)}
        defaultValue={value("producedOn")}
        error={error("sale.producedOn")}
      />
      <Choice
        name="packing"
        legend={w.packing}
        required
        value={value("packing") ?? "loose"}
        error={error("sale.packing")}
        options={PACKINGS.map((p) => ({ value: p, label: needWords.packings[p] }))}
      />
      <Field
        name="licenceNo"
        label={w.licenceNo}
        hint={w.licenceHint}
        optional
        maxLength={LICENCE_MAX}
        autoComplete="off"
        defaultValue={value("licenceNo")}
        error={error("sale.licenceNo")}
      />
      <Choice
        name="invoice"
        legend={w.invoice}
        required
        value={value("invoice")}
        error={error("sale.invoice")}
        options={[
          { value: "yes", label: w.yes },
          { value: "no", label: w.no },
        ]}
      />
      <Field
        name="referencePrice"
        label={w.referencePrice}
        hint={w.referencePriceHint}
        maxLength={PRICE_MAX}
        autoComplete="off"
        defaultValue={value("referencePrice")}
        error={error("sale.referencePrice")}
      />
    </>
  );
}

/** What has its field above the fold, by choice. */
function Main(parts: Parts): ReactNode {
  switch (parts.choice) {
    case "sale":
      return <Sale {...parts} />;
    case "loan":
      return (
        <Field
          name="returnBy"
          label={w.returnBy}
          type="date"
          min={dateValue(parts.now)}
          defaultValue={parts.value("returnBy")}
          error={parts.error("returnBy")}
        />
      );
    case "people":
      return (
        <>
          <Place {...parts} must />
          <When {...parts} must />
          <Service {...parts} />
        </>
      );
    case "expertise":
      return <Qualification {...parts} />;
    default:
      return null;
  }
}

function Rest(parts: Parts): ReactNode {
  const { choice, value, error } = parts;
  const goods = choice === "sale" || choice === "gift" || choice === "loan";
  const small = (name: "buffer" | "shareLimit" | "askOver", label: string, hint?: string) => (
    <Field
      name={name}
      label={label}
      hint={hint}
      optional
      maxLength={TYPED_MAX}
      autoComplete="off"
      defaultValue={value(name)}
      error={error(name === "askOver" ? "sale.askOver" : name)}
    />
  );
  return (
    <>
      {choice === "vehicle" || choice === "expertise" ? <When {...parts} must={false} /> : null}
      {choice === "people" ? null : <Place {...parts} must={false} />}
      {goods ? (
        <Field
          name="packWeight"
          label={w.packWeight}
          hint={w.packWeightHint}
          optional
          maxLength={TYPED_MAX}
          autoComplete="off"
          defaultValue={value("packWeight")}
          error={error("packWeight")}
        />
      ) : null}
      {choice === "people" ? (
        <>
          <Qualification {...parts} />
          <Field
            name="minAge"
            label={w.minAge}
            optional
            inputMode="numeric"
            type="number"
            min={MIN_AGE_RANGE.min}
            max={MIN_AGE_RANGE.max}
            defaultValue={value("minAge")}
            error={error("minAge")}
          />
          <Tick name="dangerous" defaultChecked={value("dangerous") === "on"}>
            {w.dangerous}
          </Tick>
          <Tick name="insured" defaultChecked={value("insured") === "on"} error={error("insured")}>
            {w.insured}
          </Tick>
          <Role given={parts.given} />
          <ShiftWords given={parts.given} />
        </>
      ) : null}
      {choice === "sale" ? small("askOver", w.askOver) : small("buffer", w.buffer, w.bufferHint)}
      {goods ? small("shareLimit", w.shareLimit, w.shareLimitHint) : null}
      <Tick name="approx" defaultChecked={value("approx") === "on"}>
        {w.approx}
      </Tick>
      <TextArea
        name="note"
        label={w.note}
        optional
        rows={2}
        maxLength={LINE_NOTE_MAX}
        defaultValue={value("note")}
        error={error("note")}
      />
    </>
  );
}

const FOLDED = ["packWeight", "minAge", "insured", "skills", "buffer", "shareLimit", "note", "sale.askOver"];

export function LineForm({
  action,
  choice,
  lineId,
  at,
  value,
  attempt,
  version,
  mendAt,
  receivers,
  now,
}: {
  action: string;
  choice: LineChoice;
  lineId?: string;
  at: number; // the line's place in the draft, as the server's field paths say it
  value: Value;
  attempt: Attempt;
  version?: number;
  mendAt: (field: string) => string | null;
  receivers: readonly { id: string; name: string }[]; // organisations that may receive a gift for somebody
  now: Date;
}) {
  const prefix = `lines.${at}.`;
  const fields = attempt.refusal?.fields ?? {};
  const error: Value = (name) =>
    reasonSentence(fields[prefix + name] ?? (name === "item" ? fields[`lines.${at}`] : undefined)) ??
    undefined;
  const ticked = attempt.all("skills");
  const given: Given = {
    one: value,
    all: (name) => (attempt.refusal ? ticked : (value(name)?.split(",") ?? [])),
    error,
  };
  const parts: Parts = { choice, value, error, given, now };
  return (
    <form method="post" action={action} className="form" id="form" data-keep="">
      <Refused attempt={attempt} own={(field) => field.startsWith(prefix)} mendAt={mendAt} />
      <input type="hidden" name="key" value={randomUUID()} />
      <input type="hidden" name="what" value={choice} />
      {version === undefined ? null : <input type="hidden" name="version" value={version} />}
      {lineId ? <input type="hidden" name="line" value={lineId} /> : null}
      {value("sellerPersonId") ? (
        <input type="hidden" name="sellerPersonId" value={value("sellerPersonId")} />
      ) : null}
      <Field
        name="item"
        label={w.item[choice]}
        hint={w.itemHint[choice]}
        maxLength={ITEM_MAX}
        autoComplete="off"
        defaultValue={value("item")}
        error={error("item")}
      />
      <Amount {...parts} />
      <Main {...parts} />
      {choice === "gift" ? (
        <Select
          name="viaOrganisationId"
          label={w.via}
          hint={receivers.length > 0 ? w.viaHint : w.viaNone}
          optional
          defaultValue={value("viaOrganisationId") ?? ""}
          error={error("viaOrganisationId")}
          options={[
            { value: "", label: w.viaNobody },
            ...receivers.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      ) : null}
      <details open={FOLDED.some((name) => error(name) !== undefined)}>
        <summary>
          {w.more} <Icon name="down" />
        </summary>
        <div className="form mt-3">
          <Rest {...parts} />
        </div>
      </details>
      {choice === "sale" ? <Notice tone="blue">{w.saleNext}</Notice> : null}
      <Button tone="go" wide>
        {w.save}
      </Button>
    </form>
  );
}
