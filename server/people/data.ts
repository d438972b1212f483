// Reads of people. Names leave plain only to themselves and to those who act for or with them; telephones never, but one's own, masked.
import { open } from "@/server/platform/crypto";
import type { Db } from "@/server/platform/db";
import { regionViews } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { hatsOf } from "./grants/data";
import { maskPhone, publicName } from "./rules";
import type { MeView } from "./schema";

/** Who I am, and as what. Null for a visitor. */
export async function whoAmI(ctx: Ctx): Promise<MeView | null> {
  if (ctx.actor === null) return null;
  const { personId } = ctx.actor;
  const [person, phone, hats] = await Promise.all([
    ctx.db
      .selectFrom("person")
      .select(["name", "public_name", "home_region_id"])
      .where("id", "=", personId)
      .executeTakeFirstOrThrow(),
    ctx.db
      .selectFrom("person_phone")
      .select("cipher")
      .where("person_id", "=", personId)
      .orderBy("is_primary", "desc")
      .orderBy("id")
      .limit(1)
      .executeTakeFirst(),
    hatsOf(ctx.db, ctx.actor),
  ]);
  const home = (await regionViews(ctx.db, person.home_region_id === 0 ? [] : [person.home_region_id]))
    .values()
    .next().value;
  return {
    personId,
    name: person.name,
    publicName: person.public_name,
    maskedPhone: phone === undefined ? null : maskPhone(open(ctx.keys, phone.cipher)),
    home: home === undefined ? null : { id: home.id, path: home.path },
    hats,
  };
}

/** Names as the public may read them, by id; unknown ids are left out. */
export async function publicNames(db: Db, personIds: Iterable<string>): Promise<Map<string, string>> {
  const ids = [...new Set(personIds)];
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("person")
    .select(["id", "name", "public_name"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, publicName(row)]));
}

/** A person's number in clear, to send to or to show after the policy was asked; null where there is none. */
export async function phoneOf(ctx: Pick<Ctx, "db" | "keys">, personId: string): Promise<string | null> {
  const row = await ctx.db
    .selectFrom("person_phone")
    .select("cipher")
    .where("person_id", "=", personId)
    .orderBy("is_primary", "desc")
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : open(ctx.keys, row.cipher);
}
