// Searches for stand-ins as whoever may take one sees them: one card per shift, however many places are to be filled. Pure.
import type { SearchItem } from "@/server/pledges/stand-ins/schema";

/** one: the first of them, which is the one to be taken; count: how many there are like it. */
export type Group = { one: SearchItem; count: number };

/** Alike: of the same shift and side, with the same to be done about it. One's own place is never put together with another. */
export function grouped(items: readonly SearchItem[]): Group[] {
  const groups = new Map<string, Group>();
  for (const one of items) {
    const key = one.mine
      ? one.standInId
      : [one.shift.slotId, one.organisationName ?? "", one.team, one.why ?? ""].join(" ");
    const there = groups.get(key);
    groups.set(key, there ? { ...there, count: there.count + 1 } : { one, count: 1 });
  }
  return [...groups.values()];
}
