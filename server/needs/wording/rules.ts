// Reads a text before the public does: what in it exposes somebody, and what asks for money (domain.md §5, §7).
// Word lists, not judgement: what is soft is only pointed out, and the author may say it stands.

import { refuse } from "@/server/errors";
import { MONEY } from "./money/rules";
import { NUMBERS } from "./numbers/rules";
import { PEOPLE } from "./people/rules";
import { schedules } from "./schedule/rules";

export const WORDING_KINDS = [
  "phone", // telephone numbers and WeChat ids: a contact has its own, protected field
  "id_number",
  "money", // appeals for money, accounts, payment codes: never, in no words
  "illness",
  "alone",
  "poverty",
  "disability",
  "child",
  "name",
  "door",
  "schedule", // when somebody vulnerable can be met
] as const;
export type WordingKind = (typeof WORDING_KINDS)[number];

/** What may not stand in public text at all; the rest the author may acknowledge. */
const HARD: ReadonlySet<WordingKind> = new Set(["phone", "id_number", "money"]);
export const SOFT_KINDS = WORDING_KINDS.filter((kind) => !HARD.has(kind));

/** start and end are UTF-16 offsets in the text as given. offer: neutral words to put there ("": leave it out). */
export type Finding = {
  field: string;
  kind: WordingKind;
  start: number;
  end: number;
  words: string;
  hard: boolean;
  offer: string;
};

type Offer = string | ((match: RegExpExecArray) => string);
/** One thing to look for. */
export type Rule = {
  kind: WordingKind;
  pattern: RegExp;
  offer: Offer;
  /** False where the match is harmless. */
  counts?: (match: RegExpExecArray, text: string) => boolean;
};

// ---------- the check ----------

const RULES: readonly Rule[] = [...NUMBERS, ...MONEY, ...PEOPLE];

/** Full-width letters, digits and signs as half-width ones, in place: offsets stay true. */
const narrow = (text: string) =>
  text
    .replace(/[\uff01-\uff5e]/g, (c) => {
      const half = String.fromCharCode(c.charCodeAt(0) - 0xfee0);
      return half === "," || half === ";" || half === "!" || half === "?" || half === "(" || half === ")"
        ? c
        : half;
    })
    .replace(/[\u3000\u00a0]/g, " ")
    .replace(/[①②③④⑤⑥⑦⑧⑨]/g, (c) => String(c.charCodeAt(0) - 0x245f));

function inText(field: string, given: string): Finding[] {
  const text = narrow(given);
  const found = schedules(field, given, text);
  for (const rule of RULES) {
    for (const match of text.matchAll(rule.pattern)) {
      if (rule.counts && !rule.counts(match, text)) continue;
      const [start, end] = [match.index, match.index + match[0].length];
      const offer = typeof rule.offer === "function" ? rule.offer(match) : rule.offer;
      const hard = HARD.has(rule.kind);
      found.push({ field, kind: rule.kind, start, end, words: given.slice(start, end), hard, offer });
    }
  }
  // Where two overlap, the hard one and then the longer one stands.
  found.sort((a, b) => Number(b.hard) - Number(a.hard) || b.end - b.start - (a.end - a.start));
  const kept: Finding[] = [];
  for (const f of found) if (!kept.some((k) => k.start < f.end && f.start < k.end)) kept.push(f);
  return kept.sort((a, b) => a.start - b.start);
}

/** Every finding in the public texts of a need, in the order of the fields and then of the words. */
export function checkWording(texts: Record<string, string | null | undefined>): Finding[] {
  return Object.entries(texts).flatMap(([field, text]) => (text ? inText(field, text) : []));
}

/** The text with every offer taken. */
export function withOffers(text: string, findings: readonly Finding[]): string {
  return [...findings]
    .sort((a, b) => b.start - a.start)
    .reduce((done, f) => done.slice(0, f.start) + f.offer + done.slice(f.end), text);
}

const fieldsOf = (findings: readonly Finding[]) => Object.fromEntries(findings.map((f) => [f.field, f.kind]));
/** Account numbers are not repeated, not even to their author. */
const quoted = (findings: readonly Finding[]) =>
  [...new Set(findings.map((f) => f.words).filter((w) => !/\d{6}/.test(w.replace(/\D/g, ""))))].join("、");

/** Refuses text that may not even be kept in the clear. */
export function refuseHardWording(texts: Record<string, string | null | undefined>): Finding[] {
  const findings = checkWording(texts);
  const hard = findings.filter((f) => f.hard);
  const money = hard.filter((f) => f.kind === "money");
  if (money.length > 0) refuse("MONEY_APPEAL", { words: quoted(money), fields: fieldsOf(money) });
  if (hard.length > 0) refuse("WORDING_MUST_GO", { fields: fieldsOf(hard) });
  return findings;
}

/** … and, before the public reads it, soft findings the author has not said may stand. Answers how many stand. */
export function refuseWording(
  texts: Record<string, string | null | undefined>,
  acknowledged: readonly WordingKind[],
): number {
  const soft = refuseHardWording(texts);
  const open = soft.filter((f) => !acknowledged.includes(f.kind));
  if (open.length > 0)
    refuse("WORDING_TO_CHECK", {
      kinds: [...new Set(open.map((f) => f.kind))].join(","),
      fields: fieldsOf(open),
    });
  return soft.length;
}
