// Who comes first, under each policy: of needs in somebody's list, of helpers who are asked. Ours is the product's own ranking.
import { ranked } from "@/server/matching/ranking/rules";
import { BUILT_IN, type Facts, seedOf } from "@/server/matching/score/rules";
import type { Weights } from "@/server/matching/score/schema";
import { dayOf } from "@/server/time";
import type { Standing } from "./standing";
import type { Helper, Need } from "./year";

export const POLICIES = ["ours", "popularity", "nearest", "broadcast"] as const;
/**
 * Told beside, added after the first run on two seeds: no goal is judged by them. near: popularity as a search by place would show
 * it, village, town and county after one another. no penalty: ours without the connection penalty, SmartSort's own question. waiting: a
 * wave that finds everybody at the weekly cap tries again instead of ending. spaced: waits as well, and asks nobody twice
 * within two days, which is what the cap's "about one every two days" says (server/matching/invitations/rules.ts).
 */
export const BESIDE = ["popularity, near", "ours, no penalty", "ours, waiting", "ours, spaced"] as const;
export type PolicyName = (typeof POLICIES)[number] | (typeof BESIDE)[number];

type Policy = {
  name: PolicyName;
  /** Needs, as this helper reads them from the top. */
  list: (helper: Helper, needs: readonly Need[], now: number, standing: Standing) => Need[];
  /** Helpers, in the order they are asked. Null: everybody at once. */
  ask: ((need: Need, helpers: readonly Helper[], now: number, standing: Standing) => Helper[]) | null;
  /** Goods go round in fair turns. */
  turns: boolean;
  /** A wave that finds everybody at their weekly cap waits, where ours gives up. */
  waits?: boolean;
  /** Days between two invitations to one helper, at least. */
  spaced?: number;
};

const ours = (name: PolicyName, weights: Weights): Policy => {
  const byScore = <T>(all: { id: string; facts: Facts; one: T }[], subject: string, now: number): T[] =>
    ranked(all, weights, seedOf(subject, dayOf(new Date(now)))).map(({ one }) => one);
  return {
    name,
    list: (helper, needs, now, standing) =>
      byScore(
        needs.map((one) => ({ id: one.id, one, facts: standing.facts(helper, one, now, "need") })),
        helper.id,
        now,
      ),
    ask: (need, helpers, now, standing) =>
      byScore(
        helpers.map((one) => ({ id: one.id, one, facts: standing.facts(one, need, now, "helper") })),
        need.id,
        now,
      ),
    turns: true,
  };
};

/** The nearer ring first; within it as it was. */
const near = <T>(all: readonly T[], steps: (one: T) => number): T[] =>
  all
    .map((one) => ({ one, steps: steps(one) }))
    .sort((a, b) => a.steps - b.steps)
    .map(({ one }) => one);

const popularHelpers: NonNullable<Policy["ask"]> = (_, helpers, __, { pledges }) =>
  [...helpers].sort((a, b) => pledges.helpers[b.at]! - pledges.helpers[a.at]! || a.at - b.at);

const POPULARITY: Policy = {
  name: "popularity",
  list: (_, needs, __, { pledges }) =>
    [...needs].sort((a, b) => pledges.needs[b.at]! - pledges.needs[a.at]! || a.at - b.at),
  ask: popularHelpers,
  turns: false,
};

const NEAREST: Policy = {
  name: "nearest",
  list: (helper, needs, _, { year }) =>
    [...needs].sort((a, b) => year.km(helper, a) - year.km(helper, b) || a.startsAt - b.startsAt),
  ask: (need, helpers, _, { year, tie }) =>
    [...helpers].sort((a, b) => year.km(a, need) - year.km(b, need) || tie(need, a) - tie(need, b)),
  turns: false,
};

export const POLICY: Record<PolicyName, Policy> = {
  ours: ours("ours", BUILT_IN),
  "ours, no penalty": ours("ours, no penalty", { ...BUILT_IN, connection: 0 }),
  "ours, waiting": { ...ours("ours, waiting", BUILT_IN), waits: true },
  "ours, spaced": { ...ours("ours, spaced", BUILT_IN), waits: true, spaced: 2 },
  "popularity, near": {
    ...POPULARITY,
    name: "popularity, near",
    list: (helper, needs, now, standing) =>
      near(POPULARITY.list(helper, needs, now, standing), (need) => standing.year.facts(helper, need).steps),
    ask: (need, helpers, now, standing) =>
      near(popularHelpers(need, helpers, now, standing), (helper) => standing.year.facts(helper, need).steps),
  },
  popularity: POPULARITY,
  nearest: NEAREST,
  broadcast: {
    name: "broadcast",
    list: (_, needs) => [...needs].sort((a, b) => b.publishedAt - a.publishedAt),
    ask: null,
    turns: false,
  },
};
