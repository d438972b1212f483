// Whose word made hours count, as history and its grant tell it, against the word they needed: worked out from the rows alone. Pure.
import { type Level, reaches, type Terms, tierOf, USUAL_TERMS } from "@/server/hours/rules";

/** What a district had set, from when: a line of its settings' history. */
export type Setting = { county: number; name: string; value: number; at: number };

const FIELDS: Record<string, keyof Terms> = {
  day_minutes: "dayMinutes",
  long_day_minutes: "longDayMinutes",
  presence_percent: "presencePercent",
};
export const TERMS_SETTINGS = Object.keys(FIELDS);

/** Clocks of several processes differ by less. */
export const SKEW_MS = 60_000;

/** The mildest terms that held in a district about then. Settings come in the order they were made. */
export function termsAbout(settings: readonly Setting[], county: number, at: number): Terms {
  const terms = { ...USUAL_TERMS };
  for (const [name, field] of Object.entries(FIELDS)) {
    const said = settings.filter((one) => one.county === county && one.name === name);
    const before = said.filter((one) => one.at <= at - SKEW_MS).at(-1)?.value ?? USUAL_TERMS[field];
    const about = said.filter((one) => Math.abs(one.at - at) < SKEW_MS).map((one) => one.value);
    terms[field] = field === "presencePercent" ? Math.min(before, ...about) : Math.max(before, ...about);
  }
  return terms;
}

/** The grant a word was given under, as it stands now, and how it lies to the hours. */
export type WordGrant = {
  role: string;
  ofActor: boolean;
  live: boolean; // when it was used
  here: boolean; // its region contains the place
  tied: boolean; // its organisation ran the shift, came, recorded, posted, or stands above one that did
  above: boolean; // … stands above one of them, or records for it
};

const ABOVE = ["town_admin", "district_admin"];
const VILLAGE = ["secretary", "clerk"];
const ORGANISATION = ["leader", "manager"];

/** The furthest such a grant reaches; null where it has no say. Without one: whoever posted the need or leads the shift. */
export function reachOf(grant: WordGrant | null, postedOrLed: boolean): Level | null {
  if (grant === null) return postedOrLed ? "leader" : null;
  if (!grant.ofActor || !grant.live) return null;
  if (ORGANISATION.includes(grant.role)) return grant.above ? "parent" : grant.tied ? "leader" : null;
  if (![...ABOVE, ...VILLAGE].includes(grant.role) || !grant.here) return null;
  return grant.role === "district_admin" ? "district" : "leader";
}

/** A word on one of the hours of a person's day. at: when, by the key of its row; terms: of then. */
export type DayWord = { id: string; at: number; minutes: number; level: Level; terms: Terms };

/** Rows of the ledger get their keys under the lock of their person; those of two processes may stand a little out of order. */
const KEYS_APART_MS = 1_000;

/**
 * Hours that made their person's day longer than the word on them reaches. Whoever spoke found standing at least what stands now and
 * is older.
 */
export function beyondTheirWord(day: readonly DayWord[]): { id: string; minutes: number; needed: Level }[] {
  const found: { id: string; minutes: number; needed: Level }[] = [];
  let minutes = 0;
  for (const one of day) {
    minutes += one.minutes;
    const needed = tierOf(minutes, one.terms);
    const spoke = day.some(
      (other) => Math.abs(other.at - one.at) <= KEYS_APART_MS && reaches(other.level, needed),
    );
    if (!spoke) found.push({ id: one.id, minutes, needed });
  }
  return found;
}

/** The moment in a version 7 key, in milliseconds. */
export const momentOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
