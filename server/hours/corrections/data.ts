// Questions about records, to whoever asked and whoever answers.
import type { Selectable } from "kysely";
import { refuse } from "@/server/errors";
import { actsFor } from "@/server/people/proxies/data";
import type { DB, Db, Trx } from "@/server/platform/db";
import { may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { workDaysLeft } from "../calendar/data";
import { hoursFacts, type Known, knownRecords } from "../facts/data";
import { viewOf } from "../lists/data";
import type { CorrectionStatus } from "./lifecycle";
import type { CorrectionView } from "./schema";

export type CorrectionRow = Selectable<DB["correction"]>;
export type Asked = { row: CorrectionRow; known: Known; own: boolean };

/** The question with its record; NOT_FOUND where the reader may not see the record. */
export async function visibleCorrection(ctx: Ctx, correctionId: string): Promise<Asked> {
  const row = await ctx.db
    .selectFrom("correction")
    .selectAll()
    .where("id", "=", correctionId)
    .executeTakeFirst();
  const asked = row === undefined ? null : await withRecord(ctx, row);
  return asked ?? refuse("NOT_FOUND");
}

async function withRecord(ctx: Ctx, row: CorrectionRow): Promise<Asked | null> {
  const [known] = await knownRecords(ctx.db, [row.record_id]);
  if (known === undefined) return null;
  const actor = ctx.actor?.personId;
  const own =
    actor !== undefined && (actor === row.person_id || (await actsFor(ctx.db, actor, row.person_id)));
  // The words may complain of whoever ran the shift: they are for who asked and who answers.
  const sees = own || may(ctx, "hours.correct", hoursFacts(known)) !== false;
  return sees ? { row, known, own } : null;
}

/** Questions of one record, newest first. */
export const correctionsOf = (db: Db | Trx, recordId: string): Promise<CorrectionRow[]> =>
  db
    .selectFrom("correction")
    .selectAll()
    .where("record_id", "=", recordId)
    .orderBy("created_at", "desc")
    .execute();

export async function viewCorrection(ctx: Ctx, input: { correctionId: string }): Promise<CorrectionView> {
  return viewOfAsked(ctx, await visibleCorrection(ctx, input.correctionId));
}

/** All questions about a record that the reader may see. */
export async function listOfRecord(ctx: Ctx, input: { recordId: string }): Promise<CorrectionView[]> {
  const rows = await correctionsOf(ctx.db, input.recordId);
  const asked = await Promise.all(rows.map((row) => withRecord(ctx, row)));
  return Promise.all(asked.filter((one) => one !== null).map((one) => viewOfAsked(ctx, one)));
}

async function viewOfAsked(ctx: Ctx, { row, known, own }: Asked): Promise<CorrectionView> {
  const about = await ctx.db
    .selectFrom("need as n")
    .innerJoin("need_line as l", "l.need_id", "n.id")
    .innerJoin("person as p", (join) => join.on("p.id", "=", row.person_id))
    .leftJoin("organisation as o", (join) => join.on("o.id", "=", known.record.recording_unit_id ?? ""))
    .select(["n.title", "l.item", "p.name", "o.name as unit"])
    .where("l.id", "=", known.record.line_id)
    .executeTakeFirstOrThrow();
  const open = row.status === "asked";
  const [daysLeft = 0] = await workDaysLeft(ctx.db, ctx.clock.now(), row.due_at);
  return {
    id: row.id,
    status: row.status as CorrectionStatus,
    from: row.from_at,
    to: row.to_at,
    words: row.words,
    answer: row.answer,
    askedAt: row.created_at,
    answeredAt: row.answered_at,
    dueAt: row.due_at,
    daysLeft,
    personId: row.person_id,
    name: about.name,
    title: about.title,
    item: about.item,
    slotId: known.record.slot_id,
    record: viewOf(ctx, known, new Map([[known.record.recording_unit_id ?? "", about.unit ?? ""]])),
    mayAnswer:
      open && ctx.actor?.personId !== row.person_id && may(ctx, "hours.correct", hoursFacts(known)) !== false,
    mayWithdraw: open && own,
  };
}
