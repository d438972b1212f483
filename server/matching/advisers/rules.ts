// Which adviser knows about what is asked for. Pure.
import type { Qualification } from "@/server/organisations/qualifications/schema";
import type { AdviserKind } from "./schema";

/** Words in an item that say whose matter it is. Grammar, not copy. */
const WORDS: readonly (readonly [AdviserKind, RegExp])[] = [
  ["lawyer", /律师|法律|合同|官司|诉讼|维权/],
  ["mediator", /调解|纠纷|矛盾|说和/],
  ["police_assistant", /警务|民警|反诈|治安|户口/],
];
const QUALIFIED: readonly (readonly [Qualification, AdviserKind])[] = [
  ["lawyer", "lawyer"],
  ["mediator", "mediator"],
];

/** What a line may ask such an adviser to hold, verified; null where their office asks for none. */
export const qualificationOf = (kind: AdviserKind): Qualification | null =>
  QUALIFIED.find(([, adviser]) => adviser === kind)?.[0] ?? null;

/** The kinds of adviser to ask for a line of expertise, most fitting first; none where neither qualification nor words say. */
export function kindsFor(line: { kind: string; item: string; qualification: string | null }): AdviserKind[] {
  if (line.kind !== "expertise") return [];
  const asked = QUALIFIED.find(([qualification]) => qualification === line.qualification);
  if (asked) return [asked[1]];
  if (line.qualification !== null) return []; // a doctor is asked for: no adviser is one by office
  return WORDS.flatMap(([kind, words]) => (words.test(line.item) ? [kind] : []));
}
