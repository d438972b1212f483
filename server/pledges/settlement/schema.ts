// What settling, ending, reopening and lowering take from outside.
import { z } from "zod";
import { NOTE_MAX as NEED_NOTE_MAX } from "@/server/needs/schema";
import { id, moment, optional, rowVersion, text } from "@/server/platform/schema";
import { amountInUnit, NOTE_MAX } from "../schema";
import { WAYS } from "./lowering/rules";

const version = optional(rowVersion);
const onNeed = { needId: id, version };

export const needOnly = z.strictObject(onNeed);
export type NeedOnly = z.input<typeof needOnly>;

/** Why a poster gives up what was asked for. */
export const CANCEL_REASONS = ["changed_plans", "weather", "no_longer_needed", "mistake", "other"] as const;
export const cancelInput = z.strictObject({
  ...onNeed,
  reason: z.enum(CANCEL_REASONS, "required"),
  note: optional(text(NEED_NOTE_MAX)),
});
export type CancelInput = z.input<typeof cancelInput>;

/** Where a matter goes that is out of the platform's scope. */
export const REFERRALS = ["hotline_12345", "judicial_office", "emergency", "civil_affairs"] as const;
export const CLOSE_REASONS = [
  "duplicate",
  "solved_elsewhere",
  "no_longer_needed",
  "cannot_reach",
  ...REFERRALS,
] as const;
export const closeInput = z
  .strictObject({
    ...onNeed,
    reason: z.enum(CLOSE_REASONS, "required"),
    duplicateOf: optional(id),
    note: optional(text(NEED_NOTE_MAX)),
  })
  .refine((v) => (v.reason === "duplicate") === (v.duplicateOf !== undefined), {
    path: ["duplicateOf"],
    message: "required",
  });
export type CloseInput = z.input<typeof closeInput>;

/** A line of the round before, asked for again. People's shifts need a new time, loans a new day of return. */
export const reopenInput = z.strictObject({
  ...onNeed,
  deadlineAt: moment,
  lines: z
    .array(
      z.strictObject({
        lineId: id,
        quantity: amountInUnit,
        startsAt: optional(moment),
        endsAt: optional(moment),
        returnBy: optional(z.iso.date("not_a_date")),
      }),
      "required",
    )
    .min(1, "required")
    .max(20, "too_many"),
});
export type ReopenInput = z.input<typeof reopenInput>;

export const lowerInput = z.strictObject({
  ...onNeed,
  lineId: id,
  quantity: amountInUnit,
  way: optional(z.enum(WAYS, "malformed")),
});
export type LowerInput = z.input<typeof lowerInput>;
export const lowerAnswer = z.object({
  status: z.enum(["lowered", "call_each"]),
  over: z.number(), // promised above the new quantity, smallest units
  calls: z.array(
    z.object({ pledgeId: z.string(), helper: z.string(), amount: z.number(), promised: z.number() }),
  ),
});
export type LowerAnswer = z.infer<typeof lowerAnswer>;

export const answerInput = z
  .strictObject({
    pledgeId: id,
    answer: z.enum(["done", "disputed"], "required"),
    note: optional(text(NOTE_MAX)),
  })
  .refine((v) => v.answer !== "disputed" || v.note !== undefined, { path: ["note"], message: "required" });
export type AnswerInput = z.input<typeof answerInput>;
export const pledgeOnly = z.strictObject({ pledgeId: id });

export const standingOutput = z.object({
  open: z.number(),
  disputes: z.number(),
  unanswered: z.number(),
  answersDueAt: z.date().nullable(),
  pledges: z.array(
    z.object({
      pledgeId: z.string(),
      lineId: z.string(),
      helper: z.string(),
      status: z.string(),
      amount: z.number(),
      onWay: z.number(),
      accepted: z.number(),
      answer: z.string().nullable(),
      answerNote: z.string().nullable(),
    }),
  ),
});
