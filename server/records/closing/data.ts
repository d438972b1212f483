// What stands in the way of closing an account: what others still count on from this person.
import { refuse } from "@/server/errors";
import { phoneOf } from "@/server/people/data";
import { isPersona } from "@/server/people/demo/data";
import { listActedFor } from "@/server/people/proxies/data";
import { maskPhone } from "@/server/people/rules";
import type { Db, Trx } from "@/server/platform/db";
import { LIVE } from "@/server/pledges/lifecycle";
import type { Ctx } from "@/server/trpc/context";
import type { Blocker, ClosingView } from "./schema";

/** States of a need somebody still answers for. */
const ANSWERED_FOR = ["submitted", "returned", "open", "paused", "sealed", "settling"];

/** Within a transaction: given a context whose db it is. */
export async function blockersOf(
  { db, clock, config }: Pick<Ctx, "clock" | "config"> & { db: Db | Trx },
  personId: string,
): Promise<{ code: Blocker; count: number }[]> {
  const now = clock.now();
  const count = async (query: { execute(): Promise<unknown[]> }) => (await query.execute()).length;
  const mine = <T extends "pledge" | "recurring_pledge">(table: T) =>
    db
      .selectFrom(table as "pledge")
      .select("id")
      .where("person_id", "=", personId);
  const grants = db
    .selectFrom("role_grant")
    .select("id")
    .where("person_id", "=", personId)
    .where("ended_at", "is", null);
  const seats = db
    .selectFrom("seat as t")
    .innerJoin("slot as s", "s.id", "t.slot_id")
    .select("t.id")
    .where("t.person_id", "=", personId)
    .where("t.live_key", "is not", null)
    .where((eb) => eb.or([eb("s.starts_at", "is", null), eb("s.starts_at", ">", now)]));
  const needs = db
    .selectFrom("need")
    .select("id")
    .where("poster_id", "=", personId)
    .where("status", "in", ANSWERED_FOR);
  const charge = db
    .selectFrom("shift as h")
    .innerJoin("need as n", "n.id", "h.need_id")
    .select("h.slot_id")
    .where("h.lead_id", "=", personId)
    .where("h.status", "in", ["planned", "running"])
    .where("n.status", "in", ANSWERED_FOR);
  const adviser = db
    .selectFrom("village_adviser")
    .select("id")
    .where("person_id", "=", personId)
    .where("ended_at", "is", null);
  const worn = await isPersona({ db, config }, personId);
  const found: [Blocker, number][] = [
    ["persona", worn ? 1 : 0],
    ["pledges", await count(mine("pledge").where("status", "in", LIVE))],
    ["seats", await count(seats)],
    ["recurring", await count(mine("recurring_pledge").where("status", "=", "running"))],
    ["needs", await count(needs)],
    ["charge", await count(charge)],
    ["leads", await count(grants.where("role", "=", "leader"))],
    ["office", await count(grants.where("region_id", "<>", 0))],
    ["adviser", await count(adviser)],
  ];
  return found.flatMap(([code, n]) => (n > 0 ? [{ code, count: n }] : []));
}

/** Of oneself: whether the account can be closed, and what comes of it. */
export async function visibleClosing(ctx: Ctx): Promise<ClosingView> {
  const { personId } = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const [blockers, phone, hours, actedFor] = await Promise.all([
    blockersOf(ctx, personId),
    phoneOf(ctx, personId),
    ctx.db
      .selectFrom("hours_entry")
      .select((eb) => eb.fn.sum<number>("minutes").as("minutes"))
      .where("person_id", "=", personId)
      .executeTakeFirst(),
    listActedFor(ctx.db, personId),
  ]);
  return {
    blockers,
    maskedPhone: phone === null ? null : maskPhone(phone),
    minutes: Number(hours?.minutes ?? 0),
    actsFor: actedFor.length,
  };
}
