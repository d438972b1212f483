// Asking to join, answering, and links by which people come.
import { z } from "zod";
import { tick } from "@/server/people/entry/schema";
import { personName } from "@/server/people/names/schema";
import { id, longText, optional, phone } from "@/server/platform/schema";
import { MEMBER_ROLES } from "../members/schema";
import { ORGANISATION_KINDS } from "../schema";
import { JOIN_STATES } from "./lifecycle";

/** Two sentences: who I am, why this team. */
export const NOTE_MAX = 200;
export const JOIN_PAGE = 50;
/** Days an invitation may last: a meeting, a week, a month. */
export const LINK_DAYS = [1, 7, 30] as const;
/** People who may come by one link: a whole village, not the town. */
export const LINK_USES_MAX = 500;
/** Live links of one organisation; more is a sign that old ones were forgotten. */
export const LINKS_MAX = 10;

/** 22 characters of base64url: 128 bits. */
export const joinToken = z.string("required").regex(/^[A-Za-z0-9_-]{22}$/, "malformed");

const said = optional(longText(NOTE_MAX));
export const askInput = z.strictObject({ organisationId: id, note: said });
export const enterLinkInput = z.strictObject({ token: joinToken, note: said });
export const requestInput = z.strictObject({ requestId: id });
export const refuseInput = z.strictObject({ requestId: id, reason: said });
export const requestsInput = z.strictObject({ organisationId: id, after: optional(id) });
export const tokenInput = z.strictObject({ token: joinToken });

export const makeLinkInput = z.strictObject({
  organisationId: id,
  days: z.coerce.number("malformed").pipe(
    z.union(
      LINK_DAYS.map((n) => z.literal(n)),
      "malformed",
    ),
  ),
  usesMax: z.coerce
    .number("malformed")
    .int("not_whole")
    .min(1, "too_small")
    .max(LINK_USES_MAX, "too_large")
    .default(100),
  admits: tick,
});
export const endLinkInput = z.strictObject({ linkId: id });

/** Somebody by name and number, who says yes or no themself. */
export const addInput = z.strictObject({
  organisationId: id,
  name: personName,
  phone,
  role: z.enum(MEMBER_ROLES, "required"),
});
export const answerInput = z.strictObject({ requestId: id, yes: z.boolean("required") });

export const joinAnswer = z.object({ organisationId: z.string(), status: z.enum(["asked", "joined"]) });

/** A request, as those who answer it see it. */
export const requestView = z.object({
  id: z.string(),
  personId: z.string(),
  name: z.string(),
  note: z.string().nullable(),
  byLink: z.boolean(),
  at: z.date(),
});

/** A request of mine. */
export const myRequestView = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  status: z.enum(JOIN_STATES),
  reason: z.string().nullable(),
  at: z.date(),
});

export const linkView = z.object({
  id: z.string(),
  token: z.string(),
  admits: z.boolean(),
  uses: z.number(),
  usesMax: z.number(),
  expiresAt: z.date(),
});

/** What somebody who opens an invitation sees. */
export const invitationView = z.object({
  organisationId: z.string(),
  name: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  path: z.string(),
  about: z.string().nullable(),
  admits: z.boolean(),
  state: z.enum(["live", "ended", "expired", "used_up"]),
  /** Of the reader in it. */
  standing: z.enum(["none", "asked", "member"]),
});

/** What I am invited to. */
export const myInvitationView = z.object({
  id: z.string(),
  organisationId: z.string(),
  organisation: z.string(),
  kind: z.enum(ORGANISATION_KINDS),
  role: z.enum(MEMBER_ROLES),
  /** As they wrote my name; another's, where we share a telephone. */
  called: z.string(),
  until: z.date(),
});

/** Whom the organisation waits for. */
export const invitedView = z.object({
  items: z.array(
    z.object({ id: z.string(), name: z.string(), role: z.enum(MEMBER_ROLES), at: z.date(), until: z.date() }),
  ),
  next: z.string().nullable(),
});

export type AddInput = z.infer<typeof addInput>;
export type AskInput = z.infer<typeof askInput>;
export type EnterLinkInput = z.infer<typeof enterLinkInput>;
export type MakeLinkInput = z.infer<typeof makeLinkInput>;
