// A stage with a clock of its own: acts are planned at moments of the past nine months and played in order of time,
// by the same procedures that pages call. The same on every machine, but for ids.

import { asSession, endSessions, openSession } from "@/server/people/sessions/commands";
import { transact } from "@/server/platform/db";
import { DAY_MS as DAY, dayOf, intoDay } from "@/server/time";
import { type Ctx, systemCtx, type World } from "@/server/trpc/context";
import { createCaller } from "@/server/trpc/root";

/** Longest idle time of a session the demo leaves standing; it opens a new one after that. */
const SESSION_DAYS = 5;

export type Caller = ReturnType<typeof createCaller>;
export type Stage = {
  world: World;
  /** The real moment the demo world is dated by. */
  today: Date;
  now(): Date;
  /** Day 0 is today, −3 three days ago; hour and minute of China. */
  at(day: number, hour: number, minute?: number): Date;
  /** The calendar day as YYYY-MM-DD. */
  day(day: number): string;
  random(): number;
  pick<T>(list: readonly T[]): T;
  whole(from: number, to: number): number;
  key(): string;
  as(personId: string): Promise<Caller>;
  plan(at: Date, act: () => Promise<unknown>): void;
  /** Plays what is planned up to now, in order of time; `between` runs once per played day. */
  play(between: () => Promise<void>): Promise<number>;
  leave(): Promise<void>;
};

/** mulberry32: small, seeded, good enough to scatter numbers. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function stage(real: World): Stage {
  const today = real.clock.now();
  const midnight = today.getTime() - intoDay(today);
  const random = seeded(20_200_402);
  let now = today;
  const world: World = { ...real, clock: { now: () => now }, sms: { send: async () => ({ ref: "demo" }) } };
  const planned: { at: number; order: number; act: () => Promise<unknown> }[] = [];
  const sessions = new Map<string, { id: string; opened: number }>();
  let keys = 0;

  const self: Stage = {
    world,
    today,
    now: () => now,
    at: (day, hour, minute = 0) => new Date(midnight + day * DAY + hour * 3_600_000 + minute * 60_000),
    day: (day) => dayOf(new Date(midnight + day * DAY)),
    random,
    pick: (list) => list[Math.floor(random() * list.length)] as (typeof list)[number],
    whole: (from, to) => from + Math.floor(random() * (to - from + 1)),
    key: () => `demo-${String(++keys).padStart(8, "0")}`,
    async as(personId) {
      const ctx: Ctx = { ...systemCtx(world), system: false, device: "演示", browser: `demo-${personId}` };
      let session = sessions.get(personId);
      if (session === undefined || now.getTime() - session.opened > SESSION_DAYS * DAY) {
        session = {
          id: await transact(world.db, (trx) => openSession(trx, ctx, personId)),
          opened: now.getTime(),
        };
        sessions.set(personId, session);
      }
      return createCaller(await asSession(ctx, session.id));
    },
    plan(at, act) {
      if (at <= today) planned.push({ at: at.getTime(), order: planned.length, act });
    },
    async play(between) {
      let played = 0;
      let day = Number.NEGATIVE_INFINITY;
      for (;;) {
        let first = 0;
        for (let i = 1; i < planned.length; i++) {
          const [a, b] = [planned[i] as (typeof planned)[number], planned[first] as (typeof planned)[number]];
          if (a.at < b.at || (a.at === b.at && a.order < b.order)) first = i;
        }
        const next = planned.splice(first, 1)[0];
        if (next === undefined) break;
        now = new Date(Math.max(next.at, now.getTime()));
        if (Math.floor(next.at / DAY) !== day) {
          day = Math.floor(next.at / DAY);
          await between();
        }
        await next.act();
        played++;
      }
      now = today;
      await between();
      return played;
    },
    async leave() {
      for (const personId of sessions.keys()) await endSessions(world.db, world, { personId });
    },
  };
  now = self.at(-275, 9);
  return self;
}
