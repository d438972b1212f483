// The queue of a leader's device: whatever happens to the network, everything is told once and the page comes right by itself.
import { describe, expect, it } from "vitest";
import type { Store, Tap } from "@/app/(desk)/day/[slotId]/_parts/day-store";
import {
  AT_ONCE,
  type Device,
  RETRY_MS,
  STALE_AFTER,
  type Told,
  teller,
} from "@/app/(desk)/day/[slotId]/_parts/day-teller";

/** A device whose network does as it is told. `page` is what the server knew when the page was last taken. */
function deviceOf(taps = 0) {
  const server: string[] = [];
  const store: Store = { device: "d", seq: 0, taps: [] };
  const later: { act: () => void; ms: number }[] = [];
  const states: Parameters<Device["state"]>[0][] = [];
  const refused: string[] = [];
  const tap = () => {
    store.seq += 1;
    store.taps.push({ id: `t${store.seq}`, seq: store.seq, kind: "in", personId: "p", name: "赵伯", at: 0 });
  };
  for (let i = 0; i < taps; i++) tap();
  const done = (sent: Tap[]): Told => {
    server.push(...sent.map(({ id }) => id));
    return { answers: sent.map(({ id }) => ({ id, outcome: "done", sentence: null })) };
  };
  const it = {
    server,
    states,
    refused,
    later,
    tap,
    page: [] as string[],
    post: async (sent: Tap[]): Promise<Told> => done(sent),
    done,
    look: async (): Promise<boolean> => true,
    waiting: () => store.taps.length,
    /** What was put off happens now. */
    async wake() {
      for (const { act } of later.splice(0)) act();
      await settled();
    },
  };
  const device: Device = {
    load: () => ({ ...store, taps: [...store.taps] }),
    forget: (ids) => {
      store.taps = store.taps.filter(({ id }) => !ids.has(id));
    },
    post: (_, sent) => it.post(sent),
    refresh: async () => {
      const seen = [...server]; // what the answer says was true when it was asked
      if (!(await it.look()) || store.taps.length > 0) return false;
      it.page = seen;
      return true;
    },
    later: (act, ms) => {
      const one = { act, ms };
      later.push(one);
      return () => void later.splice(later.indexOf(one) >>> 0, 1);
    },
    said: (told) => refused.push(...told.refused.map((one) => one.answer.outcome)),
    state: (now) => states.push(now),
  };
  return { ...it, it, told: teller(device) };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("the queue of a device", () => {
  it("a tap made while the page is being looked at is told at once, and the page is looked at again", async () => {
    const { it: world, told } = deviceOf(1);
    let first = true;
    world.look = async () => {
      if (first) world.tap(); // comes while the answer is on its way; its own tell() finds the queue busy
      first = false;
      return true;
    };
    told.tell();
    await settled();
    expect(world.server).toEqual(["t1", "t2"]);
    expect(world.page).toEqual(["t1", "t2"]);
    expect(world.later).toEqual([]);
  });

  it("a look that fails is taken again until it succeeds, and meanwhile the page says that it may be old", async () => {
    const { it: world, told } = deviceOf(1);
    world.look = async () => {
      throw new TypeError("Failed to fetch");
    };
    told.tell();
    await settled();
    expect(world.server).toEqual(["t1"]);
    expect(world.page).toEqual([]);
    const waits = [];
    for (let i = 0; i < 5; i++) {
      waits.push(world.later[0]?.ms);
      expect(world.states.at(-1)?.stale).toBe(i + 1 >= STALE_AFTER);
      await world.wake();
    }
    expect(waits).toEqual([...RETRY_MS, RETRY_MS.at(-1)]);
    world.look = async () => true;
    await world.wake();
    expect(world.page).toEqual(["t1"]);
    expect(world.states.at(-1)).toEqual({ waiting: 0, caughtUp: false, stale: false });
    expect(world.later).toEqual([]);
  });

  it("a look that is sent elsewhere, as after signing out, is owed like one that failed", async () => {
    const { it: world, told } = deviceOf();
    world.look = async () => false;
    told.tell();
    await settled();
    expect(world.later).toHaveLength(1);
    world.look = async () => true;
    await world.wake();
    expect(world.later).toEqual([]);
  });

  it("what the network lost is told when it is back, in order, and the person hears of it", async () => {
    const { it: world, told } = deviceOf(AT_ONCE + 1);
    world.post = async () => {
      throw new TypeError("Failed to fetch");
    };
    told.tell();
    await settled();
    expect(world.waiting()).toBe(AT_ONCE + 1);
    world.post = async (sent) => world.done(sent);
    await world.wake();
    expect(world.server).toEqual(Array.from({ length: AT_ONCE + 1 }, (_, i) => `t${i + 1}`));
    expect(world.states.filter(({ caughtUp }) => caughtUp)).toHaveLength(1);
    expect(world.page).toHaveLength(AT_ONCE + 1);
  });

  it("what the server leaves unanswered, or will not hear, stays and is told again", async () => {
    const { it: world, told } = deviceOf(2);
    const answers: Told[] = [{ sentence: "请先登录" }, { answers: [] }];
    world.post = async (sent) => answers.shift() ?? world.done(sent);
    told.tell();
    await settled();
    expect(world.waiting()).toBe(2);
    await world.wake();
    expect(world.waiting()).toBe(2);
    await world.wake();
    expect(world.server).toEqual(["t1", "t2"]);
    expect(world.page).toEqual(["t1", "t2"]);
  });

  it("what is refused is said once and not told again", async () => {
    const { it: world, told } = deviceOf(1);
    world.post = async (sent) => ({
      answers: sent.map(({ id }) => ({ id, outcome: "ALREADY_IN", sentence: "已经签到" })),
    });
    told.tell();
    await settled();
    told.tell();
    await settled();
    expect(world.refused).toEqual(["ALREADY_IN"]);
    expect(world.waiting()).toBe(0);
  });
});
