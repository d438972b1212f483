// What an invitation still is good for. Pure.

export type LinkState = "live" | "ended" | "expired" | "used_up";

export function linkState(
  link: { ended_at: Date | null; expires_at: Date; uses: number; uses_max: number },
  now: Date,
): LinkState {
  if (link.ended_at !== null) return "ended";
  if (link.expires_at <= now) return "expired";
  return link.uses >= link.uses_max ? "used_up" : "live";
}
