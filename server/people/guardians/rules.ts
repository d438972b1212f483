// Minors by tiers (东营's rule, domain.md §5): what an age asks for on the day of the service. Pure.
import { ageOn } from "../profiles/rules";

/** Under `consent` the guardian agrees, under `along` the guardian comes along, under `refused` nobody is taken. */
export type MinorAges = { consent: number; along: number; refused: number };
export const MINOR_AGES: MinorAges = { consent: 14, along: 10, refused: 6 };

export const MINOR_TIERS = ["none", "consent", "along", "refused"] as const;
type MinorTier = (typeof MINOR_TIERS)[number];

/** What the age asks for on that day (both YYYY-MM-DD). Who never said a day of birth has said to be over 14 (consent age_14). */
export function minorTier(born: string | null, on: string, ages: MinorAges = MINOR_AGES): MinorTier {
  if (born === null) return "none";
  const age = ageOn(born, on);
  if (age < ages.refused) return "refused";
  if (age < ages.along) return "along";
  return age < ages.consent ? "consent" : "none";
}

/** What still stands in the way, or null: nobody under the lowest age, nobody without the guardian's word. */
export function minorFault(
  tier: MinorTier,
  consent: { comesAlong: boolean } | null,
): "too_young" | "needs_guardian" | "guardian_must_come" | null {
  if (tier === "none") return null;
  if (tier === "refused") return "too_young";
  if (consent === null) return "needs_guardian";
  return tier === "along" && !consent.comesAlong ? "guardian_must_come" : null;
}
