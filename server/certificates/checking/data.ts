// What the public page tells whoever holds a code: nothing that is not on the paper already, and less.
import { refuse } from "@/server/errors";
import { maskName } from "@/server/people/rules";
import { hashOf } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { may } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { type Certificate, factsOf, overtaken } from "../data";
import type { CertificateStatus } from "../lifecycle";
import type { PublicView } from "../schema";

/** Whoever holds the code. Wrong codes are counted, right ones are not: an office may check a hundred in a morning. */
export async function checkCode(ctx: Ctx, code: string): Promise<PublicView> {
  const row = await ctx.db
    .selectFrom("certificate as c")
    .innerJoin("person as p", "p.id", "c.person_id")
    .innerJoin("organisation as o", "o.id", "c.unit_id")
    .selectAll("c")
    .select(["p.name", "o.name as unit"])
    .where("c.code_hash", "=", hashOf(ctx.keys, "certificate", code))
    .executeTakeFirst();
  if (!row) {
    await spend(ctx, "certificate_address", ctx.address);
    refuse("NOT_FOUND");
  }
  const manages = ctx.actor !== null && may(ctx, "certificate.revoke", await factsOf(ctx, row)) !== false;
  return {
    status: (await statusNow(ctx.db, row)) as PublicView["status"],
    number: row.number ?? "",
    unit: row.unit,
    maskedName: maskName(row.name),
    from: dayText(row.from_on),
    until: dayText(row.until_on),
    minutes: row.minutes,
    count: row.entry_count,
    issuedAt: row.issued_at ?? row.created_at,
    endedAt: row.ended_at,
    manage: manages ? { unitId: row.unit_id, certificateId: row.id } : null,
  };
}

async function statusNow(db: Db, row: Pick<Certificate, "id" | "status">): Promise<CertificateStatus> {
  if (row.status !== "valid") return row.status as CertificateStatus;
  return (await overtaken(db, [row.id])).has(row.id) ? "superseded" : "valid";
}
