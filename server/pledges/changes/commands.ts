// What becomes of a pledge after it was made: amended, withdrawn, approved or refused by the poster, removed with a reason.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { mustStillBeEligible } from "../eligibility/commands";
import { actedFor, type Known, visiblePledge } from "../facts/data";
import { type HoldingAct, writeHolding } from "../holding/commands";
import { endOf, giveBackRest, type Holding, holdingOf, isRunning } from "../holding/rules";
import { eventsOf } from "../lifecycle";
import { findTerms } from "../making/data";
import { mustBeExpectable, mustTakePledges, slotFacts, smallestOf } from "../making/rules";
import { allot } from "../rules";
import {
  type AmendInput,
  amendInput,
  type ChangedPledge,
  pledgeRef,
  type RemoveInput,
  removeInput,
  type WithdrawInput,
  withdrawInput,
} from "../schema";
import { lockPledge, takenOf } from "../seats/places/commands";
import { seek } from "../stand-ins/seeking/commands";
import { amended, mustBeInTime, needsStandIn } from "./rules";

export type OnPledge = { pledgeId: string; version?: number; key?: string };

/** What every change has in common: seen, asked, at the version the page showed, once per key; MOVED_ON where somebody was quicker. */
export async function change(
  ctx: Ctx,
  name: string,
  input: OnPledge,
  action: "pledge.change" | "pledge.manage",
  act: (known: Known, grant: Grant | null, trx: Trx) => Promise<HoldingAct>,
): Promise<ChangedPledge> {
  const seen = await visiblePledge(ctx, input.pledgeId);
  const grant = authorize(ctx, action, seen.facts);
  return orMovedOn(
    once(ctx, input.key, { act: name, ...input }, async (trx) => {
      if (input.version !== undefined && input.version !== seen.pledge.version) refuse("MOVED_ON");
      const what = await act(seen, grant, trx);
      const forId = action === "pledge.change" ? actedFor(ctx, seen.pledge) : null;
      const held = await writeHolding(trx, ctx, seen.pledge, { grant, forId, ...what });
      const wanted = (what.set?.wanted as number | undefined) ?? seen.pledge.wanted;
      return {
        pledgeId: seen.pledge.id,
        status: held.status,
        amount: held.amount,
        wanted,
        version: seen.pledge.version + 1,
      };
    }),
  );
}

/** Down freely, up as far as there is room; note and expected day any time. A new day or amount also ends a reminder. */
export function amend(ctx: Ctx, input: AmendInput): Promise<ChangedPledge> {
  const { amount, ifShort, note, expectedOn, ...on } = amendInput.parse(input);
  const body = { ...on, amount, ifShort, note, expectedOn };
  return change(ctx, "amend", body, "pledge.change", async (known, _grant, trx) => {
    const { pledge, line } = known;
    const event =
      pledge.status === "requested"
        ? "amendRequest"
        : pledge.status === "waitlisted"
          ? "amendWaiting"
          : "amend";
    const status = next(eventsOf(line.kind), pledge.status, event);
    mustRun(known);
    const now = ctx.clock.now();
    const terms = await findTerms(trx, pledge.slot_id);
    const set: HoldingAct["set"] = { reminded_at: null };
    if (note !== undefined) set.note = note;
    if (expectedOn !== undefined) set.expected_on = expectedOn;
    if (expectedOn !== pledge.expected_on?.toISOString().slice(0, 10)) mustBeExpectable(expectedOn, now);
    if (amount === undefined)
      return { event: "pledge.amended", status, holding: holdingOf(pledge), slot: {}, set };
    const to = amended(pledge, smallestOf(amount, line), ifShort, terms, now);
    if (line.kind === "people" && pledge.organisation_id !== null && to.amount < pledge.amount)
      await mustHoldNames(trx, pledge.id, to.amount / line.unit_size);
    const holding: Holding = { ...holdingOf(pledge), amount: to.amount };
    const queued_at = to.queue === 0 ? pledge.queued_at : to.queue > 0 ? now : null;
    const ends = endOf(holding, { loanOut: line.direction === "loan", waits: queued_at !== null });
    const settled = status === "confirmed" && ends === "settled";
    const more = to.amount - pledge.amount;
    return {
      event: settled ? "pledge.settled" : "pledge.amended",
      status: settled ? next(eventsOf(line.kind), pledge.status, "settle") : status,
      holding,
      slot: { promised: more, waiting: settled ? 0 : to.queue },
      set: { ...set, wanted: to.wanted, queued_at },
      data: { wanted: to.wanted, freed: more < 0 },
      must: more > 0 ? { open: true, nobodyWaits: true } : {},
    };
  });
}

/** Names are taken off one by one, by choice, before the number goes below them. */
async function mustHoldNames(trx: Trx, pledgeId: string, places: number): Promise<void> {
  await lockPledge(trx, pledgeId);
  const named = await takenOf(trx, pledgeId);
  if (named > places) refuse("BELOW_NAMED", { named });
}

/**
 * Before the cut-off, in one tap. What was delivered stays delivered: then the pledge is settled with what came. Somebody who was to
 * come and says so later stays confirmed while a stand-in is looked for.
 */
export function withdraw(ctx: Ctx, input: WithdrawInput): Promise<ChangedPledge> {
  const body = withdrawInput.parse(input);
  return change(ctx, "withdraw", body, "pledge.change", async (known, grant, trx) => {
    next(eventsOf(known.line.kind), known.pledge.status, "withdraw");
    mustRun(known);
    if (needsStandIn(known, ctx.clock.now())) return seekStandIn(trx, ctx, known, body.reason, grant);
    if (known.pledge.status === "confirmed") mustBeInTime(known.slot, ctx.clock.now());
    return giveUp(known, "withdraw", "pledge.withdrawn", body.reason, null);
  });
}

/** The poster's: with a reason, and the helper is told. */
export function remove(ctx: Ctx, input: RemoveInput): Promise<ChangedPledge> {
  const { note, ...body } = removeInput.parse(input);
  return change(ctx, "remove", { ...body }, "pledge.manage", async (known) => {
    next(eventsOf(known.line.kind), known.pledge.status, "remove");
    mustRun(known);
    return giveUp(known, "remove", "pledge.removed", body.reason, note ?? null);
  });
}

/** The poster says no to a request; nothing was reserved. */
export function refuseRequest(ctx: Ctx, input: RemoveInput): Promise<ChangedPledge> {
  const { note, ...body } = removeInput.parse(input);
  return change(ctx, "refuseRequest", { ...body }, "pledge.manage", async ({ pledge, line }) => ({
    event: "pledge.refused",
    status: next(eventsOf(line.kind), pledge.status, "refuse"),
    holding: holdingOf(pledge),
    slot: {},
    set: { end_reason: body.reason, end_note: note ?? null },
    data: { reason: body.reason },
  }));
}

/** The poster (or seller) says yes: confirmed where there is room, else into the queue; a sale without stock is FULL. */
export function approve(ctx: Ctx, input: OnPledge): Promise<ChangedPledge> {
  return change(
    ctx,
    "approve",
    pledgeRef.parse(input),
    "pledge.manage",
    async ({ pledge, line }, _g, trx) => {
      const table = eventsOf(line.kind);
      next(table, pledge.status, "approve");
      const terms = await findTerms(trx, pledge.slot_id);
      mustTakePledges(terms, ctx.clock.now());
      const helper = pledge.helper_kind === "person" ? "person" : "organisation";
      const wish = { helper, wanted: pledge.wanted, ifShort: "wait", approved: true } as const;
      const outcome = allot(slotFacts(terms), [wish]).outcomes[0]!;
      if ("refusal" in outcome)
        refuse(outcome.refusal, { unit: line.unit, unitSize: line.unit_size, ...outcome.facts });
      const confirmed = outcome.status === "confirmed";
      const amount = confirmed ? outcome.amount : 0;
      if (line.kind === "people" || line.kind === "expertise") await mustStillBeEligible(trx, ctx, pledge);
      return {
        event: confirmed ? "pledge.approved" : "pledge.waitlisted",
        status: next(table, pledge.status, confirmed ? "approve" : "approveToQueue"),
        holding: { ...holdingOf(pledge), amount },
        slot: { promised: amount, waiting: confirmed ? 0 : 1 },
        set: { queued_at: confirmed ? null : pledge.created_at }, // it has waited since it was made
        data: { wanted: pledge.wanted },
        must: { open: true, nobodyWaits: confirmed },
      };
    },
  );
}

async function seekStandIn(
  trx: Trx,
  ctx: Ctx,
  { pledge, slot }: Known,
  reason: string,
  grant: Grant | null,
): Promise<HoldingAct> {
  if (slot.starts_at !== null && slot.starts_at <= ctx.clock.now()) refuse("SHIFT_BEGAN");
  await seek(trx, ctx, pledge, { seatId: null, leaverId: pledge.person_id ?? "", reason, grant });
  return {
    event: "pledge.cannot_come",
    status: pledge.status,
    holding: holdingOf(pledge),
    slot: {},
    data: { reason, freed: false },
  };
}

function giveUp(
  known: Known,
  event: "withdraw" | "remove",
  name: string,
  reason: string,
  note: string | null,
): HoldingAct {
  const { pledge, line } = known;
  const holding = holdingOf(pledge);
  if (holding.on_way > 0)
    refuse("ON_THE_WAY", { onWay: holding.on_way, unit: line.unit, unitSize: line.unit_size });
  const table = eventsOf(line.kind);
  const settles = holding.accepted > 0;
  const moved = giveBackRest(holding);
  return {
    ...moved,
    event: settles ? "pledge.settled" : name,
    status: next(table, pledge.status, settles ? "settle" : event),
    set: { end_reason: reason, end_note: note },
    data: { reason, freed: (moved.slot.promised ?? 0) < 0 },
  };
}

function mustRun({ need }: Known): void {
  if (!isRunning(need.status)) refuse("WRONG_STATE", { status: need.status });
}
