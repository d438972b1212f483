// What a need may look like when it arrives: limits at ±1, kinds, units, unknown fields.
import { describe, expect, test } from "vitest";
import { BUFFER_MAX_PERCENT, PEOPLE_MAX, VEHICLES_MAX } from "@/server/needs/lines/schema";
import { ASK_OVER_GRAMS, askOverOf, ceilingOf, shareLimitOf } from "@/server/needs/rules";
import { draftInput, LINES_MAX, NAME_MAX, RISK_MAX, STORY_MAX, TITLE_MAX } from "@/server/needs/schema";
import {
  draft,
  goodsLine,
  helpDraft,
  loadersLine,
  riceDraft,
  riceLine,
  trucksLine,
} from "../../support/drafts";

/** Field → reason, as pages get it. */
function reasons(input: unknown): Record<string, string> {
  const result = draftInput.safeParse(input);
  if (result.success) return {};
  return Object.fromEntries(result.error.issues.map((issue) => [issue.path.join("."), issue.message]));
}
const line = (input: ReturnType<typeof riceLine>) => draftInput.parse(draft([input])).lines[0]!;

describe("a need's words", () => {
  test.each([
    ["title", TITLE_MAX],
    ["story", STORY_MAX],
    ["risk", RISK_MAX],
    ["contactName", NAME_MAX],
  ])("%s takes %i characters and refuses one more, counting 𠮷 as one", (field, max) => {
    expect(reasons(helpDraft({ [field]: "𠮷".repeat(max) }))).toEqual({});
    expect(reasons(helpDraft({ [field]: "米".repeat(max + 1) }))).toEqual({ [field]: "too_long" });
    expect(reasons(helpDraft({ [field]: "  " }))).toEqual({ [field]: "required" });
    expect(reasons(helpDraft({ [field]: "大米\u200b" }))).toEqual({ [field]: "control_characters" });
  });

  test.each(["👩‍🌾来帮忙", "👨🏻‍⚕️义诊", "❤️", "葛\u{e0100}店村"])("%s is text like any other", (title) => {
    expect(reasons(helpDraft({ title }))).toEqual({});
  });

  test.each([
    "大\u0000米",
    "大\t米",
    "大\u202e米",
    "大\u00ad米",
    "大\u200d米",
    "\u3164",
    "\ud83d大米",
    "大\n米",
  ])("%j holds what nobody sees, and is refused", (title) => {
    expect(reasons(helpDraft({ title }))).toEqual({ title: "control_characters" });
  });

  test(`1 to ${LINES_MAX} lines`, () => {
    const lines = (n: number) => Array.from({ length: n }, () => loadersLine());
    expect(reasons(draft(lines(LINES_MAX)))).toEqual({});
    expect(reasons(draft(lines(LINES_MAX + 1)))).toEqual({ lines: "too_many" });
    expect(reasons(draft([]))).toEqual({ lines: "required" });
  });

  test("a field nobody knows is refused, at every level", () => {
    expect(draftInput.safeParse({ ...helpDraft(), status: "open" }).success).toBe(false);
    expect(draftInput.safeParse(draft([loadersLine({ wage: "100" })])).success).toBe(false);
    expect(draftInput.safeParse(draft([riceLine({ buffer: "1斤" })])).success).toBe(false);
    expect(draftInput.safeParse(draft([{ kind: "money", quantity: "1" } as never])).success).toBe(false);
  });

  test("the contact is a mobile or a landline with its area code, however it is written", () => {
    const contact = (contactPhone: string) => draftInput.safeParse({ ...helpDraft(), contactPhone });
    expect(
      ["0539-812 3456", "（0539）8123456", "010-62345678", "138 0013 8000"].map(
        (p) => contact(p).data?.contactPhone,
      ),
    ).toEqual(["05398123456", "05398123456", "01062345678", "13800138000"]);
    for (const wrong of ["8123456", "0539-1123456", "12345", "1380013800"])
      expect(reasons({ ...helpDraft(), contactPhone: wrong })).toEqual({ contactPhone: "not_a_telephone" });
  });

  test("posting for somebody else needs their recorded consent", () => {
    const beneficiary = { name: "王某", phone: "13800138000" };
    expect(reasons(helpDraft({ beneficiary }))).toEqual({ consentHow: "consent_needed" });
    expect(reasons(helpDraft({ beneficiary, consentHow: "spoken" }))).toEqual({});
    expect(
      reasons(helpDraft({ beneficiary: { ...beneficiary, phone: "123" }, consentHow: "paper" })),
    ).toEqual({
      "beneficiary.phone": "not_a_mobile_number",
    });
  });
});

describe("lines", () => {
  test("20万斤 becomes 100,000,000 grams in jin, and so does 200000 with the unit beside it", () => {
    expect(line(riceLine())).toMatchObject({
      unit: "jin",
      unitSize: 500,
      quantity: 100_000_000,
      approx: false,
    });
    expect(line(riceLine({ quantity: "200000", unit: "jin" })).quantity).toBe(100_000_000);
    expect(line(riceLine({ quantity: "约二十万斤" })).approx).toBe(true);
  });

  test("a bag has its declared weight, or is only counted", () => {
    const bags = { quantity: "50袋" };
    expect(line(goodsLine({ ...bags, packWeight: "50斤" }))).toMatchObject({
      unitSize: 25_000,
      quantity: 1_250_000,
    });
    expect(line(goodsLine({ ...bags, packWeight: "25公斤" })).quantity).toBe(1_250_000);
    expect(line(goodsLine(bags))).toMatchObject({ unitSize: 1, quantity: 50 });
    expect(reasons(draft([goodsLine({ ...bags, packWeight: "很重" })]))).toEqual({
      "lines.0.packWeight": "malformed",
    });
    expect(reasons(draft([riceLine({ packWeight: "50斤" })]))).toEqual({
      "lines.0.packWeight": "not_a_pack",
    });
  });

  test.each([
    ["half a person", loadersLine({ quantity: "1.5人" }), { "lines.0.quantity": "not_whole" }],
    ["nobody", loadersLine({ quantity: "0" }), { "lines.0.unit": "required" }],
    ["nobody, with the unit", loadersLine({ quantity: "0人" }), { "lines.0.quantity": "too_small" }],
    ["people in jin", loadersLine({ quantity: "6斤" }), { "lines.0.unit": "not_for_this" }],
    ["a unit beside that differs", riceLine({ unit: "kg" }), { "lines.0.quantity": "other_unit" }],
    ["no number", riceLine({ quantity: "很多" }), { "lines.0.quantity": "malformed" }],
    ["more than 10^12 g", riceLine({ quantity: "20.0000001亿斤" }), { "lines.0.quantity": "too_large" }],
    ["half a bag", riceLine({ quantity: "2.5袋", packWeight: "50斤" }), { "lines.0.quantity": "not_whole" }],
  ])("%s is refused", (_name, given, expected) => {
    expect(reasons(draft([given]))).toEqual(expected);
  });

  test("the largest numbers are taken, one more is not", () => {
    expect(reasons(draft([loadersLine({ quantity: `${PEOPLE_MAX}人` })]))).toEqual({});
    expect(reasons(draft([loadersLine({ quantity: `${PEOPLE_MAX + 1}人` })]))).toEqual({
      "lines.0.quantity": "too_large",
    });
    expect(reasons(draft([trucksLine({ quantity: `${VEHICLES_MAX + 1}辆` })]))).toEqual({
      "lines.0.quantity": "too_large",
    });
    const half = (100 * BUFFER_MAX_PERCENT) / 100;
    expect(reasons(draft([loadersLine({ quantity: "100人", buffer: half })]))).toEqual({});
    expect(reasons(draft([loadersLine({ quantity: "100人", buffer: half + 1 })]))).toEqual({
      "lines.0.buffer": "too_large",
    });
  });

  test("a sale carries seller, product, date, packing, invoice and price; prepacked also its licence", () => {
    const sale = { ...(riceLine() as { sale: object }).sale };
    for (const field of ["sellerName", "product", "producedOn", "packing", "invoice", "referencePrice"])
      expect(reasons(draft([riceLine({ sale: { ...sale, [field]: undefined } })]))).toEqual({
        [`lines.0.sale.${field}`]: "required",
      });
    expect(reasons(draft([riceLine({ sale: { ...sale, packing: "prepacked" } })]))).toEqual({
      "lines.0.sale.licenceNo": "licence_needed",
    });
    expect(reasons(draft([riceLine({ sale: { ...sale, producedOn: "2026-02-30" } })]))).toEqual({
      "lines.0.sale.producedOn": "not_a_date",
    });
    expect(reasons(riceDraft())).toEqual({});
  });

  test("a loan says when it comes back; a gift needs nothing of the kind", () => {
    const loan = { direction: "loan", item: "板车", quantity: "4台" };
    expect(reasons(draft([goodsLine(loan)]))).toEqual({ "lines.0.returnBy": "required" });
    expect(reasons(draft([goodsLine({ ...loan, returnBy: "2026-12-31" })]))).toEqual({});
    expect(reasons(draft([goodsLine({ ...loan, direction: "gift" })]))).toEqual({});
  });

  test("of a sale the slot is exactly the stock; elsewhere the buffer is added", () => {
    expect(ceilingOf(line(riceLine()))).toBe(100_000_000);
    expect(ceilingOf(line(loadersLine({ quantity: "6人", buffer: "2人" })))).toBe(8);
  });

  test("one helper holds half of many goods, and all of a few, of heads and of loans", () => {
    expect(shareLimitOf(line(riceLine()))).toBe(50_000_000);
    expect(shareLimitOf(line(riceLine({ shareLimit: "2万斤" })))).toBe(10_000_000);
    expect(shareLimitOf(line(riceLine({ quantity: "19斤" })))).toBeNull();
    expect(shareLimitOf(line(riceLine({ quantity: "20斤" })))).toBe(5_000);
    expect(shareLimitOf(line(loadersLine({ quantity: "60人" })))).toBeNull();
  });

  test("a person's purchase above 200 jin waits for the seller, unless the poster set another limit", () => {
    expect(askOverOf(line(riceLine()))).toBe(ASK_OVER_GRAMS);
    const sale = { ...(riceLine() as { sale: object }).sale, askOver: "500斤" };
    expect(askOverOf(line(riceLine({ sale })))).toBe(250_000);
  });
});
