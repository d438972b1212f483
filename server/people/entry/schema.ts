// Coming in with a number and a code; the first time also with a name and consents.
import { z } from "zod";
import { id, optional, phone } from "@/server/platform/schema";
import { code } from "../codes/schema";
import { personName } from "../names/schema";

/** Ticks of a form: "on", "1", true. */
export const tick = z
  .union([z.boolean(), z.enum(["on", "1", "true", ""])], "malformed")
  .optional()
  .transform((v) => v === true || v === "on" || v === "1" || v === "true");

/** What only a person who comes for the first time has to say. Who is known already may leave it all out. */
const first = {
  name: optional(personName),
  privacy: tick, // has read the notice and agrees
  age14: tick, // 已满14周岁
  sms: tick, // text messages about own pledges
  publicName: tick, // may be shown by name
};

export const enterInput = z.strictObject({ phone, code, ...first });

/** personId left out: none of those listed, I am new. */
export const finishInput = z.strictObject({
  token: z.string("required").max(600, "malformed"),
  personId: optional(id),
  ...first,
});

/** more: the code is right, and somebody still has to say who they are, or to agree to the notice. */
export const entryAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("entered"),
    personId: z.string(),
    isNew: z.boolean(),
    cookies: z.array(z.string()),
  }),
  z.object({
    kind: z.literal("more"),
    token: z.string(),
    people: z.array(z.object({ id: z.string(), name: z.string(), needsConsent: z.boolean() })),
  }),
]);

export type EnterInput = z.infer<typeof enterInput>;
export type FinishInput = z.infer<typeof finishInput>;
