// One thing asked for: goods, people, vehicles or expertise. Amounts are typed in units ("20万斤", "1.5"); out come integers.
import { z } from "zod";
import { QUALIFICATIONS } from "@/server/organisations/qualifications/schema";
import { SERVICES, type Service } from "@/server/people/profiles/schema";
import { day, id, moment, optional, QUANTITY_MAX, rowVersion, text } from "@/server/platform/schema";
import type { ShiftTerms } from "../shifts/rules";
import { flag, MIN_AGE_RANGE, minAge, shiftWords } from "../shifts/schema";
import {
  checkAmount,
  isUnit,
  type Measure,
  measureOf,
  readAmount,
  readQuantity,
  sizeOf,
  UNIT_CODES,
  type UnitCode,
} from "../units/rules";
import { qualificationCalled } from "./rules";

export const LINE_KINDS = ["goods", "people", "vehicle", "expertise"] as const;
type LineKind = (typeof LINE_KINDS)[number];
export const DIRECTIONS = ["sale", "gift", "loan"] as const;
type Direction = (typeof DIRECTIONS)[number];
export const PACKINGS = ["loose", "prepacked"] as const;
/** Kinds of service; their home is where a person wishes for them. */
/** Where the law asks for one, nobody is accepted without it (Reg. art. 16). */
export { QUALIFICATIONS, SERVICES, type Service };

export const ITEM_MAX = 40;
export const PLACE_MAX = 120;
export const LINE_NOTE_MAX = 200;
export const SELLER_MAX = 80;
export const PRODUCT_MAX = 60;
export const PRICE_MAX = 40;
export const LICENCE_MAX = 40;
/** More heads than this need an organisation of their own. */
export const PEOPLE_MAX = 500;
export const VEHICLES_MAX = 200;
/** A quarter-ton bag is the largest people carry about; a ton bag exists. */
export const PACK_GRAMS_MAX = 2_000_000;
/** The buffer is for those who do not come, not a second need. */
export const BUFFER_MAX_PERCENT = 50;
/** The most of one line, in smallest units. */
export const mostOf = (kind: string): number =>
  kind === "people" ? PEOPLE_MAX : kind === "vehicle" ? VEHICLES_MAX : QUANTITY_MAX;
export { MIN_AGE_RANGE };
export const TYPED_MAX = 24;

/** Measures a kind of line may be counted in. */
export const MEASURES: Record<LineKind, readonly Measure[]> = {
  goods: ["mass", "pack", "count", "area"],
  people: ["person"],
  vehicle: ["vehicle"],
  expertise: ["person", "time", "count"],
};

const amount = z.union(
  [z.string().trim().min(1, "required").max(TYPED_MAX, "malformed"), z.number()],
  "required",
);
const common = {
  id: optional(id), // an existing line that stays
  item: text(ITEM_MAX),
  quantity: amount,
  unit: optional(z.enum(UNIT_CODES, "malformed")), // left out: as typed with the quantity
  approx: flag,
  shareLimit: optional(amount),
  note: optional(text(LINE_NOTE_MAX)),
};
const when = { startsAt: optional(moment), endsAt: optional(moment) };

export const saleTermsInput = z
  .strictObject({
    sellerName: text(SELLER_MAX),
    sellerPersonId: optional(id), // who speaks for the seller; left out: the poster
    product: text(PRODUCT_MAX),
    producedOn: day,
    packing: z.enum(PACKINGS, "required"),
    licenceNo: optional(text(LICENCE_MAX)),
    invoice: z.preprocess(
      (v) => (v === "yes" || v === "on" ? true : v === "no" ? false : v),
      z.boolean("required"),
    ),
    referencePrice: text(PRICE_MAX),
    askOver: optional(amount),
  })
  .refine((v) => v.packing !== "prepacked" || v.licenceNo !== undefined, {
    path: ["licenceNo"],
    message: "licence_needed",
  });

const goods = {
  ...common,
  kind: z.literal("goods"),
  packWeight: optional(text(TYPED_MAX)), // of one 袋 or 箱: "50斤", "25公斤"; a bare number is 斤
  place: optional(text(PLACE_MAX)),
};
const goodsInput = z.discriminatedUnion(
  "direction",
  [
    z.strictObject({ ...goods, direction: z.literal("sale"), sale: saleTermsInput }),
    z.strictObject({
      ...goods,
      direction: z.literal("gift"),
      buffer: optional(amount),
      viaOrganisationId: optional(id),
    }),
    z.strictObject({ ...goods, direction: z.literal("loan"), buffer: optional(amount), returnBy: day }),
  ],
  "required",
);
const peopleInput = z.strictObject({
  ...common,
  kind: z.literal("people"),
  buffer: optional(amount),
  place: text(PLACE_MAX),
  startsAt: moment,
  endsAt: moment,
  minAge,
  service: optional(z.enum(SERVICES, "malformed")),
  ...shiftWords,
  qualification: optional(z.enum(QUALIFICATIONS, "malformed")),
  dangerous: flag,
  insured: flag,
});
const vehicleInput = z.strictObject({
  ...common,
  kind: z.literal("vehicle"),
  buffer: optional(amount),
  place: optional(text(PLACE_MAX)),
  ...when,
});
const expertiseInput = z.strictObject({
  ...common,
  kind: z.literal("expertise"),
  buffer: optional(amount),
  place: optional(text(PLACE_MAX)),
  qualification: optional(z.enum(QUALIFICATIONS, "malformed")),
  ...when,
});

const anyLine = z.discriminatedUnion(
  "kind",
  [goodsInput, peopleInput, vehicleInput, expertiseInput],
  "required",
);
type Given = z.output<typeof anyLine>;
type SaleGiven = z.output<typeof saleTermsInput>;

/** A line as it is kept: integers of smallest units. */
export type LineBody = {
  id: string | undefined;
  kind: LineKind;
  direction: Direction | null;
  item: string;
  unit: UnitCode;
  unitSize: number;
  quantity: number;
  buffer: number;
  approx: boolean;
  shareLimit: number | null;
  note: string | null;
  place: string | null;
  startsAt: Date | null;
  endsAt: Date | null;
  minAge: number | null;
  qualification: string | null;
  dangerous: boolean;
  insured: boolean;
  service?: Service | null; // people: the kind of service, which hours are counted by
  shift?: ShiftWords | null; // people: what its first shift says beside the line
  viaOrganisationId: string | null;
  returnBy: string | null;
  sale:
    | (Omit<SaleGiven, "askOver" | "licenceNo"> & { askOver: number | null; licenceNo: string | null })
    | null;
};

/** What only a shift says; the rest of its terms begin as its line's. */
export type ShiftWords = Pick<ShiftTerms, "kind" | "role" | "skills" | "homeVisit" | "paidTime">;

type Tell = (path: string, reason: string) => void;

function packGrams(given: Given, code: UnitCode, tell: Tell): number | null {
  const typed = "packWeight" in given ? given.packWeight : undefined;
  if (typed === undefined) return null;
  if (measureOf(code) !== "pack") tell("packWeight", "not_a_pack");
  const read = readAmount(typed);
  const weight = read?.unit ?? "jin";
  const grams =
    read === null || measureOf(weight) !== "mass" ? "malformed" : checkAmount(read.amount, sizeOf(weight));
  if (typeof grams === "string") tell("packWeight", grams);
  else if (grams > PACK_GRAMS_MAX) tell("packWeight", "too_large");
  else if (grams < 2) tell("packWeight", "too_small");
  else return grams;
  return null;
}

const shiftWordsOf = (given: Extract<Given, { kind: "people" }>): ShiftWords => ({
  kind: given.timing,
  role: given.role ?? null,
  skills: given.skills,
  homeVisit: given.homeVisit,
  paidTime: given.paidTime,
});

/** Said, or called for by name: nobody asks for a lawyer and gets anybody. */
function qualificationOf(given: Given): string | null {
  const said = "qualification" in given ? (given.qualification ?? null) : null;
  return said ?? (given.kind === "expertise" ? qualificationCalled(given.item) : null);
}

function toLine(given: Given, ctx: z.RefinementCtx): LineBody {
  const tell: Tell = (path, message) =>
    ctx.addIssue({ code: "custom", path: path.split("."), message, input: undefined });
  const typed = readAmount(String(given.quantity));
  const code = given.unit ?? typed?.unit ?? null;
  if (code === null || !isUnit(code)) {
    tell(typed === null ? "quantity" : "unit", typed === null ? "malformed" : "required");
    return z.NEVER;
  }
  if (!MEASURES[given.kind].includes(measureOf(code))) {
    tell("unit", "not_for_this");
    return z.NEVER;
  }
  const unitSize = sizeOf(code, packGrams(given, code, tell));
  const read = (path: string, value: string | number | undefined): number | null => {
    if (value === undefined) return null;
    const smallest = readQuantity(value, code, unitSize);
    if (typeof smallest !== "string") return smallest;
    tell(path, smallest);
    return null;
  };
  const quantity = read("quantity", given.quantity) ?? 0;
  if (quantity > mostOf(given.kind)) tell("quantity", "too_large");
  const bufferGiven = "buffer" in given ? given.buffer : undefined;
  const buffer =
    bufferGiven === undefined || /^0+$/.test(String(bufferGiven)) ? 0 : (read("buffer", bufferGiven) ?? 0);
  if (buffer * 100 > quantity * BUFFER_MAX_PERCENT || quantity + buffer > QUANTITY_MAX)
    tell("buffer", "too_large");
  const [startsAt, endsAt] =
    "startsAt" in given ? [given.startsAt ?? null, given.endsAt ?? null] : [null, null];
  if (endsAt !== null && startsAt === null) tell("startsAt", "required");
  const sale = "sale" in given ? given.sale : null;
  return {
    id: given.id,
    kind: given.kind,
    direction: given.kind === "goods" ? given.direction : null,
    item: given.item,
    unit: code,
    unitSize,
    quantity,
    buffer,
    approx: given.approx || (typed?.approx ?? false),
    shareLimit: read("shareLimit", given.shareLimit),
    note: given.note ?? null,
    place: given.place ?? null,
    startsAt,
    endsAt,
    minAge: given.kind === "people" ? (given.minAge ?? null) : null,
    qualification: qualificationOf(given),
    dangerous: given.kind === "people" && given.dangerous,
    insured: given.kind === "people" && given.insured,
    service: given.kind === "people" ? (given.service ?? null) : null,
    shift: given.kind === "people" ? shiftWordsOf(given) : null,
    viaOrganisationId: "viaOrganisationId" in given ? (given.viaOrganisationId ?? null) : null,
    returnBy: "returnBy" in given ? given.returnBy : null,
    sale: sale && { ...sale, licenceNo: sale.licenceNo ?? null, askOver: read("sale.askOver", sale.askOver) },
  };
}

export const lineInput = anyLine.transform(toLine);
export type LineInput = z.input<typeof lineInput>;

/** New numbers for lines of a published need. */
export const changeLinesInput = z.strictObject({
  needId: id,
  version: optional(rowVersion),
  lines: z
    .array(z.strictObject({ lineId: id, quantity: amount }), "required")
    .min(1, "required")
    .max(20, "too_many"),
});
export type ChangeLinesInput = z.input<typeof changeLinesInput>;
