// What an organisation says of itself, and what of it is shown.
import { z } from "zod";
import { personName } from "@/server/people/names/schema";
import { id, longText, optional, phone, regionId, text } from "@/server/platform/schema";
import { abilities, abilitiesView } from "./abilities/schema";
import { ORGANISATION_STATES } from "./lifecycle";

/** domain.md §2. 文明单位 is not among them: it is a title a unit holds. */
export const ORGANISATION_KINDS = [
  "party_team",
  "unit",
  "social",
  "welfare",
  "village",
  "enterprise",
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];
export const kind = z.enum(ORGANISATION_KINDS, "required");

/** Full names of units run to thirty characters; the column holds 80. */
export const ORGANISATION_NAME_MAX = 40;
export const SEARCH_LIMIT = 20;
export const LIST_LIMIT = 50;
/** A screen's worth: what it does, who it is made of; also what it answers to a question. */
export const ABOUT_MAX = 300;
/** More than the largest team of the district can send. */
export const CAPACITY_MAX = 10_000;
const name = text(ORGANISATION_NAME_MAX).refine((s) => [...s].length >= 2, "too_short");

const capacity = z.coerce
  .number("malformed")
  .int("not_whole")
  .min(0, "too_small")
  .max(CAPACITY_MAX, "too_large");
/** Another organisation, or "none" for nobody any more. */
const other = z.union([id, z.literal("none")], "malformed");
const words = longText(ABOUT_MAX);

export const applyInput = z.strictObject({
  name,
  kind,
  regionId,
  contactName: optional(personName),
  phone: optional(phone),
  about: optional(longText(ABOUT_MAX)),
  weeklyCapacity: optional(capacity),
  abilities: abilities.optional(),
  /** Left out: yes. A clerk who writes a unit down at a release event does not become its leader. */
  asLeader: z.boolean("malformed").default(true),
});

export const organisationInput = z.strictObject({ organisationId: id });

const changes = {
  organisationId: id,
  name: optional(name),
  kind: optional(kind),
  regionId: optional(regionId),
  recordingUnitId: optional(other),
  parentId: optional(other),
  contactName: optional(personName),
  phone: optional(phone),
  /** Empty: nothing is said any more. Left out: stays. */
  about: z.union([z.literal(""), longText(ABOUT_MAX)]).optional(),
  /** 0: not said. */
  weeklyCapacity: capacity.optional(),
  abilities: abilities.optional(),
};
export const changeInput = z.strictObject(changes);
/** What was asked is answered in `about`, or by putting right what was wrong. */
export const answerInput = z.strictObject(changes);
export const giveBackInput = z.strictObject({ organisationId: id, question: words });
export const turnDownInput = z.strictObject({ organisationId: id, reason: words });

export const searchInput = z.strictObject({
  q: text(ORGANISATION_NAME_MAX),
  countyId: regionId,
  kinds: z.array(kind).max(ORGANISATION_KINDS.length, "too_long").optional(),
  /** Pending ones too, as a release event needs them. */
  pending: z.boolean("malformed").default(false),
});

export const listInput = z.strictObject({
  regionId, // a county or town
  status: z.enum(ORGANISATION_STATES, "malformed").default("pending"),
  kind: optional(kind),
  after: optional(id), // the last id of the page before
});

const titleView = z.object({
  id: z.string(),
  title: z.string(),
  level: z.string(),
  grantor: z.string(),
  fromOn: z.date(),
  untilOn: z.date().nullable(),
});

/** As anybody may see it. */
export const organisationView = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  status: z.enum(ORGANISATION_STATES),
  regionId: z.number(),
  path: z.string(),
  recordingUnit: z.object({ id: z.string(), name: z.string() }).nullable(),
  parent: z.object({ id: z.string(), name: z.string() }).nullable(),
  about: z.string().nullable(),
  weeklyCapacity: z.number().nullable(),
  abilities: abilitiesView,
  titles: z.array(titleView),
  /** What the reader is in it, as far as it counts now. */
  myRole: z.enum(["leader", "manager", "member"]).nullable(),
  mayChange: z.boolean(),
  /** For its own people and those above: what was asked, why it was refused, who speaks for it. */
  question: z.string().nullable(),
  reason: z.string().nullable(),
  contactName: z.string().nullable(),
});

/** One line of a list or a search. */
export const organisationRow = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  verified: z.boolean(),
  /** The town or street it lies in; empty where it belongs to the county. */
  town: z.string(),
  civilised: z.boolean(), // holds the title 文明单位 today
});

/** As those who verify see it. */
export const pendingRow = organisationRow.extend({
  contactName: z.string().nullable(),
  appliedAt: z.date(),
  appliedBy: z.string().nullable(),
});

/** One I act for, or have entered. */
export const mineRow = organisationRow.extend({
  role: z.enum(["leader", "manager", "member"]),
  status: z.enum(ORGANISATION_STATES),
  /** I may claim in its name now. */
  actsNow: z.boolean(),
});

export type ApplyInput = z.infer<typeof applyInput>;
export type ChangeInput = z.infer<typeof changeInput>;
export type GiveBackInput = z.infer<typeof giveBackInput>;
export type TurnDownInput = z.infer<typeof turnDownInput>;
export type SearchInput = z.infer<typeof searchInput>;
export type ListInput = z.infer<typeof listInput>;
export type OrganisationView = z.infer<typeof organisationView>;
export type OrganisationRow = z.infer<typeof organisationRow>;
