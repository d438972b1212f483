// Somebody who asks, with the grants a test gives them; nothing is read from the database.
import { v7 as uuid } from "uuid";
import type { Clock } from "@/server/platform/clock";
import type { Db } from "@/server/platform/db";
import type { Grant, Role } from "@/server/policy";
import type { Ctx, World } from "@/server/trpc/context";
import { backgroundCtx } from "./background";

export const inOrganisation = (organisationId: string, role: Role = "leader"): Grant => ({
  id: uuid(),
  role,
  regionId: 0,
  regionLevel: 0,
  organisationId,
  delegatedFrom: null,
});

/** regionLevel: 1 province … 5 village. */
export const inRegion = (regionId: number, regionLevel: number, role: Role): Grant => ({
  id: uuid(),
  role,
  regionId,
  regionLevel,
  organisationId: null,
  delegatedFrom: null,
});

export function ctxOf(
  world: { db: Db; clock: Clock } & Partial<World>,
  personId: string,
  ...grants: Grant[]
): Ctx {
  return {
    ...backgroundCtx(world.db, world.clock, world),
    system: false,
    asked: new Set(),
    actor: { personId, name: "小李", sessionId: uuid(), grants, hat: grants[0] ?? null },
  };
}

/** A verified organisation of the test place's county. */
export async function anOrganisation(
  world: { db: Db; clock: Clock },
  name: string,
  status = "verified",
): Promise<string> {
  const id = uuid();
  await world.db
    .insertInto("organisation")
    .values({
      id,
      name,
      initials: "",
      kind: "party_team",
      region_id: 371311004999,
      county_id: 371311000000,
      status,
      created_at: world.clock.now(),
    })
    .execute();
  return id;
}
