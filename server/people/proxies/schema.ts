// 代报名: people who are entered by somebody else, with their consent on record.
import { z } from "zod";
import { id, optional, phone, regionId } from "@/server/platform/schema";
import { HOWS } from "../consents/schema";
import { tick } from "../entry/schema";
import { personName } from "../names/schema";

export const PROXY_KINDS = ["leader", "clerk", "relative"] as const;
export type ProxyKind = (typeof PROXY_KINDS)[number];

/** Living proxies one person may hold as a relative: a large family, not a village. */
export const RELATIVES_MAX = 10;

/** How the person agreed; never "self": who can tick for themself signs in. */
export const toldHow = z.enum(HOWS, "required").refine((how) => how !== "self", "malformed");

export const registerInput = z.strictObject({
  name: personName,
  phone: optional(phone), // a person needs none
  organisationId: optional(id), // by its leader: the person becomes a member
  regionId: optional(regionId), // by a clerk, secretary or grid worker of the place
  how: toldHow,
  age14: tick,
});

export const registerRelativeInput = z.strictObject({
  name: personName,
  phone: optional(phone),
  how: toldHow,
  age14: tick,
});

export const endProxyInput = z.strictObject({ proxyId: id });

export const proxyView = z.object({
  proxyId: z.string(),
  personId: z.string(),
  name: z.string(),
  kind: z.enum(PROXY_KINDS),
  since: z.date(),
});

export type RegisterInput = z.infer<typeof registerInput>;
export type RegisterRelativeInput = z.infer<typeof registerRelativeInput>;
