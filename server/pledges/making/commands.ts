// One transaction per batch of pledges on one slot: history, outbox, keys and pledges, and the slot's one guarded UPDATE last.
import { isRefusal, Refusal, refuse } from "@/server/errors";
import { staysInside } from "@/server/needs/lines/rules";
import { shiftOf } from "@/server/needs/shifts/data";
import { type Db, isDatabaseLost, isDuplicate, isRetried, type Trx, transact } from "@/server/platform/db";
import { answerOf } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import { busyAmong, refusalsFor } from "../eligibility/commands";
import { teamsLack } from "../eligibility/expertise/data";
import { allot, BATCH_ATTEMPTS, isGiven, liveKey, type Outcome, SINGLE_ATTEMPTS, type Wish } from "../rules";
import type { PledgeAnswer } from "../schema";
import { moveSlot } from "../slots/commands";
import { type Birth, birthOf, type Item, insertBirths } from "./births/commands";
import { findFacts, type Lookup, type RequestRow, type SlotRow } from "./data";
import { insidersAmong } from "./gifts/data";
import { mustBeExpectable, mustNotBeOwnSale, mustTakePledges, slotFacts, smallestOf } from "./rules";

export type Made = { answer: PledgeAnswer } | { refusal: Refusal };

/** Decides and writes the batch; where its facts moved under it, again; where the batch cannot be, one by one. */
export async function makeBatch(slotId: string, items: Item[]): Promise<Made[]> {
  const db = (items[0] as Item).ctx.db;
  const made: Made[] = [];
  let open = items.map((_, i) => i); // not answered yet
  let attempts = db.isTransaction ? 1 : items.length === 1 ? SINGLE_ATTEMPTS : BATCH_ATTEMPTS;
  while (open.length > 0 && attempts > 0) {
    try {
      const results = await tryBatch(
        db,
        slotId,
        open.map((i) => items[i] as Item),
      );
      if (results.every((r) => r === null)) attempts--;
      results.forEach((result, n) => {
        if (result) made[open[n] as number] = result;
      });
      open = open.filter((_, n) => results[n] === null);
    } catch (error) {
      // Inside a caller's transaction our rows are still there: only its end takes them back.
      if (db.isTransaction || isDatabaseLost(error) || isRefusal(error)) throw error;
      if (items.length === 1 && !isDuplicate(error) && !isRetried(error)) throw error;
      attempts = isDuplicate(error) || isRetried(error) ? attempts - 1 : 0;
    }
  }
  for (const i of open) made[i] = items.length === 1 ? tryAgain() : await alone(slotId, items[i] as Item);
  return made;
}

const tryAgain = (): Made => ({ refusal: new Refusal("TRY_AGAIN") });

/** What spoils a batch harms only itself. */
async function alone(slotId: string, item: Item): Promise<Made> {
  try {
    return (await makeBatch(slotId, [item]))[0] as Made;
  } catch (error) {
    if (isDatabaseLost(error)) throw error;
    item.ctx.log.error({ err: error, slotId }, "a pledge of a batch failed");
    return tryAgain();
  }
}

/** One read, one transaction. null: not decided, ask again (somebody was quicker, or an item before it has the same key or helper). */
async function tryBatch(db: Db, slotId: string, items: Item[]): Promise<(Made | null)[]> {
  const lookups = items.map((item) => lookupOf(slotId, item));
  const facts = await findFacts(db, slotId, lookups);
  if (!facts) return items.map(() => ({ refusal: new Refusal("NOT_FOUND") }));
  const { slot, requests } = facts;
  const { ctx } = items[0] as Item;
  const unfit = asksWho(slot) ? await refusalsFor(ctx, slotId, people(items)) : new Map();
  const inside = staysInside(slot.direction, slot.via_organisation)
    ? await insidersAmong(db, slot, items.map(helperOf))
    : null;
  const lacks = asksWho(slot) ? await teamsLack(ctx, slotId, teams(items)) : () => null;
  const made: (Made | null)[] = items.map(() => null);
  const taken = new Set<string>();
  const wishes: (Wish & { i: number; grant: Grant | null })[] = [];
  items.forEach((item, i) => {
    try {
      const row = requests[i] as RequestRow;
      const { askerId, key, liveKey: live } = lookups[i] as Lookup;
      const grant = mayMake(item);
      const kept = keptAnswer(item, row);
      if (kept) made[i] = { answer: kept };
      else if (!taken.has(live) && !(key && taken.has(`${askerId} ${key}`))) {
        taken.add(live).add(`${askerId} ${key}`);
        const wish = wishOf(item, slot, row);
        const why = unfit.get(personOf(item)) ?? lacks(teamOf(item), wish.wanted);
        if (why) throw why;
        if (inside !== null && !inside.has(personOf(item) || teamOf(item))) refuse("GIFT_INSIDE");
        wishes.push({ ...wish, i, grant });
      }
    } catch (error) {
      if (!isRefusal(error)) throw error;
      made[i] = { refusal: error };
    }
  });
  const { outcomes, ...moved } = allot(slotFacts(slot), wishes);
  const births: Birth[] = [];
  wishes.forEach(({ i, grant, wanted }, n) => {
    const outcome = outcomes[n] as Outcome;
    if (isGiven(outcome)) births.push(birthOf(items[i] as Item, i, slot, outcome, wanted, grant));
    else made[i] = { refusal: new Refusal(outcome.refusal, { ...unitOf(slot), ...outcome.facts }) };
  });
  const promises = births.some((b) => b.answer.status === "confirmed");
  if (births.length > 0 && (await write(db, slot, births, moved, promises)))
    for (const birth of births) made[birth.i] = { answer: birth.answer };
  return made;
}

const unitOf = (slot: SlotRow) => ({ unit: slot.unit, unitSize: slot.unit_size });

/** False: the slot is no longer what was read, and nothing is written. */
async function write(
  db: Db,
  slot: SlotRow,
  births: Birth[],
  moved: { promised: number; waiting: number },
  promises: boolean,
): Promise<boolean> {
  try {
    await transact(db, async (trx) => {
      if (await anyBusy(trx, slot, births)) throw new Overtaken(); // decided anew: the clash is seen then
      if (!(await insertBirths(trx, births))) throw new Overtaken(); // decided anew: whoever is gone is gone
      if (!(await moveSlot(trx, slot.slot_id, moved, true, promises))) throw new Overtaken();
    });
    return true;
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    if (db.isTransaction) refuse("TRY_AGAIN"); // the outer transaction holds our rows: it must end
    return false;
  }
}

const personOf = ({ request }: Item): string =>
  request.helper.kind === "person" ? request.helper.personId : "";
const teamOf = ({ request }: Item): string =>
  request.helper.kind === "organisation" ? request.helper.organisationId : "";
const teams = (items: Item[]): string[] => [...new Set(items.map(teamOf).filter((id) => id !== ""))];
/** Who helps matters beside how much. */
const asksWho = (slot: SlotRow): boolean =>
  slot.kind === "people" || (slot.kind === "expertise" && slot.qualification !== null);
const helperOf = (item: Item) => ({
  personId: personOf(item) || null,
  organisationId: teamOf(item) || null,
});
const people = (items: Item[]): string[] => [...new Set(items.map(personOf).filter((id) => id !== ""))];

/** Somebody among those who would be confirmed has promised to be elsewhere at that time, since it was decided. */
async function anyBusy(trx: Trx, slot: SlotRow, births: Birth[]): Promise<boolean> {
  const first = births[0];
  if (slot.kind !== "people" || !first) return false;
  const ids = births.flatMap((b) => (b.answer.status === "confirmed" && b.personId ? [b.personId] : []));
  if (ids.length === 0) return false;
  const shift = await shiftOf(trx, slot.slot_id);
  return shift !== null && (await busyAmong(trx, first.ctx, shift, ids)).size > 0;
}

/** Rolls the transaction back: the slot is not what was read. */
class Overtaken extends Error {}

function lookupOf(slotId: string, { ctx, request }: Item): Lookup {
  const { helper } = request;
  const helperId = helper.kind === "person" ? helper.personId : helper.organisationId;
  const askerId = ctx.actor?.personId ?? "";
  return {
    askerId,
    key: request.key ?? "",
    liveKey: liveKey(slotId, helperId, request.period),
    organisationId: helper.kind === "organisation" ? helper.organisationId : "",
  };
}

function mayMake({ ctx, request }: Item): Grant | null {
  if (request.allowed) return request.allowed.grant;
  const { helper } = request;
  return authorize(ctx, "pledge.make", {
    personId: helper.kind === "person" ? helper.personId : null,
    organisationId: helper.kind === "organisation" ? helper.organisationId : null,
    actsFor: request.actsFor ?? false,
  });
}

function keptAnswer({ request }: Item, row: RequestRow): PledgeAnswer | null {
  if (row.body_hash === null || row.answer === null) return null;
  return answerOf<PledgeAnswer>({ body_hash: row.body_hash, answer: row.answer }, request.bodyHash ?? "");
}

/** What stands against this request alone; then what it wishes for. */
function wishOf({ ctx, request }: Item, slot: SlotRow, row: RequestRow): Wish {
  const { helper } = request;
  mustTakePledges(slot, ctx.clock.now());
  mustBeExpectable(request.expectedOn, ctx.clock.now());
  mustNotBeOwnSale(slot, {
    personId: helper.kind === "person" ? helper.personId : null,
    organisationId: helper.kind === "organisation" ? helper.organisationId : null,
  });
  if (helper.kind === "organisation" && row.organisation_status !== "verified")
    refuse(row.organisation_status === null ? "NOT_FOUND" : "ORGANISATION_NOT_VERIFIED");
  if (row.live_id !== null)
    refuse("ALREADY_PLEDGED", { pledgeId: row.live_id, status: row.live_status ?? "" });
  return {
    helper: helper.kind,
    wanted: smallestOf(request.amount, slot),
    ifShort: request.ifShort ?? "ask",
    approved: request.approved ?? false,
  };
}
