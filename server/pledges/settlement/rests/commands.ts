// A pledge that will not be fulfilled further: settled with what there is, the rest free again.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { isLoanOut } from "../../deliveries/data";
import { settleRestInput } from "../../deliveries/schema";
import { mustRun } from "../../deliveries/steps/commands";
import { visiblePledge } from "../../facts/data";
import { type Held, writeHolding } from "../../holding/commands";
import { endOf, giveBackRest, holdingOf, promisedOf } from "../../holding/rules";
import { GOODS_EVENTS } from "../../lifecycle";

/** The poster gives back what a helper has not sent: the pledge is settled with what was accepted, or released where nothing was. */
export async function settleRest(ctx: Ctx, input: { pledgeId: string }): Promise<Held> {
  const known = await visiblePledge(ctx, settleRestInput.parse(input).pledgeId);
  const grant = authorize(ctx, "pledge.manage", known.facts);
  const { pledge } = known;
  if (known.line.kind === "people") refuse("NOT_GOODS");
  mustRun(known);
  const released = promisedOf(holdingOf(pledge));
  const moved = giveBackRest(holdingOf(pledge));
  return orMovedOn(
    transact(ctx.db, async (trx) => {
      const loanOut = known.line.direction === "loan" && (await isLoanOut(trx, pledge.id, ""));
      const end = endOf(moved.holding, { loanOut, waits: false });
      const status = next(
        GOODS_EVENTS,
        pledge.status,
        end === "settled" ? "settle" : end ? "release" : "amend",
      );
      if (released === 0 && end === null) refuse("WRONG_STATE", { status: pledge.status });
      return writeHolding(trx, ctx, pledge, {
        ...moved,
        event: `pledge.${end ?? "amended"}`,
        status,
        grant,
        data: { released },
        set: end === "released" ? { end_reason: "rest_released" } : {},
      });
    }),
  );
}
