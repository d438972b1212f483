// What stands against asking somebody, read once for all who are to be asked.

import { sql } from "kysely";
import { type Db, inChunks, type Trx } from "@/server/platform/db";
import { liveKey } from "@/server/pledges/rules";
import { dateOf } from "@/server/time";
import { weekOf } from "../rules";

/** helpers and slots of what is to be sent. */
export type Pair = { slotId: string; helperKind: string; helperId: string };

const idsOf = (pairs: readonly Pair[], kind: string): string[] => [
  ...new Set(pairs.filter((p) => p.helperKind === kind).map((p) => p.helperId)),
];

/** Whether somebody is a verified organisation, agreed to be asked, or is an adviser of that village. */
export async function invitableAmong(
  db: Db | Trx,
  pairs: readonly Pair[],
): Promise<(helperId: string, villageId: number) => boolean> {
  const persons = idsOf(pairs, "person");
  const [organisations, willing, advisers] = await Promise.all([
    inChunks(idsOf(pairs, "organisation"), (ids) =>
      db
        .selectFrom("organisation")
        .select("id")
        .where("id", "in", ids)
        .where("status", "=", "verified")
        .execute(),
    ),
    inChunks(persons, (ids) =>
      db
        .selectFrom("person as p")
        .innerJoin("person_profile as f", "f.person_id", "p.id")
        .select("p.id")
        .where("p.id", "in", ids)
        .where("p.status", "=", "active")
        .where("f.invitable", "=", true)
        .execute(),
    ),
    inChunks(persons, (ids) =>
      db
        .selectFrom("village_adviser as v")
        .innerJoin("person as p", "p.id", "v.person_id")
        .select(["p.id", "v.region_id"])
        .where("v.person_id", "in", ids)
        .where("v.ended_at", "is", null)
        .where("p.status", "=", "active")
        .execute(),
    ),
  ]);
  const anywhere = new Set([...organisations, ...willing].map((row) => row.id));
  const there = new Set(advisers.map((row) => `${row.region_id}:${row.id}`));
  return (helperId, villageId) => anywhere.has(helperId) || there.has(`${villageId}:${helperId}`);
}

/** "slot:helper" of those who hold a live pledge there. */
export async function pledgedAmong(db: Db | Trx, pairs: readonly Pair[]): Promise<Set<string>> {
  const keys = pairs.map((p) => liveKey(p.slotId, p.helperId));
  const rows = await inChunks(keys, (some) =>
    db
      .selectFrom("pledge")
      .select(["slot_id", "person_id", "organisation_id"])
      .where("live_key", "in", some)
      .execute(),
  );
  return new Set(rows.map((row) => `${row.slot_id}:${row.person_id ?? row.organisation_id}`));
}

/** "slot:helper" → what became of the latest invitation there. */
export async function askedBefore(db: Db | Trx, pairs: readonly Pair[]): Promise<Map<string, string>> {
  const slots = [...new Set(pairs.map((p) => p.slotId))];
  const rows = await inChunks(slots, (some) =>
    db
      .selectFrom("invitation")
      .select(["slot_id", "helper_id", "status"])
      .where("slot_id", "in", some)
      .orderBy("sent_at")
      .orderBy("id")
      .execute(),
  );
  return new Map(rows.map((row) => [`${row.slot_id}:${row.helper_id}`, row.status]));
}

/** What is asked of those who have not answered yet, in smallest units, by slot; `beside`: but for what this plan asked. */
export async function waitingOn(
  db: Db | Trx,
  slotIds: readonly string[],
  beside?: string,
): Promise<Map<string, number>> {
  const rows = await inChunks(slotIds, (some) =>
    db
      .selectFrom("invitation")
      .select("slot_id")
      .select(sql<number>`SUM(asked)`.as("asked"))
      .where("slot_id", "in", some)
      .where("status", "=", "sent")
      .$if(beside !== undefined, (all) =>
        all.where((eb) => eb.or([eb("plan_id", "is", null), eb("plan_id", "<>", beside ?? "")])),
      )
      .groupBy("slot_id")
      .execute(),
  );
  return new Map(rows.map((row) => [row.slot_id, Number(row.asked)]));
}

/** Invitations sent this week, by helper. */
export async function sentThisWeek(
  db: Db | Trx,
  helperIds: readonly string[],
  now: Date,
): Promise<Map<string, number>> {
  const rows = await inChunks(helperIds, (some) =>
    db
      .selectFrom("invitation_week")
      .select(["helper_id", "sent"])
      .where("helper_id", "in", some)
      .where("week_on", "=", dateOf(weekOf(now)))
      .execute(),
  );
  return new Map(rows.map((row) => [row.helper_id, row.sent]));
}
