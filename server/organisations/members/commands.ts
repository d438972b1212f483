// Leaving a team, being removed from it, being something else in it. Grants end; what was done stays.

import { refuse } from "@/server/errors";
import { orMovedOn } from "@/server/history/commands";
import { addGrant, endGrants, keepALeader } from "@/server/people/grants/commands";
import { placeOfOrganisation } from "@/server/people/grants/data";
import { SIGNS_IN } from "@/server/people/grants/rules";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant, type Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { MEMBER_ROLES, type RemoveInput, type RoleInput } from "./schema";

/** I leave; the last leader finds somebody first. */
export async function leave(ctx: Ctx, input: { organisationId: string }): Promise<void> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  await move(ctx, input.organisationId, personId, null, "left", () => null);
}

/** A leader or manager takes somebody out, with a reason; so may the town and the district. */
export async function remove(ctx: Ctx, input: RemoveInput): Promise<void> {
  const { organisationId, personId } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  await move(ctx, organisationId, personId, null, input.reason, (role) =>
    authorize(ctx, "grant.end", { role, place, organisationId, personId, delegatedBy: null }),
  );
}

/** From now on this is what they are here: one role, the others end. */
export async function setRole(ctx: Ctx, input: RoleInput): Promise<void> {
  const { organisationId, personId, role } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  const under = authorize(ctx, "grant.give", { role, place, organisationId });
  await move(ctx, organisationId, personId, { role, under }, "changed", (held) =>
    authorize(ctx, "grant.end", { role: held, place, organisationId, personId, delegatedBy: null }),
  );
}

type Held = { id: string; version: number; person_id: string; role: string };

/** Ends what somebody is there, and gives them `to` instead. What ends with their membership follows from endGrants and the worker. */
async function move(
  ctx: Ctx,
  organisationId: string,
  personId: string,
  to: { role: Role; under: Grant | null } | null,
  reason: string,
  mayEnd: (role: Role) => Grant | null,
): Promise<void> {
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      const held = await heldIn(trx, organisationId, personId);
      const first = held[0];
      if (first === undefined) refuse("NOT_FOUND");
      if (to !== null && held.some((one) => one.role === to.role) && held.length === 1)
        refuse("ALREADY_GRANTED");
      const going = held.filter((one) => one.role !== to?.role);
      let under: Grant | null = null;
      for (const one of going) under = mayEnd(one.role as Role) ?? under;
      // Those above may leave it without a leader: they name the next one.
      if (going.some((one) => one.role === "leader") && (under?.regionId ?? 0) === 0)
        await keepALeader(trx, organisationId, personId);
      if (to !== null && SIGNS_IN.includes(to.role)) await needsAPhone(trx, personId);
      if (to !== null && !held.some((one) => one.role === to.role))
        await addGrant(trx, ctx, {
          personId,
          role: to.role,
          regionId: 0,
          organisationId,
          delegatedFrom: null,
          under: to.under,
        });
      await endGrants(trx, ctx, going, under, () => ({ organisationId, reason }));
    }),
  );
}

async function heldIn(trx: Trx, organisationId: string, personId: string): Promise<Held[]> {
  return trx
    .selectFrom("role_grant")
    .select(["id", "version", "person_id", "role"])
    .where("organisation_id", "=", organisationId)
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .where("role", "in", MEMBER_ROLES)
    .orderBy("id")
    .execute();
}

async function needsAPhone(trx: Trx, personId: string): Promise<void> {
  const phone = await trx
    .selectFrom("person_phone")
    .select("id")
    .where("person_id", "=", personId)
    .executeTakeFirst();
  if (phone === undefined) refuse("NEEDS_A_PHONE");
}
