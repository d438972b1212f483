// Which person each persona of the demo is: one row of settings, written when the demo world is made.
import type { Db, Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { PERSONAS, type Persona } from "./schema";

export const PERSONAS_SETTING = "personas";

/** Person ids by persona; empty where no demo world was made. */
export async function personasOf(db: Db | Trx): Promise<Partial<Record<Persona, string>>> {
  const row = await db
    .selectFrom("setting")
    .select("value")
    .where("region_id", "=", 0)
    .where("name", "=", PERSONAS_SETTING)
    .executeTakeFirst();
  return row === undefined ? {} : JSON.parse(row.value);
}

/** The bar: who can be tapped, and who one is now. Empty outside demo mode. */
export async function listPersonas(ctx: Ctx) {
  if (!ctx.config.demo) return [];
  const ids = await personasOf(ctx.db);
  const known = Object.values(ids);
  const names = new Map(
    known.length === 0
      ? []
      : (await ctx.db.selectFrom("person").select(["id", "name"]).where("id", "in", known).execute()).map(
          (row) => [row.id, row.name] as const,
        ),
  );
  return PERSONAS.flatMap((persona) => {
    const id = ids[persona];
    const name = id === undefined ? undefined : names.get(id);
    return name === undefined ? [] : [{ persona, name, worn: ctx.actor?.personId === id }];
  });
}
