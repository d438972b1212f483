// Whom the law lets do what is asked for (Reg. art. 16), as its words say. Grammar, not copy. Pure.
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
