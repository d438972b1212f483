// Whom the law lets do what is asked for (Reg. art. 16), as its words say, and to whom an appeal may be made. Grammar, not copy. Pure.
import type { Qualification } from "@/server/organisations/qualifications/schema";

const CALLED: readonly (readonly [Qualification, RegExp])[] = [
  ["lawyer", /律师|法律(咨询|援助|顾问)/],
  ["doctor", /(?<!兽)(医生|医师)|大夫|义诊/],
  ["nurse", /护士/],
  ["mediator", /调解/],
];

/** The qualification an expertise line asks for by being called so; null where its words name none. */
export const qualificationCalled = (item: string): Qualification | null =>
  CALLED.find(([, words]) => words.test(item))?.[0] ?? null;

/**
 * Charity law: who may not appeal to the public collects within the village or the unit; a gift that others give to too names an
 * organisation with 公开募捐资格 that receives it (domain.md §5). via: that organisation.
 */
export const staysInside = (direction: string | null, via: unknown): boolean =>
  direction === "gift" && via === null;
