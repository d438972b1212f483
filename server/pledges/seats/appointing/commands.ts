// The poster names the person in charge (负责人, Ord. 67 art. 7), gives the shift to an organisation, or sets until when people are named.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { ensureShift, stepShift } from "@/server/needs/shifts/commands";
import { transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findShift } from "../data";
import { organisationsFor, peopleFor } from "./data";
import { wrongNamingEnd } from "./rules";
import type { AppointInput } from "./schema";

/** Until it is closed. Refuses INVALID, WRONG_STATE, MOVED_ON. */
export async function appoint(ctx: Ctx, input: AppointInput): Promise<{ slotId: string; version: number }> {
  const shift = (await findShift(ctx.db, input.slotId)) ?? refuse("NOT_FOUND");
  const grant = authorize(ctx, "need.run", shift.facts, "NOT_FOUND");
  const to = {
    lead_id: input.leadId ?? null,
    organisation_id: input.organisationId ?? null,
    named_until: input.namedUntil ?? null,
  };
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      const row = await ensureShift(trx, ctx, input.slotId);
      if (input.version !== undefined && input.version !== row.version) refuse("MOVED_ON");
      const [people, organisations] = await Promise.all([
        peopleFor(ctx, trx, { ...shift, row }),
        organisationsFor(ctx, trx, { ...shift, row }),
      ]);
      const late = wrongNamingEnd(to.named_until, row.named_until, shift.slot.starts_at, ctx.clock.now());
      const fields = {
        ...(to.lead_id === null || people.some((one) => one.id === to.lead_id) ? {} : { leadId: "unknown" }),
        ...(to.organisation_id === null || organisations.some((one) => one.id === to.organisation_id)
          ? {}
          : { organisationId: "unknown" }),
        ...(late === null ? {} : { namedUntil: late }),
      };
      if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
      const said = (row.named_until?.getTime() ?? 0) !== (to.named_until?.getTime() ?? 0);
      if (!said && row.lead_id === to.lead_id && row.organisation_id === to.organisation_id)
        refuse("INVALID", { fields: { _: "nothing_changed" } });
      const stepped = await stepShift(trx, ctx, row, {
        event: "appoint",
        said: "shift.appointed",
        grant,
        data: {
          lead: to.lead_id,
          organisationId: to.organisation_id,
          named: to.named_until?.getTime() ?? null,
        },
        set: to,
      });
      return { slotId: input.slotId, version: stepped.version };
    }),
  );
}
