// Giving and ending roles: (person, role, scope). A clerk's role hangs on the secretary's own and ends with it.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant, type Place, type Role } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { addPerson } from "../commands";
import { mustNotBePersonas } from "../demo/data";
import { personWith } from "../entry/data";
import { membersAmong } from "../profiles/data";
import { endLeadersWord } from "../proxies/ending/commands";
import { placeOfOrganisation } from "./data";
import { ROLE_LEVELS, SIGNS_IN } from "./rules";
import type { GiveRoleInput } from "./schema";

type Scope = { place: Place; regionId: number; organisationId: string | null };

/** Gives a role. Returns the grant and whose it is now; a person who was unknown is entered with name and number. */
export async function giveRole(
  ctx: Ctx,
  input: GiveRoleInput,
): Promise<{ grantId: string; personId: string }> {
  const scope = await scopeOf(ctx, input);
  const grant = authorize(ctx, "grant.give", {
    role: input.role,
    place: scope.place,
    organisationId: scope.organisationId,
  });
  if (input.role === "clerk" && grant === null) refuse("FORBIDDEN"); // only a secretary's own grant can be lent
  // Nobody is made a member by its leaders without a word of their own: who is in it is, the others are invited (organisations/joining).
  if (
    scope.organisationId !== null &&
    (grant?.regionId ?? 0) === 0 &&
    !(await isThere(ctx, input, scope.organisationId))
  )
    refuse("INVITE_INSTEAD");
  return transact(ctx.db, async (trx) => {
    const personId = await holderOf(trx, ctx, input, grant);
    const grantId = await addGrant(trx, ctx, {
      personId,
      role: input.role,
      regionId: scope.regionId,
      organisationId: scope.organisationId,
      delegatedFrom: input.role === "clerk" ? (grant?.id ?? null) : null,
      under: grant,
    });
    return { grantId, personId };
  });
}

/** The row and its history; refuses where the person has this very role already. */
export async function addGrant(
  trx: Trx,
  ctx: Pick<Ctx, "actor" | "clock">,
  given: {
    personId: string;
    role: Role;
    regionId: number;
    organisationId: string | null;
    delegatedFrom: string | null;
    under: Grant | null;
  },
): Promise<string> {
  // The lock makes two equal grants at once take turns; there is no unique key that knows "live".
  await trx.selectFrom("person").select("id").where("id", "=", given.personId).forUpdate().execute();
  const same = await trx
    .selectFrom("role_grant")
    .select("id")
    .where("person_id", "=", given.personId)
    .where("role", "=", given.role)
    .where("region_id", "=", given.regionId)
    .where("organisation_id", given.organisationId === null ? "is" : "=", given.organisationId)
    .where("ended_at", "is", null)
    .executeTakeFirst();
  if (same !== undefined) refuse("ALREADY_GRANTED");
  const id = uuid();
  await trx
    .insertInto("role_grant")
    .values({
      id,
      person_id: given.personId,
      role: given.role,
      region_id: given.regionId,
      organisation_id: given.organisationId,
      delegated_from: given.delegatedFrom,
      granted_by: ctx.actor?.personId ?? null,
      started_at: ctx.clock.now(),
    })
    .execute();
  await record(trx, ctx, {
    aggregate: "grant",
    id,
    version: 1,
    event: "grant.given",
    grant: given.under,
    forId: given.personId,
    data: {
      personId: given.personId,
      role: given.role,
      regionId: given.regionId,
      organisationId: given.organisationId,
    },
  });
  return id;
}

/** Ends a role, and every delegation that hangs on it. */
export async function endRole(ctx: Ctx, input: { grantId: string }): Promise<void> {
  const row =
    (await ctx.db
      .selectFrom("role_grant as g")
      .leftJoin("role_grant as source", "source.id", "g.delegated_from")
      .select([
        "g.person_id",
        "g.role",
        "g.region_id",
        "g.organisation_id",
        "g.ended_at",
        "source.person_id as delegated_by",
      ])
      .where("g.id", "=", input.grantId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  const grant = authorize(ctx, "grant.end", {
    role: row.role as Role,
    place: await placeOfGrant(ctx, row.region_id, row.organisation_id),
    organisationId: row.organisation_id,
    personId: row.person_id,
    delegatedBy: row.delegated_by,
  });
  if (row.ended_at !== null) refuse("WRONG_STATE", { status: "ended" });
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      if (row.role === "leader" && row.organisation_id !== null && (grant?.regionId ?? 0) === 0)
        await keepALeader(trx, row.organisation_id, row.person_id);
      const live = await trx
        .selectFrom("role_grant")
        .select(["id", "version", "person_id"])
        .where((eb) => eb.or([eb("id", "=", input.grantId), eb("delegated_from", "=", input.grantId)]))
        .where("ended_at", "is", null)
        .execute();
      if (!live.some((one) => one.id === input.grantId)) refuse("MOVED_ON");
      await endGrants(trx, ctx, live, grant, (one) => ({
        with: one.id === input.grantId ? null : input.grantId,
      }));
    }),
  );
}

/**
 * Ends live grants, each with its history, and the word of leaders for those who are nothing in the organisation any more. Every end of
 * a grant comes through here. Refuses MOVED_ON where somebody was quicker, PERSONA_STAYS in a demo.
 */
export async function endGrants(
  trx: Trx,
  ctx: Pick<Ctx, "actor" | "clock" | "config">,
  live: { id: string; version: number; person_id: string }[],
  under: Grant | null,
  data: (one: { id: string }) => Record<string, string | null>,
): Promise<void> {
  if (live.length === 0) return;
  const ids = live.map((one) => one.id);
  await mustNotBePersonas({ ...ctx, db: trx }, "g.id", ids);
  for (const one of live) {
    await record(trx, ctx, {
      aggregate: "grant",
      id: one.id,
      version: one.version + 1,
      event: "grant.ended",
      grant: under,
      forId: one.person_id,
      data: { personId: one.person_id, ...data(one) },
    });
    const ended = await trx
      .updateTable("role_grant")
      .set({ ended_at: ctx.clock.now(), version: one.version + 1 })
      .where("id", "=", one.id)
      .where("version", "=", one.version)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) refuse("MOVED_ON");
  }
  const left = await trx
    .selectFrom("role_grant")
    .select(["person_id", "organisation_id"])
    .distinct()
    .where("id", "in", ids)
    .where("organisation_id", "is not", null)
    .$narrowType<{ organisation_id: string }>()
    .execute();
  await endLeadersWord(trx, ctx, left);
}

/** Refuses LAST_LEADER where nobody else who may sign in leads it. The lock lets two who leave at once take turns. */
export async function keepALeader(trx: Trx, organisationId: string, leaverId: string): Promise<void> {
  await trx.selectFrom("organisation").select("id").where("id", "=", organisationId).forUpdate().execute();
  const other = await trx
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .select("g.id")
    .where("g.organisation_id", "=", organisationId)
    .where("g.role", "=", "leader")
    .where("g.ended_at", "is", null)
    .where("g.person_id", "<>", leaverId)
    .where("p.status", "=", "active")
    .executeTakeFirst();
  if (other === undefined) refuse("LAST_LEADER");
}

async function isThere(ctx: Ctx, input: GiveRoleInput, organisationId: string): Promise<boolean> {
  if (input.personId === undefined) return false;
  return (await membersAmong(ctx.db, organisationId, [input.personId])).has(input.personId);
}

async function scopeOf(ctx: Ctx, input: GiveRoleInput): Promise<Scope> {
  const levels = ROLE_LEVELS[input.role];
  if (levels === undefined) {
    if (input.organisationId === undefined || input.regionId !== undefined)
      refuse("INVALID", { fields: { organisationId: "required" } });
    return {
      place: await placeOfOrganisation(ctx.db, input.organisationId),
      regionId: 0,
      organisationId: input.organisationId,
    };
  }
  if (input.regionId === undefined || input.organisationId !== undefined)
    refuse("INVALID", { fields: { regionId: "required" } });
  const region = await livingRegion(ctx.db, input.regionId);
  if (!levels.includes(region.level)) refuse("INVALID", { fields: { regionId: "wrong_level" } });
  return { place: placeFrom(region), regionId: region.id, organisationId: null };
}

async function placeOfGrant(ctx: Ctx, regionId: number, organisationId: string | null): Promise<Place> {
  if (organisationId !== null) return placeOfOrganisation(ctx.db, organisationId);
  return placeFrom(await livingRegion(ctx.db, regionId));
}

/** The person meant: by id, or by name and number; entered where nobody has both. */
async function holderOf(trx: Trx, ctx: Ctx, input: GiveRoleInput, under: Grant | null): Promise<string> {
  if (input.personId !== undefined) {
    const person = await trx
      .selectFrom("person as p")
      .leftJoin("person_phone as h", "h.person_id", "p.id")
      .select(["p.id", "h.id as phone_id"])
      .where("p.id", "=", input.personId)
      .where("p.status", "=", "active")
      .executeTakeFirst();
    if (person === undefined) refuse("NOT_FOUND");
    if (person.phone_id === null && SIGNS_IN.includes(input.role)) refuse("NEEDS_A_PHONE");
    return person.id;
  }
  const lacking = {
    ...(input.name === undefined ? { name: "required" } : {}),
    ...(input.phone === undefined ? { phone: "required" } : {}),
  };
  if (input.name === undefined || input.phone === undefined) refuse("INVALID", { fields: lacking });
  const known = await personWith(trx, ctx.keys, { name: input.name, phone: input.phone });
  return (
    known ??
    addPerson(trx, ctx, {
      name: input.name,
      phone: input.phone,
      regionId: input.regionId ?? 0,
      origin: "proxy",
      under,
    })
  );
}
