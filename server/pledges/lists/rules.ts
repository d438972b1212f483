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
export type Act = (typeof ACTS)[number];

export type ActFacts = {
  kind: string;
  status: string;
  needStatus: string;
  onWay: number;
  cutOffAt: Date | null;
};

const amends = (status: string) =>
  status === "requested" ? "amendRequest" : status === "waitlisted" ? "amendWaiting" : "amend";

/** changes: the asker speaks for the helper; manages: for the poster. */
export function actsOf(p: ActFacts, who: { changes: boolean; manages: boolean }, now: Date): Act[] {
  if (!isRunning(p.needStatus)) return [];
  const table = eventsOf(p.kind);
  const late = p.status === "confirmed" && p.cutOffAt !== null && p.cutOffAt <= now;
  const can = (event: keyof ReturnType<typeof eventsOf>) => canHappen(table, p.status, event);
  const acts: Act[] = [];
  if (who.changes) {
    if (can("accept")) acts.push("accept", "decline");
    if (can(amends(p.status))) acts.push("amend");
    if (p.status !== "offered" && can("withdraw") && !late && p.onWay === 0) acts.push("withdraw");
  }
  if (who.manages) {
    if (can("approve")) acts.push("approve", "refuse");
    if (can("call")) acts.push("call");
    if (can("remove") && p.onWay === 0) acts.push("remove");
  }
  return acts;
}
