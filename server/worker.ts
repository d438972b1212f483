// The background of one instance: chains history, delivers events to their consumers, runs what is due, sends text messages.
// Every instance runs one; leases and guarded writes divide the work. It wakes when something was written here, and by itself.
import { randomUUID } from "node:crypto";
import { markPledges } from "@/server/attendance/presence/commands";
import { overtake } from "@/server/certificates/commands";
import { cleanUp, planCleaning } from "@/server/cleaning/commands";
import { type Anchorer, anchorer, anchorFile } from "@/server/history/anchors/commands";
import { type ConsumerAct, type Consumers, deliverEvents } from "@/server/history/outbox/commands";
import { SEALER, sealSome } from "@/server/history/sealer/commands";
import { flagShift } from "@/server/hours/checks/commands";
import { followEvent } from "@/server/hours/following/commands";
import { keepMatching } from "@/server/matching/candidates/keeping/commands";
import { expire } from "@/server/matching/invitations/commands";
import { followInvitations } from "@/server/matching/invitations/following/commands";
import { runWave } from "@/server/matching/invitations/waves/commands";
import { makeNextPlan } from "@/server/matching/plan/making/commands";
import { confirmDue } from "@/server/needs/confirm/commands";
import { escalate } from "@/server/needs/overdue/commands";
import { sealAtDeadline } from "@/server/needs/recruiting/commands";
import { notify } from "@/server/notices/commands";
import { dispatchSms } from "@/server/notices/sms/commands";
import { releaseLease } from "@/server/platform/lease";
import { onNudge } from "@/server/platform/nudge";
import { tellInTime, textFamily } from "@/server/pledges/home-visits/commands";
import { lapseOffer, noticeDelivered, offerWaiting, slotsFreedBy } from "@/server/pledges/offers/commands";
import { makeNext } from "@/server/pledges/recurring/commands";
import { remindUnit } from "@/server/pledges/releases/commands";
import { follow } from "@/server/pledges/seats/following/commands";
import { releaseUnnamed } from "@/server/pledges/seats/places/commands";
import { remindEvening, remindSoon } from "@/server/pledges/seats/reminders/commands";
import { releaseStale, remindStale, watchStale } from "@/server/pledges/stale/commands";
import { closeSearches } from "@/server/pledges/stand-ins/ending/commands";
import { count } from "@/server/tally/commands";
import { runDueTimers, type TimerHandlers } from "@/server/timers/commands";
import { type Ctx, systemCtx, type World } from "@/server/trpc/context";

/** What the worker calls; tests give their own. */
export type Work = {
  consumers: Consumers;
  timers: TimerHandlers;
  /** One round of text messages; answers how many were handed over. */
  sms(ctx: Ctx): Promise<number>;
  /** Makes one plan that waits, in a thread; answers how many there were. Left out where nothing is planned. */
  plans?(ctx: Ctx): Promise<number>;
};

const offers: ConsumerAct = async (ctx, event) => {
  for (const slotId of await slotsFreedBy(ctx, event)) await offerWaiting(ctx, slotId);
};

/** Everything the platform does by itself. */
export const WORK: Work & { timers: Required<TimerHandlers> } = {
  consumers: {
    notices: notify,
    offers,
    stale: (ctx, event) => watchStale(ctx, event.subject_id),
    tally: count,
    presence: markPledges,
    seats: (ctx, event) => (event.aggregate === "home_visit" ? textFamily(ctx, event) : follow(ctx, event)),
    hours: followEvent,
    checks: flagShift,
    certificates: overtake,
    invitations: followInvitations,
    matching: keepMatching,
  },
  timers: {
    "need.overdue": escalate,
    "need.confirm_due": confirmDue,
    "need.seal_at_deadline": sealAtDeadline,
    "recurring.next": makeNext,
    "pledge.offer_lapse": lapseOffer,
    "pledge.stale_remind": remindStale,
    "pledge.stale_release": releaseStale,
    "pledge.unit_remind": remindUnit,
    "seat.release": releaseUnnamed,
    "shift.remind_evening": remindEvening,
    "shift.remind_soon": remindSoon,
    "stand_in.close": closeSearches,
    "visit.tell": tellInTime,
    "invitation.expire": expire,
    "wave.next": runWave,
    "person.code_cleanup": cleanUp,
  },
  plans: makeNextPlan,
  sms: (ctx) => dispatchSms(ctx, (c, pledgeId) => noticeDelivered(c, pledgeId, c.clock.now())),
};

export type Worker = { stop(): Promise<void> };

/** A round without a nudge; short enough that another instance's writes are not left lying. */
const EVERY_MS = 1_000;
/** After a nudge: the act that nudged commits meanwhile. */
const SOON_MS = 40;
/** After a round that threw: the database may be away. */
const TROUBLED_MS = 2_000;

/** Starts the loops. `stop` ends them after the piece of work each has in hand. */
export function startWorker(world: World, work: Work = WORK): Worker {
  const ctx = systemCtx(world);
  const sealer = sealing(ctx);
  const loops = [
    loop(ctx, "sealer", sealer.round),
    loop(ctx, "outbox", () => deliverEvents(ctx, work.consumers)),
    loop(ctx, "timers", timing(ctx, work.timers)),
    loop(ctx, "sms", () => work.sms(ctx)),
    loop(ctx, "plans", async () => (await work.plans?.(ctx)) ?? 0),
  ];
  let stopping: Promise<void> | undefined;
  return {
    stop() {
      stopping ??= Promise.all(loops.map((each) => each.stop()))
        .then(() => sealer.stop())
        .catch((error) => ctx.log.warn({ err: error }, "worker did not stop cleanly"));
      return stopping;
    },
  };
}

/** Does everything that is due by the clock, to the last piece: for tests, seeds and an operator's command. */
export async function drain(world: World, work: Work = WORK): Promise<void> {
  const ctx = systemCtx(world);
  const holder = randomUUID();
  let fence: number | null = null;
  for (let done = 1; done > 0; ) {
    done = await deliverEvents(ctx, work.consumers);
    done += await runDueTimers(ctx, work.timers);
    done += await work.sms(ctx);
    done += (await work.plans?.(ctx)) ?? 0;
    const seal = await sealSome(ctx, holder);
    fence = seal?.fence ?? fence;
    done += seal?.sealed ?? 0;
  }
  if (fence !== null) await releaseLease(ctx.db, SEALER, fence, ctx.clock.now());
}

/** Runs `round` again at once while it finds work, soon after a nudge, else each second. */
function loop(ctx: Ctx, name: string, round: () => Promise<number>): Worker {
  let stopped = false;
  let nudged = false;
  let wake = () => {};
  const offNudge = onNudge(() => {
    nudged = true;
    wake();
  });
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, nudged ? Math.min(ms, SOON_MS) : ms);
      wake = () => {
        wake = () => {};
        clearTimeout(timer);
        timer = setTimeout(resolve, stopped ? 0 : Math.min(ms, SOON_MS));
      };
    });
  const run = async () => {
    while (!stopped) {
      nudged = false;
      let wait = EVERY_MS;
      try {
        if ((await round()) > 0) wait = 0;
      } catch (error) {
        ctx.log.error({ err: error, loop: name }, "worker round failed");
        wait = TROUBLED_MS;
      }
      if (!stopped && wait > 0) await pause(wait);
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      offNudge();
      wake();
      await running;
    },
  };
}

/** The first round sets the hourly cleaning. */
function timing(ctx: Ctx, handlers: TimerHandlers): () => Promise<number> {
  let planned = false;
  return async () => {
    if (!planned) await planCleaning(ctx);
    planned = true;
    return runDueTimers(ctx, handlers);
  };
}

function sealing(ctx: Ctx) {
  const holder = randomUUID();
  const anchors: Anchorer = anchorer(anchorFile(ctx.config.dataDir));
  let held: Awaited<ReturnType<typeof sealSome>> = null;
  return {
    async round(): Promise<number> {
      const now = await sealSome(ctx, holder);
      held = now ?? held;
      if (held !== null) await anchors.offer(held.head, ctx.clock.now());
      return now?.sealed ?? 0;
    },
    /** Anchors the head and lets another instance go on at once. */
    async stop(): Promise<void> {
      if (held === null) return;
      await anchors.offer(held.head, ctx.clock.now(), true);
      await releaseLease(ctx.db, SEALER, held.fence, ctx.clock.now());
    },
  };
}
