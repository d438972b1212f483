// What a report of hours is asked for, and what it says. Sums are net: a row that was undone counts nothing.
import { z } from "zod";
import { ORGANISATION_KINDS } from "@/server/organisations/schema";
import { id } from "@/server/platform/schema";
import { readPeriod } from "./rules";

/**
 * Whose hours an organisation's report counts: of those who came with it, those it is responsible for recording (Ord. 67
 * art. 26), or those of its members wherever they served (双报到). One row may count in all three, and once in each.
 */
export const SCOPES = ["came", "recorded", "members"] as const;
export type Scope = (typeof SCOPES)[number];

/** Lines a report shows of one kind; the exported list has all. */
export const SHOWN_MAX = 300;

export const periodKey = z.string().transform((text, issue) => {
  const period = readPeriod(text);
  if (period !== null) return period;
  issue.addIssue({ code: "custom", message: "malformed" });
  return z.NEVER;
});

export const reportInput = z.strictObject({
  organisationId: id,
  period: periodKey,
  scope: z.enum(SCOPES, "malformed").default("came"),
});

export const periodView = z.object({
  key: z.string(),
  kind: z.enum(["month", "quarter", "year"]),
  from: z.date(),
  /** The day after the last. */
  until: z.date(),
});

const sums = { minutes: z.number(), visits: z.number() };
const counted = { ...sums, people: z.number() };

/** A confidential need's title stays with it. */
const title = z.string().nullable();

export const reportView = z.object({
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(ORGANISATION_KINDS),
    place: z.string(),
    recordingUnit: z.string(),
  }),
  period: periodView,
  scope: z.enum(SCOPES),
  total: z.object({ ...counted, activities: z.number() }),
  /** In the order of their names: a report is no league table. */
  members: z.array(z.object({ personId: z.string(), name: z.string(), ...sums })),
  /** In the order of time. */
  activities: z.array(
    z.object({ slotId: z.string(), title, place: z.string(), day: z.date(), kind: z.string(), ...counted }),
  ),
  kinds: z.array(z.object({ kind: z.string(), ...counted })),
  /** In administrative order. */
  villages: z.array(z.object({ regionId: z.number(), name: z.string(), town: z.string(), ...counted })),
  months: z.array(z.object({ month: z.string(), ...counted })),
  /** Beside the hours: who is in it, what they were taught, what was pledged. */
  around: z.object({
    members: z.number(),
    joined: z.number(),
    left: z.number(),
    trainings: z.number(),
    trainingMinutes: z.number(),
    pledges: z.number(),
    pledgesKept: z.number(),
  }),
});

export type ReportInput = z.infer<typeof reportInput>;
export type ReportView = z.infer<typeof reportView>;
