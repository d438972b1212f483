// A visitor's pledge: what pledging says, and what coming in says, in one post.
import { z } from "zod";
import { enterInput, finishInput } from "@/server/people/entry/schema";
import { pledgeAnswer, pledgeFields } from "../schema";

/** First post: phone and code. Where it is not plain who comes, the answer is `more`; the second post brings token and personId. */
export const visitInput = z.union([enterInput.extend(pledgeFields), finishInput.extend(pledgeFields)]);
export type VisitInput = z.input<typeof visitInput>;

/**
 * pledged: signed in and done. refused: signed in (set the cookies!), but the pledge was refused; show why.
 * more: nobody is signed in yet; ask who it is (people) or for name and consent, and post again with token.
 */
export const visitAnswer = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("pledged"),
    cookies: z.array(z.string()),
    isNew: z.boolean(),
    answer: pledgeAnswer,
  }),
  z.object({
    kind: z.literal("refused"),
    cookies: z.array(z.string()),
    isNew: z.boolean(),
    refusal: z.string(),
    facts: z.record(z.string(), z.unknown()),
  }),
  z.object({
    kind: z.literal("more"),
    token: z.string(),
    people: z.array(z.object({ id: z.string(), name: z.string(), needsConsent: z.boolean() })),
  }),
]);
export type VisitAnswer = z.infer<typeof visitAnswer>;
