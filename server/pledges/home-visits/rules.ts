// Numbers of home visits (domain.md §7). Pure.
import { DAY_MS } from "@/server/time";

/** At least two, by name and verified telephone: nobody enters a home alone or unknown. */
export const VISITORS_MIN = 2;
/** Others come than were told: the family hears it once the changes have settled. */
export const TELL_AGAIN_MINUTES = 10;
/** The family's link works this long after the visit: it also says how many came, for how long. */
export const LINK_DAYS = 7;
/** 80 bits, short enough for a text message. */
export const TOKEN_LENGTH = 20;

const USUAL_HOURS = 4;

export const linkEnd = (startsAt: Date | null, endsAt: Date | null): Date | null => {
  const end = endsAt ?? (startsAt && new Date(startsAt.getTime() + USUAL_HOURS * 3_600_000));
  return end && new Date(end.getTime() + LINK_DAYS * DAY_MS);
};
