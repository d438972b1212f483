// Which person each persona of the demo is: one row of settings, written when the demo world is made.
import { refuse } from "@/server/errors";
import type { Db, Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { PERSONAS, type Persona } from "./schema";

export const PERSONAS_SETTING = "personas";

type Asked = Pick<Ctx, "config"> & { db: Db | Trx };

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

/** True of whom everybody in a demo may wear. */
export async function isPersona({ db, config }: Asked, personId: string): Promise<boolean> {
  return config.demo && Object.values(await personasOf(db)).includes(personId);
}

/** They stay as the demo made them, for whoever wears them next. Refuses PERSONA_STAYS. */
export async function mustNotBePersona(ctx: Asked, personId: string): Promise<void> {
  if (await isPersona(ctx, personId)) refuse("PERSONA_STAYS");
}

/**
 * So do the roles they had when it was made (by id, or by the organisation they are in); what visitors gave them since may end. Refuses
 * PERSONA_STAYS.
 */
export async function mustNotBePersonas(
  { db, config }: Asked,
  held: "g.id" | "g.organisation_id",
  ids: readonly string[],
): Promise<void> {
  if (!config.demo) return;
  const personas = Object.values(await personasOf(db));
  if (personas.length === 0) return;
  const old = await db
    .selectFrom("role_grant as g")
    .innerJoin("setting as made", (join) => join.onRef("g.started_at", "<=", "made.updated_at"))
    .select("g.id")
    .where("made.region_id", "=", 0)
    .where("made.name", "=", PERSONAS_SETTING)
    .where(held, "in", [...ids])
    .where("g.person_id", "in", personas)
    .where("g.ended_at", "is", null)
    .limit(1)
    .execute();
  if (old.length > 0) refuse("PERSONA_STAYS");
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
