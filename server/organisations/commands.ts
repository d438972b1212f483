// Acts on an organisation: entered, looked at, changed, switched off.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { mustNotBePersonas } from "@/server/people/demo/data";
import { addGrant } from "@/server/people/grants/commands";
import { seal } from "@/server/platform/crypto";
import { type DB, isDuplicate, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize, type Grant, may, type Place } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import { initials } from "@/server/regions/names/rules";
import { placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { checkedAreas, writeAbilities } from "./abilities/commands";
import { findOrganisation } from "./data";
import { ORGANISATION_EVENTS } from "./lifecycle";
import type { ApplyInput, GiveBackInput, TurnDownInput } from "./schema";

type Change = Pick<Act, "event" | "grant" | "data">;
export type Columns = Partial<Omit<DB["organisation"], "id" | "version" | "created_at">>;

/**
 * Enters an organisation. The applicant becomes its leader, which counts once the town or district has verified it.
 * Who may verify there writes it down as verified at once, and names its leader by giveRole.
 */
export async function apply(
  ctx: Ctx,
  input: ApplyInput,
): Promise<{ organisationId: string; verified: boolean }> {
  const region = await livingRegion(ctx.db, input.regionId);
  if (region.level < LEVEL.county) refuse("INVALID", { fields: { regionId: "wrong_level" } });
  const place = placeFrom(region);
  authorize(ctx, "organisation.apply", undefined);
  const id = uuid();
  const able = input.abilities === undefined ? null : await checkedAreas(ctx.db, input.abilities);
  const verifier = may(ctx, "organisation.verify", { organisationId: id, place });
  const verified = verifier !== false;
  const grant = typeof verifier === "object" ? verifier : null;
  if (!verified && ctx.actor) await spend(ctx, "organisation_apply", ctx.actor.personId);
  const now = ctx.clock.now();
  try {
    await transact(ctx.db, async (trx) => {
      await trx
        .insertInto("organisation")
        .values({
          id,
          name: input.name,
          initials: initials(input.name),
          kind: input.kind,
          region_id: region.id,
          ...ancestorsOf(place),
          status: verified ? "verified" : "pending",
          verified_by: verified ? (ctx.actor?.personId ?? null) : null,
          verified_at: verified ? now : null,
          contact_name: input.contactName ?? null,
          phone_cipher: input.phone === undefined ? null : seal(ctx.keys, input.phone),
          about: input.about ?? null,
          weekly_capacity: input.weeklyCapacity || null,
          created_by: ctx.actor?.personId ?? null,
          created_at: now,
        })
        .execute();
      if (able !== null) await writeAbilities(trx, id, able);
      await record(trx, ctx, {
        aggregate: "organisation",
        id,
        version: 1,
        event: "organisation.applied",
        grant,
        data: { kind: input.kind, regionId: region.id, verified },
      });
      if (!verified && input.asLeader && ctx.actor !== null)
        await addGrant(trx, ctx, {
          personId: ctx.actor.personId,
          role: "leader",
          regionId: 0,
          organisationId: id,
          delegatedFrom: null,
          under: null,
        });
    });
  } catch (error) {
    if (isDuplicate(error, "county_id")) refuse("NAME_TAKEN");
    throw error;
  }
  return { organisationId: id, verified };
}

/** The town or district has looked: it exists, and its leader leads it. */
export const verify = (ctx: Ctx, input: { organisationId: string }) => step(ctx, input, "verify");
/** Something has to be said first: the applicant answers, and it waits again. */
export const giveBack = (ctx: Ctx, input: GiveBackInput) =>
  step(ctx, input, "giveBack", { question: input.question });
/** It is not what it says; the reason is told to its people. */
export const turnDown = (ctx: Ctx, input: TurnDownInput) =>
  step(ctx, input, "turnDown", { reason: input.reason, question: null });
/** Nobody acts in its name from now on; what it promised stays, for others to see to. */
export const switchOff = (ctx: Ctx, input: { organisationId: string }) => step(ctx, input, "switchOff");
export const switchOn = (ctx: Ctx, input: { organisationId: string }) => step(ctx, input, "switchOn");

const EVENT_NAMES = {
  verify: "organisation.verified",
  giveBack: "organisation.returned",
  turnDown: "organisation.refused",
  switchOff: "organisation.switched_off",
  switchOn: "organisation.switched_on",
} as const satisfies Partial<Record<keyof typeof ORGANISATION_EVENTS, string>>;

async function step(
  ctx: Ctx,
  { organisationId }: { organisationId: string },
  event: keyof typeof EVENT_NAMES,
  said: Columns = {},
): Promise<void> {
  const { grant, row } = await mayAct(ctx, organisationId, "organisation.verify");
  const status = next(ORGANISATION_EVENTS, row.status, event);
  if (event === "switchOff") await mustNotBePersonas(ctx, "g.organisation_id", [organisationId]);
  const columns: Columns =
    event === "verify"
      ? {
          status,
          verified_by: ctx.actor?.personId ?? null,
          verified_at: ctx.clock.now() as never,
          question: null,
          reason: null,
        }
      : { status, ...said };
  await transact(ctx.db, (trx) =>
    changeOrganisation(trx, ctx, organisationId, { event: EVENT_NAMES[event], grant }, columns, row.version),
  );
}

/** The organisation and the grant by which the actor may; unseen is NOT_FOUND. */
export async function mayAct(
  ctx: Ctx,
  organisationId: string,
  action: "organisation.verify" | "organisation.change",
) {
  const row = (await findOrganisation(ctx.db, organisationId)) ?? refuse("NOT_FOUND");
  const place = placeFrom(await livingRegion(ctx.db, row.region_id));
  // The applicant may correct what nobody has looked at yet.
  const own =
    action === "organisation.change" &&
    ["pending", "returned"].includes(row.status) &&
    ctx.actor !== null &&
    row.created_by === ctx.actor.personId;
  const facts = { organisationId, place };
  const grant: Grant | null = own ? asked(ctx, action, facts) : authorize(ctx, action, facts);
  return { row, place, grant };
}

/** Asks for the record of who asked what, where the answer is not needed. */
function asked(
  ctx: Ctx,
  action: "organisation.verify" | "organisation.change",
  facts: { organisationId: string; place: Place },
): Grant | null {
  const answer = may(ctx, action, facts);
  return typeof answer === "object" ? answer : null;
}

/** One guarded change with its history row; refuses MOVED_ON where somebody was quicker. */
export async function changeOrganisation(
  trx: Trx,
  ctx: Ctx,
  organisationId: string,
  act: Change,
  columns: Columns = {},
  seen?: number,
): Promise<void> {
  const version =
    seen ??
    (
      await trx
        .selectFrom("organisation")
        .select("version")
        .where("id", "=", organisationId)
        .executeTakeFirstOrThrow()
    ).version;
  await orMovedOn(
    record(trx, ctx, { aggregate: "organisation", id: organisationId, version: version + 1, ...act }),
  );
  const updated = await trx
    .updateTable("organisation")
    .set({ ...columns, version: version + 1 } as never)
    .where("id", "=", organisationId)
    .where("version", "=", version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}

export function ancestorsOf(place: Place) {
  return { county_id: place.county_id, town_id: place.town_id, village_id: place.village_id };
}
