// From facts to an order, and what would stand against it. Pure.
import { type Facts, noiseOf, type Parts, partsOf, scoreOf } from "../score/rules";
import type { Weights } from "../score/schema";
import type { WhyNot } from "./schema";

export type Scored<T> = T & { score: number; parts: Parts };

/** Best first; of equals, the one whose chance came first, so that no id is favoured for ever. */
export function ranked<T extends { id: string; facts: Facts }>(
  all: readonly T[],
  weights: Weights,
  seed: number,
): Scored<T>[] {
  return all
    .map((one) => {
      const parts = partsOf(one.facts, noiseOf(seed, one.id));
      return { ...one, parts, score: scoreOf(parts, weights) };
    })
    .sort((a, b) => b.score - a.score || b.parts.explore - a.parts.explore || (a.id < b.id ? -1 : 1));
}

/** As far as a person goes from home, in steps of the tree. */
const REACH_STEPS: Record<string, number> = { village: 0, town: 1, county: 2, any: 5 };
export const stepsOf = (reach: string): number => REACH_STEPS[reach] ?? 1;
export const withinReach = (reach: string, steps: number): boolean => steps <= stepsOf(reach);

/** must: the qualification without which nobody is accepted, as a code. */
export function whyNot(facts: Facts, must: string | null): WhyNot[] {
  const found: WhyNot[] = [];
  if (must !== null && facts.codes[must] === undefined) found.push("lacks_qualification");
  if (facts.kind === "vehicle" && !facts.wanted.some((code) => facts.codes[code] !== undefined))
    found.push("lacks_equipment");
  if (facts.kind === "people" && facts.capacity < facts.open) found.push("too_few");
  return found;
}

/** What keeps somebody off a list altogether; too few is only said. */
export const bars = (why: readonly WhyNot[]): boolean => why.some((one) => one !== "too_few");

/** Codes a helper is looked up by among what is wanted: what few have first. */
const ORDER = ["may:", "tool:", "skill:", "work:"];
export function lookedBy(codes: Readonly<Record<string, number>>, most: number): string[] {
  const own = Object.keys(codes);
  return [
    ...ORDER.flatMap((space) => own.filter((code) => code.startsWith(space))).slice(0, most),
    "people",
    "goods",
  ];
}
