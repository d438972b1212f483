// What the record of a volunteer says of the person (Ord. 67 art. 6), beside name, contact and where they live.
import { z } from "zod";
import { codes, day, id, optional, rowVersionOrNone } from "@/server/platform/schema";
import { availabilityView } from "./availability/schema";
import { idNumberFault, normalIdNumber } from "./rules";

export const SEXES = ["male", "female"] as const;

/** What somebody can do, as they say themselves. What the law asks for is a qualification (server/organisations). */
export const SKILLS = [
  "loading",
  "driving",
  "cooking",
  "nursing",
  "teaching",
  "cleaning",
  "guiding",
  "writing",
  "computers",
  "repair",
  "farming",
  "performing",
  "swimming",
  "first_aid",
] as const;

/** Kinds of service: what a person wishes for, a line is, and hours are counted by. */
export const SERVICES = [
  "farming",
  "elderly",
  "children",
  "environment",
  "medical",
  "legal",
  "culture",
  "emergency",
  "traffic",
  "other",
] as const;
export type Service = (typeof SERVICES)[number];

/** Resident identity number, GB 11643: 17 digits and a check digit that may be X. */
export const idNumber = z
  .string("required")
  .transform(normalIdNumber)
  .superRefine((s, ctx) => {
    const fault = idNumberFault(s);
    if (fault !== null) ctx.addIssue({ code: "custom", message: fault, input: undefined });
  });

/** personId left out: my own. */
const whose = { personId: optional(id) };

export const whoseInput = z.strictObject(whose);

export const profileInput = z.strictObject({
  ...whose,
  sex: optional(z.enum(SEXES, "malformed")),
  skills: codes(SKILLS),
  kinds: codes(SERVICES),
  version: rowVersionOrNone,
});

/** The number alone, or the day of birth of somebody who has no number at hand. */
export const identityInput = z.strictObject({
  ...whose,
  idNumber: optional(idNumber),
  bornOn: optional(day),
});

/** Of one's own record: the number stays on the server, but for its ends. */
export const profileView = z.object({
  personId: z.string(),
  name: z.string(),
  isMine: z.boolean(),
  sex: z.enum(SEXES).nullable(),
  skills: z.array(z.enum(SKILLS)),
  kinds: z.array(z.enum(SERVICES)),
  home: z.string().nullable(),
  maskedPhone: z.string().nullable(),
  /** 3713************1X; null where it was not said. */
  maskedNumber: z.string().nullable(),
  bornOn: z.string().nullable(),
  age: z.number().nullable(),
  availability: availabilityView,
  version: z.number(),
});

export type ProfileInput = z.infer<typeof profileInput>;
export type IdentityInput = z.infer<typeof identityInput>;
export type ProfileView = z.infer<typeof profileView>;
