// What a leader's device remembers of one shift's day: every tap that was not yet answered, in order.
export type Kind = "in" | "out" | "walk_in" | "undo";
export type Tap = {
  id: string;
  seq: number;
  kind: Kind;
  personId: string;
  was?: string;
  name: string;
  at: number; // by the device's clock
};
export type Store = { device: string; seq: number; taps: Tap[] };

/** Also where the page is not a secure context, which a telephone on a village's network is not. */
export function newId(): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  b[6] = ((b[6] as number) & 15) | 64;
  b[8] = ((b[8] as number) & 63) | 128;
  return [...b]
    .map((n, i) => ([4, 6, 8, 10].includes(i) ? "-" : "") + n.toString(16).padStart(2, "0"))
    .join("");
}

export function storeOf(slotId: string) {
  const KEY = `hrb-day:${slotId}`;
  const load = (): Store => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY) ?? "") as Store;
      if (kept.device) return kept;
    } catch {}
    return { device: newId(), seq: 0, taps: [] };
  };
  const save = (store: Store) => localStorage.setItem(KEY, JSON.stringify(store));
  return {
    load,
    add(tap: Omit<Tap, "id" | "seq" | "at">): Tap {
      const store = load();
      store.seq += 1;
      const kept = { ...tap, id: newId(), seq: store.seq, at: Date.now() };
      store.taps.push(kept);
      save(store);
      return kept;
    },
    forget(ids: ReadonlySet<string>): void {
      const store = load(); // as it is now: there may be taps since
      store.taps = store.taps.filter((tap) => !ids.has(tap.id));
      save(store);
    },
  };
}
