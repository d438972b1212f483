// An invitation's row, the slot it asks for, and what the policy needs to know of both.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { actsFor } from "@/server/people/proxies/data";
import type { DB, Db, Trx } from "@/server/platform/db";
import { type Grant, may, type NeedFacts, PLACE_COLUMNS } from "@/server/policy";
import { placeFrom } from "@/server/regions/rules";
import type { Ctx } from "@/server/trpc/context";

export type InvitationRow = Selectable<DB["invitation"]>;

const PLACES = PLACE_COLUMNS.map((column) => `n.${column}` as const);

/** Slots with what their line and need say; those that are not there are left out. */
export async function slotsToAsk(db: Db | Trx, slotIds: readonly string[]) {
  if (slotIds.length === 0) return [];
  return db
    .selectFrom("slot as s")
    .innerJoin("need_line as l", "l.id", "s.line_id")
    .innerJoin("need as n", "n.id", "s.need_id")
    .leftJoin("sale_terms as t", "t.line_id", "s.line_id")
    .select(["s.id as slot_id", "s.need_id", "s.line_id", "s.ceiling", "s.remaining", "s.waiting"])
    .select(["s.is_open", "s.cut_off_at", "s.starts_at", "s.ends_at"])
    .select([
      "l.kind",
      "l.direction",
      "l.item",
      "l.unit",
      "l.unit_size",
      "l.share_limit",
      "l.qualification",
      "l.via_organisation",
    ])
    .select(["n.status as need_status", "n.lane", "n.poster_id", "n.deadline_at"])
    .select(["n.organisation_id as need_organisation_id", "t.seller_person", "t.ask_over"])
    .select(PLACES)
    .where("s.id", "in", [...slotIds])
    .orderBy("s.id")
    .execute();
}
export type SlotToAsk = Awaited<ReturnType<typeof slotsToAsk>>[number];

export async function slotToAsk(db: Db | Trx, slotId: string): Promise<SlotToAsk> {
  return (await slotsToAsk(db, [slotId]))[0] ?? refuse("NOT_FOUND");
}

export const needFactsOf = (slot: SlotToAsk): NeedFacts => ({
  posterId: slot.poster_id,
  organisationId: slot.need_organisation_id,
  place: placeFrom(slot),
});

/** Whose answer it is. */
export type Asked = { personId: string | null; organisationId: string | null; actsFor: boolean };

async function askedOf(
  ctx: Pick<Ctx, "db" | "actor">,
  row: Pick<InvitationRow, "helper_kind" | "helper_id">,
): Promise<Asked> {
  const personId = row.helper_kind === "person" ? row.helper_id : null;
  const me = ctx.actor?.personId ?? null;
  return {
    personId,
    organisationId: row.helper_kind === "organisation" ? row.helper_id : null,
    actsFor: personId !== null && me !== null && me !== personId && (await actsFor(ctx.db, me, personId)),
  };
}

export type Known = { row: InvitationRow; slot: SlotToAsk; asked: Asked };

/** Seen by whoever was asked and by the side that asked; everybody else finds nothing. */
export async function visibleInvitation(ctx: Ctx, invitationId: string): Promise<Known> {
  const known = (await findInvitation(ctx, invitationId)) ?? refuse("NOT_FOUND");
  const seen: (boolean | Grant)[] = [
    may(ctx, "invitation.answer", known.asked),
    may(ctx, "invitation.send", needFactsOf(known.slot)),
  ];
  if (seen.every((answer) => answer === false)) refuse("NOT_FOUND");
  return known;
}

export async function findInvitation(ctx: Pick<Ctx, "db" | "actor">, id: string): Promise<Known | null> {
  const row = await ctx.db.selectFrom("invitation").selectAll().where("id", "=", id).executeTakeFirst();
  if (row === undefined) return null;
  const [slot] = await slotsToAsk(ctx.db, [row.slot_id]);
  return slot === undefined ? null : { row, slot, asked: await askedOf(ctx, row) };
}

/** Open ones to a helper. */
export const openTo = (db: Db | Trx, helperId: string): Promise<InvitationRow[]> =>
  db
    .selectFrom("invitation")
    .selectAll()
    .where("helper_id", "=", helperId)
    .where("status", "=", "sent")
    .orderBy("id")
    .execute();

/** Open ones of a slot. */
export async function openOf(db: Db | Trx, slotIds: readonly string[]): Promise<InvitationRow[]> {
  if (slotIds.length === 0) return [];
  return db
    .selectFrom("invitation")
    .selectAll()
    .where("slot_id", "in", [...slotIds])
    .where("status", "=", "sent")
    .orderBy("id")
    .execute();
}
