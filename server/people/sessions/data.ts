// Who is behind a session, read on every request in one joined query: whatever was ended or switched off counts at once.
import { refuse } from "@/server/errors";
import { type Db, keepParsed, say } from "@/server/platform/db";
import type { Actor, Grant, Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";

/** Stand for the values while the query is built. */
const ASKED = { hash: "?", now: new Date(0) };
const actorQuery = (db: Db) =>
  db
    .selectFrom("session as s")
    .innerJoin("person as p", "p.id", "s.person_id")
    .leftJoin("role_grant as g", (join) =>
      join.onRef("g.person_id", "=", "p.id").on("g.ended_at", "is", null),
    )
    .leftJoin("region as r", "r.id", "g.region_id")
    .leftJoin("region as successor", "successor.id", "r.merged_into")
    .leftJoin("organisation as o", "o.id", "g.organisation_id")
    .leftJoin("role_grant as source", "source.id", "g.delegated_from")
    .leftJoin("person as delegator", "delegator.id", "source.person_id")
    .select([
      "s.person_id",
      "s.hat_id",
      "s.seen_at",
      "p.name",
      "g.id",
      "g.role",
      "g.organisation_id",
      "g.delegated_from",
      "r.id as region_id",
      "r.level",
      "successor.id as successor_id",
      "successor.level as successor_level",
      "o.status as organisation_status",
      "source.ended_at as source_ended_at",
      "delegator.status as delegator_status",
    ])
    .where("s.id_hash", "=", ASKED.hash)
    .where("s.ended_at", "is", null)
    .where("s.expires_at", ">", ASKED.now)
    .where("p.status", "=", "active")
    .orderBy("g.started_at")
    .orderBy("g.id");
type ActorRow = Awaited<ReturnType<ReturnType<typeof actorQuery>["execute"]>>[number];
let built: { sql: string; parameters: readonly unknown[] } | undefined;

/** Built once and kept parsed: every request asks this, and building it costs more than the answer. */
async function actorRows(db: Db, sessionHash: string, now: Date): Promise<ActorRow[]> {
  built ??= actorQuery(db).compile();
  const values = built.parameters.map((p) => (p === ASKED.hash ? sessionHash : p === ASKED.now ? now : p));
  return (await say<ActorRow>(db, keepParsed(built.sql), values)).rows;
}

/** A live session's actor with their live grants; null where the session or the person is not live. */
export async function findActor(
  db: Db,
  sessionHash: string,
  now: Date,
): Promise<{ actor: Actor; seenAt: Date } | null> {
  const rows = await actorRows(db, sessionHash, now);
  const first = rows[0];
  if (first === undefined) return null;
  const grants = rows.flatMap((row): Grant[] => {
    if (row.id === null || row.role === null) return [];
    // Authority in an organisation begins when the organisation is verified.
    if (row.organisation_id !== null && row.organisation_status !== "verified") return [];
    // A clerk's delegation is worth what the secretary's own grant is worth now.
    if (row.delegated_from !== null && (row.source_ended_at !== null || row.delegator_status !== "active"))
      return [];
    return [
      {
        id: row.id,
        role: row.role as Role,
        regionId: row.successor_id ?? row.region_id ?? 0,
        regionLevel: row.successor_level ?? row.level ?? 0,
        organisationId: row.organisation_id,
        delegatedFrom: row.delegated_from,
      },
    ];
  });
  return {
    actor: {
      personId: first.person_id,
      name: first.name,
      sessionId: sessionHash,
      grants,
      hat: grants.find((grant) => grant.id === first.hat_id) ?? null,
    },
    seenAt: first.seen_at,
  };
}

/** A person's live sessions, newest first. */
export async function listSessions(db: Db, personId: string, now: Date) {
  return db
    .selectFrom("session")
    .select(["id_hash", "device", "created_at", "seen_at"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .where("expires_at", ">", now)
    .orderBy("seen_at", "desc")
    .execute();
}

/** My devices, as I see them. */
export async function listDevices(ctx: Ctx) {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const rows = await listSessions(ctx.db, actor.personId, ctx.clock.now());
  return rows.map((row) => ({
    id: row.id_hash,
    device: row.device,
    since: row.created_at,
    seenAt: row.seen_at,
    current: row.id_hash === actor.sessionId,
  }));
}
