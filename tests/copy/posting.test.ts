import { expect, test } from "vitest";
import { reasonSentence } from "@/app/_copy/reasons";
import { WORDING_KINDS } from "@/server/needs/wording/rules";

/** Every reason a need's field can be refused with, as written in the module. */
const CODES = [
  "required",
  "too_long",
  "too_small",
  "too_large",
  "too_many",
  "malformed",
  "not_whole",
  "control_characters",
  "not_a_date",
  "in_the_past",
  "in_the_future",
  "too_far",
  "too_old",
  "ends_before_start",
  "too_long_shift",
  "not_found",
  "not_a_village",
  "consent_needed",
  "licence_needed",
  "insurance_needed",
  "not_for_this",
  "other_unit",
  "not_a_pack",
  "not_qualified",
  "needs_certification",
  "below_promised",
  "nothing_changed",
  "not_a_mobile_number",
  "not_a_telephone",
  ...WORDING_KINDS,
];

test("every reason a need's field can be refused with has a sentence of its own", () => {
  const fallback = reasonSentence("no_such_reason");
  expect(CODES.filter((code) => code !== "malformed" && reasonSentence(code) === fallback)).toEqual([]);
});
