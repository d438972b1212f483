// Keeps the read models: after each act by the worker, or all of them anew by `hrb rebuild-helpers`. Rows are made from the
// sources as they stand under the helper's lock, so that whoever writes last has read last.

import { sql } from "kysely";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { chunks, type Db, type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { HELPER_KINDS, type HelperKind, RUNGS } from "../schema";
import { doneBy, sourcesOf, wantsFor } from "./data";
import { type CanRow, type Kept, keptOf, loadOf, type VillageRow, villagesOf } from "./rules";

/** Consumer of the outbox, in the effect's transaction. */
export async function keepMatching(ctx: Ctx, event: OutboxEvent): Promise<void> {
  const trx = ctx.db as Trx;
  const needId = await needTouched(trx, event);
  if (needId !== null) await refreshWants(trx, [needId]);
  const { people, organisations } = await helpersTouched(trx, event);
  const refresh = BY_PLEDGES.has(event.aggregate) ? refreshLoads : refreshHelpers;
  await refresh(trx, "person", people);
  await refresh(trx, "organisation", organisations);
  if (event.event === "region.merged") await followMerger(trx, Number(event.subject_id));
}

/** What happens to these moves how much somebody has on hand and where they have helped, and nothing else. */
const BY_PLEDGES = new Set(["pledge", "seat", "attendance"]);

async function needTouched(trx: Trx, { aggregate, subject_id }: OutboxEvent): Promise<string | null> {
  if (aggregate === "need") return subject_id;
  if (aggregate !== "shift") return null;
  const slot = await trx.selectFrom("slot").select("need_id").where("id", "=", subject_id).executeTakeFirst();
  return slot?.need_id ?? null;
}

type Touched = { people: string[]; organisations: string[] };

async function helpersTouched(trx: Trx, event: OutboxEvent): Promise<Touched> {
  const { aggregate, subject_id: id } = event;
  if (aggregate === "person") return { people: [id], organisations: [] };
  if (aggregate === "organisation") return { people: [], organisations: [id] };
  if (aggregate === "grant") return named(await idsOf(trx, "role_grant", id), "organisations");
  if (aggregate === "pledge") return named(await idsOf(trx, "pledge", id));
  if (aggregate === "attendance") return named(await idsOf(trx, "attendance", id), "people");
  if (aggregate === "seat") {
    const row = await trx.selectFrom("seat").select("person_id").where("id", "=", id).executeTakeFirst();
    return named({ person_id: row?.person_id ?? null, organisation_id: null });
  }
  if (aggregate !== "qualification") return { people: [], organisations: [] };
  const row = await trx
    .selectFrom("qualification")
    .select("person_id")
    .where("id", "=", id)
    .executeTakeFirst();
  if (row === undefined) return { people: [], organisations: [] };
  const grants = await trx
    .selectFrom("role_grant")
    .select("organisation_id")
    .distinct()
    .where("person_id", "=", row.person_id)
    .where("ended_at", "is", null)
    .where("organisation_id", "is not", null)
    .execute();
  return { people: [row.person_id], organisations: grants.flatMap((grant) => grant.organisation_id ?? []) };
}

type Ids = { person_id: string | null; organisation_id: string | null };
const named = (ids: Ids | undefined, only?: keyof Touched): Touched => ({
  people: ids?.person_id && only !== "organisations" ? [ids.person_id] : [],
  organisations: ids?.organisation_id && only !== "people" ? [ids.organisation_id] : [],
});
const idsOf = (
  trx: Trx,
  table: "pledge" | "role_grant" | "attendance",
  id: string,
): Promise<Ids | undefined> =>
  trx
    .selectFrom(table as "pledge")
    .select(["person_id", "organisation_id"])
    .where("id", "=", id)
    .executeTakeFirst();

/** As their sources say now; whoever is no helper any more is taken out. */
export async function refreshHelpers(trx: Trx, kind: HelperKind, ids: readonly string[]): Promise<void> {
  const sorted = [...new Set(ids)].sort();
  if (sorted.length === 0) return;
  await lock(trx, kind, sorted);
  const kept = new Map((await sourcesOf(trx, kind, sorted)).map((source) => [source.id, keptOf(source)]));
  const gone = sorted.filter((id) => !kept.has(id));
  if (gone.length > 0)
    for (const table of ["helper_can", "helper_village", "helper"] as const)
      await trx.deleteFrom(table).where("helper_id", "in", gone).execute();
  await write(trx, [...kept.values()]);
}

/** Load, turn and villages alone: a third of the reads, for what happens most. Whoever has no row yet is read in full. */
async function refreshLoads(trx: Trx, kind: HelperKind, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const row = await trx
      .selectFrom("helper")
      .select(["load_month", "load_count", "turn"])
      .where("helper_id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) {
      await refreshHelpers(trx, kind, [id]);
      continue;
    }
    const { taken, helped } = await doneBy(trx, kind, id);
    const load = loadOf(id, taken);
    if (load.turn !== row.turn || load.load_count !== row.load_count || load.load_month !== row.load_month)
      await trx.updateTable("helper").set(load).where("helper_id", "=", id).execute();
    if (load.turn !== row.turn)
      await trx.updateTable("helper_can").set({ turn: load.turn }).where("helper_id", "=", id).execute();
    await writeVillages(trx, [{ id, villages: villagesOf(id, helped) }]);
  }
}

/** A row of their own to wait at, from before the sources are read until the end of the transaction. */
async function lock(trx: Trx, kind: HelperKind, sorted: readonly string[]): Promise<void> {
  const there = await trx
    .selectFrom("helper")
    .select("helper_id")
    .where("helper_id", "in", sorted)
    .orderBy("helper_id")
    .forUpdate()
    .execute();
  const known = new Set(there.map((row) => row.helper_id));
  const missing = sorted.filter((id) => !known.has(id));
  if (missing.length === 0) return;
  const blank = {
    ...{ helper_kind: kind, kind: "", region_id: 0, province_id: 0, city_id: 0, county_id: 0, town_id: 0 },
    ...{ village_id: 0, h3: null, capacity: 1, free_parts: 0, reach: "town", codes: "{}" },
    ...{ load_month: 0, load_count: 0, turn: 0, active: false },
  };
  await trx
    .insertInto("helper")
    .values(missing.map((helper_id) => ({ helper_id, ...blank })))
    .onDuplicateKeyUpdate({ active: (eb) => eb.ref("helper.active") })
    .execute();
}

const WRITTEN = [
  ...["helper_kind", "kind", "region_id", ...RUNGS, "h3", "capacity", "free_parts", "reach", "codes"],
  ...["load_month", "load_count", "turn", "active"],
];

/** Only what is not there already. */
async function write(trx: Trx, kept: Kept[]): Promise<void> {
  if (kept.length === 0) return;
  const ids = kept.map(({ helper }) => helper.helper_id);
  await trx
    .insertInto("helper")
    .values(kept.map(({ helper }) => helper))
    .onDuplicateKeyUpdate(
      Object.fromEntries(WRITTEN.map((column) => [column, sql`VALUES(${sql.ref(column)})`])),
    )
    .execute();
  const can = byHelper(
    await trx.selectFrom("helper_can").selectAll().where("helper_id", "in", ids).execute(),
  );
  const able = kept.filter(
    ({ helper, can: rows }) => marksOf(can.get(helper.helper_id) ?? []) !== marksOf(rows),
  );
  await replace(
    trx,
    "helper_can",
    able.map(({ helper }) => helper.helper_id),
    able.flatMap((one) => one.can),
  );
  for (const { helper } of kept.filter((one) => !able.includes(one)))
    if (can.get(helper.helper_id)?.some((row) => row.turn !== helper.turn))
      await trx
        .updateTable("helper_can")
        .set({ turn: helper.turn })
        .where("helper_id", "=", helper.helper_id)
        .execute();
  await writeVillages(
    trx,
    kept.map(({ helper, villages }) => ({ id: helper.helper_id, villages })),
  );
}

async function writeVillages(trx: Trx, due: { id: string; villages: VillageRow[] }[]): Promise<void> {
  const ids = due.map((one) => one.id);
  const rows = await trx
    .selectFrom("helper_village")
    .selectAll()
    .where("helper_id", "in", ids)
    .orderBy("helper_id")
    .orderBy("village_id")
    .execute();
  const there = byHelper(rows);
  const moved = due.filter(
    ({ id, villages }) => JSON.stringify(there.get(id) ?? []) !== JSON.stringify(villages),
  );
  await replace(
    trx,
    "helper_village",
    moved.map((one) => one.id),
    moved.flatMap((one) => one.villages),
  );
}

async function replace<T extends "helper_can" | "helper_village">(
  trx: Trx,
  table: T,
  ids: string[],
  rows: T extends "helper_can" ? CanRow[] : VillageRow[],
): Promise<void> {
  if (ids.length > 0)
    await trx
      .deleteFrom(table as "helper_can")
      .where("helper_id", "in", ids)
      .execute();
  for (const some of chunks(rows as CanRow[]))
    await trx
      .insertInto(table as "helper_can")
      .values(some)
      .execute();
}

/** In the order of their keys. */
function byHelper<T extends { helper_id: string }>(rows: T[]): Map<string, T[]> {
  const by = new Map<string, T[]>();
  for (const row of rows) by.set(row.helper_id, [...(by.get(row.helper_id) ?? []), row]);
  return by;
}

/** What a row says beside whose turn it is. */
const marksOf = (rows: readonly CanRow[]): string =>
  rows
    .map((row) => [row.code, row.area_id, row.county_id, row.town_id, row.village_id, row.h3].join(" "))
    .sort()
    .join("\n");

/** What these needs ask for, as they stand on the lists now; nothing where they stand on none. */
async function refreshWants(trx: Trx, needIds: readonly string[]): Promise<void> {
  if (needIds.length === 0) return;
  await trx.selectFrom("need").select("id").where("id", "in", needIds).orderBy("id").forUpdate().execute();
  const wants = await wantsFor(trx, needIds);
  await trx.deleteFrom("need_want").where("need_id", "in", needIds).execute();
  for (const some of chunks(wants)) await trx.insertInto("need_want").values(some).execute();
}

/** Whoever is at home in the merged node, or serves it, lies in its successor now; so does what is wanted there. */
async function followMerger(trx: Trx, regionId: number): Promise<void> {
  const region = await trx
    .selectFrom("region")
    .select(["county_id", "level"])
    .where("id", "=", regionId)
    .executeTakeFirst();
  if (region === undefined) return;
  const column = region.level === 4 ? "town_id" : "village_id";
  const can = await trx
    .selectFrom("helper_can")
    .select(["helper_id", "helper_kind"])
    .distinct()
    .where(column, "=", regionId)
    .execute();
  const homes = await trx
    .selectFrom("helper")
    .select(["helper_id", "helper_kind"])
    .where("county_id", "=", region.county_id)
    .where(column, "=", regionId)
    .execute();
  const helped = await trx
    .selectFrom("helper_village as v")
    .innerJoin("helper as h", "h.helper_id", "v.helper_id")
    .select(["h.helper_id", "h.helper_kind"])
    .where("v.village_id", "=", regionId)
    .execute();
  for (const kind of HELPER_KINDS)
    for (const ids of chunks(
      [...can, ...homes, ...helped].flatMap((row) => (row.helper_kind === kind ? row.helper_id : [])),
    ))
      await refreshHelpers(trx, kind, ids);
  const needs = await trx
    .selectFrom("need_want")
    .select("need_id")
    .distinct()
    .where(column, "=", regionId)
    .execute();
  for (const some of chunks(needs))
    await refreshWants(
      trx,
      some.map((row) => row.need_id),
    );
}

/** Helpers or needs of one transaction, while people work. */
const PORTION = 500;

type Rebuilt = { people: number; organisations: number; needs: number };

/** Every helper and every listed need anew, in portions of their own transactions: people may work meanwhile. */
export async function rebuild(db: Db, tell: (line: string) => void = () => {}): Promise<Rebuilt> {
  const rebuilt = { people: 0, organisations: 0, needs: 0 };
  // What no source knows any more is met by walking over the read model's own ids as well.
  for (const [kind, tables] of [
    ["person", ["person", "helper"]],
    ["organisation", ["organisation", "helper"]],
  ] as const)
    for (const table of tables)
      for await (const ids of walk(db, table, kind)) {
        await transact(db, (trx) => refreshHelpers(trx, kind, ids));
        if (table !== "helper") rebuilt[kind === "person" ? "people" : "organisations"] += ids.length;
        tell(`${kind}: ${rebuilt[kind === "person" ? "people" : "organisations"]}`);
      }
  for (const table of ["listing", "need_want"] as const)
    for await (const ids of walk(db, table)) {
      await transact(db, (trx) => refreshWants(trx, ids));
      if (table === "listing") rebuilt.needs += ids.length;
      tell(`needs: ${rebuilt.needs}`);
    }
  return rebuilt;
}

/** Ids of a table in their order, by keyset. */
async function* walk(
  db: Db,
  table: "person" | "organisation" | "helper" | "listing" | "need_want",
  kind?: HelperKind,
): AsyncGenerator<string[]> {
  const column =
    ({ helper: "helper_id", listing: "need_id", need_want: "need_id" } as Record<string, string>)[table] ??
    "id";
  for (let after = ""; ; ) {
    let query = db
      .selectFrom(table as "helper")
      .select(`${column} as id` as "helper_id as id")
      .distinct()
      .where(column as "helper_id", ">", after)
      .orderBy(column as "helper_id")
      .limit(PORTION);
    if (table === "helper" && kind !== undefined) query = query.where("helper_kind", "=", kind);
    const ids = (await query.execute()).map((row) => row.id);
    if (ids.length === 0) return;
    yield ids;
    after = ids.at(-1) as string;
  }
}
