// Who can help and what is wanted are read models: once every event is delivered, they say what their sources say.

import { sourcesOf, wantsFor } from "@/server/matching/candidates/keeping/data";
import { keptOf } from "@/server/matching/candidates/keeping/rules";
import { HELPER_KINDS, type HelperKind } from "@/server/matching/candidates/schema";
import type { Trx } from "@/server/platform/db";
import { consumersOf } from "../../outbox/rules";
import { Check } from "../rules";

const CHUNK = 500;

/** While events wait for the worker there is nothing to hold it to. */
export async function checkMatching(trx: Trx): Promise<Check> {
  const check = new Check("matching");
  const waiting = await trx
    .selectFrom("outbox")
    .select("event")
    .distinct()
    .where("done", "=", false)
    .execute();
  if (waiting.some(({ event }) => consumersOf(event).includes("matching"))) return check;
  for (const kind of HELPER_KINDS) {
    for await (const ids of walk(trx, kind, "id")) await checkHelpers(trx, check, kind, ids);
    for await (const ids of walk(trx, "helper", "helper_id")) await checkStrays(trx, check, kind, ids);
  }
  for await (const ids of walk(trx, "listing", "need_id")) await checkWants(trx, check, ids);
  for await (const ids of walk(trx, "need_want", "need_id")) await checkWants(trx, check, ids, false);
  return check;
}

async function checkHelpers(trx: Trx, check: Check, kind: HelperKind, ids: string[]): Promise<void> {
  const [helpers, can, villages] = [
    await trx.selectFrom("helper").selectAll().where("helper_id", "in", ids).execute(),
    await trx.selectFrom("helper_can").selectAll().where("helper_id", "in", ids).execute(),
    await trx.selectFrom("helper_village").selectAll().where("helper_id", "in", ids).execute(),
  ];
  const of = <T extends { helper_id: string }>(rows: T[], id: string) =>
    rows.filter((row) => row.helper_id === id);
  for (const source of await sourcesOf(trx, kind, ids)) {
    check.saw();
    const due = keptOf(source);
    const name = `${kind} ${source.id}`;
    same(check, `${name}: helper`, of(helpers, source.id), [due.helper]);
    same(check, `${name}: helper_can`, of(can, source.id), due.can);
    same(check, `${name}: helper_village`, of(villages, source.id), due.villages);
  }
}

/** Rows of those who are no helpers. */
async function checkStrays(trx: Trx, check: Check, kind: HelperKind, ids: string[]): Promise<void> {
  const rows = await trx
    .selectFrom("helper")
    .select("helper_id")
    .where("helper_id", "in", ids)
    .where("helper_kind", "=", kind)
    .execute();
  const own = rows.map((row) => row.helper_id);
  const known = new Set((await sourcesOf(trx, kind, own)).map((source) => source.id));
  for (const id of own)
    check.holds(known.has(id), () => `${kind} ${id}: stands among the helpers and is none`);
}

async function checkWants(trx: Trx, check: Check, needIds: string[], counts = true): Promise<void> {
  const rows = await trx.selectFrom("need_want").selectAll().where("need_id", "in", needIds).execute();
  const due = await wantsFor(trx, needIds);
  for (const id of needIds) {
    if (counts) check.saw();
    const of = <T extends { need_id: string }>(all: T[]) => all.filter((row) => row.need_id === id);
    same(check, `need ${id}: need_want`, of(rows), of(due));
  }
}

/** Rows in any order, columns in any order. */
function same(check: Check, name: string, rows: object[], due: object[]): void {
  const text = (all: object[]) =>
    all.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort();
  const [is, should] = [text(rows), text(due)];
  check.holds(
    is.join() === should.join(),
    () =>
      `${name} has ${is.length} rows, ${should.filter((row) => !is.includes(row)).length} of ${should.length} due are not there`,
  );
}

async function* walk(
  trx: Trx,
  table: HelperKind | "helper" | "listing" | "need_want",
  column: "id" | "helper_id" | "need_id",
): AsyncGenerator<string[]> {
  for (let after = ""; ; ) {
    const rows = await trx
      .selectFrom(table as "person")
      .select(column as "id")
      .distinct()
      .where(column as "id", ">", after)
      .orderBy(column as "id")
      .limit(CHUNK)
      .execute();
    const ids = rows.map((row) => (row as Record<string, string>)[column] as string);
    if (ids.length === 0) return;
    yield ids;
    after = ids.at(-1) as string;
  }
}
