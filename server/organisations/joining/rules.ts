// What an invitation still is good for. Pure.
import { DAY_MS } from "@/server/time";

/** An invitation waits a month for its answer: long enough for somebody who looks in rarely. */
export const INVITED_DAYS = 30;

/** Invitations made after this moment are still open. */
export const invitedSince = (now: Date): Date => new Date(now.getTime() - INVITED_DAYS * DAY_MS);
export const isLapsed = (row: { created_at: Date }, now: Date): boolean =>
  row.created_at <= invitedSince(now);

type LinkState = "live" | "ended" | "expired" | "used_up";

export function linkState(
  link: { ended_at: Date | null; expires_at: Date; uses: number; uses_max: number },
  now: Date,
): LinkState {
  if (link.ended_at !== null) return "ended";
  if (link.expires_at <= now) return "expired";
  return link.uses >= link.uses_max ? "used_up" : "live";
}
