// The rows of pledges that are born: the pledge itself, its key, and its first history.
import { v7 as uuid } from "uuid";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { insertRows, type Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { eventsOf } from "../../lifecycle";
import { type IfShort, liveKey, type Outcome } from "../../rules";
import type { PledgeAnswer } from "../../schema";
import type { SlotRow } from "../data";

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
  pledge: unknown[]; // in the order of INSERT_PLEDGES
  key: unknown[] | null; // in the order of INSERT_KEYS
  act: Act;
  answer: PledgeAnswer;
};

const INSERT_PLEDGES =
  "INSERT INTO pledge (id, need_id, line_id, slot_id, helper_kind, person_id, organisation_id, status, wanted, amount, note, expected_on, live_key, period, recurring_id, release_id, via, recorded_by, queued_at, created_at, updated_at) VALUES ";
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

/** Three tables, and outbox beside history: four statements, however many are born. */
export async function insertBirths(trx: Trx, births: Birth[]): Promise<void> {
  const first = births[0];
  if (!first) return;
  const keys = births.flatMap((b) => (b.key ? [b.key] : []));
  const pledges = births.map((b) => b.pledge);
  await insertRows(trx, INSERT_PLEDGES, pledges);
  await record(trx, first.ctx, ...births.map((b) => b.act));
  await insertRows(trx, INSERT_KEYS, keys);
}
