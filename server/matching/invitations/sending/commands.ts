// Sending: every invitation goes this way, whoever chose it. All of a batch or none: what changed meanwhile refuses it.

import { sql } from "kysely";
import { v7 as uuid } from "uuid";
import { isRefusal, type Refusal, type RefusalCode, type RefusalFacts, refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { staysInside } from "@/server/needs/lines/rules";
import { chunks, isDuplicate, type Trx } from "@/server/platform/db";
import { refusalsFor } from "@/server/pledges/eligibility/commands";
import { teamsLack } from "@/server/pledges/eligibility/expertise/data";
import { insidersAmong } from "@/server/pledges/making/gifts/data";
import { mustNotBeOwnSale, mustTakePledges, stepOf } from "@/server/pledges/making/rules";
import type { Grant } from "@/server/policy";
import { dateOf } from "@/server/time";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import type { Reason } from "../../score/schema";
import { type SlotToAsk, slotsToAsk } from "../data";
import { INVITATION_EVENTS } from "../lifecycle";
import { answerEnd, capOf, openKey, untilOf, weekOf } from "../rules";
import { type HelperKind, type Via, WHY_MAX } from "../schema";
import { askedBefore, invitableAmong, pledgedAmong, waitingOn } from "./data";

/** One invitation to be sent. Whoever builds it has asked the policy, and says by which grant. */
export type Sending = {
  slotId: string;
  helperKind: HelperKind;
  helperId: string;
  amount: number; // smallest units
  via: Via;
  wave?: number;
  why: readonly Reason[]; // as the helper may read them
  rankingId?: string | null;
  planId?: string | null;
  grant: Grant | null;
};

/**
 * Inside the caller's transaction, all or nothing; answers the ids in the order of `rows`. Refuses NOT_FOUND, NOT_OPEN,
 * PAST_CUT_OFF, INVITE_CHANGED (less is left than asked for; of a plan's rows: than they ask for together, and others were), NOT_INVITABLE,
 * OWN_SALE, ALREADY_INVITED, ALREADY_PLEDGED, NOT_ELIGIBLE, INVITED_ENOUGH; facts carry slotId and helperId.
 * The slots are locked until the transaction ends: call it last.
 */
export async function inviteMany(trx: Trx, ctx: Ctx, rows: readonly Sending[]): Promise<string[]> {
  const ids = await send(trx, ctx, rows, (_, refusal) => {
    throw refusal;
  });
  return ids.filter((id) => id !== null);
}

/**
 * The same, but whatever would be refused is left out, and said: null in the place of its id. Of a slot of which a plan gives
 * out more than is left, nothing is sent: who of them is asked is for whoever plans to say.
 */
export async function inviteRest(
  trx: Trx,
  ctx: Ctx,
  rows: readonly Sending[],
): Promise<{ ids: (string | null)[]; left: { slotId: string; helperId: string; code: RefusalCode }[] }> {
  const left: { slotId: string; helperId: string; code: RefusalCode }[] = [];
  const ids = await send(trx, ctx, rows, ({ slotId, helperId }, { code }) => {
    left.push({ slotId, helperId, code });
  });
  return { ids, left };
}

/** Told who cannot be asked, and why: throws, or they are left out. */
type Leave = (row: Sending, refusal: Refusal) => void;
type Check = (row: Sending, check: () => void) => void;

async function send(trx: Trx, ctx: Ctx, rows: readonly Sending[], leave: Leave): Promise<(string | null)[]> {
  if (rows.length === 0) return [];
  const now = ctx.clock.now();
  const slotIds = [...new Set(rows.map((row) => row.slotId))].sort();
  // Whatever ends the asking of a slot writes to it: before this, or after the invitations are there for it to end.
  await trx.selectFrom("slot").select("id").where("id", "in", slotIds).orderBy("id").forUpdate().execute();
  const slots = new Map((await slotsToAsk(trx, slotIds)).map((slot) => [slot.slot_id, slot]));
  const out = new Set<Sending>();
  const check: Check = (row, must) => {
    try {
      must();
    } catch (error) {
      if (!isRefusal(error)) throw error;
      leave(row, error);
      out.add(row);
    }
  };
  const staying = () => rows.filter((row) => !out.has(row));
  for (const row of rows)
    check(row, () => mustBeAskable(slots.get(row.slotId) ?? refuse("NOT_FOUND"), row, now));
  if (rows.some(({ via }) => via === "plan"))
    mustFitTogether(slots, await waitingOn(trx, slotIds), rows, staying(), check);
  await mustBeAsked(trx, ctx, slots, staying(), check);
  await spendWeeks(trx, slots, staying(), now, check);
  const sent = staying();
  const born = sent.map((row) => birthOf(ctx, slots.get(row.slotId) as SlotToAsk, row, now));
  await insert(trx, born);
  await record(trx, ctx, ...born.map(({ act }) => act));
  for (const { row } of born) await setTimer(trx, "invitation.expire", row.id, row.expires_at);
  const idOf = new Map(sent.map((row, at) => [row, born[at]?.row.id ?? null]));
  return rows.map((row) => idOf.get(row) ?? null);
}

const about = (row: Sending): RefusalFacts => ({ slotId: row.slotId, helperId: row.helperId });
const no = (code: RefusalCode, row: Sending, facts: RefusalFacts = {}): never =>
  refuse(code, { ...facts, ...about(row) });

/** What the slot says against it. */
function mustBeAskable(slot: SlotToAsk, row: Sending, now: Date): void {
  mustTakePledges(slot, now);
  const helper = {
    personId: row.helperKind === "person" ? row.helperId : null,
    organisationId: row.helperKind === "organisation" ? row.helperId : null,
  };
  mustNotBeOwnSale(slot, helper);
  if (helper.personId === slot.poster_id) no("NOT_INVITABLE", row, { reason: "own" });
  if (helper.organisationId !== null && helper.organisationId === slot.need_organisation_id)
    no("NOT_INVITABLE", row, { reason: "own" });
  if (row.amount <= 0 || row.amount % stepOf(slot) !== 0)
    refuse("INVALID", { fields: { amount: "not_whole" } });
  if (slot.remaining < row.amount) changed(slot, row);
}

const changed = (slot: SlotToAsk, row: Sending, waiting = 0): never =>
  no("INVITE_CHANGED", row, {
    remaining: Math.max(0, slot.remaining - waiting),
    wanted: row.amount,
    unit: slot.unit,
    unitSize: slot.unit_size,
  });

/**
 * A plan gives out what is left beside what others are asked for and have not answered; waves and hands may ask more people than
 * there is room for, since not all say yes.
 */
function mustFitTogether(
  slots: Map<string, SlotToAsk>,
  waiting: Map<string, number>,
  all: readonly Sending[],
  rows: readonly Sending[],
  check: Check,
): void {
  const asked = new Map<string, number>();
  const over = new Map<string, Sending>();
  for (const row of all.filter(({ via }) => via === "plan")) {
    const sum = (asked.get(row.slotId) ?? waiting.get(row.slotId) ?? 0) + row.amount;
    asked.set(row.slotId, sum);
    if (sum > (slots.get(row.slotId)?.remaining ?? 0) && !over.has(row.slotId)) over.set(row.slotId, row);
  }
  // whoever is one too many is named first
  const first = rows.filter((row) => over.get(row.slotId) === row);
  for (const row of new Set([...first, ...rows]))
    if (over.has(row.slotId))
      check(row, () => changed(slots.get(row.slotId) as SlotToAsk, row, waiting.get(row.slotId)));
}

/** What the helper says against it, or has said. */
async function mustBeAsked(
  trx: Trx,
  ctx: Ctx,
  slots: Map<string, SlotToAsk>,
  rows: readonly Sending[],
  check: Check,
): Promise<void> {
  if (rows.length === 0) return;
  const mayAsk = await invitableAmong(trx, rows);
  const pledged = await pledgedAmong(trx, rows);
  const before = await askedBefore(trx, rows);
  for (const row of rows) {
    const pair = openKey(row.slotId, row.helperId);
    const last = before.get(pair);
    check(row, () => {
      if (!mayAsk(row.helperId, slots.get(row.slotId)?.village_id ?? 0))
        no("NOT_INVITABLE", row, { reason: "unwilling" });
      if (pledged.has(pair)) no("ALREADY_PLEDGED", row, { pledgeId: "", status: "confirmed" });
      // Who said no is not asked for the same again: a second question would be pressing.
      if (last === "sent" || last === "declined") no("ALREADY_INVITED", row, { status: last });
    });
  }
  for (const slotId of new Set(rows.map((row) => row.slotId))) {
    await mustBeAbleToSayYes(
      trx,
      ctx,
      slots.get(slotId) as SlotToAsk,
      rows.filter((row) => row.slotId === slotId),
      check,
    );
    const people = rows.filter((row) => row.slotId === slotId && row.helperKind === "person");
    if (people.length === 0) continue;
    const unfit = await refusalsFor(
      { ...ctx, db: trx },
      slotId,
      people.map((row) => row.helperId),
    );
    for (const row of people) {
      const why = unfit.get(row.helperId);
      // Which day they are busy, or how old they are, is nobody's business who merely thinks of asking them.
      if (why) check(row, () => no("NOT_INVITABLE", row, { reason: "unfit" }));
    }
  }
}

/** Whom pledging would refuse is not asked: a gift that stays in the village, a team without anybody qualified. */
async function mustBeAbleToSayYes(
  trx: Trx,
  ctx: Ctx,
  slot: SlotToAsk,
  rows: readonly Sending[],
  check: Check,
): Promise<void> {
  const idOf = (row: Sending, kind: HelperKind) => (row.helperKind === kind ? row.helperId : null);
  const inside = staysInside(slot.direction, slot.via_organisation)
    ? await insidersAmong(
        trx,
        slot,
        rows.map((row) => ({ personId: idOf(row, "person"), organisationId: idOf(row, "organisation") })),
      )
    : null;
  const lacks = await teamsLack(
    { ...ctx, db: trx },
    slot.slot_id,
    rows.flatMap((row) => idOf(row, "organisation") ?? []),
  );
  for (const row of rows)
    check(row, () => {
      if (inside !== null && !inside.has(row.helperId)) no("NOT_INVITABLE", row, { reason: "gift" });
      if (row.helperKind === "organisation" && lacks(row.helperId, row.amount) !== null)
        no("NOT_INVITABLE", row, { reason: "unfit" });
    });
}

/**
 * Counts the week's invitations; refuses INVITED_ENOUGH where one is over its cap. Rows are locked in the order of their helpers;
 * of one helper's, those with the smaller cap are counted first, so that a batch fits wherever it can.
 */
async function spendWeeks(
  trx: Trx,
  slots: Map<string, SlotToAsk>,
  rows: readonly Sending[],
  now: Date,
  check: Check,
): Promise<void> {
  const week_on = weekOf(now);
  const ordered = rows
    .map((row) => {
      const slot = slots.get(row.slotId) as SlotToAsk;
      return { row, cap: capOf(slot, untilOf(slot), now) };
    })
    .sort((a, b) =>
      a.row.helperId < b.row.helperId ? -1 : a.row.helperId > b.row.helperId ? 1 : a.cap - b.cap,
    );
  for (const { row, cap } of ordered) {
    await sql`INSERT IGNORE INTO invitation_week (helper_id, week_on, sent) VALUES (${row.helperId}, ${week_on}, 0)`.execute(
      trx,
    );
    const counted = await trx
      .updateTable("invitation_week")
      .set((eb) => ({ sent: eb("sent", "+", 1) }))
      .where("helper_id", "=", row.helperId)
      .where("week_on", "=", dateOf(week_on))
      .where("sent", "<", cap)
      .executeTakeFirst();
    if (counted.numUpdatedRows === 0n) check(row, () => no("INVITED_ENOUGH", row, { cap }));
  }
}

function birthOf(ctx: Ctx, slot: SlotToAsk, sending: Sending, now: Date) {
  const id = uuid();
  const row = {
    id,
    need_id: slot.need_id,
    line_id: slot.line_id,
    slot_id: slot.slot_id,
    kind: slot.kind,
    county_id: slot.county_id,
    helper_kind: sending.helperKind,
    helper_id: sending.helperId,
    status: next(INVITATION_EVENTS, "new", "send"),
    asked: sending.amount,
    via: sending.via,
    wave: sending.wave ?? 0,
    why: JSON.stringify(sending.why.slice(0, WHY_MAX)),
    ranking_id: sending.rankingId ?? null,
    plan_id: sending.planId ?? null,
    live_key: openKey(slot.slot_id, sending.helperId),
    sent_by: ctx.actor?.personId ?? null,
    sent_at: now,
    expires_at: answerEnd(now, untilOf(slot)),
  };
  const act: Act = {
    aggregate: "invitation",
    id,
    version: 1,
    event: "invitation.sent",
    grant: sending.grant,
    data: {
      slot: slot.slot_id,
      asked: row.asked,
      via: row.via,
      wave: row.wave,
      until: row.expires_at.getTime(),
    },
  };
  return { row, act };
}

async function insert(trx: Trx, born: { row: ReturnType<typeof birthOf>["row"] }[]): Promise<void> {
  try {
    for (const some of chunks(born.map(({ row }) => row)))
      await trx.insertInto("invitation").values(some).execute();
  } catch (error) {
    if (isDuplicate(error, "live_key")) refuse("ALREADY_INVITED", { status: "sent" });
    throw error;
  }
}
