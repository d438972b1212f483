// Claims that nobody follows up: reminded, then released with what was not delivered. Only goods; a shift has its own day.
import { next } from "@/server/lifecycle";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { findPledgeFacts, type Known } from "../facts/data";
import { giveBackRest, holdingOf, isRunning, promisedOf } from "../holding/rules";
import { GOODS_EVENTS } from "../lifecycle";
import { byPlatform } from "../offers/commands";
import { releaseAt, remindAt } from "./rules";

/** Events after which a claim has to be watched. */
export const WATCHED = [
  "pledge.made",
  "pledge.approved",
  "pledge.accepted",
  "pledge.topped_up",
  "pledge.amended",
] as const;

const isOpen = (known: Known | null): known is Known =>
  known !== null &&
  known.line.kind === "goods" &&
  known.pledge.status === "confirmed" &&
  isRunning(known.need.status) &&
  promisedOf(holdingOf(known.pledge)) > 0;

/** Called after each of WATCHED by a consumer, so that pledging itself need not write a timer. */
export async function watchStale(ctx: Ctx, pledgeId: string): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (isOpen(known)) await setTimer(ctx.db, "pledge.stale_remind", pledgeId, remindAt(known.pledge));
}

/** Timer pledge.stale_remind. */
export async function remindStale(ctx: Ctx, pledgeId: string): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (!isOpen(known) || known.pledge.reminded_at !== null) return;
  const now = ctx.clock.now();
  if (remindAt(known.pledge) > now) return watchStale(ctx, pledgeId); // it moved since
  await byPlatform(ctx, known, async (trx) => {
    await setTimer(trx, "pledge.stale_release", pledgeId, releaseAt(now));
    return {
      event: "pledge.reminded",
      status: next(GOODS_EVENTS, known.pledge.status, "remind"),
      holding: holdingOf(known.pledge),
      slot: {},
      set: { reminded_at: now },
      data: { promised: promisedOf(holdingOf(known.pledge)) },
    };
  });
}

/** Timer pledge.stale_release. Whatever moved the pledge after its reminder keeps it. */
export async function releaseStale(ctx: Ctx, pledgeId: string): Promise<void> {
  const known = await findPledgeFacts(ctx, pledgeId);
  if (!isOpen(known)) return;
  const { pledge } = known;
  const { reminded_at } = pledge;
  if (reminded_at === null || pledge.updated_at > reminded_at || pledge.on_way > 0) {
    await ctx.db.updateTable("pledge").set({ reminded_at: null }).where("id", "=", pledgeId).execute();
    return watchStale(ctx, pledgeId);
  }
  const due = releaseAt(reminded_at);
  if (due > ctx.clock.now()) return setTimer(ctx.db, "pledge.stale_release", pledgeId, due);
  const settles = pledge.accepted > 0;
  await byPlatform(ctx, known, async () => ({
    ...giveBackRest(holdingOf(pledge)),
    event: settles ? "pledge.settled" : "pledge.released",
    status: next(GOODS_EVENTS, pledge.status, settles ? "settle" : "release"),
    set: { end_reason: "stale" },
    data: { reason: "stale", freed: true },
  }));
}
