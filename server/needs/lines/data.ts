// The lines of a need's present round with their slot, sale terms and live certification.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import type { DB, Db, Trx } from "@/server/platform/db";
import { saleLinesOn } from "@/server/settings/data";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";

export type SlotRow = Selectable<DB["slot"]>;
type SaleRow = Selectable<DB["sale_terms"]>;
type CertificationRow = Selectable<DB["certification"]>;
export type Line = Selectable<DB["need_line"]> & {
  slots: SlotRow[];
  sale: SaleRow | null;
  certification: CertificationRow | null; // the newest that was not revoked
};

export async function findLines(db: Db | Trx, need: { id: string; round: number }): Promise<Line[]> {
  const lines = await db
    .selectFrom("need_line")
    .selectAll()
    .where("need_id", "=", need.id)
    .where("round", "=", need.round)
    .orderBy("position")
    .execute();
  if (lines.length === 0) return [];
  const ids = lines.map((line) => line.id);
  const sales = lines.filter((line) => line.direction === "sale").map((line) => line.id);
  const [slots, terms, certifications] = await Promise.all([
    db
      .selectFrom("slot")
      .selectAll()
      .where("line_id", "in", ids)
      .orderBy("starts_at")
      .orderBy("id")
      .execute(),
    sales.length === 0 ? [] : db.selectFrom("sale_terms").selectAll().where("line_id", "in", sales).execute(),
    sales.length === 0 ? [] : liveCertifications(db, sales),
  ]);
  return lines.map((line) => ({
    ...line,
    slots: slots.filter((slot) => slot.line_id === line.id),
    sale: terms.find((t) => t.line_id === line.id) ?? null,
    certification: certifications.find((c) => c.line_id === line.id) ?? null,
  }));
}

function liveCertifications(db: Db | Trx, lineIds: string[]): Promise<CertificationRow[]> {
  return db
    .selectFrom("certification")
    .selectAll()
    .where("line_id", "in", lineIds)
    .where("revoked_at", "is", null)
    .orderBy("created_at", "desc")
    .execute();
}

/** A sale line may stand before the public: somebody other than the seller has seen at least this much. */
export const isCertified = (line: Pick<Line, "direction" | "quantity" | "certification">): boolean =>
  line.direction !== "sale" || (line.certification !== null && line.certification.stock >= line.quantity);

/** A district switches sale lines on, after asking counsel. */
export async function saleLinesMustBeOn(db: Db | Trx, countyId: number): Promise<void> {
  if (!(await saleLinesOn(db, countyId))) refuse("SALE_LINES_OFF");
}

/** The title an organisation holds that may appeal to the public (charity law). */
const MAY_APPEAL = "public_fundraising";
/** A province has some dozens. */
const RECEIVERS_MAX = 100;

/** A gift that names a receiving organisation names one with 公开募捐资格. */
export async function viaOrganisationsMustBeQualified(
  ctx: Pick<Ctx, "db" | "clock">,
  lines: readonly { viaOrganisationId: string | null }[],
): Promise<void> {
  const today = dayOf(ctx.clock.now());
  for (const [i, { viaOrganisationId }] of lines.entries()) {
    if (viaOrganisationId === null) continue;
    const held = await ctx.db
      .selectFrom("organisation_title as t")
      .innerJoin("organisation as o", "o.id", "t.organisation_id")
      .select("t.id")
      .where("o.id", "=", viaOrganisationId)
      .where("o.status", "=", "verified")
      .where("t.title", "=", MAY_APPEAL)
      .where("t.from_on", "<=", new Date(today))
      .where((eb) => eb.or([eb("t.until_on", "is", null), eb("t.until_on", ">=", new Date(today))]))
      .executeTakeFirst();
    if (!held) refuse("INVALID", { fields: { [`lines.${i}.viaOrganisationId`]: "not_qualified" } });
  }
}

/** Organisations a gift may name, by name: verified, with 公开募捐资格 today. */
export async function listReceivers(ctx: Pick<Ctx, "db" | "clock">) {
  const today = new Date(dayOf(ctx.clock.now()));
  return ctx.db
    .selectFrom("organisation_title as t")
    .innerJoin("organisation as o", "o.id", "t.organisation_id")
    .select(["o.id", "o.name"])
    .distinct()
    .where("o.status", "=", "verified")
    .where("t.title", "=", MAY_APPEAL)
    .where("t.from_on", "<=", today)
    .where((eb) => eb.or([eb("t.until_on", "is", null), eb("t.until_on", ">=", today)]))
    .orderBy("o.name")
    .orderBy("o.id")
    .limit(RECEIVERS_MAX)
    .execute();
}

/** A slot, locked, with what of its line moves with it. */
export async function lineOfSlot(
  trx: Trx,
  slotId: string,
): Promise<{ id: string; version: number; buffer: number; slot: SlotRow }> {
  const slot = await trx
    .selectFrom("slot")
    .selectAll()
    .where("id", "=", slotId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const line = await trx
    .selectFrom("need_line")
    .select(["id", "version", "buffer"])
    .where("id", "=", slot.line_id)
    .executeTakeFirstOrThrow();
  return { ...line, slot };
}
