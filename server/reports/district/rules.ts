// Sums of a district by place and kind. Pure.
import type { Sums } from "../rules";
import type { Figures } from "./schema";

/** Who comes once has helped; who comes again is counted as active. */
export const ACTIVE_VISITS = 2;

export const NOTHING: Figures = {
  minutes: 0,
  visits: 0,
  people: 0,
  active: 0,
  asked: 0,
  sent: 0,
  taken: 0,
  evaluated: 0,
  handed: 0,
  accepted: 0,
};

/** Net of one person at one place in one kind of service. */
export type Share = { placeId: number; kind: string; personId: string; minutes: number; visits: number };

type Each = Map<string, { minutes: number; visits: number }>;

/** Adds up shares as they come; a person counts once wherever they are looked at. */
export class PlaceAdder {
  private readonly whole: Each = new Map();
  private readonly byPlace = new Map<number, Each>();
  private readonly byKind = new Map<string, Each>();

  add({ placeId, kind, personId, minutes, visits }: Share): void {
    for (const each of [this.whole, of(this.byPlace, placeId), of(this.byKind, kind)]) {
      const sums = each.get(personId);
      if (sums === undefined) each.set(personId, { minutes, visits });
      else {
        sums.minutes += minutes;
        sums.visits += visits;
      }
    }
  }

  total = (): Sums & { active: number } => sumsOf(this.whole);
  places = (): Map<number, Sums & { active: number }> =>
    new Map([...this.byPlace].map(([id, each]) => [id, sumsOf(each)]));
  kinds = (): ({ kind: string } & Sums)[] =>
    [...this.byKind]
      .map(([kind, each]) => {
        const { active: _, ...sums } = sumsOf(each);
        return { kind, ...sums };
      })
      .filter((line) => line.minutes !== 0)
      .sort((a, b) => (a.kind < b.kind ? -1 : 1));
}

function of<K>(map: Map<K, Each>, key: K): Each {
  let each = map.get(key);
  if (each === undefined) {
    each = new Map();
    map.set(key, each);
  }
  return each;
}

function sumsOf(each: Each): Sums & { active: number } {
  const sums = { minutes: 0, visits: 0, people: 0, active: 0 };
  for (const { minutes, visits } of each.values()) {
    sums.minutes += minutes;
    sums.visits += visits;
    if (minutes > 0) sums.people++;
    if (visits >= ACTIVE_VISITS) sums.active++;
  }
  return sums;
}
