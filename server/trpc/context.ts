// What every act is given: who asks, the database, the clock, the keys. No ambient state.

import type { RefusalCode, RefusalFacts } from "@/server/errors";
import type { Clock } from "@/server/platform/clock";
import type { Config } from "@/server/platform/config";
import type { Keys } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import type { Log } from "@/server/platform/log";
import type { SmsSender } from "@/server/platform/sms";
import type { Actor, Asker } from "@/server/policy";

export type Ctx = Asker & {
  actor: Actor | null; // null: a visitor, or the platform itself where system is true
  system: boolean;
  asked: Set<string>; // the policy actions asked in this request
  browser: string | null; // random id of the browser's first-party cookie
  address: string; // of the client, for limits only; never stored in clear
  device: string; // user agent, shortened
  db: Db;
  clock: Clock;
  keys: Keys;
  config: Config;
  log: Log;
  sms: SmsSender;
  /** What a refusal says to people, where its answer leaves as JSON. */
  sentenceOf?: SentenceOf;
};
export type SentenceOf = (code: RefusalCode, facts: RefusalFacts) => string;

/** The parts of a context that belong to the process, not to the request. */
export type World = Pick<Ctx, "db" | "clock" | "keys" | "config" | "log" | "sms">;

/** The platform acting by itself: timers and consumers. */
export function systemCtx(world: World): Ctx {
  return { ...world, actor: null, system: true, asked: new Set(), browser: null, address: "", device: "" };
}
