// Services nothing was recorded of: which of them somebody may ask about, and who answers for the hours there.
import { type RawBuilder, sql } from "kysely";
import { refuse } from "@/server/errors";
import { actsFor } from "@/server/people/proxies/data";
import type { Db } from "@/server/platform/db";
import { UNSEEN } from "@/server/pledges/making/rules";
import type { Shift } from "@/server/pledges/seats/data";
import { authorize } from "@/server/policy";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { type Place, placeOf } from "../../facts/places/data";
import { visibleCorrections } from "../data";
import { ASK_WITHIN_DAYS } from "../rules";
import { ASKABLE_MAX, type AskableInput, type AskableView } from "../schema";

/** Over, not called off, not too long ago, with no record of theirs, and theirs to know of. */
export async function mustBeAskable(ctx: Ctx, slotId: string, personId: string): Promise<Place> {
  const place = (await placeOf(ctx.db, slotId, personId)) ?? refuse("NOT_FOUND");
  const { shift } = place;
  if (isHidden(shift) && !(await signedUp(ctx.db, slotId, personId))) refuse("NOT_FOUND");
  if (shift.row?.status === "cancelled") refuse("DAY_OVER");
  const now = ctx.clock.now();
  const over = shift.row?.closed_at ?? shift.slot.ends_at;
  if (over === null || over > now) refuse("NOT_OVER");
  if (over.getTime() < now.getTime() - ASK_WITHIN_DAYS * DAY_MS)
    refuse("ASKED_TOO_LATE", { days: ASK_WITHIN_DAYS });
  const row = await ctx.db
    .selectFrom("service_record")
    .select("status")
    .where("slot_id", "=", slotId)
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (row !== undefined) refuse("RECORD_THERE");
  return place;
}

const isHidden = ({ need }: Shift): boolean => UNSEEN.includes(need.status) || need.lane === "confidential";

const placesOf = (personId: string) => sql`
  SELECT slot_id FROM pledge WHERE person_id = ${personId}
  UNION SELECT slot_id FROM seat WHERE person_id = ${personId}
  UNION SELECT slot_id FROM attendance WHERE person_id = ${personId}`;

async function signedUp(db: Db, slotId: string, personId: string): Promise<boolean> {
  const { rows } =
    await sql`SELECT 1 FROM (${placesOf(personId)}) AS mine WHERE slot_id = ${slotId} LIMIT 1`.execute(db);
  return rows.length > 0;
}

/** Past shifts without a record of theirs, the latest first, and what was asked about such before. */
export async function askable(ctx: Ctx, input: AskableInput): Promise<AskableView> {
  const personId = input.personId ?? ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  authorize(ctx, "hours.ask", {
    personId,
    actsFor: await actsFor(ctx.db, ctx.actor?.personId ?? "", personId),
  });
  const { needId } = input;
  const which =
    needId === undefined
      ? sql`s.id IN (SELECT slot_id FROM (${placesOf(personId)}) AS mine)`
      : sql`n.id = ${needId} AND ((n.status NOT IN (${sql.join([...UNSEEN])}) AND n.lane <> 'confidential')
          OR s.id IN (SELECT slot_id FROM (${placesOf(personId)}) AS mine))`;
  const [shifts, asked] = await Promise.all([
    pastShifts(ctx, personId, which),
    visibleCorrections(ctx, (query) =>
      query.where("about", "=", "missing").where("person_id", "=", personId).limit(ASKABLE_MAX),
    ),
  ]);
  const waiting = new Set(asked.flatMap((one) => (one.mayWithdraw ? [one.slotId] : [])));
  return { shifts: shifts.filter((shift) => !waiting.has(shift.slotId)), asked };
}

async function pastShifts(
  ctx: Ctx,
  personId: string,
  which: RawBuilder<unknown>,
): Promise<AskableView["shifts"]> {
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - ASK_WITHIN_DAYS * DAY_MS);
  const { rows } = await sql<AskableView["shifts"][number]>`
    SELECT s.id AS slotId, n.id AS needId, n.title, l.item, s.starts_at AS startsAt, s.ends_at AS endsAt
    FROM slot s JOIN need_line l ON l.id = s.line_id JOIN need n ON n.id = s.need_id
      LEFT JOIN shift h ON h.slot_id = s.id
    WHERE ${which} AND l.kind = 'people' AND (h.status IS NULL OR h.status <> 'cancelled')
      AND COALESCE(h.closed_at, s.ends_at) BETWEEN ${since} AND ${now}
      AND NOT EXISTS (SELECT 1 FROM service_record r WHERE r.slot_id = s.id AND r.person_id = ${personId})
    ORDER BY COALESCE(s.starts_at, h.closed_at) DESC, s.id LIMIT ${sql.lit(ASKABLE_MAX)}`.execute(ctx.db);
  return rows;
}
