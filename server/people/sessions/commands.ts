// Signing in and out. A session row is its own record of who came by which device and when; no history row is written for it.

import { refuse } from "@/server/errors";
import { endedSessionCookie, sessionCookie } from "@/server/platform/auth";
import { hashOf, randomId } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import type { Actor } from "@/server/policy";
import type { Ctx, World } from "@/server/trpc/context";
import { findActor } from "./data";
import { expiryOf, SEEN_EVERY_MS, SESSION_KEPT_DAYS } from "./rules";

/** A session row for a person; returns the id that goes into the cookie. */
export async function openSession(trx: Trx, ctx: Ctx, personId: string): Promise<string> {
  const sessionId = randomId();
  const now = ctx.clock.now();
  await trx
    .insertInto("session")
    .values({
      id_hash: hashOf(ctx.keys, "session", sessionId),
      person_id: personId,
      device: ctx.device,
      created_at: now,
      seen_at: now,
      expires_at: expiryOf(now, now),
    })
    .execute();
  return sessionId;
}

/** The cookie of a session that was opened in this request. */
export function cookieOf(ctx: Ctx, sessionId: string): Promise<string> {
  return sessionCookie(ctx.keys, sessionId, ctx.config.secure);
}

/** Who acts, by the session id of a cookie; marks the session as seen now and then. */
export async function actorOf(
  world: Pick<World, "db" | "keys" | "clock">,
  sessionId: string,
): Promise<Actor | null> {
  const hash = hashOf(world.keys, "session", sessionId);
  const now = world.clock.now();
  const found = await findActor(world.db, hash, now);
  if (found === null) return null;
  if (now.getTime() - found.seenAt.getTime() >= SEEN_EVERY_MS) await markSeen(world.db, hash, now);
  return found.actor;
}

/** The same request, now as the person of a session that was just opened: for acts that follow a sign-in in one post. */
export async function asSession(ctx: Ctx, sessionId: string): Promise<Ctx> {
  const actor = await actorOf(ctx, sessionId);
  if (actor === null) refuse("SIGN_IN_FIRST");
  return { ...ctx, actor, asked: new Set() };
}

async function markSeen(db: Db, hash: string, now: Date): Promise<void> {
  const row = await db
    .selectFrom("session")
    .select("created_at")
    .where("id_hash", "=", hash)
    .executeTakeFirst();
  if (row === undefined) return;
  await db
    .updateTable("session")
    .set({ seen_at: now, expires_at: expiryOf(row.created_at, now) })
    .where("id_hash", "=", hash)
    .where("seen_at", "<", now)
    .execute();
}

/** Ends this browser's session. Signing out twice is no mistake. */
export async function signOut(ctx: Ctx): Promise<{ cookies: string[] }> {
  if (ctx.actor !== null) await endSessions(ctx.db, ctx, { only: ctx.actor.sessionId });
  return { cookies: [endedSessionCookie(ctx.config.secure)] };
}

/** Ends the session a cookie names, whoever's it is. */
export async function endOfSession(
  world: Pick<World, "db" | "keys" | "clock">,
  sessionId: string,
): Promise<void> {
  await endSessions(world.db, world, { only: hashOf(world.keys, "session", sessionId) });
}

/** Ends every session of mine; with keepThis, all but this browser's. */
export async function signOutEverywhere(ctx: Ctx, keepThis: boolean): Promise<{ cookies: string[] }> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  await endSessions(ctx.db, ctx, {
    personId: actor.personId,
    ...(keepThis ? { except: actor.sessionId } : {}),
  });
  return { cookies: keepThis ? [] : [endedSessionCookie(ctx.config.secure)] };
}

/** Ends one of my own sessions, named by the list of devices. */
export async function endSession(ctx: Ctx, sessionHash: string): Promise<void> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const ended = await endSessions(ctx.db, ctx, { personId: actor.personId, only: sessionHash });
  if (ended === 0) refuse("NOT_FOUND");
}

type Which = { personId?: string; only?: string; except?: string };

/** Returns how many were live. */
export async function endSessions(db: Db, ctx: Pick<Ctx, "clock">, which: Which): Promise<number> {
  let query = db.updateTable("session").set({ ended_at: ctx.clock.now() }).where("ended_at", "is", null);
  if (which.personId !== undefined) query = query.where("person_id", "=", which.personId);
  if (which.only !== undefined) query = query.where("id_hash", "=", which.only);
  if (which.except !== undefined) query = query.where("id_hash", "<>", which.except);
  return Number((await query.executeTakeFirst()).numUpdatedRows);
}

/** Drops sessions that ended or ran out long ago; called by the hourly cleaning. */
export async function forgetSessions(ctx: Pick<Ctx, "db" | "clock">): Promise<void> {
  const before = new Date(ctx.clock.now().getTime() - SESSION_KEPT_DAYS * 86_400_000);
  // one after the other, each by its own key: with "or" the whole table is read
  for (const end of ["ended_at", "expires_at"] as const)
    await ctx.db.deleteFrom("session").where(end, "<", before).execute();
}

/** Wears one of my live grants, or none. Authority does not change, only what is preferred and recorded. */
export async function wearHat(ctx: Ctx, grantId: string | null): Promise<void> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  if (grantId !== null && !actor.grants.some((grant) => grant.id === grantId)) refuse("NOT_FOUND");
  await ctx.db
    .updateTable("session")
    .set({ hat_id: grantId })
    .where("id_hash", "=", actor.sessionId)
    .where("ended_at", "is", null)
    .execute();
}
