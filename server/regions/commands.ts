// Acts on the tree: add by hand, rename, give an alias, merge. National rows begin at version 0, without history:
// the list is their record; whatever is done here is version 1 and up.
import { type Kysely, sql } from "kysely";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { type Db, isDuplicate, type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant, PLACE_COLUMNS } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { livingRegion, type Region, visibleRegion } from "./data";
import { initials } from "./names/rules";
import { called, HAND_FROM } from "./national/rules";
import { columnOf, HIGHEST_BY_HAND, mayHangUnder, NOWHERE, placeBelow, placeFrom } from "./rules";
import type {
  AddAliasInput,
  AddRegionInput,
  Level,
  MergeRegionInput,
  RemoveAliasInput,
  RenameRegionInput,
} from "./schema";

type Act = "added" | "renamed" | "aliased" | "unaliased" | "merged";
const ID_TRIES = 5;

/** A node the national list has not: a village since founded, a natural village, a grid. */
export async function addRegion(ctx: Ctx, input: AddRegionInput): Promise<{ id: number }> {
  const parent = await livingRegion(ctx.db, input.parentId);
  const place = placeFrom(parent);
  const grant = authorize(ctx, "region.shape", { parent: place, level: input.level });
  if (input.level < HIGHEST_BY_HAND || !mayHangUnder(input.level, parent.level))
    refuse("INVALID", { fields: { level: "wrong_level" } });
  for (let attempt = 1; ; attempt++) {
    const id = newId(ctx.clock.now());
    try {
      await transact(ctx.db, async (trx) => {
        await lock(trx, parent);
        await refuseTaken(trx, parent.id, input.name);
        await record(trx, ctx, act("added", id, 1, grant, { parent: parent.id, level: input.level }));
        await trx
          .insertInto("region")
          .values({
            ...placeBelow(place, input.level as Level, id),
            id,
            code: null,
            level: input.level,
            name: input.name,
            ...called(input.name),
            parent_id: parent.id,
            origin: "hand",
            status: "active",
            merged_into: null,
            created_at: ctx.clock.now(),
          })
          .execute();
      });
      return { id };
    } catch (error) {
      if (!isDuplicate(error) || attempt === ID_TRIES) throw error;
    }
  }
}

/** The former name stays as an alias, since people go on using it. */
export async function renameRegion(ctx: Ctx, input: RenameRegionInput): Promise<{ id: number }> {
  const region = await visibleRegion(ctx.db, input.id);
  const grant = authorize(ctx, "region.shape", await factsOf(ctx.db, region));
  refuseMerged(region);
  if (input.name === region.name) return { id: region.id };
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await refuseTaken(trx, region.parent_id, input.name, region.id);
      const alias = await insertAlias(trx, ctx, region.id, region.short_name, "former");
      await record(trx, ctx, act("renamed", region.id, region.version + 1, grant, { alias }));
      await change(trx, region, { name: input.name, ...called(input.name) });
    }),
  );
  return { id: region.id };
}

export async function addAlias(ctx: Ctx, input: AddAliasInput): Promise<{ id: number }> {
  const region = await visibleRegion(ctx.db, input.id);
  const grant = authorize(ctx, "region.alias", { place: placeFrom(region) });
  refuseMerged(region);
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      const known = await trx
        .selectFrom("region_alias")
        .select("id")
        .where("region_id", "=", region.id)
        .where("name", "=", input.name)
        .executeTakeFirst();
      if (known || input.name === region.name) refuse("INVALID", { fields: { name: "taken" } });
      const alias = await insertAlias(trx, ctx, region.id, input.name, "alias");
      await record(trx, ctx, act("aliased", region.id, region.version + 1, grant, { alias }));
      await change(trx, region, {});
    }),
  );
  return { id: region.id };
}

export async function removeAlias(ctx: Ctx, input: RemoveAliasInput): Promise<{ id: number }> {
  const alias = await ctx.db
    .selectFrom("region_alias")
    .select(["id", "region_id"])
    .where("id", "=", input.aliasId)
    .executeTakeFirst();
  if (!alias) refuse("NOT_FOUND");
  const region = await visibleRegion(ctx.db, alias.region_id);
  const grant = authorize(ctx, "region.alias", { place: placeFrom(region) });
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await record(trx, ctx, act("unaliased", region.id, region.version + 1, grant, { alias: alias.id }));
      await trx.deleteFrom("region_alias").where("id", "=", alias.id).execute();
      await change(trx, region, {});
    }),
  );
  return { id: region.id };
}

/**
 * One node into another of the same level and county. The merged one stays, as a signpost: ids that point at it go on
 * working. What lies below moves, and every copy of the ancestor columns follows in the same transaction.
 */
export async function mergeRegion(ctx: Ctx, input: MergeRegionInput): Promise<{ id: number }> {
  const region = await visibleRegion(ctx.db, input.id);
  const into = await visibleRegion(ctx.db, input.intoId);
  const grant = authorize(ctx, "region.shape", await factsOf(ctx.db, region));
  authorize(ctx, "region.shape", await factsOf(ctx.db, into));
  refuseMerged(region);
  if (into.status !== "active" || into.id === region.id)
    refuse("INVALID", { fields: { intoId: "not_a_place" } });
  if (into.level !== region.level || region.level < HIGHEST_BY_HAND || into.county_id !== region.county_id)
    refuse("INVALID", { fields: { intoId: "wrong_level" } });
  await orMovedOn(
    transact(ctx.db, async (trx) => {
      await lock(trx, ...[region, into].sort((a, b) => a.id - b.id));
      await trx
        .updateTable("region")
        .set({ parent_id: into.id })
        .where("parent_id", "=", region.id)
        .execute();
      for (const table of ["region", "need", "listing", "organisation"] as const)
        await follow(trx, table, region, into);
      await record(trx, ctx, act("merged", region.id, region.version + 1, grant, { into: into.id }));
      // What led here leads there at once: a grant over it follows one step, not a chain.
      await trx
        .updateTable("region")
        .set({ merged_into: into.id })
        .where("county_id", "=", region.county_id) // by index; a merger stays in its county
        .where("level", "=", region.level)
        .where("merged_into", "=", region.id)
        .execute();
      await change(trx, region, { status: "merged", merged_into: into.id });
    }),
  );
  return { id: into.id };
}

/** The tables that copy the ancestors of the place they lie in, and how deep. */
const COPIES = { region: 7, need: 7, listing: 5, organisation: 5 } as const;
const FIRST_COPIED = { region: 1, need: 1, listing: 1, organisation: 3 } as const;

async function follow(trx: Trx, table: keyof typeof COPIES, from: Region, into: Region): Promise<void> {
  if (from.level > COPIES[table]) return;
  const columns = PLACE_COLUMNS.slice(FIRST_COPIED[table] - 1, from.level);
  const set = Object.fromEntries(columns.map((column) => [column, into[column]]));
  const query = (trx as unknown as Kysely<Record<string, Record<string, unknown>>>)
    .updateTable(table)
    .set(set)
    .where(columnOf(from.level), "=", from.id);
  // The signpost itself keeps the place it had.
  await (table === "region" ? query.where("id", "<>", from.id) : query).execute();
}

const act = (
  what: Act,
  id: number,
  version: number,
  grant: Grant | null,
  data: Record<string, string | number>,
) => ({ aggregate: "region" as const, id, version, event: `region.${what}`, grant, data });

async function factsOf(db: Db, region: Region) {
  const parent = region.parent_id === 0 ? NOWHERE : placeFrom(await visibleRegion(db, region.parent_id));
  return { parent, level: region.level };
}

function refuseMerged(region: Region): void {
  if (region.status !== "active") refuse("WRONG_STATE", { status: region.status });
}

/** One name once below one parent. The parent's row is locked, so that two cannot add it at once. */
async function refuseTaken(trx: Trx, parentId: number, name: string, except = 0): Promise<void> {
  const taken = await trx
    .selectFrom("region")
    .select("id")
    .where("parent_id", "=", parentId)
    .where("short_name", "=", called(name).short_name)
    .where("status", "=", "active")
    .where("id", "<>", except)
    .executeTakeFirst();
  if (taken) refuse("INVALID", { fields: { name: "taken" }, id: taken.id });
}

async function lock(trx: Trx, ...regions: Region[]): Promise<void> {
  for (const { id, version } of regions) {
    const row = await trx
      .selectFrom("region")
      .select(["version", "status"])
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (row?.version !== version) refuse("MOVED_ON");
  }
}

async function insertAlias(trx: Trx, ctx: Ctx, regionId: number, name: string, kind: "alias" | "former") {
  const id = uuid();
  await trx
    .insertInto("region_alias")
    .values({
      id,
      region_id: regionId,
      name,
      initials: initials(name),
      kind,
      created_at: ctx.clock.now(),
    })
    .execute();
  return id;
}

async function change(trx: Trx, region: Region, set: Record<string, string | number>): Promise<void> {
  const result = await trx
    .updateTable("region")
    .set({ ...set, version: sql`version + 1` })
    .where("id", "=", region.id)
    .where("version", "=", region.version)
    .executeTakeFirst();
  if (Number(result.numUpdatedRows) !== 1) refuse("MOVED_ON");
}

/** 10^15 + a thousand per millisecond: far from any statistics code, below 2^53 until the year 2220. */
function newId(now: Date): number {
  return HAND_FROM + now.getTime() * 1000 + Math.floor(Math.random() * 1000);
}
