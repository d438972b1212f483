// Where what the receiving side says and what the roll says part: a reason to look closer, not a verdict. Pure.
type Said = { headcount: number; minutes: number };
/** The roll: how many came, and how long the one in the middle stayed. */
export type Rolled = { headcount: number; minutes: number };

/** Nobody looks at a clock for a neighbour's visit: half an hour, or a fifth of a long day, is no difference. */
const MINUTES_APART = 30;
const SHARE_APART = 0.2;

export function mismatchOf(said: Said, rolled: Rolled): ("headcount" | "minutes")[] {
  const apart = Math.abs(said.minutes - rolled.minutes);
  const allowed = Math.max(MINUTES_APART, Math.round(rolled.minutes * SHARE_APART));
  return [
    ...(said.headcount === rolled.headcount ? [] : (["headcount"] as const)),
    ...(apart > allowed ? (["minutes"] as const) : []),
  ];
}

/** Of presences that have ended; whoever is still there counts as a head only. */
export function rolledOf(there: readonly { in_at: Date; out_at: Date | null }[]): Rolled {
  const stayed = there
    .flatMap(({ in_at, out_at }) =>
      out_at === null ? [] : [Math.floor((out_at.getTime() - in_at.getTime()) / 60_000)],
    )
    .sort((a, b) => a - b);
  return { headcount: there.length, minutes: stayed[Math.floor(stayed.length / 2)] ?? 0 };
}
