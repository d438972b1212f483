// Which acts a list offers beside a pledge. Pure; the acts themselves ask again.
import { canHappen } from "@/server/lifecycle";
import { isRunning } from "../holding/rules";
import { eventsOf } from "../lifecycle";

/** Acts on one pledge, named as the procedures of the router; "call" is its logCall. */
export const ACTS = [
  "accept",
  "decline",
  "amend",
  "withdraw",
  "approve",
  "refuse",
  "remove",
  "call",
] as const;
type Act = (typeof ACTS)[number];

type ActFacts = {
  kind: string;
  status: string;
  needStatus: string;
  onWay: number;
  cutOffAt: Date | null;
  helperKind: string;
  startsAt: Date | null;
  seeking: boolean; // a stand-in is looked for
};

const amends = (status: string) =>
  status === "requested" ? "amendRequest" : status === "waitlisted" ? "amendWaiting" : "amend";

/** changes: the asker speaks for the helper; manages: for the poster. */
export function actsOf(p: ActFacts, who: { changes: boolean; manages: boolean }, now: Date): Act[] {
  if (!isRunning(p.needStatus)) return [];
  const table = eventsOf(p.kind);
  const late = p.status === "confirmed" && p.cutOffAt !== null && p.cutOffAt <= now;
  const stands = p.kind === "people" && p.helperKind === "person" && !p.seeking; // withdrawing looks for a stand-in then
  const begun = p.startsAt !== null && p.startsAt <= now;
  const can = (event: keyof ReturnType<typeof eventsOf>) => canHappen(table, p.status, event);
  const acts: Act[] = [];
  if (who.changes) {
    if (can("accept")) acts.push("accept", "decline");
    if (can(amends(p.status))) acts.push("amend");
    if (p.status !== "offered" && can("withdraw") && (!late || (stands && !begun)) && p.onWay === 0)
      acts.push("withdraw");
  }
  if (who.manages) {
    if (can("approve")) acts.push("approve", "refuse");
    if (can("call")) acts.push("call");
    if (can("remove") && p.onWay === 0) acts.push("remove");
  }
  return acts;
}
