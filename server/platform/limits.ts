// How often something may happen, counted in the database so that every instance counts together. Keys are hashed first.
import type { Pool, PoolOptions } from "mysql2";
import { RateLimiterMySQL, RateLimiterRes } from "rate-limiter-flexible";
import { refuse } from "@/server/errors";
import type { Ctx } from "@/server/trpc/context";
import { hashOf } from "./crypto";
import { type Db, poolOf } from "./db";

const HOUR = 3600;
const DAY = 24 * HOUR;

/** points per seconds, each with its reason. */
export const LIMITS = {
  code_phone: { points: 5, seconds: HOUR }, // texts to one number: a nuisance to its owner, and each costs money
  code_phone_day: { points: 10, seconds: DAY },
  code_address: { points: 100, seconds: HOUR }, // a release event has a hundred telephones behind one address
  code_address_day: { points: 500, seconds: DAY },
  verify_phone: { points: 20, seconds: HOUR }, // guesses over several codes of one number
  verify_address: { points: 300, seconds: HOUR },
  enter_address: { points: 100, seconds: HOUR }, // one-time links
  person_create: { points: 100, seconds: DAY }, // people entered by one leader or clerk
  draft_address: { points: 600, seconds: HOUR }, // forms half filled by visitors, who may claim to be any number of browsers
  find_person: { points: 60, seconds: HOUR }, // an administrator who looks people up by number, not a list of numbers
  day_code: { points: 20, seconds: 600 }, // digits typed by one person: one in a million each, for their own shifts
  day_code_address: { points: 600, seconds: HOUR }, // a village hall behind one address
  day_newcomer: { points: 200, seconds: DAY }, // walk-ins entered by one leader
  identity: { points: 10, seconds: DAY }, // an identity number is typed once, not tried
  organisation_apply: { points: 5, seconds: DAY },
  join_ask: { points: 20, seconds: DAY }, // teams one person asks to join
  join_link: { points: 30, seconds: DAY }, // invitations one leader makes
  member_sheet: { points: 30, seconds: HOUR }, // sheets one leader has checked: each is mended a few times
  certificate_address: { points: 200, seconds: HOUR }, // codes that are none: an office that mistypes, not a machine that tries
  visit_address: { points: 60, seconds: HOUR }, // links of home visits that are none
  hours_ask: { points: 30, seconds: DAY }, // questions one person puts about hours: a year's worth at once, not a flood
  export: { points: 60, seconds: HOUR }, // lists one person takes away: each office's every list a few times over
  export_page: { points: 4000, seconds: HOUR }, // … and their further pages: two million rows
  pdf: { points: 60, seconds: HOUR }, // files of certificates one person has drawn, each up to a hundred sheets
  report: { points: 300, seconds: HOUR }, // sums over a year of a district: paging about in them, not reading them all
} as const satisfies Record<string, { points: number; seconds: number }>;

export type LimitName = keyof typeof LIMITS;

const limiters = new WeakMap<Db, Map<LimitName, RateLimiterMySQL>>();

/** Counts one; refuses TOO_MANY with the seconds to wait. Never inside a transaction: a refusal must be counted too. */
export async function spend(ctx: Pick<Ctx, "db" | "keys">, name: LimitName, key: string): Promise<void> {
  try {
    const counted = name.endsWith("address") || name.endsWith("address_day") ? networkOf(key) : key;
    await limiterOf(ctx.db, name).consume(hashOf(ctx.keys, "limit", counted));
  } catch (error) {
    if (error instanceof RateLimiterRes)
      refuse("TOO_MANY", { seconds: Math.ceil(error.msBeforeNext / 1000), limit: name });
    throw error;
  }
}

/** What counts as one sender: an IPv4 address, or the /64 a single IPv6 line is given. */
export function networkOf(address: string): string {
  const bare = address.replace(/^::ffff:(?=\d+\.)/i, "").replace(/%.*$/, "");
  if (!bare.includes(":")) return bare;
  const [head = "", tail] = bare.split("::");
  const front = head === "" ? [] : head.split(":");
  const back = tail === undefined || tail === "" ? [] : tail.split(":");
  const zeros = tail === undefined ? [] : Array(Math.max(0, 8 - front.length - back.length)).fill("0");
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((part) => part.toLowerCase().replace(/^0+(?=.)/, ""))
    .join(":");
}

/** Drops counters that ended an hour ago; called by the clean-up timer. */
export async function forgetLimits(db: Db): Promise<void> {
  await db
    .deleteFrom("rate_limit")
    .where("expire", "<", Date.now() - HOUR * 1000)
    .execute();
}

function limiterOf(db: Db, name: LimitName): RateLimiterMySQL {
  let known = limiters.get(db);
  if (known === undefined) {
    known = new Map();
    limiters.set(db, known);
  }
  let limiter = known.get(name);
  if (limiter === undefined) {
    const pool = poolOf(db);
    limiter = new RateLimiterMySQL({
      storeClient: pool,
      storeType: "pool",
      dbName: databaseOf(pool),
      tableName: "rate_limit",
      tableCreated: true,
      keyPrefix: name,
      points: LIMITS[name].points,
      duration: LIMITS[name].seconds,
      clearExpiredByTimeout: false,
    });
    known.set(name, limiter);
  }
  return limiter;
}

/** The pool keeps its options one level deeper than its types say. */
function databaseOf(pool: Pool): string {
  const config = pool.config as PoolOptions & { connectionConfig?: PoolOptions };
  const name = config.connectionConfig?.database ?? config.database;
  if (!name) throw new Error("the database's URL names no database");
  return name;
}
