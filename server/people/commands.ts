// Acts on a person's own record. Everything that changes it goes through changePerson, so that history has a row for each.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record } from "@/server/history/commands";
import { phoneColumns } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import { livingRegion } from "@/server/regions/data";
import type { Ctx } from "@/server/trpc/context";
import { mustNotBePersona } from "./demo/data";
import { placeOfPerson } from "./places/data";
import { endSessions } from "./sessions/commands";

type Change = Pick<Act, "event" | "grant" | "data" | "forId">;
type Columns = {
  name?: string;
  public_name?: boolean;
  home_region_id?: number;
  status?: "active" | "off" | "erased";
};

/** One guarded change of a person, with its history row; refuses MOVED_ON where somebody was quicker. */
export async function changePerson(
  trx: Trx,
  ctx: Pick<Ctx, "actor" | "clock">,
  personId: string,
  change: Change,
  columns: Columns = {},
): Promise<void> {
  const person = await trx
    .selectFrom("person")
    .select(["version", "status"])
    .where("id", "=", personId)
    .executeTakeFirst();
  if (person === undefined || person.status === "erased") refuse("NOT_FOUND");
  if (columns.status !== undefined && columns.status === person.status)
    refuse("WRONG_STATE", { status: person.status });
  const version = person.version + 1;
  await orMovedOn(record(trx, ctx, { aggregate: "person", id: personId, version, ...change }));
  const updated = await trx
    .updateTable("person")
    .set({ ...columns, version })
    .where("id", "=", personId)
    .where("version", "=", person.version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}

type NewPerson = {
  name: string;
  phone?: string | undefined;
  regionId: number;
  origin: "proxy" | "setup" | "demo" | "import";
  under: Grant | null;
};

/** A person entered by somebody else. The number, if any, is unverified until its owner says a code. */
export async function addPerson(
  trx: Trx,
  ctx: Pick<Ctx, "actor" | "clock" | "keys">,
  given: NewPerson,
): Promise<string> {
  const [id, now] = [uuid(), ctx.clock.now()];
  await trx
    .insertInto("person")
    .values({
      id,
      name: given.name,
      home_region_id: given.regionId,
      status: "active",
      origin: given.origin,
      created_by: ctx.actor?.personId ?? null,
      created_at: now,
    })
    .execute();
  if (given.phone !== undefined)
    await trx
      .insertInto("person_phone")
      .values({ id: uuid(), person_id: id, ...phoneColumns(ctx.keys, given.phone), created_at: now })
      .execute();
  await record(trx, ctx, {
    aggregate: "person",
    id,
    version: 1,
    event: "person.joined",
    grant: given.under,
    forId: id,
    data: { origin: given.origin, regionId: given.regionId },
  });
  return id;
}

/** I am called so. */
export async function rename(ctx: Ctx, input: { name: string }): Promise<void> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  await mustNotBePersona(ctx, personId);
  await transact(ctx.db, (trx) =>
    changePerson(trx, ctx, personId, { event: "person.renamed" }, { name: input.name }),
  );
}

/** I live there: what "near me" means. */
export async function settle(ctx: Ctx, input: { regionId: number }): Promise<void> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const region = await livingRegion(ctx.db, input.regionId);
  await transact(ctx.db, (trx) =>
    changePerson(
      trx,
      ctx,
      personId,
      { event: "person.settled", data: { regionId: region.id } },
      { home_region_id: region.id },
    ),
  );
}

/** Ends all authority and every session of a person at once; what they promised stays, for others to see to. */
export async function switchOff(ctx: Ctx, input: { personId: string }): Promise<void> {
  const grant = await maySwitch(ctx, input.personId);
  if (ctx.actor?.personId === input.personId) refuse("NOT_YOURSELF");
  await mustNotBePersona(ctx, input.personId);
  await transact(ctx.db, async (trx) => {
    await endSessions(trx, ctx, { personId: input.personId });
    await changePerson(trx, ctx, input.personId, { event: "person.switched_off", grant }, { status: "off" });
  });
}

/** The person may sign in again; their grants were never taken away. */
export async function switchOn(ctx: Ctx, input: { personId: string }): Promise<void> {
  const grant = await maySwitch(ctx, input.personId);
  await transact(ctx.db, (trx) =>
    changePerson(trx, ctx, input.personId, { event: "person.switched_on", grant }, { status: "active" }),
  );
}

async function maySwitch(ctx: Ctx, personId: string) {
  const person = await ctx.db
    .selectFrom("person")
    .select(["home_region_id", "status"])
    .where("id", "=", personId)
    .executeTakeFirst();
  if (person === undefined || person.status === "erased") refuse("NOT_FOUND");
  const place = await placeOfPerson(ctx.db, personId, person.home_region_id);
  return authorize(ctx, "person.switch", { personId, place });
}
