// Reads of certificates. A valid one whose hours were reversed reads as superseded at once, before the worker has come by.
import { type SqlBool, sql } from "kysely";
import { refuse } from "@/server/errors";
import { findOrganisation, organisationNames } from "@/server/organisations/data";
import { whoAgreed } from "@/server/people/consents/data";
import { actsFor } from "@/server/people/proxies/data";
import { open } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { placeOf } from "@/server/regions/data";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import type { CertificateStatus } from "./lifecycle";
import type { CertificateRow, CertificateView } from "./schema";

/** Rows that count: confirmed, and not taken back since. */
export const standing = sql<SqlBool>`e.minutes > 0 AND NOT EXISTS (
  SELECT 1 FROM hours_entry AS gone WHERE gone.reverses_id = e.id)`;

/** Of these certificates, those one of whose rows was reversed after all. */
export async function overtaken(db: Db, ids: string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await db
    .selectFrom("certificate_entry as c")
    .innerJoin("hours_entry as gone", "gone.reverses_id", "c.entry_id")
    .select("c.certificate_id")
    .distinct()
    .where("c.certificate_id", "in", ids)
    .execute();
  return new Set(rows.map((row) => row.certificate_id));
}

export async function findCertificate(db: Db, id: string) {
  return (await db.selectFrom("certificate").selectAll().where("id", "=", id).executeTakeFirst()) ?? null;
}
export type Certificate = NonNullable<Awaited<ReturnType<typeof findCertificate>>>;

/** What the policy asks about one. */
export async function factsOf(ctx: Ctx, row: Pick<Certificate, "person_id" | "unit_id">) {
  const unit = (await findOrganisation(ctx.db, row.unit_id)) ?? refuse("NOT_FOUND");
  return {
    personId: row.person_id,
    actsFor: ctx.actor !== null && (await actsFor(ctx.db, ctx.actor.personId, row.person_id)),
    organisationId: unit.id,
    place: await placeOf(ctx.db, unit.region_id),
    countyId: unit.county_id,
  };
}

/** The certificate where the actor may see it; unseen is NOT_FOUND. */
export async function visibleCertificate(ctx: Ctx, id: string) {
  const row = (await findCertificate(ctx.db, id)) ?? refuse("NOT_FOUND");
  const facts = await factsOf(ctx, row);
  authorize(ctx, "certificate.see", facts, "NOT_FOUND");
  return { row, facts };
}

export async function oneCertificate(ctx: Ctx, id: string): Promise<CertificateView> {
  const { row, facts } = await visibleCertificate(ctx, id);
  const [view] = await viewsOf(ctx.db, [row]);
  return {
    ...(view as CertificateRow),
    code: row.code_cipher && may(ctx, "certificate.print", facts) ? open(ctx.keys, row.code_cipher) : null,
    mayRevoke: may(ctx, "certificate.revoke", facts) !== false,
    mayAnswer: may(ctx, "certificate.issue", facts) !== false,
  };
}

export async function hasIdCard(db: Db, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom("person_private")
    .select("person_id")
    .where("person_id", "=", personId)
    .where("id_number_cipher", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Minutes and number of rows that stand, for one person at one unit in these days. */
export async function sumFor(
  db: Db,
  row: { person_id: string; unit_id: string; from_on: Date; until_on: Date },
) {
  const sum = await db
    .selectFrom("hours_entry as e")
    .select((eb) => [
      eb.fn.sum<number | null>("e.minutes").as("minutes"),
      eb.fn.countAll<number>().as("count"),
    ])
    .where("e.recording_unit_id", "=", row.unit_id)
    .where("e.person_id", "=", row.person_id)
    .where("e.day", ">=", row.from_on)
    .where("e.day", "<=", row.until_on)
    .where(standing)
    .executeTakeFirstOrThrow();
  return { minutes: Number(sum.minutes ?? 0), count: Number(sum.count) };
}

export async function viewsOf(db: Db, rows: Certificate[]): Promise<CertificateRow[]> {
  const persons = [...new Set(rows.map((row) => row.person_id))];
  const [units, named, carded, over, people] = await Promise.all([
    organisationNames(
      db,
      rows.map((row) => row.unit_id),
    ),
    whoAgreed(db, persons, "certificate_name"),
    whoAgreed(db, persons, "certificate_id"),
    overtaken(
      db,
      rows.filter((row) => row.status === "valid").map((row) => row.id),
    ),
    persons.length === 0
      ? []
      : db.selectFrom("person").select(["id", "name"]).where("id", "in", persons).execute(),
  ]);
  const names = new Map(people.map((person) => [person.id, person.name]));
  return Promise.all(
    rows.map(async (row): Promise<CertificateRow> => {
      const today = row.status === "asked" ? await sumFor(db, row) : null;
      return {
        id: row.id,
        status: over.has(row.id) ? "superseded" : (row.status as CertificateStatus),
        number: row.number,
        personId: row.person_id,
        name: names.get(row.person_id) ?? "",
        unitId: row.unit_id,
        unit: units.get(row.unit_id) ?? "",
        from: dayText(row.from_on),
        until: dayText(row.until_on),
        minutes: today?.minutes ?? row.minutes,
        count: today?.count ?? row.entry_count,
        showsName: row.shows_name && named.has(row.person_id),
        showsId: row.shows_id && carded.has(row.person_id),
        purpose: row.purpose,
        reason: row.reason,
        issuedAt: row.issued_at,
        endedAt: row.ended_at,
        createdAt: row.created_at,
      };
    }),
  );
}
