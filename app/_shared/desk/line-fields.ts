// One thing asked for, between its form, the server's input and what is there already. Pure.

import { dateTimeValue } from "@/app/_copy/dates";
import { termsOf as shiftFieldsOf } from "@/app/_shared/shifts/fields";
import { said } from "@/app/_shared/site/fields";
import type { LineInput } from "@/server/needs/lines/schema";
import { askOverOf, shareLimitOf } from "@/server/needs/rules";
import { inUnits, isUnit, measureOf, readAmount, type UnitCode, unitLabel } from "@/server/needs/units/rules";
import type { ManageView } from "@/server/needs/views/schema";
import { dayText } from "@/server/time";
import { momentOf } from "./need-fields";

/** What one taps to add a line: kind, and of goods the direction. */
export const LINE_CHOICES = ["sale", "gift", "loan", "people", "vehicle", "expertise"] as const;
export type LineChoice = (typeof LINE_CHOICES)[number];
export const choiceOf = (text: unknown): LineChoice | undefined => LINE_CHOICES.find((c) => c === text);

export type NeedLine = ManageView["lines"][number];
export const choiceOfLine = (line: Pick<NeedLine, "kind" | "direction">): LineChoice =>
  choiceOf(line.kind === "goods" ? line.direction : line.kind) ?? "gift";

/** The unit where only a figure was typed. */
const DEFAULT_UNIT: Partial<Record<LineChoice, UnitCode>> = {
  people: "person",
  vehicle: "vehicle",
  expertise: "person",
};

/** Goods are asked with their unit ("20万斤"); people and vehicles may leave it out. */
function amounts(fields: FormData, choice: LineChoice) {
  const quantity = said(fields, "quantity") ?? "";
  const typed = readAmount(quantity);
  return { quantity, ...(typed !== null && typed.unit === null ? { unit: DEFAULT_UNIT[choice] } : {}) };
}

/** The line as the server takes it. What is missing or wrong, the server says. */
export function lineOf(fields: FormData, choice: LineChoice, id: string | undefined): LineInput {
  const common = {
    id,
    item: said(fields, "item") ?? "",
    ...amounts(fields, choice),
    approx: fields.get("approx") === "on",
    shareLimit: said(fields, "shareLimit"),
    note: said(fields, "note"),
    place: said(fields, "place"),
  };
  const buffer = said(fields, "buffer");
  const goods = { ...common, kind: "goods" as const, packWeight: said(fields, "packWeight") };
  const times = {
    startsAt: momentOf(said(fields, "startsAt")) as Date | undefined,
    endsAt: momentOf(said(fields, "endsAt")) as Date | undefined,
  };
  const qualification = said(fields, "qualification") as "lawyer" | undefined;
  switch (choice) {
    case "sale":
      return {
        ...goods,
        direction: "sale",
        sale: {
          sellerName: said(fields, "sellerName") ?? "",
          product: said(fields, "product") ?? "",
          producedOn: said(fields, "producedOn") ?? "",
          packing: said(fields, "packing") as "loose",
          licenceNo: said(fields, "licenceNo"),
          invoice: said(fields, "invoice"),
          referencePrice: said(fields, "referencePrice") ?? "",
          askOver: said(fields, "askOver"),
          sellerPersonId: said(fields, "sellerPersonId"),
        },
      };
    case "gift":
      return { ...goods, direction: "gift", buffer, viaOrganisationId: said(fields, "viaOrganisationId") };
    case "loan":
      return { ...goods, direction: "loan", buffer, returnBy: said(fields, "returnBy") ?? "" };
    case "people":
      return {
        ...common,
        kind: "people",
        buffer,
        startsAt: times.startsAt as Date,
        endsAt: times.endsAt as Date,
        ...shiftFieldsOf(fields),
        place: common.place ?? "",
        service: said(fields, "service") as "farming" | undefined,
      };
    case "vehicle":
      return { ...common, kind: "vehicle", buffer, ...times };
    case "expertise":
      return { ...common, kind: "expertise", buffer, qualification, ...times };
  }
}

const dayShown = (date: Date | null) => (date ? dayText(date) : undefined);
const packGrams = (line: NeedLine): string | undefined =>
  isUnit(line.unit) && measureOf(line.unit) === "pack" && line.unitSize > 1
    ? `${line.unitSize}克`
    : undefined;
const typedAs = (smallest: number | null, line: NeedLine): string | undefined =>
  smallest === null || smallest === 0 ? undefined : (inUnits(smallest, line.unitSize) ?? undefined);

/** What the poster set by hand; what follows by itself from the quantity is left out, so that it follows again. */
function ownLimits(line: NeedLine) {
  const unit = line.unit as UnitCode;
  const kind = line.kind as "goods";
  const direction = line.direction as "sale" | null;
  const byItself = shareLimitOf({ ...line, kind, direction, shareLimit: null });
  const asks = line.sale && askOverOf({ unit, unitSize: line.unitSize, sale: null });
  return {
    shareLimit: line.shareLimit === byItself ? undefined : typedAs(line.shareLimit, line),
    askOver: line.sale && line.sale.askOver !== asks ? typedAs(line.sale.askOver, line) : undefined,
  };
}

function shiftValuesOf(line: NeedLine) {
  const shift = line.slots[0]?.shift;
  if (!shift) return {};
  return {
    timing: shift.kind,
    role: shift.role ?? undefined,
    skills: shift.skills.join(","),
    homeVisit: shift.homeVisit ? "on" : undefined,
    paidTime: shift.paidTime ? "on" : undefined,
  };
}

/** A line that is there, by the form's names; skills are one text here, since a line's draft keeps one value a name. */
export function lineValues(line: NeedLine): Record<string, string | undefined> {
  const limits = ownLimits(line);
  return {
    item: line.item,
    quantity: `${inUnits(line.quantity, line.unitSize) ?? ""}${unitLabel(line.unit)}`,
    approx: line.approx ? "on" : undefined,
    packWeight: packGrams(line),
    buffer: typedAs(line.buffer, line),
    ...limits,
    note: line.note ?? undefined,
    place: line.place ?? undefined,
    startsAt: line.startsAt ? dateTimeValue(line.startsAt) : undefined,
    endsAt: line.endsAt ? dateTimeValue(line.endsAt) : undefined,
    minAge: line.minAge === null ? undefined : String(line.minAge),
    qualification: line.qualification ?? undefined,
    dangerous: line.dangerous ? "on" : undefined,
    insured: line.insured ? "on" : undefined,
    service: line.service ?? undefined,
    ...shiftValuesOf(line),
    viaOrganisationId: line.viaOrganisation?.id,
    returnBy: dayShown(line.returnBy),
    sellerName: line.sale?.sellerName,
    product: line.sale?.product,
    producedOn: dayShown(line.sale?.producedOn ?? null),
    packing: line.sale?.packing,
    licenceNo: line.sale?.licenceNo ?? undefined,
    invoice: line.sale ? (line.sale.invoice ? "yes" : "no") : undefined,
    referencePrice: line.sale?.referencePrice,
    sellerPersonId: line.sale?.sellerPersonId,
  };
}

/** A line that stays as it is, among others that change: the same form, filled in and sent. */
export function sameLine(line: NeedLine): LineInput {
  const fields = new FormData();
  for (const [name, value] of Object.entries(lineValues(line)))
    if (value !== undefined) fields.set(name, value);
  return lineOf(fields, choiceOfLine(line), line.id);
}
