// Held to when somebody pledges, is accepted, or is named: the same decision as the pages show, and the clash once more under the
// person's lock, so that two overlapping shifts taken at once cannot both be had.
import { Refusal, refuse } from "@/server/errors";
import { type Shift, shiftOf } from "@/server/needs/shifts/data";
import type { Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { eligibilityOf, factsOf, promisesOf } from "./data";
import { teamsLack, unqualified } from "./expertise/data";
import { meets, type ReasonCode } from "./rules";

/** Answered by pledging itself, with its own codes. */
const SAID_ELSEWHERE: readonly ReasonCode[] = ["closed", "cut_off", "already"];

/** Person → why they cannot be at this shift, or do what this line asks a qualification for. */
export async function refusalsFor(
  ctx: Pick<Ctx, "db" | "keys" | "clock">,
  slotId: string,
  personIds: readonly string[],
): Promise<Map<string, Refusal>> {
  const found = await eligibilityOf(ctx, [slotId], personIds);
  const refusals = new Map<string, Refusal>();
  for (const [personId, [answer]] of found) {
    const reason = answer?.reasons.find((r) => !SAID_ELSEWHERE.includes(r.code));
    if (reason) refusals.set(personId, new Refusal("NOT_ELIGIBLE", factsOf(reason, ctx.clock.now())));
  }
  if (found.size === 0)
    for (const [personId, why] of await unqualified(ctx, slotId, personIds)) refusals.set(personId, why);
  // A place by name is a place: nobody holds two at one shift.
  for (const seat of await seatsOf(ctx, slotId, personIds))
    refusals.set(seat.person_id, new Refusal("ALREADY_PLEDGED", { pledgeId: seat.pledge_id }));
  return refusals;
}

async function seatsOf(ctx: Pick<Ctx, "db">, slotId: string, personIds: readonly string[]) {
  if (personIds.length === 0) return [];
  return ctx.db
    .selectFrom("seat")
    .select(["person_id", "pledge_id"])
    .where("slot_id", "=", slotId)
    .where("person_id", "in", [...personIds])
    .where("live_key", "is not", null)
    .execute();
}

/**
 * Locks these people (in order of their ids) and answers who of them has promised to be elsewhere at that time. Before the
 * slot's own write, in its transaction.
 */
export async function busyAmong(
  trx: Trx,
  ctx: Pick<Ctx, "clock">,
  shift: Pick<Shift, "slotId" | "kind" | "startsAt" | "endsAt">,
  personIds: readonly string[],
): Promise<Map<string, Refusal>> {
  if (shift.startsAt === null || personIds.length === 0) return new Map();
  const ids = [...new Set(personIds)].sort();
  await trx.selectFrom("person").select("id").where("id", "in", ids).orderBy("id").forUpdate().execute();
  const promises = await promisesOf(trx, ids, ctx.clock.now());
  const busy = new Map<string, Refusal>();
  for (const id of ids) {
    const { clash } = meets(shift, promises.get(id) ?? [], 0);
    if (clash)
      busy.set(id, new Refusal("NOT_ELIGIBLE", factsOf({ code: "clash", ...clash }, ctx.clock.now())));
  }
  return busy;
}

/** For an act on one person's place or promise: refuses NOT_ELIGIBLE. */
export async function mustBeEligible(trx: Trx, ctx: Ctx, slotId: string, personId: string): Promise<void> {
  const why = (await refusalsFor({ ...ctx, db: trx }, slotId, [personId])).get(personId);
  if (why) refuse(why.code, why.facts);
  await mustBeFree(trx, ctx, slotId, personId);
}

type Held = {
  slot_id: string;
  person_id: string | null;
  organisation_id: string | null;
  wanted: number;
};

/** What was asked for or offered before is had only by who may still do it: nothing of it may have run out meanwhile. */
export async function mustStillBeEligible(trx: Trx, ctx: Ctx, pledge: Held): Promise<void> {
  if (pledge.person_id !== null) return mustBeEligible(trx, ctx, pledge.slot_id, pledge.person_id);
  if (pledge.organisation_id === null) return;
  const lacks = await teamsLack({ ...ctx, db: trx }, pledge.slot_id, [pledge.organisation_id]);
  const why = lacks(pledge.organisation_id, pledge.wanted);
  if (why) refuse(why.code, why.facts);
}

/** The clash alone: what was offered or asked for before is taken only by who has not promised to be elsewhere meanwhile. */
async function mustBeFree(trx: Trx, ctx: Ctx, slotId: string, personId: string): Promise<void> {
  const shift = await shiftOf(trx, slotId);
  const why = shift && (await busyAmong(trx, ctx, shift, [personId])).get(personId);
  if (why) refuse(why.code, why.facts);
}
