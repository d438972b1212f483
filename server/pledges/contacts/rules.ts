// When a telephone number is open between the two sides of a pledge. Pure.
import { refuse } from "@/server/errors";
import { isRunning } from "../holding/rules";

/** Nothing is agreed yet. */
const NOT_YET = ["requested", "waitlisted", "offered"];
/** Agreed, and both still have to do with each other. */
const OPEN = ["confirmed", "disputed", "settled", "attended", "absent"];

type ContactState = "not_yet" | "open" | "over";

/** Open from the confirmation until the need ends; whoever withdrew or was released is a stranger again. */
export function contactState(pledgeStatus: string, needStatus: string): ContactState {
  if (!isRunning(needStatus)) return "over";
  if (NOT_YET.includes(pledgeStatus)) return "not_yet";
  return OPEN.includes(pledgeStatus) ? "open" : "over";
}

/** Written down by a clerk, not yet confirmed by the unit: it opens no number, or anybody's could be had by writing one down. */
export const isHearsay = (pledge: { via: string; unit_confirmed_at: Date | null }): boolean =>
  pledge.via === "on_site" && pledge.unit_confirmed_at === null;

export function mustBeOpen(state: ContactState): void {
  if (state === "not_yet") refuse("CONTACT_NOT_YET");
  if (state === "over") refuse("CONTACT_OVER");
}
