// One transaction per batch of pledges on one slot: history, outbox, keys and pledges, and the slot's one guarded UPDATE last.
import { v7 as uuid } from "uuid";
import { isRefusal, Refusal, refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { type Db, insertRows, isDatabaseLost, isDuplicate, isRetried, transact } from "@/server/platform/db";
import { answerOf } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { eventsOf } from "../lifecycle";
import {
  allot,
  BATCH_ATTEMPTS,
  type IfShort,
  isGiven,
  liveKey,
  type Outcome,
  SINGLE_ATTEMPTS,
  type Wish,
} from "../rules";
import type { PledgeAnswer } from "../schema";
import { moveSlot } from "../slots/commands";
import { findFacts, type Lookup, type RequestRow, type SlotRow } from "./data";
import { mustNotBeOwnSale, mustTakePledges, slotFacts, smallestOf } from "./rules";

export type Helper = { kind: "person"; personId: string } | { kind: "organisation"; organisationId: string };

/** One pledge to be made. Whoever builds it with `allowed` has asked the policy; without it pledge.make is asked here. */
export type PledgeRequest = {
  helper: Helper;
  amount: string | number; // in the line's unit
  ifShort?: IfShort;
  note?: string | null;
  expectedOn?: string | null;
  key?: string | null;
  bodyHash?: string;
  via?: "self" | "leader" | "clerk" | "proxy" | "on_site" | "recurring";
  period?: string;
  recurringId?: string | null;
  releaseId?: string | null;
  approved?: boolean; // the poster's own side records it: nothing to ask them
  allowed?: { grant: Grant | null };
  actsFor?: boolean; // the asker holds a live proxy for the helper
};

export type Item = { ctx: Ctx; request: PledgeRequest };
export type Made = { answer: PledgeAnswer } | { refusal: Refusal };

const EVENT = { confirmed: "make", requested: "request", waitlisted: "queue" } as const;
const HISTORY = {
  confirmed: "pledge.made",
  requested: "pledge.requested",
  waitlisted: "pledge.waitlisted",
} as const;

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
      if (isDatabaseLost(error) || isRefusal(error)) throw error;
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
        wishes.push({ ...wishOf(item, slot, row), i, grant });
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
  if (births.length > 0 && (await write(db, slot.slot_id, births, moved, promises)))
    for (const birth of births) made[birth.i] = { answer: birth.answer };
  return made;
}

const unitOf = (slot: SlotRow) => ({ unit: slot.unit, unitSize: slot.unit_size });

/** False: the slot is no longer what was read, and nothing is written. */
async function write(
  db: Db,
  slotId: string,
  births: Birth[],
  moved: { promised: number; waiting: number },
  promises: boolean,
): Promise<boolean> {
  try {
    await transact(db, async (trx) => {
      await insertRows(
        trx,
        INSERT_PLEDGES,
        births.map((b) => b.pledge),
      );
      await record(trx, (births[0] as Birth).ctx, ...births.map((b) => b.act));
      await insertRows(
        trx,
        INSERT_KEYS,
        births.flatMap((b) => (b.key ? [b.key] : [])),
      );
      if (!(await moveSlot(trx, slotId, moved, true, promises))) throw new Overtaken();
    });
    return true;
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error;
    if (db.isTransaction) refuse("TRY_AGAIN"); // the outer transaction holds our rows: it must end
    return false;
  }
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

/** What is written for one pledge. */
type Birth = {
  i: number;
  ctx: Ctx;
  pledge: unknown[]; // in the order of INSERT_PLEDGES
  key: unknown[] | null; // in the order of INSERT_KEYS
  act: Act;
  answer: PledgeAnswer;
};

const INSERT_PLEDGES =
  "INSERT INTO pledge (id, need_id, line_id, slot_id, helper_kind, person_id, organisation_id, status, wanted, amount, note, expected_on, live_key, period, recurring_id, release_id, via, recorded_by, queued_at, created_at, updated_at) VALUES ";
const INSERT_KEYS = "INSERT INTO idempotency (person_id, `key`, body_hash, answer, created_at) VALUES ";

function birthOf(
  { ctx, request }: Item,
  i: number,
  slot: SlotRow,
  outcome: Exclude<Outcome, { refusal: unknown }>,
  wanted: number,
  grant: Grant | null,
): Birth {
  const { helper } = request;
  const { status } = outcome;
  next(eventsOf(slot.kind), "new", EVENT[status]);
  const now = ctx.clock.now();
  const pledgeId = uuid();
  const personId = helper.kind === "person" ? helper.personId : null;
  const organisationId = helper.kind === "organisation" ? helper.organisationId : null;
  const amount = status === "confirmed" ? outcome.amount : 0;
  const waits = status === "waitlisted" || (status === "confirmed" && outcome.waits);
  // Who wants only the part that is there wants no more than that.
  const asked = status === "confirmed" && !waits ? amount : wanted;
  const askerId = ctx.actor?.personId ?? null;
  const forId = personId !== null && personId !== askerId ? personId : null;
  const answer: PledgeAnswer = { pledgeId, status, wanted: asked, amount, waits };
  return {
    i,
    ctx,
    answer,
    pledge: [
      pledgeId,
      slot.need_id,
      slot.line_id,
      slot.slot_id,
      helper.kind,
      personId,
      organisationId,
      status,
      asked,
      amount,
      request.note ?? null,
      request.expectedOn ?? null,
      liveKey(slot.slot_id, personId ?? organisationId ?? "", request.period),
      request.period ?? "",
      request.recurringId ?? null,
      request.releaseId ?? null,
      request.via ?? (organisationId ? "leader" : forId ? "proxy" : "self"),
      askerId ?? personId ?? "",
      waits ? now : null,
      now,
      now,
    ],
    key:
      askerId && request.key
        ? [askerId, request.key, request.bodyHash ?? "", JSON.stringify(answer), now]
        : null,
    act: {
      aggregate: "pledge",
      id: pledgeId,
      version: 1,
      event: HISTORY[status],
      actorId: askerId,
      grant,
      forId,
      data: { slot: slot.slot_id, wanted: asked, amount, waits },
    },
  };
}
