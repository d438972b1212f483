// Writes the lines of a need with their slots. Only drafts have lines replaced; a published line changes its number alone.

import type { Insertable } from "kysely";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import type { DB, Trx } from "@/server/platform/db";
import { QUANTITY_MAX } from "@/server/platform/schema";
import { authorize, type Grant } from "@/server/policy";
import { dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { type NeedRow, needFacts, needForAct } from "../data";
import type { NeedEvent } from "../lifecycle";
import { list } from "../listing/commands";
import { askOverOf, ceilingOf, confirmDueAt, cutOffAt, shareLimitOf } from "../rules";
import type { NeedAnswer } from "../schema";
import { dropShifts, shiftRow } from "../shifts/commands";
import { PLAIN_TERMS, type ShiftTerms } from "../shifts/rules";
import { moveSlot } from "../slots/commands";
import { startWeek, step } from "../steps/commands";
import { readQuantity } from "../units/rules";
import { findLines, isCertified, type Line } from "./data";
import { type ChangeLinesInput, changeLinesInput, type LineBody, mostOf } from "./schema";

/** New lines of a round, each with its shut slot. Also what a reopened need's new round is made with. */
export async function insertLines(
  trx: Trx,
  need: { id: string; round: number; posterId: string; at: Date },
  lines: readonly LineBody[],
): Promise<string[]> {
  const rows = lines.map((line) => ({ id: line.id ?? uuid(), slotId: uuid(), line }));
  await trx
    .insertInto("need_line")
    .values(rows.map(({ id, line }, position) => lineRow(id, need, position, line)))
    .execute();
  await trx
    .insertInto("slot")
    .values(
      rows.map(({ id, slotId, line }) => ({
        id: slotId,
        need_id: need.id,
        line_id: id,
        ceiling: ceilingOf(line),
        remaining: ceilingOf(line),
        is_open: false,
        starts_at: line.startsAt,
        ends_at: line.endsAt,
        cut_off_at: cutOffAt(line.startsAt, need.at),
      })),
    )
    .execute();
  const shifts = rows
    .filter(({ line }) => line.kind === "people")
    .map(({ id, slotId, line }) =>
      shiftRow({ id: slotId, needId: need.id, lineId: id }, shiftTermsOf(line), need.at),
    );
  if (shifts.length > 0) await trx.insertInto("shift").values(shifts).execute();
  const terms = rows.flatMap(({ id, line }) => (line.sale ? [termsRow(id, need.posterId, line)] : []));
  if (terms.length > 0) await trx.insertInto("sale_terms").values(terms).execute();
  return rows.map(({ id }) => id);
}

/** A line's first shift says what the line says. */
const shiftTermsOf = (line: LineBody): ShiftTerms => ({
  ...PLAIN_TERMS,
  ...line.shift,
  place: line.place,
  qualification: line.qualification,
  minAge: line.minAge,
  dangerous: line.dangerous,
  insured: line.insured,
});

const lineRow = (
  id: string,
  need: { id: string; round: number },
  position: number,
  line: LineBody,
): Insertable<DB["need_line"]> => ({
  id,
  need_id: need.id,
  round: need.round,
  position,
  kind: line.kind,
  direction: line.direction,
  item: line.item,
  unit: line.unit,
  unit_size: line.unitSize,
  quantity: line.quantity,
  buffer: line.direction === "sale" ? 0 : line.buffer,
  approx: line.approx,
  share_limit: shareLimitOf(line),
  qualification: line.qualification,
  place: line.place,
  starts_at: line.startsAt,
  ends_at: line.endsAt,
  min_age: line.minAge,
  dangerous: line.dangerous,
  insured: line.insured,
  service: line.service ?? null,
  via_organisation: line.viaOrganisationId,
  return_by: line.returnBy,
  note: line.note,
});

const termsRow = (id: string, posterId: string, line: LineBody): Insertable<DB["sale_terms"]> => {
  const sale = line.sale as NonNullable<LineBody["sale"]>;
  return {
    line_id: id,
    seller_name: sale.sellerName,
    seller_person: sale.sellerPersonId ?? posterId,
    product: sale.product,
    produced_on: sale.producedOn,
    packing: sale.packing,
    licence_no: sale.licenceNo,
    invoice: sale.invoice,
    reference_price: sale.referencePrice,
    ask_over: askOverOf(line),
  };
};

/** What was certified is no longer what is sold: another product, seller, harvest, packing or unit. */
function soldOtherwise(was: Line, line: LineBody | undefined, posterId: string): boolean {
  if (!line?.sale || !was.sale) return true;
  const row = termsRow(was.id, posterId, line);
  return (
    was.unit !== line.unit ||
    was.unit_size !== line.unitSize ||
    (["seller_name", "seller_person", "product", "packing", "licence_no"] as const).some(
      (name) => was.sale?.[name] !== row[name],
    ) ||
    dayText(was.sale.produced_on) !== line.sale.producedOn
  );
}

/** The lines of a draft, anew. A line that keeps its id keeps its certification as long as it sells the same thing. */
export async function replaceLines(
  trx: Trx,
  ctx: Ctx,
  need: NeedRow,
  lines: readonly LineBody[],
  grant: Grant | null,
): Promise<void> {
  const before = await findLines(trx, need);
  const kept = lines.map((line) => {
    const was = before.find((b) => b.id === line.id);
    return was && was.kind === line.kind ? line : { ...line, id: undefined };
  });
  if (before.length > 0) {
    const ids = before.map((line) => line.id);
    await trx.deleteFrom("need_line").where("id", "in", ids).execute();
    await trx.deleteFrom("slot").where("line_id", "in", ids).execute();
    await dropShifts(trx, ctx, { needId: need.id, lineIds: ids }, grant);
    await trx.deleteFrom("sale_terms").where("line_id", "in", ids).execute();
  }
  const written = { id: need.id, round: need.round, posterId: need.poster_id, at: ctx.clock.now() };
  await insertLines(trx, written, kept);
  for (const was of before)
    if (
      was.certification &&
      soldOtherwise(
        was,
        kept.find((line) => line.id === was.id),
        need.poster_id,
      )
    )
      await revokeWith(trx, ctx, was.certification, grant);
}

type Revoked = { id: string; version: number; need_id: string; line_id: string };

/** Ends a certification in the act's own transaction. */
export async function revokeWith(trx: Trx, ctx: Ctx, c: Revoked, grant: Grant | null): Promise<void> {
  await record(trx, ctx, {
    aggregate: "certification",
    id: c.id,
    version: c.version + 1,
    event: "certification.revoked",
    grant,
    data: { need: c.need_id, line: c.line_id },
  });
  const done = await trx
    .updateTable("certification")
    .set({ revoked_at: ctx.clock.now(), version: c.version + 1 })
    .where("id", "=", c.id)
    .where("version", "=", c.version)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}

/**
 * The slots of the present round take pledges; those of a sale that nobody has certified do not. A shift whose cut-off went by
 * while its need was written or looked at gets one that is still to come.
 */
export async function openSlots(trx: Trx, need: { id: string; round: number }, now: Date): Promise<void> {
  const lines = (await findLines(trx, need)).filter(isCertified).map((line) => line.id);
  if (lines.length === 0) return;
  await trx.updateTable("slot").set({ is_open: true }).where("line_id", "in", lines).execute();
  const late = await trx
    .selectFrom("slot")
    .select(["id", "starts_at"])
    .where("line_id", "in", lines)
    .where("starts_at", ">", now)
    .where("cut_off_at", "<=", now)
    .execute();
  for (const { id, starts_at } of late)
    await trx
      .updateTable("slot")
      .set({ cut_off_at: cutOffAt(starts_at, now) })
      .where("id", "=", id)
      .execute();
}

export async function shutSlots(trx: Trx, needId: string): Promise<void> {
  await trx.updateTable("slot").set({ is_open: false }).where("need_id", "=", needId).execute();
}

/**
 * 改数: new quantities for lines of a published need. Never below what is promised, on the way or accepted: how to lower it
 * further is chosen in server/pledges/settlement. An open need has thereby also answered the weekly question.
 */
export async function changeLines(
  ctx: Ctx,
  input: ChangeLinesInput,
  event: NeedEvent = "change",
): Promise<NeedAnswer> {
  const body = changeLinesInput.parse(input);
  const need = await needForAct(ctx, body.needId, body.version);
  const grant = authorize(ctx, "need.run", needFacts(need));
  const lines = await findLines(ctx.db, need);
  const changes = body.lines.map((wanted, i) => changeOf(lines, wanted, i));
  const delta = (sum: (d: number) => boolean) => changes.filter((c) => sum(c.delta)).length;
  const now = ctx.clock.now();
  return step(ctx, need, {
    event,
    said: "need.changed",
    grant,
    data: { lines: changes.length, raised: delta((d) => d > 0), lowered: delta((d) => d < 0) },
    set: need.status === "open" ? { confirm_due_at: confirmDueAt(now), hidden_at: null } : {},
    within: async (trx) => {
      for (const c of changes) await writeChange(trx, c);
      if (need.status === "open") await startWeek(trx, ctx, need.id);
    },
    afterwards: async (trx) => {
      if (need.hidden_at !== null) await list(trx, need.id);
    },
  });
}

type Change = { line: Line; slotId: string; quantity: number; delta: number; path: string };

function changeOf(lines: Line[], wanted: { lineId: string; quantity: string | number }, i: number): Change {
  const line = lines.find((l) => l.id === wanted.lineId) ?? refuse("NOT_FOUND");
  const path = `lines.${i}.quantity`;
  if (line.slots.length > 1) refuse("INVALID", { fields: { [path]: "by_shift" } }); // each shift says its seats
  const quantity = readQuantity(wanted.quantity, line.unit, line.unit_size);
  if (typeof quantity === "string") refuse("INVALID", { fields: { [path]: quantity } });
  if (quantity > mostOf(line.kind) || quantity + line.buffer > QUANTITY_MAX)
    refuse("INVALID", { fields: { [path]: "too_large" } });
  if (!isCertified({ ...line, quantity }))
    refuse("NEEDS_CERTIFICATION", { fields: { [path]: "needs_certification" } });
  const slot = line.slots[0];
  if (!slot) throw new Error(`line ${line.id} has no slot`);
  return { line, slotId: slot.id, quantity, delta: quantity - line.quantity, path };
}

async function writeChange(trx: Trx, { line, slotId, quantity, delta, path }: Change): Promise<void> {
  const done = await trx
    .updateTable("need_line")
    .set({ quantity, version: line.version + 1 })
    .where("id", "=", line.id)
    .where("version", "=", line.version)
    .executeTakeFirst();
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
  if (delta !== 0 && !(await moveSlot(trx, slotId, { ceiling: delta })))
    refuse("BELOW_PROMISED", { fields: { [path]: "below_promised" } });
}
