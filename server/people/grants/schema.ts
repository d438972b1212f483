// Giving and ending roles.
import { z } from "zod";
import { id, optional, phone, regionId } from "@/server/platform/schema";
import { ROLES } from "@/server/policy";
import { personName } from "../names/schema";

export const role = z.enum(ROLES, "malformed");

/** Over a region or in an organisation; to a known person, or to whoever has this name and number (entered if new). */
export const giveRoleInput = z.strictObject({
  role,
  regionId: optional(regionId),
  organisationId: optional(id),
  personId: optional(id),
  name: optional(personName),
  phone: optional(phone),
});
export const endRoleInput = z.strictObject({ grantId: id });
export const rolesInput = z.strictObject({ regionId: optional(regionId), organisationId: optional(id) });
export const wearInput = z.strictObject({ grantId: optional(id) });

/** A hat: one of my own live roles. */
export const hatView = z.object({
  id: z.string(),
  role,
  /** Of the region or organisation. */
  scope: z.string(),
  regionId: z.number(),
  organisationId: z.string().nullable(),
  delegated: z.boolean(),
  worn: z.boolean(),
});

/** Who holds a role, for those who give it. */
export const holderView = z.object({
  grantId: z.string(),
  personId: z.string(),
  name: z.string(),
  role,
  since: z.date(),
  delegated: z.boolean(),
});

export type GiveRoleInput = z.infer<typeof giveRoleInput>;
export type HatView = z.infer<typeof hatView>;
