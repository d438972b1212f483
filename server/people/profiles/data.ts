// The person's part of a record, as its owner reads it; and what the policy needs to know of any record.
import { refuse } from "@/server/errors";
import { open } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { type Action, authorize, type Grant, type RecordFacts } from "@/server/policy";
import { regionViews } from "@/server/regions/data";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { placeOfPerson } from "../places/data";
import { actsFor } from "../proxies/data";
import { maskPhone } from "../rules";
import { partsOf } from "./availability/rules";
import { REACHES } from "./availability/schema";
import { ageOn, maskIdNumber } from "./rules";
import { type ProfileView, SERVICES, SEXES, SKILLS } from "./schema";

/** Null where there is no such person. organisationId counts only where they are in it now. */
export async function recordFacts(
  ctx: Pick<Ctx, "db" | "actor">,
  personId: string,
  organisationId: string | null = null,
): Promise<RecordFacts | null> {
  const person = await ctx.db
    .selectFrom("person")
    .select(["home_region_id", "status"])
    .where("id", "=", personId)
    .executeTakeFirst();
  if (person === undefined || person.status === "erased") return null;
  const { actor } = ctx;
  return {
    personId,
    place: await placeOfPerson(ctx.db, personId, person.home_region_id),
    actsFor:
      actor !== null && actor.personId !== personId && (await actsFor(ctx.db, actor.personId, personId)),
    organisationId:
      organisationId !== null && (await membersAmong(ctx.db, organisationId, [personId])).size > 0
        ? organisationId
        : null,
  };
}

type RecordAction = Extract<
  Action,
  | "record.keep"
  | "record.see"
  | "record.answer"
  | "training.record"
  | "honour.give"
  | "guardian.record"
  | "qualification.verify"
>;

/** Whose record it is (left out: the asker's own), and the grant by which they may; unseen is NOT_FOUND. */
export async function visibleRecord(
  ctx: Ctx,
  personId: string | undefined,
  action: RecordAction,
  organisationId: string | null = null,
): Promise<{ facts: RecordFacts; grant: Grant | null }> {
  const id = personId ?? ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const facts = (await recordFacts(ctx, id, organisationId)) ?? refuse("NOT_FOUND");
  return { facts, grant: authorize(ctx, action, facts, "NOT_FOUND") };
}

/** Those among these people who have a live role in the organisation. */
export async function membersAmong(
  db: Db,
  organisationId: string,
  personIds: string[],
): Promise<Set<string>> {
  if (personIds.length === 0) return new Set();
  const rows = await db
    .selectFrom("role_grant")
    .select("person_id")
    .distinct()
    .where("organisation_id", "=", organisationId)
    .where("person_id", "in", personIds)
    .where("ended_at", "is", null)
    .execute();
  return new Set(rows.map((row) => row.person_id));
}

/** Codes kept as Json; one that a newer or older server knows and this one does not is left out. */
const read = <T extends string>(json: string | undefined, known: readonly T[]): T[] =>
  json === undefined ? [] : (JSON.parse(json) as T[]).filter((code) => known.includes(code));

/** What is kept of the person: for themselves and for who acts for them. */
export async function visibleProfile(ctx: Ctx, personId: string | undefined): Promise<ProfileView> {
  const { facts } = await visibleRecord(ctx, personId, "record.keep");
  const [row, phone] = await Promise.all([
    ctx.db
      .selectFrom("person as p")
      .leftJoin("person_profile as f", "f.person_id", "p.id")
      .leftJoin("person_private as s", "s.person_id", "p.id")
      .select(["p.name", "p.home_region_id", "f.sex", "f.skills", "f.kinds", "f.version"])
      .select(["f.invitable", "f.free_parts", "f.reach"])
      .select(["s.id_number_cipher", "s.birth_cipher"])
      .where("p.id", "=", facts.personId)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("person_phone")
      .select("cipher")
      .where("person_id", "=", facts.personId)
      .orderBy("is_primary", "desc")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst(),
  ]);
  const home =
    row.home_region_id === 0 ? null : (await regionViews(ctx.db, [row.home_region_id])).values().next().value;
  const born = row.birth_cipher === null ? null : open(ctx.keys, row.birth_cipher);
  return {
    personId: facts.personId,
    name: row.name,
    isMine: facts.personId === ctx.actor?.personId,
    sex: SEXES.find((sex) => sex === row.sex) ?? null,
    skills: read(row.skills ?? undefined, SKILLS),
    kinds: read(row.kinds ?? undefined, SERVICES),
    home: home?.path ?? null,
    maskedPhone: phone === undefined ? null : maskPhone(open(ctx.keys, phone.cipher)),
    maskedNumber: row.id_number_cipher === null ? null : maskIdNumber(open(ctx.keys, row.id_number_cipher)),
    bornOn: born,
    age: born === null ? null : ageOn(born, dayOf(ctx.clock.now())),
    availability: {
      invitable: row.invitable ?? false,
      free: partsOf(row.free_parts ?? 0),
      reach: REACHES.find((reach) => reach === row.reach) ?? "town",
    },
    version: row.version ?? 0,
  };
}
