// Who runs a shift beside its poster; until when people may be named for an organisation's places, and when those who come are reminded. Pure.
import { DAY_MS as DAY, HOUR_MS as HOUR, intoDay } from "@/server/time";

/** The evening before: late enough that the day is planned, early enough to answer. */
export const REMIND_EVENING_HOUR = 18;
/** … and once more, before one sets out. */
export const REMIND_BEFORE_HOURS = 2;

/** Why somebody cannot be named; beside these the reasons of eligibility. */
export const NAMING_REASONS = ["not_member", "already", "switched_off"] as const;
export type NamingReason = (typeof NAMING_REASONS)[number];

type ShiftTimes = { startsAt: Date | null; cutOffAt: Date | null; namedUntil: Date | null };

/** When a person who cannot come looks for a stand-in instead of simply leaving; null: never late. */
export const lateFrom = (t: Pick<ShiftTimes, "startsAt" | "cutOffAt">): Date | null =>
  t.cutOffAt ?? t.startsAt;

/**
 * Until when an organisation names people for its places, which is also when those without a name are given back. Places that came to
 * it only after that (from the waitlist) may be named until it begins. Null: nothing is ever given back.
 */
export function namingEnd(t: ShiftTimes, grownAt: Date | null): Date | null {
  const usual = t.namedUntil ?? t.cutOffAt ?? t.startsAt;
  if (usual === null || t.startsAt === null) return usual;
  return usual > t.startsAt || (grownAt !== null && grownAt >= usual) ? t.startsAt : usual;
}

/** The two reminders of a shift; null where its time has passed, or the first would come after the second. */
export function remindersOf(startsAt: Date | null, now: Date): { evening: Date | null; soon: Date | null } {
  if (startsAt === null) return { evening: null, soon: null };
  const midnight = startsAt.getTime() - intoDay(startsAt);
  const evening = new Date(midnight - DAY + REMIND_EVENING_HOUR * HOUR);
  const soon = new Date(startsAt.getTime() - REMIND_BEFORE_HOURS * HOUR);
  return { evening: evening > now && evening < soon ? evening : null, soon: soon > now ? soon : null };
}

/** What one organisation holds. */
export type Held = { organisationId: string; places: number };
/**
 * The organisations that run a shift, beside whoever posted and leads it: the one it was given to. Where nobody was named for it, the
 * one that holds at least half of all places and more than all others together, as when a team takes the whole Saturday. Having one
 * place among many is no reason. seats: all places of the shift, in the unit of places; taken: those that anybody holds.
 */
export function runnersOf(
  shift: { organisationId: string | null; leadId: string | null; seats: number; taken: number },
  held: readonly Held[],
): string[] {
  if (shift.organisationId !== null) return [shift.organisationId];
  if (shift.leadId !== null) return [];
  const most = held.filter(
    ({ places }) => places > 0 && places * 2 >= shift.seats && places * 2 > shift.taken,
  );
  return most.map(({ organisationId }) => organisationId);
}
