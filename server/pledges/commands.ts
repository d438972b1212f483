// Making pledges: one by one or many, always in batches of one slot (making/), so that a hot slot is fast and fair.

import { actsFor } from "@/server/people/proxies/data";
import { batcher } from "@/server/platform/batches";
import type { Db } from "@/server/platform/db";
import { hashOfBody } from "@/server/platform/idempotency";

import type { Ctx } from "@/server/trpc/context";
import type { Item, PledgeRequest } from "./making/births/commands";
import { type Made, makeBatch } from "./making/commands";
import { BATCH_MAX } from "./rules";
import type { PledgeAnswer, PledgeBody } from "./schema";

/** One queue per slot and database; other processes are kept out by the slot's guarded UPDATE, not by this. */
const queues = new WeakMap<Db, ReturnType<typeof batcher<Item, Made>>>();

function queueOf(db: Db) {
  let queue = queues.get(db);
  if (!queue) {
    queue = batcher<Item, Made>(BATCH_MAX, makeBatch);
    queues.set(db, queue);
  }
  return queue;
}

/**
 * A person's pledge, as themself, for somebody by proxy, or in an organisation's name. Refuses NOT_OPEN, PAST_CUT_OFF, FULL,
 * ONLY_PART, ALREADY_PLEDGED, OWN_SALE, ONE_EACH, ORGANISATION_NOT_VERIFIED, SAME_KEY_OTHER_BODY, FORBIDDEN, TRY_AGAIN.
 * The same key and body sent again gets the same answer.
 */
export async function pledge(ctx: Ctx, input: PledgeBody): Promise<PledgeAnswer> {
  const { slotId, organisationId, forPersonId, key, ...wish } = input;
  const personId = forPersonId ?? ctx.actor?.personId ?? "";
  const helper = organisationId
    ? ({ kind: "organisation", organisationId } as const)
    : ({ kind: "person", personId } as const);
  const me = ctx.actor?.personId ?? null;
  const forOther = forPersonId !== undefined && forPersonId !== me && me !== null;
  const proxy = forOther && (await actsFor(ctx.db, me, forPersonId));
  const bodyHash = hashOfBody({ act: "pledge", slotId, helper, ...wish });
  const [made] = await pledgeMany(ctx, slotId, [{ helper, key, bodyHash, actsFor: proxy, ...wish }]);
  if (made && "answer" in made) return made.answer;
  throw made?.refusal;
}

/**
 * Requests on one slot, each with its own outcome, in order: room goes to those before. Together with whatever else waits for the
 * slot they share transactions of at most BATCH_MAX. Inside a caller's transaction they are part of that one, and a slot that
 * moved meanwhile ends it with TRY_AGAIN.
 */
export async function pledgeMany(ctx: Ctx, slotId: string, requests: PledgeRequest[]): Promise<Made[]> {
  if (ctx.db.isTransaction) {
    const items = requests.map((request) => ({ ctx, request }));
    return items.length === 0 ? [] : makeBatch(slotId, items);
  }
  const queue = queueOf(ctx.db);
  return Promise.all(requests.map((request) => queue(slotId, { ctx, request })));
}
