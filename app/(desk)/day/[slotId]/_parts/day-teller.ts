// Tells the server what the device did, in order, and then owes the page one look at what the server says. Neither is ever given up:
// what was not answered is told again, a look that failed is taken again, and a tap made meanwhile begins both anew.
import type { Store, Tap } from "./day-store";

/** gathered: one sentence for all that came too late for the roll; they are kept for the leader. */
export type Answer = { id: string; outcome: string; sentence: string | null; gathered?: string | null };
export type Told = { answers?: Answer[]; sentence?: string };

export type Device = {
  load(): Store;
  forget(ids: ReadonlySet<string>): void;
  post(device: string, taps: Tap[]): Promise<Told>;
  /** The page as the server has it now; false where it could not be had, or taps have come in meanwhile. */
  refresh(): Promise<boolean>;
  later(act: () => void, ms: number): () => void;
  /** What the person at the device is told: of taps that were not done, or of all of them. */
  said(told: { refused: { tap: Tap; answer: Answer }[]; sentence: string | null }): void;
  /** caughtUp: what had waited while the network was away has just been told. stale: the page may be older than it looks. */
  state(now: { waiting: number; caughtUp: boolean; stale: boolean }): void;
};

export const AT_ONCE = 100;
/** After the first failure, the second …; the last from then on. */
export const RETRY_MS = [1_000, 2_000, 4_000, 10_000] as const;
/** The page says that it may be old only when looking has failed as often. */
export const STALE_AFTER = 3;

export function teller(device: Device) {
  let busy = false;
  let owed = false;
  let failed = 0;
  let away = device.load().taps.length > 0;
  let stopped = false;
  let cancel: (() => void) | null = null;

  /** Asks for a look at the server, and tells what waits before. */
  function tell(): void {
    owed = true;
    void run();
  }

  async function run(): Promise<void> {
    if (busy || stopped) return; // the run under way sees what is owed
    busy = true;
    cancel?.();
    cancel = null;
    let reached = false;
    try {
      do {
        owed = true;
        if (!(await drain())) break;
        reached = true;
        away = false;
        owed = !(await device.refresh());
      } while (device.load().taps.length > 0);
    } catch {
      if (!reached) away = true;
    }
    busy = false;
    const waiting = device.load().taps.length;
    failed = owed ? failed + 1 : 0;
    device.state({ waiting, caughtUp: false, stale: failed >= STALE_AFTER && waiting === 0 });
    if (owed && !stopped)
      cancel = device.later(run, RETRY_MS[Math.min(failed, RETRY_MS.length) - 1] ?? RETRY_MS[0]);
  }

  /** False where the server left some for later, or speaks to this device no longer. */
  async function drain(): Promise<boolean> {
    for (let store = device.load(); store.taps.length > 0; store = device.load()) {
      const taps = store.taps.slice(0, AT_ONCE);
      const { answers, sentence } = await device.post(store.device, taps);
      if (!answers) {
        device.said({ refused: [], sentence: sentence ?? null });
        return false;
      }
      if (answers.length === 0) return false;
      const known = new Map(answers.map((one) => [one.id, one]));
      const refused = taps.flatMap((tap) => {
        const answer = known.get(tap.id);
        return answer && answer.outcome !== "done" ? [{ tap, answer }] : [];
      });
      device.forget(new Set(known.keys()));
      device.said({ refused, sentence: null });
      const waiting = device.load().taps.length;
      device.state({ waiting, caughtUp: away && waiting === 0, stale: false });
    }
    return true;
  }

  return {
    tell,
    stop(): void {
      stopped = true;
      cancel?.();
    },
  };
}
