// 现场核实: the town or district sees the stock of a sale line, never the seller or the poster. Without it nothing is sold here.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import type { Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findNeed, type NeedRow, needFacts, sees } from "../data";
import { isDrafting, NEED_EVENTS } from "../lifecycle";
import { openSlots, revokeWith } from "../lines/commands";
import { findLines, type Line } from "../lines/data";
import { readQuantity } from "../units/rules";
import { refuseHardWording } from "../wording/rules";
import { CERTIFICATION_EVENTS } from "./lifecycle";
import {
  type CertificationAnswer,
  type CertifyInput,
  certifyInput,
  type RevokeInput,
  revokeInput,
  SEEN_WITHIN_DAYS,
} from "./schema";

/** Takes the place of an earlier certification of the line. On an open need the line takes pledges from now on. */
export async function certify(ctx: Ctx, input: CertifyInput): Promise<CertificationAnswer> {
  const body = certifyInput.parse(input);
  const { need, line } = await saleLine(ctx, body.lineId);
  const grant = authorize(ctx, "need.certify", { ...needFacts(need), sellerId: line.sale.seller_person });
  next(CERTIFICATION_EVENTS, "new", "make");
  const certifiable = need.status === "submitted" || NEED_EVENTS.change.from.includes(need.status as never);
  if (!certifiable || isDrafting(need.status))
    refuse("WRONG_STATE", { status: need.status, event: "certify" });
  const stock = readQuantity(body.stock, line.unit, line.unit_size);
  if (typeof stock === "string") refuse("INVALID", { fields: { stock } });
  mustBeRecent(body.certifiedOn, ctx.clock.now());
  refuseHardWording({ evidence: body.evidence }); // the page shows it
  const id = uuid();
  return orMovedOn(
    once(ctx, body.key, { act: "need.certify", ...body }, async (trx) => {
      await lineMustStand(trx, line);
      const earlier = await trx
        .selectFrom("certification")
        .selectAll()
        .where("line_id", "=", line.id)
        .where("revoked_at", "is", null)
        .execute();
      for (const one of earlier) await revokeWith(trx, ctx, one, grant);
      await record(trx, ctx, {
        aggregate: "certification",
        id,
        version: 1,
        event: "certification.made",
        grant,
        data: { need: need.id, line: line.id, stock, region: grant?.regionId ?? 0 },
      });
      await trx
        .insertInto("certification")
        .values({
          id,
          need_id: need.id,
          line_id: line.id,
          certified_by: ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"),
          region_id: grant?.regionId ?? 0,
          certified_on: body.certifiedOn,
          stock,
          evidence: body.evidence,
          created_at: ctx.clock.now(),
        })
        .execute();
      await openWhereOpen(trx, need, ctx.clock.now());
      return { certificationId: id, needId: need.id, lineId: line.id, enough: stock >= line.quantity };
    }),
  );
}

/** What was seen no longer holds: the line takes no more pledges until somebody has looked again. */
export async function revoke(ctx: Ctx, input: RevokeInput): Promise<CertificationAnswer> {
  const body = revokeInput.parse(input);
  const row = await ctx.db
    .selectFrom("certification")
    .selectAll()
    .where("id", "=", body.certificationId)
    .executeTakeFirst();
  if (!row) refuse("NOT_FOUND");
  const { need, line } = await saleLine(ctx, row.line_id);
  const grant = authorize(ctx, "need.certify", { ...needFacts(need), sellerId: line.sale.seller_person });
  next(CERTIFICATION_EVENTS, row.revoked_at === null ? "valid" : "revoked", "revoke");
  return orMovedOn(
    once(ctx, null, null, async (trx) => {
      await revokeWith(trx, ctx, row, grant);
      await trx.updateTable("slot").set({ is_open: false }).where("line_id", "=", line.id).execute();
      return { certificationId: row.id, needId: need.id, lineId: line.id, enough: false };
    }),
  );
}

type SaleLine = Line & { sale: NonNullable<Line["sale"]> };

/** A draft is not seen from above, so it is NOT_FOUND there. */
async function saleLine(ctx: Ctx, lineId: string): Promise<{ need: NeedRow; line: SaleLine }> {
  const at = await ctx.db
    .selectFrom("need_line")
    .select("need_id")
    .where("id", "=", lineId)
    .executeTakeFirst();
  const need = at ? await findNeed(ctx.db, at.need_id) : null;
  if (need === null || !sees(ctx, need)) refuse("NOT_FOUND");
  const line = (await findLines(ctx.db, need)).find((l) => l.id === lineId);
  if (!line?.sale) refuse("NOT_FOUND");
  return { need, line: line as SaleLine };
}

/** Locks the line against a change of what is sold, and of its number, until the act is done. */
async function lineMustStand(trx: Trx, line: Line): Promise<void> {
  const now = await trx
    .selectFrom("need_line")
    .select("version")
    .where("id", "=", line.id)
    .forUpdate()
    .executeTakeFirst();
  if (now?.version !== line.version) refuse("MOVED_ON");
}

/** Read under a lock, so that a need being sealed meanwhile is not opened again. */
async function openWhereOpen(trx: Trx, need: NeedRow, at: Date): Promise<void> {
  const now = await trx
    .selectFrom("need")
    .select("status")
    .where("id", "=", need.id)
    .forUpdate()
    .executeTakeFirst();
  if (now?.status === "open") await openSlots(trx, need, at);
}

function mustBeRecent(certifiedOn: string, now: Date): void {
  const earliest = dayOf(new Date(now.getTime() - SEEN_WITHIN_DAYS * 86_400_000));
  const reason = certifiedOn > dayOf(now) ? "in_the_future" : certifiedOn < earliest ? "too_old" : null;
  if (reason) refuse("INVALID", { fields: { certifiedOn: reason } });
}
