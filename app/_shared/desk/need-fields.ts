// The first half of asking: what happened, where, until when, what is risky, who to ring. Form ↔ server's draft. Pure.
import { dateTimeValue, dateValue, fromWall } from "@/app/_copy/dates";
import { RISKS } from "@/app/_copy/post";
import { said } from "@/app/_shared/site/fields";
import type { DraftInput } from "@/server/needs/schema";
import type { ManageView } from "@/server/needs/views/schema";

/** What the first page asks: everything of a draft but its lines. */
export type Basics = Omit<DraftInput, "key" | "lines" | "needId" | "version">;

const SEPARATOR = "；";

/** Ticked sentences and what was added by hand, as one text. */
function riskOf(fields: FormData): string {
  const picked = fields.getAll("riskPick").filter((v): v is string => typeof v === "string");
  const more = said(fields, "riskMore")?.trim();
  return [...picked, ...(more ? [more] : [])].join(SEPARATOR);
}

/** … and apart again, for the form. */
function splitRisk(risk: string): { picked: string[]; more: string } {
  const parts = risk.split(SEPARATOR).map((part) => part.trim());
  const known = new Set<string>(RISKS);
  return {
    picked: parts.filter((part) => known.has(part)),
    more: parts.filter((part) => part !== "" && !known.has(part)).join(SEPARATOR),
  };
}

/** A day as people mean a deadline: until its last minute. What is no date goes on as typed, for the server to refuse. */
export const endOfDay = (typed: string | undefined): Date | string => {
  if (!typed) return "";
  const at = fromWall(`${typed}T23:59`);
  return at ?? typed;
};

/** A wall time of China as a moment; undefined where left out. */
export const momentOf = (typed: string | undefined): Date | string | undefined =>
  typed === undefined ? undefined : (fromWall(typed) ?? typed);

export function basicsOf(fields: FormData): Basics {
  const name = said(fields, "helpedName");
  const someone = fields.get("onBehalf") === "on" || name !== undefined;
  return {
    regionId: said(fields, "regionId") ?? "",
    organisationId: said(fields, "organisationId"),
    title: said(fields, "title") ?? "",
    story: said(fields, "story") ?? "",
    risk: riskOf(fields),
    contactName: said(fields, "contactName") ?? "",
    contactPhone: said(fields, "contactPhone"),
    deadlineAt: endOfDay(said(fields, "deadline")) as Date,
    lane: fields.get("confidential") === "on" ? "confidential" : "open",
    ...(someone
      ? {
          beneficiary: {
            name: name ?? "",
            phone: said(fields, "helpedPhone"),
            address: said(fields, "helpedAddress"),
            note: said(fields, "helpedNote"),
          },
          consentHow: said(fields, "consentHow") as Basics["consentHow"],
          consentAt: momentOf(said(fields, "consentOn")) as Date | undefined,
        }
      : {}),
    ...(fields.get("helpedNobody") === "on" ? { beneficiary: null } : {}),
  };
}

/** Field values of a need that is there, by the form's names. */
export function basicsValues(need: ManageView): Record<string, string[]> {
  const { picked, more } = splitRisk(need.risk);
  const one = (value: string | null | undefined) => (value ? [value] : []);
  return {
    title: [need.title],
    story: [need.story],
    riskPick: picked,
    riskMore: one(more),
    deadline: [dateValue(need.dueAt)],
    contactName: [need.contactName],
    organisationId: one(need.postedAs.organisation?.id),
    confidential: need.lane === "confidential" ? ["on"] : [],
    consentHow: one(need.consentHow),
    consentOn: one(need.consentAt && dateTimeValue(need.consentAt).slice(0, 10)),
  };
}
