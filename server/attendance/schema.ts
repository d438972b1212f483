// What is said of the day of a shift, and what is shown of it.
import { z } from "zod";
import { personName } from "@/server/people/names/schema";
import { id, key, optional, phone } from "@/server/platform/schema";
import { ATTENDANCE_STATUSES } from "./lifecycle";
import { CLASSES, HOWS } from "./rules";

export const slotInput = z.strictObject({ slotId: id });
/** One person at one shift, as the roll names them. */
export const rollInput = z.strictObject({ slotId: id, personId: id });
export type RollInput = z.infer<typeof rollInput>;
/** was: the state the page showed, so that two leaders never undo twice. */
export const undoInput = z.strictObject({
  slotId: id,
  personId: id,
  was: z.enum(["in", "out"], "malformed"),
});
export type UndoInput = z.infer<typeof undoInput>;

/** Somebody who is not on the list and has no account here, or whom the leader does not know to have one. */
export const newcomerInput = z.strictObject({
  slotId: id,
  name: personName,
  phone: optional(phone),
  how: z.enum(["spoken", "paper"], "required"),
  privacy: z.boolean("malformed").default(false),
  age14: z.boolean("malformed").default(false),
  key,
});
export type NewcomerInput = z.infer<typeof newcomerInput>;

export const presenceAnswer = z.object({
  attendanceId: z.string(),
  personId: z.string(),
  status: z.enum(ATTENDANCE_STATUSES),
});
export type PresenceAnswer = z.infer<typeof presenceAnswer>;

const moment = z.date().nullable();
export const presenceView = z.object({
  status: z.enum(["in", "out"]),
  class: z.enum(CLASSES),
  walkIn: z.boolean(),
  inAt: z.date(),
  inHow: z.enum(HOWS),
  outAt: moment,
  outHow: z.enum(HOWS).nullable(),
});

export const rollRow = z.object({
  personId: z.string(),
  name: z.string(),
  /** In whose name they come; null: by themself. */
  organisation: z.string().nullable(),
  hasPhone: z.boolean(),
  seeking: z.boolean(), // said they cannot come
  presence: presenceView.nullable(),
  /** Others who checked in by the same browser: seen, not forbidden, for telephones are shared. */
  sharedWith: z.array(z.string()),
});
export type RollRow = z.infer<typeof rollRow>;

export const shiftView = z.object({
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  role: z.string().nullable(),
  place: z.string().nullable(),
  startsAt: moment,
  endsAt: moment,
  status: z.enum(["planned", "running", "closed", "cancelled"]),
  beganAt: moment,
  dangerous: z.boolean(),
  insured: z.boolean(),
  homeVisit: z.boolean(),
  seats: z.number(),
});
export type ShiftView = z.infer<typeof shiftView>;

const someone = z.object({ personId: z.string(), name: z.string() });
export const dayView = z.object({
  shift: shiftView,
  /** False for an organisation that has people there and does not run it: the roll is of its own people, and there is no code. */
  whole: z.boolean(),
  roll: z.array(rollRow),
  /** Scanned the code, are not on the list, and ask to be added. */
  asking: z.array(someone.extend({ at: z.date() })),
  /** Members of the asker's organisations who are not on the list: walk-ins that need no typing. */
  members: z.array(someone),
  unnamed: z.number(),
  /** Empty unless the shift is running. The first is the present one. */
  codes: z.array(z.object({ from: z.date(), token: z.string(), digits: z.string() })),
  stepMs: z.number(),
  now: z.date(),
});
export type DayView = z.infer<typeof dayView>;
