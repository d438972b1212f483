// Who is in an organisation, as what; who was.
import { z } from "zod";
import { NAME_MAX } from "@/server/people/names/schema";
import { id, optional, text } from "@/server/platform/schema";

export const MEMBER_ROLES = ["leader", "manager", "member"] as const;
export type MemberRole = (typeof MEMBER_ROLES)[number];
export const MEMBER_PAGE = 50;
/** Why somebody is no longer in it, as the leader says. Codes, since history holds no words. */
export const REMOVE_REASONS = ["asked", "moved", "inactive", "unsuitable", "mistake"] as const;
export type RemoveReason = (typeof REMOVE_REASONS)[number];

const page = {
  organisationId: id,
  q: optional(text(NAME_MAX)),
  /** The last of the page before. */
  after: optional(z.string().regex(/^[0-9]_[0-9a-f-]{36}$/, "malformed")),
};
export const membersInput = z.strictObject(page);
export const formerInput = z.strictObject({ organisationId: id, after: optional(id) });
export const teamInput = z.strictObject({ organisationId: id });
const one = { organisationId: id, personId: id };
export const roleInput = z.strictObject({ ...one, role: z.enum(MEMBER_ROLES, "required") });
export const removeInput = z.strictObject({ ...one, reason: z.enum(REMOVE_REASONS, "required") });

export const memberView = z.object({
  personId: z.string(),
  name: z.string(),
  role: z.enum(MEMBER_ROLES),
  since: z.date(),
  /** False: reached through somebody who acts for them. */
  hasPhone: z.boolean(),
  isMe: z.boolean(),
});
export const membersView = z.object({ items: z.array(memberView), next: z.string().nullable() });
export const formerView = z.object({
  items: z.array(z.object({ personId: z.string(), name: z.string(), from: z.date(), until: z.date() })),
  next: z.string().nullable(),
});
export const countsView = z.object({ members: z.number(), waiting: z.number(), invited: z.number() });

export type MembersInput = z.infer<typeof membersInput>;
export type RoleInput = z.infer<typeof roleInput>;
export type RemoveInput = z.infer<typeof removeInput>;
