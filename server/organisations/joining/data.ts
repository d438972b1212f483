// Requests that wait, my own requests, invitations.
import { refuse } from "@/server/errors";
import { hashOf, type Keys } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import { regionViews } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { isMember } from "../members/data";
import type { OrganisationKind } from "../schema";
import type { JoinStatus } from "./lifecycle";
import { linkState } from "./rules";
import { JOIN_PAGE } from "./schema";

/**
 * A link's token comes from its id and the master key, so that a leader can show its QR code again, and whoever reads the
 * database alone can make none.
 */
export const tokenOf = (keys: Keys, linkId: string): string =>
  Buffer.from(hashOf(keys, "join", `link ${linkId}`), "hex")
    .toString("base64url")
    .slice(0, 22);
export const tokenHash = (keys: Keys, token: string): string => hashOf(keys, "join", `token ${token}`);

export async function findLink(ctx: Pick<Ctx, "db" | "keys">, token: string) {
  return (
    (await ctx.db
      .selectFrom("join_link")
      .selectAll()
      .where("token_hash", "=", tokenHash(ctx.keys, token))
      .executeTakeFirst()) ?? null
  );
}

/** For whoever holds the link; unknown is NOT_FOUND, what has ended says so. */
export async function invitation(ctx: Ctx, input: { token: string }) {
  const link = (await findLink(ctx, input.token)) ?? refuse("NOT_FOUND");
  const row = await ctx.db
    .selectFrom("organisation")
    .select(["id", "name", "kind", "region_id", "about", "status"])
    .where("id", "=", link.organisation_id)
    .executeTakeFirstOrThrow();
  if (row.status !== "verified") refuse("NOT_FOUND");
  const regions = await regionViews(ctx.db, [row.region_id]);
  return {
    organisationId: row.id,
    name: row.name,
    kind: row.kind as OrganisationKind,
    path: regions.get(row.region_id)?.path ?? "",
    about: row.about,
    admits: link.admits,
    state: linkState(link, ctx.clock.now()),
    standing: await standing(ctx, row.id),
  };
}

/** What the reader is there: a member, somebody who has asked, or neither. */
async function standing(ctx: Ctx, organisationId: string): Promise<"none" | "asked" | "member"> {
  if (ctx.actor === null) return "none";
  const { personId } = ctx.actor;
  if (await isMember(ctx.db, organisationId, personId)) return "member";
  return (await liveRequest(ctx.db, organisationId, personId)) === null ? "none" : "asked";
}

/** What they asked and nobody has answered. */
export async function liveRequest(db: Db, organisationId: string, personId: string) {
  return (
    (await db
      .selectFrom("join_request")
      .select("id")
      .where("live_key", "=", `${organisationId}:${personId}`)
      .executeTakeFirst()) ?? null
  );
}

/** Those who wait for an answer, oldest first, by keyset. */
export async function listRequests(ctx: Ctx, input: { organisationId: string; after?: string | undefined }) {
  authorize(ctx, "member.admit", { organisationId: input.organisationId }, "NOT_FOUND");
  const rows = await ctx.db
    .selectFrom("join_request as j")
    .innerJoin("person as p", "p.id", "j.person_id")
    .select(["j.id", "p.id as person_id", "p.name", "j.note", "j.invitation_id", "j.created_at"])
    .where("j.organisation_id", "=", input.organisationId)
    .where("j.status", "=", "asked")
    .where("p.status", "=", "active")
    .$if(input.after !== undefined, (query) => query.where("j.id", ">", input.after ?? ""))
    .orderBy("j.id")
    .limit(JOIN_PAGE)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    note: row.note,
    byLink: row.invitation_id !== null,
    at: row.created_at,
  }));
}

/** What I asked and what I answered, the newest first: waiting ones, and what came of the others. */
export async function myRequests(ctx: Ctx) {
  const rows = await ctx.db
    .selectFrom("join_request as j")
    .innerJoin("organisation as o", "o.id", "j.organisation_id")
    .select(["j.id", "o.id as organisation_id", "o.name", "j.status", "j.reason", "j.created_at"])
    .where("j.person_id", "=", (ctx.actor ?? refuse("SIGN_IN_FIRST")).personId)
    .orderBy("j.created_at", "desc")
    .orderBy("j.id", "desc")
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisation: row.name,
    status: row.status as JoinStatus,
    reason: row.reason,
    at: row.created_at,
  }));
}

/** Invitations that still work, the newest first. */
export async function listLinks(ctx: Ctx, input: { organisationId: string }) {
  authorize(ctx, "member.admit", { organisationId: input.organisationId }, "NOT_FOUND");
  const rows = await ctx.db
    .selectFrom("join_link")
    .selectAll()
    .where("organisation_id", "=", input.organisationId)
    .where("ended_at", "is", null)
    .where("expires_at", ">", ctx.clock.now())
    .orderBy("created_at", "desc")
    .execute();
  return rows
    .filter((row) => row.uses < row.uses_max)
    .map((row) => ({
      id: row.id,
      token: tokenOf(ctx.keys, row.id),
      admits: row.admits,
      uses: row.uses,
      usesMax: row.uses_max,
      expiresAt: row.expires_at,
    }));
}
