// Who may act for whom, now.
import { sql } from "kysely";
import type { Db } from "@/server/platform/db";
import { PLACE_COLUMNS } from "@/server/policy";
import type { ProxyKind } from "./schema";

/** The grant's region, or what it was merged into, is where the person lives or lies above it. */
const reachesHome = sql<boolean>`EXISTS (
  SELECT 1 FROM person subject
  JOIN region home ON home.id = subject.home_region_id
  LEFT JOIN region now_home ON now_home.id = home.merged_into
  JOIN region held ON held.id = g.region_id
  WHERE subject.id = x.person_id AND COALESCE(held.merged_into, held.id) IN (
    ${sql.join(PLACE_COLUMNS.map((column) => sql`COALESCE(${sql.ref(`now_home.${column}`)}, ${sql.ref(`home.${column}`)})`))}
  )
)`;

/**
 * A leader's word lasts while they lead that organisation and it stands verified; an office's while the office is held over the place
 * where the person lives (a clerk's while the secretary's own is); a relative's until ended. What a grant is worth is decided as in
 * sessions/data.ts.
 */
function liveProxies(db: Db) {
  return db
    .selectFrom("proxy as x")
    .where("x.ended_at", "is", null)
    .where((eb) =>
      eb.or([
        eb("x.kind", "=", "relative"),
        eb.exists(
          eb
            .selectFrom("role_grant as g")
            .leftJoin("organisation as o", "o.id", "g.organisation_id")
            .leftJoin("role_grant as source", "source.id", "g.delegated_from")
            .leftJoin("person as delegator", "delegator.id", "source.person_id")
            .select(sql`1`.as("one"))
            .whereRef("g.person_id", "=", "x.actor_id")
            .where("g.ended_at", "is", null)
            .where((on) => on.or([on("g.organisation_id", "is", null), on("o.status", "=", "verified")]))
            .where((on) =>
              on.or([
                on("g.delegated_from", "is", null),
                on.and([on("source.ended_at", "is", null), on("delegator.status", "=", "active")]),
              ]),
            )
            .where((on) =>
              on.or([
                on.and([
                  on("x.kind", "=", "leader"),
                  on("g.role", "in", ["leader", "manager"]),
                  on("g.organisation_id", "=", on.ref("x.organisation_id")),
                ]),
                on.and([
                  on("x.kind", "=", "clerk"),
                  on("g.role", "in", ["secretary", "clerk", "grid", "town_admin", "district_admin"]),
                  reachesHome,
                ]),
              ]),
            ),
        ),
      ]),
    );
}

/** True where the actor may act for the person, who is not switched off. */
export async function actsFor(db: Db, actorId: string, personId: string): Promise<boolean> {
  const row = await liveProxies(db)
    .innerJoin("person as p", "p.id", "x.person_id")
    .select("x.id")
    .where("x.actor_id", "=", actorId)
    .where("x.person_id", "=", personId)
    .where("p.status", "=", "active")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Those among these people for whom the actor may act. */
export async function actsForAmong(db: Db, actorId: string, personIds: string[]): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await liveProxies(db)
    .innerJoin("person as p", "p.id", "x.person_id")
    .select("x.person_id")
    .where("x.actor_id", "=", actorId)
    .where("x.person_id", "in", personIds)
    .where("p.status", "=", "active")
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** People I may act for. */
export async function listActedFor(db: Db, actorId: string) {
  const rows = await liveProxies(db)
    .innerJoin("person as p", "p.id", "x.person_id")
    .select(["x.id", "p.id as person_id", "p.name", "x.kind", "x.started_at"])
    .where("x.actor_id", "=", actorId)
    .where("p.status", "=", "active")
    .orderBy("x.started_at", "desc")
    .orderBy("x.id", "desc")
    .limit(500)
    .execute();
  return rows.map(viewOf);
}

/** People who may act for me. */
export async function listActing(db: Db, personId: string) {
  const rows = await liveProxies(db)
    .innerJoin("person as p", "p.id", "x.actor_id")
    .select(["x.id", "p.id as person_id", "p.name", "x.kind", "x.started_at"])
    .where("x.person_id", "=", personId)
    .where("p.status", "=", "active")
    .orderBy("x.started_at", "desc")
    .orderBy("x.id", "desc")
    .limit(100)
    .execute();
  return rows.map(viewOf);
}

/** Who may act for each of these people: for telling them. */
export async function actingForAmong(db: Db, personIds: string[]) {
  if (personIds.length === 0) return [];
  return liveProxies(db)
    .innerJoin("person as p", "p.id", "x.actor_id")
    .select(["x.actor_id as actorId", "x.person_id as personId"])
    .where("x.person_id", "in", personIds)
    .where("p.status", "=", "active")
    .execute();
}

type Row = { id: string; person_id: string; name: string; kind: string; started_at: Date };
const viewOf = (row: Row) => ({
  proxyId: row.id,
  personId: row.person_id,
  name: row.name,
  kind: row.kind as ProxyKind,
  since: row.started_at,
});
