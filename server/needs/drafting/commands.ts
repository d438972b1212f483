// Writes a need before it is sent: the whole of it at once, anew or over the one there is.
import type { Insertable } from "kysely";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { seal } from "@/server/platform/crypto";
import type { DB, Trx } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import {
  type Actor,
  authorize,
  type Grant,
  inOrganisation,
  inRegion,
  may,
  type Place,
} from "@/server/policy";
import { findRegion, livingRegion, type Region } from "@/server/regions/data";
import { placeFrom } from "@/server/regions/rules";
import { LEVEL } from "@/server/regions/schema";
import type { Ctx } from "@/server/trpc/context";
import { keepBeneficiary } from "../beneficiaries/commands";
import { type NeedRow, needFacts, needForAct } from "../data";
import { insertLines, replaceLines } from "../lines/commands";
import { saleLinesMustBeOn, viaOrganisationsMustBeQualified } from "../lines/data";
import { publicTexts, wrongDates } from "../rules";
import { type DraftBody, type DraftInput, draftInput, type NeedAnswer } from "../schema";
import { step } from "../steps/commands";
import { refuseHardWording } from "../wording/rules";

/** As typed: for whoever has not validated it yet. */
export const saveDraft = (ctx: Ctx, input: DraftInput): Promise<NeedAnswer> =>
  keepDraft(ctx, draftInput.parse(input));

/** Saves a draft, or a request that was returned to be completed. It stays what it was until it is submitted. */
export async function keepDraft(ctx: Ctx, body: DraftBody): Promise<NeedAnswer> {
  authorize(ctx, "need.draft", undefined);
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const known = body.needId ? await needForAct(ctx, body.needId, body.version) : null;
  const grant = known ? authorize(ctx, "need.edit", needFacts(known)) : null;
  const region = await regionFor(ctx, body.regionId);
  await mustBePossible(ctx, region, body);
  const hat = hatOf(actor, placeFrom(region), body.organisationId ?? null);
  return orMovedOn(
    once(ctx, body.key, { act: "need.save", ...body }, (trx) =>
      known ? rewrite(trx, ctx, known, body, region, grant) : write(trx, ctx, actor, body, region, hat),
    ),
  );
}

/** A village or what is below it; a whole town only from its own administrators. Merged villages lead to their successor. */
async function regionFor(ctx: Ctx, regionId: number): Promise<Region> {
  if ((await findRegion(ctx.db, regionId)) === null) refuse("INVALID", { fields: { regionId: "not_found" } });
  const region = await livingRegion(ctx.db, regionId);
  const town =
    region.level === LEVEL.town && may(ctx, "need.post_above", { place: placeFrom(region) }) !== false;
  if (region.level < LEVEL.village && !town) refuse("INVALID", { fields: { regionId: "not_a_village" } });
  return region;
}

async function mustBePossible(ctx: Ctx, region: Region, body: DraftBody): Promise<void> {
  const now = ctx.clock.now();
  const lines = body.lines.map((line) => ({ ...line, producedOn: line.sale?.producedOn ?? null }));
  const fields = wrongDates(body.deadlineAt, lines, now);
  if (body.consentAt && body.consentAt > now) fields.consentAt = "in_the_future";
  if (Object.keys(fields).length > 0) refuse("INVALID", { fields });
  refuseHardWording(publicTexts(body));
  if (body.lines.some((line) => line.direction === "sale")) await saleLinesMustBeOn(ctx.db, region.county_id);
  await viaOrganisationsMustBeQualified(ctx, body.lines);
  if (body.organisationId) {
    authorize(ctx, "need.post_as", { organisationId: body.organisationId });
    const row = await ctx.db
      .selectFrom("organisation")
      .select("status")
      .where("id", "=", body.organisationId)
      .executeTakeFirst();
    if (row?.status !== "verified") refuse("ORGANISATION_NOT_VERIFIED");
  }
  for (const [i, line] of body.lines.entries()) {
    const sellerId = line.sale?.sellerPersonId;
    if (sellerId === undefined) continue;
    const person = await ctx.db
      .selectFrom("person")
      .select("status")
      .where("id", "=", sellerId)
      .executeTakeFirst();
    if (person?.status !== "active")
      refuse("INVALID", { fields: { [`lines.${i}.sale.sellerPersonId`]: "not_found" } });
  }
}

type Hat = { role: string; grant: Grant | null };

/** As whom it is posted: it decides who verifies it. */
function hatOf(actor: Actor, place: Place, organisationId: string | null): Hat {
  const held =
    (organisationId !== null && inOrganisation(actor, organisationId, "leader", "manager")) ||
    inRegion(actor, place, "secretary", "clerk") ||
    inRegion(actor, place, "town_admin", "district_admin") ||
    inRegion(actor, place, "grid");
  return typeof held === "object" ? { role: held.role, grant: held } : { role: "resident", grant: null };
}

type Written = Pick<
  Insertable<DB["need"]>,
  keyof Place | "region_id" | "title" | "story" | "risk" | "contact_name" | "deadline_at" | "organisation_id"
>;
const written = (body: DraftBody, region: Region): Written => ({
  region_id: region.id,
  ...placeFrom(region),
  title: body.title,
  story: body.story,
  risk: body.risk,
  contact_name: body.contactName,
  deadline_at: body.deadlineAt,
  organisation_id: body.organisationId ?? null,
});

const consent = (ctx: Ctx, body: DraftBody) => ({
  consent_how: body.consentHow ?? null,
  consent_at: body.consentHow ? (body.consentAt ?? ctx.clock.now()) : null,
});

async function write(
  trx: Trx,
  ctx: Ctx,
  actor: Actor,
  body: DraftBody,
  region: Region,
  hat: Hat,
): Promise<NeedAnswer> {
  const id = uuid();
  const now = ctx.clock.now();
  await record(trx, ctx, {
    aggregate: "need",
    id,
    version: 1,
    event: "need.drafted",
    grant: hat.grant,
    data: { region: region.id, lines: body.lines.length, on_behalf: body.beneficiary != null },
  });
  const beneficiary_id = body.beneficiary
    ? await keepBeneficiary(trx, ctx, region.id, null, body.beneficiary)
    : null;
  await trx
    .insertInto("need")
    .values({
      id,
      status: "draft",
      ...written(body, region),
      ...consent(ctx, body),
      lane: body.lane ?? "open",
      poster_id: actor.personId,
      poster_role: hat.role,
      beneficiary_id,
      contact_cipher: body.contactPhone
        ? seal(ctx.keys, body.contactPhone)
        : await ownNumber(trx, actor.personId),
      created_at: now,
      updated_at: now,
    })
    .execute();
  await insertLines(
    trx,
    { id, round: 1, posterId: actor.personId, at: now },
    body.lines.map((line) => ({ ...line, id: undefined })),
  );
  return { needId: id, status: "draft", version: 1 };
}

async function rewrite(
  trx: Trx,
  ctx: Ctx,
  need: NeedRow,
  body: DraftBody,
  region: Region,
  grant: Grant | null,
): Promise<NeedAnswer> {
  const beneficiary_id =
    body.beneficiary === undefined
      ? need.beneficiary_id
      : body.beneficiary === null
        ? null
        : await keepBeneficiary(trx, ctx, region.id, need.beneficiary_id, body.beneficiary);
  return step(
    ctx,
    need,
    {
      event: "save",
      said: "need.saved",
      grant,
      data: { region: region.id, lines: body.lines.length, on_behalf: beneficiary_id !== null },
      set: {
        ...written(body, region),
        beneficiary_id,
        ...(body.lane ? { lane: body.lane } : {}),
        ...(body.beneficiary === undefined && body.consentHow === undefined ? {} : consent(ctx, body)),
        ...(body.contactPhone ? { contact_cipher: seal(ctx.keys, body.contactPhone) } : {}),
      },
      within: async (inner) => {
        if (body.beneficiary === null && need.beneficiary_id !== null)
          await inner.deleteFrom("beneficiary").where("id", "=", need.beneficiary_id).execute();
        await replaceLines(inner, ctx, need, body.lines, grant);
      },
    },
    trx,
  );
}

/** The poster's own number, as it was sealed when they signed in. */
async function ownNumber(trx: Trx, personId: string): Promise<string | null> {
  const row = await trx
    .selectFrom("person_phone")
    .select("cipher")
    .where("person_id", "=", personId)
    .orderBy("is_primary", "desc")
    .executeTakeFirst();
  return row?.cipher ?? null;
}
