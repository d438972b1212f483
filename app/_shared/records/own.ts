// What a refused form said, for the one form on a page that it was: several stand on one.
import { reasonSentence } from "@/app/_copy/reasons";
import type { Attempt } from "@/app/_trpc/form";

type Own = {
  refused: boolean;
  error: (name: string) => string | null;
  value: (name: string) => string | undefined;
};

/** `form` is the hidden field that tells a page's forms apart. */
export function ownOf(attempt: Attempt, form: string): Own {
  const mine = attempt.value("form") === form;
  return {
    refused: mine && attempt.refusal !== null,
    error: (name) => (mine ? reasonSentence(attempt.refusal?.fields[name]) : null),
    value: (name) => (mine ? attempt.value(name) : undefined),
  };
}
