// The first administrator of a real installation: a one-time link from the log, or the operator's command line.
import { refuse } from "@/server/errors";
import { hashOf, randomId } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { findRegion } from "@/server/regions/data";
import { LEVEL } from "@/server/regions/schema";
import { type Ctx, systemCtx, type World } from "@/server/trpc/context";
import { addPerson } from "../commands";
import { addConsents } from "../consents/commands";
import { personWith } from "../entry/data";
import { addGrant } from "../grants/commands";
import { cookieOf, openSession } from "../sessions/commands";
import type { CreateAdminInput, SetupInput } from "./schema";

/** A link that lies in a log must not open the house next week. */
export const SETUP_HOURS = 24;

/** True while a real installation has nobody who administers it. A demo never needs one. */
export async function needsSetup(world: Pick<World, "db" | "config">): Promise<boolean> {
  if (world.config.demo) return false;
  const admin = await world.db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select("g.id")
    .where("g.role", "=", "district_admin")
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active")
    .limit(1)
    .executeTakeFirst();
  return admin === undefined;
}

/** A fresh token for `/setup?token=`, or null where setup is over. The ones before it stop working. */
export async function issueSetupToken(world: World): Promise<string | null> {
  if (!(await needsSetup(world))) return null;
  const [token, now] = [randomId(), world.clock.now()];
  await transact(world.db, async (trx) => {
    await trx.deleteFrom("setup_token").where("used_at", "is", null).execute();
    await trx
      .insertInto("setup_token")
      .values({
        id_hash: hashOf(world.keys, "setup", token),
        created_at: now,
        expires_at: new Date(now.getTime() + SETUP_HOURS * 3_600_000),
      })
      .execute();
  });
  return token;
}

/** What the operator opens in a browser. */
export function setupLink(config: Pick<World["config"], "publicUrl" | "port">, token: string): string {
  return `${config.publicUrl ?? `http://localhost:${config.port}`}/setup?token=${token}`;
}

/** Whether a link still works, for the page to show a form or say what to do. */
export async function isSetupToken(ctx: Ctx, token: string): Promise<boolean> {
  await spend(ctx, "enter_address", ctx.address);
  const row = await ctx.db
    .selectFrom("setup_token")
    .select("used_at")
    .where("id_hash", "=", hashOf(ctx.keys, "setup", token))
    .where("expires_at", ">", ctx.clock.now())
    .executeTakeFirst();
  return row !== undefined && row.used_at === null && (await needsSetup(ctx));
}

/** Uses the link up: enters the first administrator and signs this browser in. */
export async function setUp(ctx: Ctx, input: SetupInput): Promise<{ personId: string; cookies: string[] }> {
  await spend(ctx, "enter_address", ctx.address);
  const lacking = {
    ...(input.privacy ? {} : { privacy: "required" }),
    ...(input.age14 ? {} : { age14: "required" }),
  };
  if (Object.keys(lacking).length > 0) refuse("INVALID", { fields: lacking });
  const now = ctx.clock.now();
  const { personId, sessionId } = await transact(ctx.db, async (trx) => {
    // The row's lock makes two browsers with the same link take turns.
    const used = await trx
      .updateTable("setup_token")
      .set({ used_at: now })
      .where("id_hash", "=", hashOf(ctx.keys, "setup", input.token))
      .where("used_at", "is", null)
      .where("expires_at", ">", now)
      .executeTakeFirst();
    if (used.numUpdatedRows === 0n || !(await needsSetup({ ...ctx, db: trx }))) refuse("LINK_EXPIRED");
    const made = await addAdmin(trx, ctx, input);
    await addConsents(trx, ctx, {
      personId: made.personId,
      purposes: ["privacy", "age_14", "sms"],
      how: "self",
      recordedBy: made.personId,
    });
    return { ...made, sessionId: await openSession(trx, ctx, made.personId) };
  });
  return { personId, cookies: [await cookieOf(ctx, sessionId)] };
}

/** `hrb admin create`: whoever runs it has the machine, so nobody is asked. */
export async function createAdmin(
  world: World,
  input: CreateAdminInput,
): Promise<{ personId: string; grantId: string }> {
  const ctx = systemCtx(world);
  return transact(world.db, (trx) => addAdmin(trx, ctx, input));
}

/** The person with this name and number, entered if new, and the district's role for them. */
async function addAdmin(
  trx: Trx,
  ctx: Ctx,
  input: CreateAdminInput,
): Promise<{ personId: string; grantId: string }> {
  const region = await findRegion(trx, input.regionId);
  if (region === null) refuse("INVALID", { fields: { regionId: "unknown" } });
  if (region.level !== LEVEL.county) refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const known = await personWith(trx, ctx.keys, input);
  const personId =
    known ??
    (await addPerson(trx, ctx, {
      name: input.name,
      phone: input.phone,
      regionId: region.id,
      origin: "setup",
      under: null,
    }));
  const grantId = await addGrant(trx, ctx, {
    personId,
    role: "district_admin",
    regionId: region.id,
    organisationId: null,
    delegatedFrom: null,
    under: null,
  });
  return { personId, grantId };
}
