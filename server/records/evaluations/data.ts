// Evaluations: of a shift for those who give them, of a volunteer for the volunteer.
import { refuse } from "@/server/errors";
import type { Db, Trx } from "@/server/platform/db";
import { findShift, type Shift } from "@/server/pledges/seats/data";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { type EvaluationView, type ShiftView, SIDES, type Side } from "./schema";

const LIST_LIMIT = 200;

/** Over once it is closed, or its end has passed. */
export const isOver = (shift: Shift, now: Date): boolean =>
  shift.row?.status === "closed" || (shift.slot.ends_at !== null && shift.slot.ends_at <= now);

/** The shift and the sides from which the asker may speak; unseen is NOT_FOUND. */
export async function shiftToEvaluate(ctx: Ctx, slotId: string): Promise<{ shift: Shift; sides: Side[] }> {
  const shift = (await findShift(ctx.db, slotId)) ?? refuse("NOT_FOUND");
  const sides = SIDES.filter((side) => may(ctx, "evaluation.give", { ...shift.facts, side }) !== false);
  if (sides.length === 0) refuse("NOT_FOUND");
  return { shift, sides };
}

/** Who was there. */
export async function attendedOf(db: Db | Trx, slotId: string) {
  return db
    .selectFrom("attendance as a")
    .innerJoin("person as p", "p.id", "a.person_id")
    .select(["a.person_id as personId", "p.name"])
    .where("a.slot_id", "=", slotId)
    .where("a.status", "in", ["in", "out"])
    .orderBy("p.name")
    .orderBy("p.id")
    .execute();
}

export async function visibleEvaluations(ctx: Ctx, slotId: string): Promise<ShiftView> {
  const { shift, sides } = await shiftToEvaluate(ctx, slotId);
  const [people, given] = await Promise.all([
    attendedOf(ctx.db, slotId),
    ctx.db
      .selectFrom("evaluation")
      .select(["side", "person_id", "score", "words"])
      .where("need_id", "=", shift.need.id)
      .where("slot_id", "=", slotId)
      .where("side", "in", sides)
      .where("ended_at", "is", null)
      .execute(),
  ]);
  return {
    slotId,
    needId: shift.need.id,
    title: shift.need.title,
    item: shift.line.item,
    startsAt: shift.slot.starts_at,
    endsAt: shift.slot.ends_at,
    over: isOver(shift, ctx.clock.now()),
    sides,
    people: people.filter((one) => one.personId !== ctx.actor?.personId),
    given: given.map((row) => ({
      side: row.side as Side,
      personId: row.person_id,
      score: row.score,
      words: row.words,
    })),
  };
}

/**
 * Of the person, and of all at the services they came to; newest first. Asked after the record was seen; keeps: by the person, or who
 * acts for them. To others a confidential need is not named, nor what was said there.
 */
export async function listEvaluations(db: Db, personId: string, keeps: boolean): Promise<EvaluationView[]> {
  const rows = await db
    .selectFrom("evaluation as e")
    .innerJoin("need as n", "n.id", "e.need_id")
    .select(["e.id", "n.title", "n.lane", "e.created_at", "e.side", "e.person_id", "e.score", "e.words"])
    .where("e.ended_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("e.person_id", "=", personId),
        eb.and([
          eb("e.person_id", "is", null),
          eb(
            "e.slot_id",
            "in",
            eb
              .selectFrom("attendance")
              .select("slot_id")
              .where("person_id", "=", personId)
              .where("status", "in", ["in", "out"]),
          ),
        ]),
      ]),
    )
    .orderBy("e.created_at", "desc")
    .orderBy("e.id", "desc")
    .limit(LIST_LIMIT)
    .execute();
  return rows.map((row) => {
    const told = keeps || row.lane !== "confidential";
    return {
      id: row.id,
      title: told ? row.title : null,
      at: row.created_at,
      side: row.side as Side,
      ofAll: row.person_id === null,
      score: row.score,
      words: told ? row.words : null,
    };
  });
}
