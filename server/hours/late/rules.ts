// What a device told after the shift was over comes to, person by person. Pure.
export type ToldEvent = { kind: "in" | "out" | "walk_in" | "undo"; personId: string; at: Date };
type ToldLate = { personId: string; from: Date | null; to: Date | null };

/** In the order they happened: the last word on each holds; an undoing takes back the step before it. */
export function replay(events: readonly ToldEvent[]): ToldLate[] {
  const people = new Map<string, ToldLate>();
  for (const { kind, personId, at } of events) {
    const told = people.get(personId) ?? { personId, from: null, to: null };
    if (kind === "in" || kind === "walk_in") told.from = at;
    else if (kind === "out") told.to = at;
    else if (told.to !== null) told.to = null;
    else told.from = null;
    people.set(personId, told);
  }
  return [...people.values()].filter(({ from, to }) => from !== null || to !== null);
}
