// The rows of pledges that are born: the pledge itself, its key, and its first history.
import { v7 as uuid } from "uuid";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { insertRows, keepParsed, say, type Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { eventsOf } from "../../lifecycle";
import { type IfShort, liveKey, type Outcome } from "../../rules";
import type { PledgeAnswer } from "../../schema";
import type { SlotRow } from "../data";

type Helper = { kind: "person"; personId: string } | { kind: "organisation"; organisationId: string };

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

const EVENT = { confirmed: "make", requested: "request", waitlisted: "queue" } as const;
const HISTORY = {
  confirmed: "pledge.made",
  requested: "pledge.requested",
  waitlisted: "pledge.waitlisted",
} as const;

/** What is written for one pledge. */
export type Birth = {
  i: number;
  ctx: Ctx;
  personId: string | null;
  pledge: unknown[]; // in the order of PLEDGE
  key: unknown[] | null; // in the order of INSERT_KEYS
  act: Act;
  answer: PledgeAnswer;
};

const PLEDGE =
  "INSERT INTO pledge (id, need_id, line_id, slot_id, helper_kind, person_id, organisation_id, status, wanted, amount, note, expected_on, live_key, period, recurring_id, release_id, via, recorded_by, queued_at, created_at, updated_at) ";
/** Unless they have closed their account. Their row is held by the same statement: a lock of its own would be one round trip more. */
const PLEDGE_OF_ONE = keepParsed(
  `${PLEDGE}SELECT ?${", ?".repeat(20)} FROM (SELECT 1 AS one) AS given LEFT JOIN person AS p ON p.id = ?
  WHERE p.id IS NULL OR p.status <> 'erased' FOR UPDATE`,
);
const INSERT_KEYS = "INSERT INTO idempotency (person_id, `key`, body_hash, answer, created_at) VALUES ";

export function birthOf(
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
    personId,
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

/**
 * Three tables, and outbox beside history: four statements for one pledge, five for many. Whoever pledges is held, so that closing an
 * account (records/closing) waits for it, or it for that. False: one of them has closed theirs, and nothing may be kept.
 */
export async function insertBirths(trx: Trx, births: Birth[]): Promise<boolean> {
  const first = births[0];
  if (!first) return true;
  if (!(await insertPledges(trx, births, first))) return false;
  await record(trx, first.ctx, ...births.map((b) => b.act));
  await insertRows(
    trx,
    INSERT_KEYS,
    births.flatMap((b) => (b.key ? [b.key] : [])),
  );
  return true;
}

async function insertPledges(trx: Trx, births: Birth[], first: Birth): Promise<boolean> {
  if (births.length === 1 && first.personId !== null)
    return (await say(trx, PLEDGE_OF_ONE, [...first.pledge, first.personId])).affected === 1;
  const people = [...new Set(births.flatMap((b) => b.personId ?? []))];
  const held =
    people.length === 0
      ? []
      : await trx
          .selectFrom("person")
          .select("status")
          .where("id", "in", people)
          .orderBy("id")
          .forUpdate()
          .execute();
  if (held.some((one) => one.status === "erased")) return false;
  await insertRows(
    trx,
    `${PLEDGE}VALUES `,
    births.map((b) => b.pledge),
  );
  return true;
}
