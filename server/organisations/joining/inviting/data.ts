// Invitations by name and number. A number opens them only to whoever proved it, and nobody else ever learns whose it is.
import { hashOf, open } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { membersAmong } from "../../members/data";
import type { MemberRole } from "../../members/schema";
import type { OrganisationKind } from "../../schema";
import { INVITED_DAYS, invitedSince } from "../rules";
import { JOIN_PAGE } from "../schema";

const untilOf = (row: { created_at: Date }) => new Date(row.created_at.getTime() + INVITED_DAYS * 86_400_000);

/** To a number this person proved; open ones, and those that ended with a yes. */
export const madeTo = (db: Db | Trx, personId: string) =>
  db
    .selectFrom("join_request as j")
    .where("j.phone_hash", "in", (numbers) =>
      numbers
        .selectFrom("person_phone")
        .select("hash")
        .where("person_id", "=", personId)
        .where("verified_at", "is not", null),
    );

export const openTo = (db: Db | Trx, personId: string, now: Date) =>
  madeTo(db, personId).where("j.status", "=", "invited").where("j.created_at", ">", invitedSince(now));

/** What I am invited to and have not answered, soonest over first. */
export async function myInvitations(ctx: Ctx) {
  const rows = await openTo(ctx.db, ctx.actor?.personId ?? "", ctx.clock.now())
    .innerJoin("organisation as o", "o.id", "j.organisation_id")
    .select([
      "j.id",
      "o.id as organisation_id",
      "o.name",
      "o.kind",
      "j.role",
      "j.name_cipher",
      "j.created_at",
    ])
    .where("o.status", "=", "verified")
    .orderBy("j.created_at")
    .orderBy("j.id")
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    organisationId: row.organisation_id,
    organisation: row.name,
    kind: row.kind as OrganisationKind,
    role: row.role as MemberRole,
    called: open(ctx.keys, row.name_cipher ?? ""),
    until: untilOf(row),
  }));
}

/** Whom the organisation waits for, in the order they were invited, by keyset: names as it wrote them. */
export async function listInvited(ctx: Ctx, input: { organisationId: string; after?: string | undefined }) {
  authorize(ctx, "member.admit", { organisationId: input.organisationId }, "NOT_FOUND");
  const found = await ctx.db
    .selectFrom("join_request")
    .select(["id", "role", "name_cipher", "created_at"])
    .where("organisation_id", "=", input.organisationId)
    .where("status", "=", "invited")
    .where("created_at", ">", invitedSince(ctx.clock.now()))
    .$if(input.after !== undefined, (query) => query.where("id", ">", input.after ?? ""))
    .orderBy("id")
    .limit(JOIN_PAGE + 1)
    .execute();
  const rows = found.slice(0, JOIN_PAGE);
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: open(ctx.keys, row.name_cipher ?? ""),
      role: row.role as MemberRole,
      at: row.created_at,
      until: untilOf(row),
    })),
    next: found.length > JOIN_PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

export type Written = { name: string; phone: string };
export const writtenKey = ({ name, phone }: Written): string => `${name} ${phone}`;

/**
 * Those of a list (`writtenKey`) who are members by the organisation's own hand: entered by it under this name and number (or without
 * one), or invited by them and here since. Nobody it does not know by that name and number already is looked at.
 */
export async function membersWritten(
  ctx: Pick<Ctx, "keys">,
  db: Db | Trx,
  organisationId: string,
  list: readonly Written[],
): Promise<Set<string>> {
  const phones = new Map(
    list.flatMap(({ phone }) => (phone === "" ? [] : [[hashOf(ctx.keys, "phone", phone), phone] as const])),
  );
  const silent = list.flatMap(({ name, phone }) => (phone === "" ? [name] : []));
  const hashes = [...phones.keys()];
  const [entered, answered, unnumbered] = await Promise.all([
    hashes.length === 0 ? [] : enteredBy(db, organisationId, hashes),
    hashes.length === 0 ? [] : cameBy(db, organisationId, hashes),
    silent.length === 0 ? [] : withoutNumber(db, organisationId, silent),
  ]);
  const came = await membersAmong(
    db,
    organisationId,
    answered.flatMap((row) => row.person_id ?? []),
  );
  const phoneOf = (hash: string | null) => phones.get(hash ?? "") ?? "";
  return new Set([
    ...unnumbered.map(({ name }) => writtenKey({ name, phone: "" })),
    ...entered.map(({ name, hash }) => writtenKey({ name, phone: phoneOf(hash) })),
    ...answered
      .filter((row) => came.has(row.person_id ?? ""))
      .map((row) =>
        writtenKey({ name: open(ctx.keys, row.name_cipher ?? ""), phone: phoneOf(row.phone_hash) }),
      ),
  ]);
}

const membersOf = (db: Db | Trx, organisationId: string) =>
  db
    .selectFrom("role_grant as g")
    .innerJoin("person as p", "p.id", "g.person_id")
    .where("g.organisation_id", "=", organisationId)
    .where("g.ended_at", "is", null)
    .where("p.status", "=", "active");

const enteredBy = (db: Db | Trx, organisationId: string, hashes: string[]) =>
  membersOf(db, organisationId)
    .innerJoin("person_phone as h", "h.person_id", "p.id")
    .innerJoin("proxy as x", "x.person_id", "p.id")
    .select(["p.name", "h.hash"])
    .where("h.hash", "in", hashes)
    .where("x.organisation_id", "=", organisationId)
    .where("x.ended_at", "is", null)
    .execute();

const cameBy = (db: Db | Trx, organisationId: string, hashes: string[]) =>
  db
    .selectFrom("join_request")
    .select(["person_id", "name_cipher", "phone_hash"])
    .where("phone_hash", "in", hashes)
    .where("organisation_id", "=", organisationId)
    .where("status", "=", "approved")
    .execute();

const withoutNumber = (db: Db | Trx, organisationId: string, names: string[]) =>
  membersOf(db, organisationId)
    .leftJoin("person_phone as h", "h.person_id", "p.id")
    .select("p.name")
    .where("p.name", "in", names)
    .where("h.id", "is", null)
    .execute();
