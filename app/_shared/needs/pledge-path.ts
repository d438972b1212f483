// Addresses and draft names of the pledge form. Pure.
import { said } from "@/app/_shared/site/fields";

const ID = /^[0-9a-f-]{36}$/;

/** The slot a posted form is about; an address that is none of ours becomes "none". */
const slotOf = (fields: FormData): string => {
  const slot = said(fields, "slotId") ?? "";
  return ID.test(slot) ? slot : "none";
};

/** form: the form itself · monthly: every month · code: a refused request for a code · who: who of several · again: refused after signing in. */
export type PledgeDraft = "form" | "monthly" | "code" | "who" | "again";

export const draftName = (kind: PledgeDraft, slotId: string): string => `pledge-${kind}:${slotId}`;
export const pledgeDraft = (kind: PledgeDraft, fields: FormData): string => draftName(kind, slotOf(fields));

export function pledgePath(needId: string | undefined, fields: FormData, draft?: PledgeDraft): string {
  const need = ID.test(needId ?? "") ? needId : "none";
  const path = `/needs/${need}/pledge?slot=${slotOf(fields)}`;
  return draft ? `${path}&refused=${encodeURIComponent(pledgeDraft(draft, fields))}#form` : path;
}
