// What a shift asks for, in a few words: for strangers and for its desk. Pure.
import { needWords } from "@/app/_copy/needs";
import { SHIFT_REASON, skillWords, shiftWords as w } from "@/app/_copy/shifts";
import type { Terms } from "./fields";

export const asksFor = (s: Terms): string[] =>
  [
    s.kind === "window" ? w.window : null,
    s.homeVisit ? w.home : null,
    s.qualification
      ? needWords.qualification(needWords.qualifications[s.qualification] ?? s.qualification)
      : null,
    s.minAge ? needWords.minAge(s.minAge) : null,
    s.skills.length > 0 ? w.need(s.skills.map((skill) => skillWords[skill] ?? skill).join("、")) : null,
    s.dangerous ? needWords.dangerous : null,
    s.insured ? needWords.insured : s.dangerous ? w.notInsured : null,
  ].filter((text): text is string => text !== null);

export const offWords = (reason: string | null): string =>
  w.cancelled(reason ? (SHIFT_REASON[reason] ?? null) : null);
