// Lists to take away: a page at a time, by keyset. What is not declared here never leaves.
import { z } from "zod";
import { id, optional, regionId } from "@/server/platform/schema";
import { periodKey, SCOPES } from "../schema";

/** Rows of one page: large enough that asking costs little, small enough to hold. */
export const PAGE_ROWS = 1_000;

const after = optional(z.string().max(120, "too_long"));
const scope = z.enum(SCOPES, "malformed").default("came");

export const hoursOfOrganisationInput = z.strictObject({
  organisationId: id,
  period: periodKey,
  scope,
  after,
});
export const hoursOfRegionInput = z.strictObject({ regionId, period: periodKey, after });
export const myHoursInput = z.strictObject({ after });
export const organisationListInput = z.strictObject({ organisationId: id, after });
export const regionListInput = z.strictObject({ regionId, after });

const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), next: z.string().nullable() });

export const hoursRow = z.object({
  day: z.date(),
  fromAt: z.date(),
  toAt: z.date(),
  /** Negative: undoes a row that stood before. */
  minutes: z.number(),
  undoes: z.boolean(),
  class: z.string(),
  kind: z.string(),
  name: z.string(),
  title: z.string().nullable(), // null: confidential
  town: z.string(),
  village: z.string(), // empty: confidential, or of the whole town
  organisation: z.string(),
  unit: z.string(),
  entryId: z.string(),
});
export const hoursPage = page(hoursRow);

export const memberRow = z.object({
  name: z.string(),
  role: z.string(),
  home: z.string(), // the village or town they live in, where they said so
  since: z.date(),
  until: z.date().nullable(),
  minutes: z.number(), // all they have, wherever they served
});
export const memberPage = page(memberRow);

export const pledgeRow = z.object({
  title: z.string().nullable(),
  place: z.string(),
  kind: z.string(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  amount: z.number(),
  accepted: z.number(),
  status: z.string(),
  startsAt: z.date().nullable(),
  createdAt: z.date(),
});
export const pledgePage = page(pledgeRow);

/** One line of a need. */
export const needRow = z.object({
  title: z.string().nullable(),
  town: z.string(),
  village: z.string(),
  status: z.string(),
  kind: z.string(),
  item: z.string(),
  unit: z.string(),
  unitSize: z.number(),
  ceiling: z.number(),
  accepted: z.number(),
  onWay: z.number(),
  promised: z.number(),
  remaining: z.number(),
  askedAt: z.date(),
  publishedAt: z.date().nullable(),
  deadlineAt: z.date(),
});
export const needPage = page(needRow);

export const organisationLine = z.object({
  name: z.string(),
  kind: z.string(),
  status: z.string(),
  town: z.string(),
  parent: z.string(),
  recordingUnit: z.string(),
  members: z.number(),
  verifiedAt: z.date().nullable(),
});
export const organisationPage = page(organisationLine);

export type HoursPage = z.infer<typeof hoursPage>;
export type MemberPage = z.infer<typeof memberPage>;
export type PledgePage = z.infer<typeof pledgePage>;
export type NeedPage = z.infer<typeof needPage>;
export type OrganisationPage = z.infer<typeof organisationPage>;
