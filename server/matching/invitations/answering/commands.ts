// Yes becomes a pledge, by the pledges' own command with all its guards, in the same transaction; no costs nothing.
import { isRefusal, type Refusal, refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { inUnits } from "@/server/needs/units/rules";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { pledgeMany } from "@/server/pledges/commands";
import { stepOf } from "@/server/pledges/making/rules";
import { wholeSteps } from "@/server/pledges/rules";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { moveInvitation, mustBeOpen } from "../commands";
import { type Known, visibleInvitation } from "../data";
import { INVITATION_EVENTS } from "../lifecycle";
import { asksConflict } from "../rules";
import {
  type AcceptedAnswer,
  type AcceptInput,
  acceptInput,
  type DeclineInput,
  declineInput,
} from "../schema";

/** A slot that moves under us is asked again; each lost round means that another pledge won. */
const ATTEMPTS = 12;

/**
 * For oneself, for somebody by proxy, or for an organisation by its leader or manager. Refuses INVITATION_OVER, MOVED_ON,
 * CONFLICT_UNSAID, INVITE_CHANGED (facts.remaining is what may be had with `part`), INVITATION_FULL, and whatever pledging refuses.
 */
export async function accept(ctx: Ctx, input: AcceptInput): Promise<AcceptedAnswer> {
  const { key, ...body } = acceptInput.parse(input);
  for (let attempt = 1; ; attempt++) {
    const known = await visibleInvitation(ctx, body.invitationId);
    const grant = authorize(ctx, "invitation.answer", known.asked);
    try {
      return await orMovedOn(
        once(ctx, key, { act: "accept", ...body }, (trx) => {
          // Inside, so that a tap that is sent again is told what the first one was.
          mustBeOpen(known.row, body.version);
          if (known.row.expires_at <= ctx.clock.now())
            refuse("INVITATION_OVER", { status: "expired", reason: null });
          return take(trx, ctx, known, grant, body);
        }),
      );
    } catch (error) {
      if (!isRefusal(error) || error.code !== "TRY_AGAIN" || attempt >= ATTEMPTS) throw error;
    }
  }
}

async function take(
  trx: Trx,
  ctx: Ctx,
  { row, slot, asked }: Known,
  grant: Grant | null,
  body: Pick<AcceptInput, "amount" | "part" | "noConflict">,
): Promise<AcceptedAnswer> {
  const status = next(INVITATION_EVENTS, row.status, "accept");
  const asks = asksConflict(slot);
  if (asks && !body.noConflict) refuse("CONFLICT_UNSAID");
  const forId = asked.actsFor ? row.helper_id : null;
  await moveInvitation(trx, ctx, row, {
    status,
    said: "invitation.accepted",
    grant,
    forId,
    data: asks ? { noConflict: true } : {},
  });
  const [made] = await pledgeMany({ ...ctx, db: trx }, row.slot_id, [
    {
      helper:
        asked.organisationId === null
          ? { kind: "person", personId: row.helper_id }
          : { kind: "organisation", organisationId: asked.organisationId },
      amount: body.amount ?? inUnits(row.asked, slot.unit_size) ?? "0",
      ifShort: body.part ? "part" : "ask",
      actsFor: asked.actsFor,
    },
  ]);
  if (!made) throw new Error("no answer");
  if ("refusal" in made) throw inOurWords(made.refusal);
  const { pledgeId, status: came, amount } = made.answer;
  // Whoever says yes means now: a place in a queue is asked for on the need's own page.
  if (came === "waitlisted") refuse("INVITATION_FULL", { needId: row.need_id });
  await trx.updateTable("invitation").set({ pledge_id: pledgeId }).where("id", "=", row.id).execute();
  return { pledgeId, status: came, amount: came === "confirmed" ? amount : made.answer.wanted };

  function inOurWords(refusal: Refusal): Refusal | Error {
    const { code, facts } = refusal;
    if (code !== "ONLY_PART" && code !== "FULL") return refusal;
    const left = wholeSteps(typeof facts.remaining === "number" ? facts.remaining : 0, stepOf(slot));
    if (left <= 0) refuse("INVITATION_FULL", { needId: row.need_id });
    return refuse("INVITE_CHANGED", { ...facts, remaining: left, unit: slot.unit, unitSize: slot.unit_size });
  }
}

/** No, thank you. It is not counted against anybody and reaches no score. */
export async function decline(ctx: Ctx, input: DeclineInput): Promise<void> {
  const { key, ...body } = declineInput.parse(input);
  const { row, asked } = await visibleInvitation(ctx, body.invitationId);
  const grant = authorize(ctx, "invitation.answer", asked);
  await orMovedOn(
    once(ctx, key, { act: "decline", ...body }, async (trx) => {
      mustBeOpen(row, body.version);
      await moveInvitation(trx, ctx, row, {
        status: next(INVITATION_EVENTS, row.status, "decline"),
        said: "invitation.declined",
        grant,
        forId: asked.actsFor ? row.helper_id : null,
        set: { reason: body.reason ?? null },
        data: { via: row.via, wave: row.wave, ...(body.reason ? { reason: body.reason } : {}) },
      });
    }),
  );
}
