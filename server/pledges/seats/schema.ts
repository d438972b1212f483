// What naming takes from outside, and how a team's shift and a person's own place leave the server.
import { z } from "zod";
import { id, key, optional, rowVersion } from "@/server/platform/schema";
import { REMOVE_REASONS, WITHDRAW_REASONS } from "../schema";

/** Named at once: one screen of ticks. */
export const NAMED_AT_ONCE = 60;
/** Members shown to choose from; beyond that one searches. */
export const CANDIDATES_MAX = 60;
const SEARCH_MAX = 20;

const version = optional(rowVersion);
const onSeat = { seatId: id, version, key: optional(key) };

export const nameInput = z.strictObject({
  pledgeId: id,
  personIds: z.array(id).min(1, "required").max(NAMED_AT_ONCE, "too_many"),
  key: optional(key),
});
export type NameInput = z.input<typeof nameInput>;

export const seatRef = z.strictObject(onSeat);
export const leaveInput = z.strictObject({
  ...onSeat,
  reason: z.enum(WITHDRAW_REASONS, "required").default("other"),
});
export type LeaveInput = z.input<typeof leaveInput>;
export const removeSeatInput = z.strictObject({ ...onSeat, reason: z.enum(REMOVE_REASONS, "required") });
export type RemoveSeatInput = z.input<typeof removeSeatInput>;

export const seatAnswer = z.object({ seatId: z.string(), status: z.string() });
export const namedAnswer = z.object({ named: z.number(), left: z.number() });

/** A shift in few words, as every list of places says it. */
export const shiftBrief = z.object({
  slotId: z.string(),
  needId: z.string(),
  title: z.string(),
  item: z.string(),
  role: z.string().nullable(),
  place: z.string().nullable(),
  startsAt: z.date().nullable(),
  endsAt: z.date().nullable(),
  cutOffAt: z.date().nullable(),
  status: z.string(), // of the shift: planned, running, closed, cancelled
  homeVisit: z.boolean(),
});
export type ShiftBrief = z.infer<typeof shiftBrief>;

export const teamShiftInput = z.strictObject({
  pledgeId: id,
  q: optional(z.string().trim().max(SEARCH_MAX, "too_long")),
});

export const teamSeat = z.object({
  seatId: z.string(),
  personId: z.string(),
  name: z.string(),
  status: z.string(), // named, seeking
  hasPhone: z.boolean(),
  isStandIn: z.boolean(),
  version: z.number(),
});
export type TeamSeat = z.infer<typeof teamSeat>;

/** why: a code of NAMING_REASONS; null where they can be named. */
export const candidate = z.object({
  personId: z.string(),
  name: z.string(),
  hasPhone: z.boolean(),
  why: z.string().nullable(),
  warns: z.string().nullable(),
});
export type Candidate = z.infer<typeof candidate>;

export const openSearch = z.object({
  standInId: z.string(),
  leaverName: z.string(),
  seatId: z.string().nullable(),
});

export const teamShift = z.object({
  pledgeId: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  pledgeStatus: z.string(),
  shift: shiftBrief,
  places: z.number(),
  unnamed: z.number(),
  nameUntil: z.date().nullable(), // null: as long as the shift has not begun
  mayName: z.boolean(), // now: in time, and in a state to
  mayRemove: z.boolean(),
  leads: z.boolean(), // the reader leads the organisation; else they posted, or look on
  seats: z.array(teamSeat),
  searches: z.array(openSearch),
  candidates: z.array(candidate),
  more: z.boolean(), // not all members are shown: search
});
export type TeamShift = z.infer<typeof teamShift>;

export const ofTeamInput = z.strictObject({
  organisationId: id,
  show: z.enum(["coming", "past"], "malformed").default("coming"),
});
export const teamShiftRow = z.object({
  pledgeId: z.string(),
  shift: shiftBrief,
  places: z.number(),
  named: z.number(),
  seeking: z.number(),
  nameUntil: z.date().nullable(),
});
export type TeamShiftRow = z.infer<typeof teamShiftRow>;

export const seatItem = z.object({
  seatId: z.string(),
  pledgeId: z.string(),
  personId: z.string(),
  personName: z.string(),
  organisationId: z.string(),
  organisationName: z.string(),
  status: z.string(),
  version: z.number(),
  mine: z.boolean(), // not of somebody the reader acts for
  mayLeave: z.boolean(),
  mayStay: z.boolean(), // they come after all
  standInId: z.string().nullable(), // the search for a stand-in
  late: z.boolean(), // after the cut-off: leaving looks for a stand-in
  shift: shiftBrief,
});
export type SeatItem = z.infer<typeof seatItem>;
