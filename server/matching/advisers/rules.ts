// Which adviser knows about what is asked for. Pure.
import type { AdviserKind } from "./schema";

/** Words in an item that say whose matter it is. Grammar, not copy. */
const WORDS: readonly (readonly [AdviserKind, RegExp])[] = [
  ["lawyer", /律师|法律|合同|官司|诉讼|维权/],
  ["mediator", /调解|纠纷|矛盾|说和/],
  ["police_assistant", /警务|民警|反诈|治安|户口/],
];
const BY_QUALIFICATION: Record<string, AdviserKind> = { lawyer: "lawyer", mediator: "mediator" };

/** The kinds of adviser to ask for a line of expertise, most fitting first; none where neither qualification nor words say. */
export function kindsFor(line: { kind: string; item: string; qualification: string | null }): AdviserKind[] {
  if (line.kind !== "expertise") return [];
  const asked = line.qualification === null ? undefined : BY_QUALIFICATION[line.qualification];
  if (asked) return [asked];
  if (line.qualification !== null) return []; // a doctor is asked for: no adviser is one by office
  return WORDS.flatMap(([kind, words]) => (words.test(line.item) ? [kind] : []));
}
