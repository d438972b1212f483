// The page's side of a refused form: what was typed, and why it came back.
import { refusalSentence } from "@/app/_copy/refusals";
import { REFUSALS, type RefusalCode, type RefusalFacts } from "@/server/errors";
import type { Attempt } from "./form";
import { caller } from "./server";

const EMPTY: Attempt = { value: () => undefined, all: () => [], refusal: null };

/**
 * Reads the draft named by `?refused=` (a refused form), or `form` itself (typed earlier and left).
 * The refusal is shown only when the address asks for it, so that a later visit starts calm.
 */
export async function readAttempt(form: string, refused: string | undefined): Promise<Attempt> {
  const draft = await (await caller()).drafts.find({ form });
  if (draft === null) return EMPTY;
  const kept = draft.refusal;
  const shown = refused === form && kept !== null && kept.code in REFUSALS;
  const facts = (kept?.facts ?? {}) as RefusalFacts;
  return {
    value: (name) => draft.values[name]?.[0],
    all: (name) => draft.values[name] ?? [],
    refusal: shown
      ? {
          code: kept.code,
          sentence: refusalSentence(kept.code as RefusalCode, facts),
          facts,
          fields: typeof facts.fields === "object" && facts.fields !== null ? facts.fields : {},
        }
      : null,
  };
}
