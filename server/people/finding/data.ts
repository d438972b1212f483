// People behind one number, as far as the asker may switch them.
import { hashOf } from "@/server/platform/crypto";
import { spend } from "@/server/platform/limits";
import { authorize, may } from "@/server/policy";
import { regionViews } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { placeOfPerson } from "../places/data";

/** Active and switched-off people with this number; those of another district are left out. Refuses who is no district's administrator. */
export async function findByPhone(ctx: Ctx, input: { phone: string }) {
  authorize(ctx, "person.find", undefined);
  await spend(ctx, "find_person", ctx.actor?.personId ?? "");
  const rows = await ctx.db
    .selectFrom("person as p")
    .innerJoin("person_phone as h", "h.person_id", "p.id")
    .select(["p.id", "p.name", "p.status", "p.home_region_id"])
    .where("h.hash", "=", hashOf(ctx.keys, "phone", input.phone))
    .where("p.status", "in", ["active", "off"])
    .orderBy("p.created_at")
    .orderBy("p.id")
    .execute();
  const homes = await regionViews(
    ctx.db,
    rows.map((row) => row.home_region_id).filter((id) => id > 0),
  );
  const seen = await Promise.all(
    rows.map(async (row) => {
      const place = await placeOfPerson(ctx.db, row.id, row.home_region_id);
      return may(ctx, "person.switch", { personId: row.id, place }) !== false;
    }),
  );
  return rows
    .filter((_, i) => seen[i])
    .map((row) => ({
      personId: row.id,
      name: row.name,
      status: row.status as "active" | "off",
      home: homes.get(row.home_region_id)?.path ?? "",
    }));
}
