// Who comes first, under each policy: of needs in somebody's list, of helpers who are asked. Ours is the product's own ranking.
import { ranked } from "@/server/matching/ranking/rules";
import { BUILT_IN, type Facts, seedOf } from "@/server/matching/score/rules";
import { dayOf } from "@/server/people/profiles/rules";
import type { Standing } from "./standing";
import type { Helper, Need } from "./year";

export const POLICIES = ["ours", "popularity", "nearest", "broadcast"] as const;
export type PolicyName = (typeof POLICIES)[number];

export type Policy = {
  name: PolicyName;
  /** Needs, as this helper reads them from the top. */
  list: (helper: Helper, needs: readonly Need[], now: number, standing: Standing) => Need[];
  /** Helpers, in the order they are asked. Null: everybody at once. */
  ask: ((need: Need, helpers: readonly Helper[], now: number, standing: Standing) => Helper[]) | null;
  /** Goods go round in fair turns. */
  turns: boolean;
};

const byScore = <T>(all: { id: string; facts: Facts; one: T }[], subject: string, now: number): T[] =>
  ranked(all, BUILT_IN, seedOf(subject, dayOf(new Date(now)))).map(({ one }) => one);

const POPULARITY: Policy = {
  name: "popularity",
  list: (_, needs, __, { pledges }) =>
    [...needs].sort((a, b) => pledges.needs[b.at]! - pledges.needs[a.at]! || a.at - b.at),
  ask: (_, helpers, __, { pledges }) =>
    [...helpers].sort((a, b) => pledges.helpers[b.at]! - pledges.helpers[a.at]! || a.at - b.at),
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
  ours: {
    name: "ours",
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
