// The running totals on public pages, and what an act adds to them. Pure. Each act is counted by its difference to the act before
// it in the same history, so that the sum is right whatever order events are delivered in.

export const TALLY_NAMES = [
  "needs_open", // taking pledges now
  "needs_completed",
  "goods_grams", // accepted by those who asked, in grams
  "vehicles", // accepted on vehicle lines
  "places_filled", // held on people lines
  "organisations", // that have pledged at least once, counted where they are at home
] as const;
export type TallyName = (typeof TALLY_NAMES)[number];
export type Delta = { name: TallyName; by: number };

/** Which state of a need an event leads to, as far as the totals care; events that are not here change neither. */
const NEED_STATES: Record<string, "open" | "completed" | "other"> = {
  "need.published": "open",
  "need.resumed": "open",
  "need.reopened": "open",
  "need.withdrawn": "other",
  "need.paused": "other",
  "need.sealed": "other",
  "need.settling": "other",
  "need.completed": "completed",
  "need.cancelled": "other",
  "need.closed": "other",
};

/** Whether the consumer "tally" wants it: any act on a pledge may move what it holds. */
export const isTallied = (event: string): boolean => event.startsWith("pledge.") || event in NEED_STATES;

/** One act of a history: its event and the numbers it recorded. */
export type Told = { event: string; data: Record<string, unknown> };

const NEED_TOTALS = { open: "needs_open", completed: "needs_completed", other: null } as const;

/** acts: the need's history up to and with the one that is counted. */
export function needDeltas(acts: readonly Told[]): Delta[] {
  const states = acts.flatMap((act) => NEED_STATES[act.event] ?? []);
  const now = NEED_STATES[acts.at(-1)?.event ?? ""];
  if (now === undefined) return [];
  const before = states.at(-2) ?? "other";
  if (before === now) return [];
  return [change(NEED_TOTALS[before], -1), change(NEED_TOTALS[now], 1)].flatMap((d) => d ?? []);
}

const change = (name: TallyName | null, by: number): Delta | null =>
  name === null || by === 0 ? null : { name, by };

/** weighed: the line's smallest unit is a gram. Other goods have no common measure, so there is no total of them. */
export function pledgeDeltas(acts: readonly Told[], line: { kind: string; weighed: boolean }): Delta[] {
  const now = holding(acts);
  const before = holding(acts.slice(0, -1));
  const name = line.kind === "vehicle" ? "vehicles" : line.weighed ? "goods_grams" : null;
  const delta =
    line.kind === "people"
      ? change("places_filled", now.amount - before.amount)
      : change(name, now.accepted - before.accepted);
  return delta === null ? [] : [delta];
}

/** What the pledge held after these acts: the newest numbers told. A place offered is not filled before it is taken. */
function holding(acts: readonly Told[]): { amount: number; accepted: number } {
  const newest = (name: string) => {
    const value = acts.findLast((act) => typeof act.data[name] === "number")?.data[name];
    return typeof value === "number" ? value : 0;
  };
  const isOffered = acts.findLast((act) => act.event !== "pledge.called")?.event === "pledge.offered";
  return { amount: isOffered ? 0 : newest("amount"), accepted: newest("accepted") };
}
