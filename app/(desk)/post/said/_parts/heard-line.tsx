// One line that was heard: which kind, what, how much; what the law wants of a sale, and the day a loan comes back.
import { dateValue } from "@/app/_copy/dates";
import { ADVISER_KIND } from "@/app/_copy/invitations";
import { needWords } from "@/app/_copy/needs";
import { LINE_CHOICE, postWords as p } from "@/app/_copy/post";
import { reasonSentence } from "@/app/_copy/reasons";
import { sentenceWords as w } from "@/app/_copy/sentence";
import { choiceOf, LINE_CHOICES } from "@/app/_shared/desk/line-fields";
import { adviserMeant } from "@/app/_shared/sentence/heard";
import { Card } from "@/app/_ui/card";
import { Field, Select, Tick } from "@/app/_ui/field";
import {
  ITEM_MAX,
  PACKINGS,
  PRICE_MAX,
  PRODUCT_MAX,
  SELLER_MAX,
  TYPED_MAX,
} from "@/server/needs/lines/schema";

type Value = (name: string) => string | undefined;

export function HeardLine({
  at,
  value,
  errors,
  many,
  saleOff,
  now,
}: {
  at: number;
  value: Value;
  errors: Record<string, string>;
  many: boolean;
  saleOff: boolean;
  now: Date;
}) {
  const name = (field: string) => `lines.${at}.${field}`;
  const error = (...fields: string[]) =>
    reasonSentence(fields.map((field) => errors[name(field)]).find((reason) => reason !== undefined));
  const choice = choiceOf(value(name("what")));
  const choices = LINE_CHOICES.filter((one) => one !== "sale" || !saleOff);
  const known = choice !== undefined && choices.includes(choice) ? choice : undefined;
  const adviser = adviserMeant(known, value(name("item")));
  const unitMissing = errors[name("unit")] === "required" ? p.unitMissing : undefined;
  return (
    <Card>
      <fieldset className="form">
        <legend>{w.line(at + 1)}</legend>
        <Field
          name={name("item")}
          label={known ? p.item[known] : p.field.item}
          maxLength={ITEM_MAX}
          autoComplete="off"
          defaultValue={value(name("item"))}
          error={error("item")}
        />
        <Field
          name={name("quantity")}
          label={known ? p.quantity[known] : p.field.quantity}
          hint={known === "people" || known === "vehicle" ? undefined : p.quantityHint}
          maxLength={TYPED_MAX}
          autoComplete="off"
          defaultValue={value(name("quantity"))}
          error={unitMissing ?? error("quantity", "unit")}
        />
        <Select
          name={name("what")}
          label={w.what}
          hint={
            saleOff && choice === "sale"
              ? p.saleOff
              : adviser && w.adviserMeant(ADVISER_KIND[adviser], LINE_CHOICE.expertise.word)
          }
          required
          defaultValue={known ?? ""}
          error={error("what")}
          options={[
            ...(known ? [] : [{ value: "", label: "——" }]),
            ...choices.map((one) => ({ value: one, label: LINE_CHOICE[one].word })),
          ]}
        />
        {known === "sale" ? <Sale name={name} value={value} error={error} now={now} /> : null}
        {known === "loan" ? (
          <Field
            name={name("returnBy")}
            label={p.returnBy}
            type="date"
            min={dateValue(now)}
            defaultValue={value(name("returnBy"))}
            error={error("returnBy")}
          />
        ) : null}
        {many ? <Tick name={name("drop")}>{w.drop}</Tick> : null}
      </fieldset>
    </Card>
  );
}

type SaleParts = {
  name: (field: string) => string;
  value: Value;
  error: (...fields: string[]) => string | null | undefined;
  now: Date;
};

function Sale({ name, value, error, now }: SaleParts) {
  const text = (field: "sellerName" | "product" | "referencePrice", max: number, hint?: string) => (
    <Field
      name={name(field)}
      label={p[field]}
      hint={hint}
      maxLength={max}
      autoComplete="off"
      defaultValue={value(name(field))}
      error={error(`sale.${field}`)}
    />
  );
  return (
    <>
      <p className="note">{w.saleMore}</p>
      {text("sellerName", SELLER_MAX, p.sellerNameHint)}
      {text("product", PRODUCT_MAX, p.productHint)}
      <Field
        name={name("producedOn")}
        label={p.producedOn}
        type="date"
        max={dateValue(now)}
        defaultValue={value(name("producedOn"))}
        error={error("sale.producedOn")}
      />
      <Select
        name={name("packing")}
        label={p.packing}
        required
        defaultValue={value(name("packing")) ?? "loose"}
        error={error("sale.packing", "sale.licenceNo")}
        options={PACKINGS.map((one) => ({ value: one, label: needWords.packings[one] ?? one }))}
      />
      <Field
        name={name("licenceNo")}
        label={p.licenceNo}
        hint={p.licenceHint}
        optional
        autoComplete="off"
        defaultValue={value(name("licenceNo"))}
      />
      <Select
        name={name("invoice")}
        label={p.invoice}
        required
        defaultValue={value(name("invoice")) ?? ""}
        error={error("sale.invoice")}
        options={[
          { value: "", label: "——" },
          { value: "yes", label: p.yes },
          { value: "no", label: p.no },
        ]}
      />
      {text("referencePrice", PRICE_MAX, p.referencePriceHint)}
    </>
  );
}
