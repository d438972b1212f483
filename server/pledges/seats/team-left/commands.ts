// Somebody is nothing in an organisation any more: the places it named them for are its own again.
import type { Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { findPledgeFacts } from "../../facts/data";
import { isLate, takeOff } from "../commands";
import { LIVE_SEAT } from "../lifecycle";
import { lockPledge } from "../places/commands";

/** From the state there is now, so that a second delivery, or one that comes after they joined again, does nothing. */
export async function letGo(trx: Trx, ctx: Ctx, grantId: string): Promise<void> {
  const now = ctx.clock.now();
  const seats = await trx
    .selectFrom("role_grant as g")
    .innerJoin("seat as t", "t.person_id", "g.person_id")
    .innerJoin("pledge as p", (join) =>
      join.onRef("p.id", "=", "t.pledge_id").onRef("p.organisation_id", "=", "g.organisation_id"),
    )
    .innerJoin("slot as s", "s.id", "t.slot_id")
    .selectAll("t")
    .where("g.id", "=", grantId)
    .where("g.ended_at", "is not", null)
    .where("t.status", "in", LIVE_SEAT)
    .where("p.status", "=", "confirmed")
    .where((eb) => eb.or([eb("s.starts_at", "is", null), eb("s.starts_at", ">", now)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("role_grant as live")
            .select("live.id")
            .whereRef("live.person_id", "=", "g.person_id")
            .whereRef("live.organisation_id", "=", "g.organisation_id")
            .where("live.ended_at", "is", null),
        ),
      ),
    )
    .orderBy("t.id")
    .execute();
  for (const seat of seats) {
    const pledge = await lockPledge(trx, seat.pledge_id);
    const known = await findPledgeFacts({ ...ctx, db: trx }, pledge.id);
    if (known !== null)
      await takeOff(trx, ctx, {
        seat,
        pledge,
        known,
        grant: null,
        late: isLate(known, now),
        reason: "left_team",
      });
  }
}
