// What an organisation says of itself, and what of it is shown.
import { z } from "zod";
import { personName } from "@/server/people/names/schema";
import { id, optional, phone, regionId, text } from "@/server/platform/schema";
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
const name = text(ORGANISATION_NAME_MAX).refine((s) => [...s].length >= 2, "too_short");

export const applyInput = z.strictObject({
  name,
  kind,
  regionId,
  contactName: optional(personName),
  phone: optional(phone),
  /** Left out: yes. A clerk who writes a unit down at a release event does not become its leader. */
  asLeader: z.boolean("malformed").default(true),
});

export const organisationInput = z.strictObject({ organisationId: id });

export const changeInput = z.strictObject({
  organisationId: id,
  name: optional(name),
  regionId: optional(regionId),
  recordingUnitId: optional(id),
  parentId: optional(id),
  contactName: optional(personName),
  phone: optional(phone),
});

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
  titles: z.array(titleView),
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
export type SearchInput = z.infer<typeof searchInput>;
export type ListInput = z.infer<typeof listInput>;
export type OrganisationView = z.infer<typeof organisationView>;
export type OrganisationRow = z.infer<typeof organisationRow>;
