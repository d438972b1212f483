// What an organisation says it can do.
import type { Db } from "@/server/platform/db";
import { regionViews } from "@/server/regions/data";
import { type AbilitiesView, EQUIPMENT, WORKS } from "./schema";

export async function abilitiesOf(db: Db, organisationId: string): Promise<AbilitiesView> {
  const rows = await db
    .selectFrom("organisation_ability")
    .select(["kind", "code", "amount"])
    .where("organisation_id", "=", organisationId)
    .execute();
  const of = (kind: string) => rows.filter((row) => row.kind === kind);
  const areas = await regionViews(
    db,
    of("area").map((row) => Number(row.code)),
  );
  const amounts = new Map(of("equipment").map((row) => [row.code, row.amount]));
  const works = new Set(of("work").map((row) => row.code));
  return {
    areas: [...areas.values()].map(({ id, path }) => ({ id, path })),
    works: WORKS.filter((code) => works.has(code)),
    equipment: EQUIPMENT.flatMap((code) => {
      const amount = amounts.get(code);
      return amount === undefined ? [] : [{ code, amount }];
    }),
  };
}
