// Entering somebody who does not come by a telephone of their own, and acting for them from then on.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize, type Grant } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";
import { addPerson } from "../commands";
import { addConsents } from "../consents/commands";
import type { How, Purpose } from "../consents/schema";
import { addGrant } from "../grants/commands";
import { listActedFor } from "./data";
import { endProxies } from "./ending/commands";
import { type ProxyKind, RELATIVES_MAX, type RegisterInput, type RegisterRelativeInput } from "./schema";

/** A leader enters a member of the team, or a clerk somebody of the village, who agreed by word or on paper. */
export async function registerPerson(ctx: Ctx, input: RegisterInput): Promise<{ personId: string }> {
  const region = input.regionId === undefined ? null : await livingRegion(ctx.db, input.regionId);
  const organisationId = input.organisationId ?? null;
  if (region === null && organisationId === null) refuse("INVALID", { fields: { regionId: "required" } });
  const grant = authorize(ctx, "person.register", {
    organisationId,
    place: region === null ? null : placeFrom(region),
  });
  if (!input.age14) refuse("INVALID", { fields: { age14: "required" } });
  return register(ctx, {
    ...input,
    purposes: ["proxy", "privacy", "age_14"],
    kind: organisationId === null ? "clerk" : "leader",
    organisationId,
    regionId: region?.id ?? 0,
    grant,
  });
}

/** Somebody enters a relative. */
export async function registerRelative(
  ctx: Ctx,
  input: RegisterRelativeInput,
): Promise<{ personId: string }> {
  if (!input.age14) refuse("INVALID", { fields: { age14: "required" } });
  return enterRelative(ctx, input, ["proxy", "privacy", "age_14"]);
}

/** Enters a relative; `also` joins the transaction. */
export async function enterRelative(
  ctx: Ctx,
  input: { name: string; phone?: string | undefined; how: How },
  purposes: [Purpose, ...Purpose[]],
  also?: (trx: Trx, personId: string) => Promise<void>,
): Promise<{ personId: string }> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const relatives = (await listActedFor(ctx.db, actor.personId)).filter((x) => x.kind === "relative");
  if (relatives.length >= RELATIVES_MAX && !relatives.some((x) => x.name === input.name))
    refuse("TOO_MANY", { max: RELATIVES_MAX });
  const home = await ctx.db
    .selectFrom("person")
    .select("home_region_id")
    .where("id", "=", actor.personId)
    .executeTakeFirstOrThrow();
  return register(ctx, {
    ...input,
    kind: "relative",
    organisationId: null,
    regionId: home.home_region_id,
    grant: null,
    purposes,
    also,
  });
}

type Registered = {
  name: string;
  phone?: string | undefined;
  how: How;
  purposes: [Purpose, ...Purpose[]]; // the first is what the proxy rests on
  also?: ((trx: Trx, personId: string) => Promise<void>) | undefined;
  kind: ProxyKind;
  organisationId: string | null;
  regionId: number;
  grant: Grant | null;
};

async function register(ctx: Ctx, given: Registered): Promise<{ personId: string }> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  await spend(ctx, "person_create", actor.personId);
  return transact(ctx.db, async (trx) => {
    // One's own row is locked, so that a double tap finds what the first tap made.
    await trx.selectFrom("person").select("id").where("id", "=", actor.personId).forUpdate().execute();
    const known = await trx
      .selectFrom("proxy as x")
      .innerJoin("person as p", "p.id", "x.person_id")
      .select("p.id")
      .where("x.actor_id", "=", actor.personId)
      .where("x.kind", "=", given.kind)
      .where("x.organisation_id", given.organisationId === null ? "is" : "=", given.organisationId)
      .where("x.ended_at", "is", null)
      .where("p.name", "=", given.name)
      .where("p.home_region_id", "=", given.regionId)
      .where("p.status", "=", "active")
      .executeTakeFirst();
    if (known !== undefined) return { personId: known.id };
    const personId = await addPerson(trx, ctx, { ...given, origin: "proxy", under: given.grant });
    const consents = await addConsents(trx, ctx, {
      personId,
      purposes: given.purposes,
      how: given.how,
      recordedBy: actor.personId,
    });
    await trx
      .insertInto("proxy")
      .values({
        id: uuid(),
        person_id: personId,
        actor_id: actor.personId,
        kind: given.kind,
        organisation_id: given.organisationId,
        consent_id: consents[0] as string,
        started_at: ctx.clock.now(),
      })
      .execute();
    if (given.organisationId !== null)
      await addGrant(trx, ctx, {
        personId,
        role: "member",
        regionId: 0,
        organisationId: given.organisationId,
        delegatedFrom: null,
        under: given.grant,
      });
    await given.also?.(trx, personId);
    return { personId };
  });
}

/** Nobody acts for me any more, or I no longer act for them. */
export async function endProxy(ctx: Ctx, input: { proxyId: string }): Promise<void> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  await transact(ctx.db, async (trx) => {
    const proxy = await trx
      .selectFrom("proxy")
      .select(["id", "person_id", "actor_id", "consent_id", "ended_at"])
      .where("id", "=", input.proxyId)
      .executeTakeFirst();
    if (proxy === undefined || ![proxy.person_id, proxy.actor_id].includes(actor.personId))
      refuse("NOT_FOUND");
    if (proxy.ended_at !== null) return;
    await endProxies(trx, ctx, [proxy]);
  });
}
