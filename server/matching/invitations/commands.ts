// Inviting whom one has chosen, taking an invitation back, and its end by time or because nothing is left to ask for.
import { isRefusal, refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { type Db, type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { smallestOf } from "@/server/pledges/making/rules";
import { authorize, type Grant } from "@/server/policy";
import { clearTimer, setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import { durable } from "../ranking/keeping/commands";
import { knownOf } from "./asking/data";
import {
  findInvitation,
  type InvitationRow,
  needFactsOf,
  openOf,
  openTo,
  slotToAsk,
  visibleInvitation,
} from "./data";
import { INVITATION_EVENTS } from "./lifecycle";
import { askOf } from "./rules";
import type { InviteInput, WithdrawInput } from "./schema";
import { inviteMany } from "./sending/commands";

export { inviteMany, type Sending } from "./sending/commands";

/** The poster, who helps them, or those above ask whom they have chosen. The same key sent again asks nobody twice. */
export async function invite(ctx: Ctx, input: InviteInput): Promise<{ invited: number }> {
  const slot = await slotToAsk(ctx.db, input.slotId);
  const grant = authorize(ctx, "invitation.send", needFactsOf(slot), "NOT_FOUND");
  const { key, ...body } = input;
  const rankingId = await durable(ctx, input.rankingId, slot.slot_id);
  const known = await knownOf(
    ctx,
    slot,
    input.picks.map((pick) => pick.helperId),
  );
  return once(ctx, key, { act: "invite", ...body }, async (trx) => {
    const rows = input.picks.map(({ helperKind, helperId, amount }) => ({
      slotId: slot.slot_id,
      helperKind,
      helperId,
      amount:
        amount !== undefined
          ? smallestOf(amount, slot)
          : askOf(slot, { helperKind, capacity: known.get(helperId)?.capacity ?? null }),
      via: "chosen" as const,
      why: known.get(helperId)?.why ?? [],
      rankingId,
      grant,
    }));
    if (slot.remaining === 0)
      refuse("INVITE_CHANGED", { remaining: 0, unit: slot.unit, unitSize: slot.unit_size });
    await inviteMany(trx, ctx, rows);
    return { invited: rows.length };
  });
}

/** By the side that asked. Whoever has answered meanwhile is not un-asked: MOVED_ON. */
export async function withdraw(ctx: Ctx, input: WithdrawInput): Promise<void> {
  const { row, slot } = await visibleInvitation(ctx, input.invitationId);
  const grant = authorize(ctx, "invitation.send", needFactsOf(slot));
  mustBeOpen(row, input.version);
  await orMovedOn(
    transact(ctx.db, (trx) =>
      endOne(trx, ctx, row, { event: "withdraw", said: "invitation.withdrawn", reason: "sender", grant }),
    ),
  );
}

/** Refuses INVITATION_OVER where it was answered, has run out or was taken back; MOVED_ON where the page showed another version. */
export function mustBeOpen(row: InvitationRow, version: number | undefined): void {
  if (row.status !== "sent") refuse("INVITATION_OVER", { status: row.status, reason: row.reason });
  if (version !== undefined && version !== row.version) refuse("MOVED_ON");
}

/** Timer invitation.expire: nobody answered. An invitation whose end was moved has a timer of its own. */
export async function expire(ctx: Ctx, invitationId: string): Promise<void> {
  if (!ctx.system) refuse("FORBIDDEN");
  const known = await findInvitation(ctx, invitationId);
  if (known?.row.status !== "sent") return;
  const { row } = known;
  if (row.expires_at > ctx.clock.now()) return setTimer(ctx.db, "invitation.expire", row.id, row.expires_at);
  await orMovedOn(
    transact(ctx.db, (trx) =>
      endOne(trx, ctx, row, { event: "expire", said: "invitation.expired", reason: null }),
    ),
  ).catch(unlessMovedOn);
}

/** Somebody was quicker: what was to be ended has ended. */
const unlessMovedOn = (error: unknown) => {
  if (!isRefusal(error) || error.code !== "MOVED_ON") throw error;
};

export type EndReason = "full" | "need" | "shift" | "gone";

/** All that still wait on these slots: nothing is left to ask them for. Answers how many. */
export const endOpen = async (ctx: Ctx, slotIds: readonly string[], reason: EndReason): Promise<number> =>
  endAll(ctx, await openOf(ctx.db, slotIds), reason);

/** All that somebody was asked who is not there any more. */
export const endOfHelper = async (ctx: Ctx, helperId: string): Promise<number> =>
  endAll(ctx, await openTo(ctx.db, helperId), "gone");

async function endAll(ctx: Ctx, rows: readonly InvitationRow[], reason: EndReason): Promise<number> {
  let ended = 0;
  for (const row of rows) {
    const act = { event: "end", said: "invitation.ended", reason } as const;
    await orMovedOn(transact(ctx.db, (trx) => endOne(trx, ctx, row, act)))
      .then(() => ended++)
      .catch(unlessMovedOn);
  }
  return ended;
}

type End = {
  event: "withdraw" | "expire" | "end";
  said: string;
  reason: string | null;
  grant?: Grant | null;
};

async function endOne(
  trx: Trx,
  ctx: Ctx,
  row: InvitationRow,
  { event, said, reason, grant }: End,
): Promise<void> {
  await moveInvitation(trx, ctx, row, {
    status: next(INVITATION_EVENTS, row.status, event),
    said,
    grant: grant ?? null,
    set: { reason },
    data: { via: row.via, wave: row.wave, ...(reason ? { reason } : {}) },
  });
}

type Move = {
  status: string;
  said: string;
  grant: Grant | null;
  forId?: string | null;
  set?: { reason?: string | null; pledge_id?: string };
  data?: Record<string, string | number | boolean | null>;
};

/** One step of an invitation's life, by its version: history, the guarded UPDATE, and its timer. Refuses MOVED_ON. */
export async function moveInvitation(trx: Trx, ctx: Ctx, row: InvitationRow, move: Move): Promise<void> {
  await record(trx, ctx, {
    aggregate: "invitation",
    id: row.id,
    version: row.version + 1,
    event: move.said,
    grant: move.grant,
    forId: move.forId ?? null,
    data: { slot: row.slot_id, ...move.data },
  });
  const moved = await trx
    .updateTable("invitation")
    .set({
      ...move.set,
      status: move.status,
      live_key: null,
      answered_at: ctx.clock.now(),
      version: row.version + 1,
    })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) refuse("MOVED_ON");
  await clearTimer(trx as Db, "invitation.expire", row.id);
}
