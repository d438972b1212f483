// What waits for me, in order of deadline, each with its one next act.
import { z } from "zod";
import { id, optional } from "@/server/platform/schema";
import { DESK_ACTS } from "./rules";

export const DESK_PAGE = 20;
/** The number beside 待办 is not counted further. */
export const COUNT_MAX = 99;

const cursor = z.strictObject({ dueAt: z.date("malformed"), needId: id });
export const deskInput = z.strictObject({
  after: optional(cursor),
  limit: z.number().int().min(1).max(COUNT_MAX).default(DESK_PAGE),
});
export type DeskInput = z.input<typeof deskInput>;

export const deskPage = z.object({
  items: z.array(
    z.object({
      needId: z.string(),
      version: z.number(),
      status: z.string(),
      title: z.string(),
      place: z.string(),
      postedAs: z.string(),
      mine: z.boolean(),
      act: z.enum(DESK_ACTS),
      dueAt: z.date(),
      late: z.boolean(),
      escalated: z.boolean(),
      hidden: z.boolean(),
      question: z.string().nullable(),
    }),
  ),
  next: z.object({ dueAt: z.date(), needId: z.string() }).nullable(),
});
export type DeskPage = z.infer<typeof deskPage>;

export const deskCount = z.object({ waiting: z.number(), more: z.boolean() });
