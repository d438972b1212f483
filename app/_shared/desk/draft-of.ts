// A need that is there as the whole draft the server takes, so that one part of it can be changed. Pure.
import type { DraftInput } from "@/server/needs/schema";
import type { ManageView } from "@/server/needs/views/schema";
import { type Finding, withOffers } from "@/server/needs/wording/rules";
import { sameLine } from "./line-fields";

/** Contact number and beneficiary are left out: they stay as they were. */
export function draftOf(need: ManageView, key: string): DraftInput {
  return {
    key,
    needId: need.id,
    version: need.version,
    regionId: need.region.id,
    organisationId: need.postedAs.organisation?.id,
    title: need.title,
    story: need.story,
    risk: need.risk,
    contactName: need.contactName,
    deadlineAt: need.dueAt,
    lane: need.lane,
    lines: need.lines.map(sameLine),
  };
}

/** One finding as a form names it. */
export const findingName = (f: Pick<Finding, "field" | "start">): string => `${f.field}@${f.start}`;

const isRecord = (it: unknown): it is Record<string, unknown> => typeof it === "object" && it !== null;

/** The draft with the neutral words of the chosen findings. */
export function withNeutralWords(draft: DraftInput, findings: readonly Finding[]): DraftInput {
  const copy = structuredClone(draft);
  for (const field of new Set(findings.map((f) => f.field))) {
    const found = findings.filter((f) => f.field === field);
    const path = field.split(".");
    const last = path.pop() as string;
    const at = path.reduce<unknown>((inner, step) => (isRecord(inner) ? inner[step] : undefined), copy);
    const words = isRecord(at) ? at[last] : undefined;
    if (isRecord(at) && typeof words === "string") at[last] = withOffers(words, found);
  }
  return copy;
}
