// A sheet is checked whole before anybody is entered, and imported whole in one transaction.
import { createHash } from "node:crypto";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { seal } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { readTable } from "@/server/platform/sheets/read";
import { authorize, type Grant } from "@/server/policy";
import { DAY_MS, dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../data";
import { alreadyThere, findImport, type Sealed, unsealed, villagesOf, visibleImport } from "./data";
import { IMPORT_EVENTS } from "./lifecycle";
import { judge, rowsOfTable } from "./rules";
import { KEPT_DAYS, ROWS_MAX } from "./schema";
import { writePeople } from "./writing/commands";

const FORGET_AT_ONCE = 100;

/** Reads and judges a sheet; nobody is entered. Refuses what cannot be read at all. */
export async function check(
  ctx: Ctx,
  input: { organisationId: string; bytes: Uint8Array },
): Promise<{ importId: string }> {
  const { organisationId } = input;
  const grant = authorize(ctx, "member.import", { organisationId }, "NOT_FOUND");
  const createdBy = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const organisation = (await findOrganisation(ctx.db, organisationId)) ?? refuse("NOT_FOUND");
  await spend(ctx, "member_sheet", createdBy);
  const rows = rowsOfTable(await readTable(input.bytes, ROWS_MAX)) ?? refuse("SHEET_NO_NAMES");
  if (rows.length === 0) refuse("SHEET_EMPTY");
  if (rows.length > ROWS_MAX) refuse("SHEET_TOO_LARGE", { max: ROWS_MAX });
  const now = ctx.clock.now();
  const judged = judge(rows, await villagesOf(ctx.db, organisation.county_id), dayOf(now));
  const already = await alreadyThere(ctx, ctx.db, organisationId, judged);
  const invites = judged.filter((row) => row.phone !== "" && !already.has(row.row)).length;
  const importId = uuid();
  const sheet: Sealed = { rows: judged, already: already.size, invites };
  const faultCount = judged.filter((row) => row.faults.length > 0).length;
  await transact(ctx.db, async (trx) => {
    await dropEarlier(trx, ctx, organisationId, createdBy, grant);
    await trx
      .insertInto("member_import")
      .values({
        id: importId,
        organisation_id: organisationId,
        status: next(IMPORT_EVENTS, "new", "check"),
        row_count: judged.length,
        fault_count: faultCount,
        sheet_cipher: seal(ctx.keys, JSON.stringify(sheet)),
        sha256: createHash("sha256").update(input.bytes).digest("hex"),
        created_by: createdBy,
        created_at: now,
      })
      .execute();
    await record(trx, ctx, {
      aggregate: "member_import",
      id: importId,
      version: 1,
      event: "member_import.checked",
      grant,
      data: { organisationId, rows: judged.length, faults: faultCount },
    });
  });
  return { importId };
}

/** Everybody on it, or nobody. Refuses SHEET_HAS_FAULTS with the first faulty row. */
export async function run(ctx: Ctx, input: { importId: string; consent: boolean }) {
  const { row, grant } = await visibleImport(ctx, input.importId);
  const status = next(IMPORT_EVENTS, row.status, "run");
  const { rows } = unsealed(ctx, row.sheet_cipher);
  const first = rows.find((one) => one.faults.length > 0);
  if (first !== undefined) refuse("SHEET_HAS_FAULTS", { row: first.row, count: row.fault_count });
  if (!input.consent) refuse("INVALID", { fields: { consent: "required" } });
  const organisationId = row.organisation_id;
  return transact(ctx.db, async (trx) => {
    // Two sheets of one organisation take turns, so that the second finds whom the first has entered or invited.
    await trx.selectFrom("organisation").select("id").where("id", "=", organisationId).forUpdate().execute();
    const already = await alreadyThere(ctx, trx, organisationId, rows);
    const fresh = rows.filter((one) => !already.has(one.row));
    const counted = {
      ...(await writePeople(trx, ctx, { organisationId, rows: fresh, grant })),
      already: already.size,
    };
    await step(trx, ctx, row, { status, event: "member_import.imported", grant, data: counted });
    return { organisationId, ...counted };
  });
}

/** Away with it: names and numbers are forgotten. */
export async function drop(ctx: Ctx, input: { importId: string }): Promise<void> {
  const { row, grant } = await visibleImport(ctx, input.importId);
  const status = next(IMPORT_EVENTS, row.status, "drop");
  await transact(ctx.db, (trx) =>
    step(trx, ctx, row, { status, event: "member_import.dropped", grant, data: {} }),
  );
}

/** What was checked and left lying; called by the hourly cleaning. */
export async function forgetSheets(ctx: Ctx): Promise<void> {
  const stale = await ctx.db
    .selectFrom("member_import")
    .select("id")
    .where("status", "=", "checked")
    .where("created_at", "<", new Date(ctx.clock.now().getTime() - KEPT_DAYS * DAY_MS))
    .limit(FORGET_AT_ONCE)
    .execute();
  for (const { id } of stale)
    await transact(ctx.db, async (trx) => {
      const row = await findImport(trx, id);
      if (row?.status !== "checked") return;
      const status = next(IMPORT_EVENTS, row.status, "forget");
      await step(trx, ctx, row, { status, event: "member_import.dropped", grant: null, data: {} });
    });
}

/** A corrected sheet takes the place of the one before. */
async function dropEarlier(
  trx: Trx,
  ctx: Ctx,
  organisationId: string,
  createdBy: string,
  grant: Grant | null,
): Promise<void> {
  const earlier = await trx
    .selectFrom("member_import")
    .selectAll()
    .where("organisation_id", "=", organisationId)
    .where("created_by", "=", createdBy)
    .where("status", "=", "checked")
    .execute();
  for (const row of earlier) {
    const status = next(IMPORT_EVENTS, row.status, "drop");
    await step(trx, ctx, row, { status, event: "member_import.dropped", grant, data: {} });
  }
}

type Row = NonNullable<Awaited<ReturnType<typeof findImport>>>;
type Step = { status: string; event: string; grant: Grant | null; data: Record<string, number> };

/** Ends its life and empties it; refuses MOVED_ON where somebody was quicker. */
async function step(trx: Trx, ctx: Ctx, row: Row, { status, event, grant, data }: Step): Promise<void> {
  const version = row.version + 1;
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "member_import",
      id: row.id,
      version,
      event,
      grant,
      data: { organisationId: row.organisation_id, ...data },
    }),
  );
  const moved = await trx
    .updateTable("member_import")
    .set({ status, version, sheet_cipher: "", ended_at: ctx.clock.now() })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) refuse("MOVED_ON");
}
