// A need with pledges on it, for tests about what follows pledging. Amounts in the line's unit.
import { v7 as uuid } from "uuid";
import type { Clock } from "@/server/platform/clock";
import type { Db } from "@/server/platform/db";
import { pledge } from "@/server/pledges/commands";
import { pledgeInput } from "@/server/pledges/schema";
import type { Ctx, World } from "@/server/trpc/context";
import { ctxOf } from "./actors";
import { type LineSpec, openNeed } from "./needs";

export const newKey = () => uuid().replaceAll("-", "");

/** 小李 has pledged `amount` on the one line of 潘书记's need. */
export async function pledged(
  world: { db: Db; clock: Clock } & Partial<World>,
  line: LineSpec = {},
  amount: number | string = 100,
) {
  const need = await openNeed(world, { lines: [line] });
  const slotId = need.lines[0]!.slotId;
  const li = ctxOf(world, uuid());
  const pan = ctxOf(world, need.posterId);
  const { pledgeId } = await claim(li, slotId, amount);
  return { need, slotId, lineId: need.lines[0]!.id, li, pan, pledgeId };
}

/** A person's pledge, as their phone sends it. */
export const claim = (ctx: Ctx, slotId: string, amount: number | string, more: object = {}) =>
  pledge(ctx, pledgeInput.parse({ slotId, amount: String(amount), key: newKey(), ...more }));

export const rowOf = {
  slot: (db: Db, id: string) =>
    db.selectFrom("slot").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  pledge: (db: Db, id: string) =>
    db.selectFrom("pledge").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  delivery: (db: Db, id: string) =>
    db.selectFrom("delivery").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
  need: (db: Db, id: string) =>
    db.selectFrom("need").selectAll().where("id", "=", id).executeTakeFirstOrThrow(),
};

/** Events of one subject, in order. */
export const eventsOf = async (db: Db, subjectId: string): Promise<string[]> =>
  (
    await db
      .selectFrom("history")
      .select("event")
      .where("subject_id", "=", subjectId)
      .orderBy("version")
      .execute()
  ).map((row) => row.event);
