// Every procedure that asks the policy × everybody, at home and abroad: who is let in stands in policy/, row by row.
// Let in means: the act happened, or was refused for a reason that is not about who asks. Each try is rolled back.
import { beforeAll, describe, expect, it } from "vitest";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller, root } from "@/server/trpc/root";
import { castOfPolicy, EVERYBODY, type PolicyCast, type Somebody } from "../support/cast";
import { ctxOf, testWorld, visitor } from "../support/world";
import { attendance } from "./policy/attendance";
import { certificates } from "./policy/certificates";
import { deliveries } from "./policy/deliveries";
import { files } from "./policy/files";
import { hours } from "./policy/hours";
import { matching } from "./policy/matching";
import { members } from "./policy/members";
import { needs } from "./policy/needs";
import { organisations } from "./policy/organisations";
import { people } from "./policy/people";
import { pledges } from "./policy/pledges";
import { records } from "./policy/records";
import { regions } from "./policy/regions";
import { reports } from "./policy/reports";
import type { Caller, Row, Rows } from "./policy/row";
import { shifts } from "./policy/shifts";

const TABLE: Rows = {
  ...pledges,
  ...deliveries,
  ...shifts,
  ...files,
  ...people,
  ...certificates,
  ...organisations,
  ...reports,
  ...members,
  ...matching,
  ...hours,
  ...regions,
  ...needs,
  ...attendance,
  ...records,
};

class RolledBack extends Error {}

/** A refusal that is not about who asks. A fault of ours, or a wrong row, is no answer. */
function isAllowed(error: unknown): boolean {
  const refusal = refusalOf(error);
  if (refusal === null) throw error;
  if (refusal.code === "INVALID")
    throw new Error(`the row's input is wrong: ${JSON.stringify(refusal.facts)}`);
  return !["FORBIDDEN", "NOT_FOUND", "SIGN_IN_FIRST", "OWN_CODE"].includes(refusal.code);
}

async function letIn(ctx: Ctx, call: (api: Caller) => Promise<unknown>, lasting = false): Promise<boolean> {
  let verdict = true;
  if (lasting) {
    const error = await call(createCaller({ ...ctx, asked: new Set() })).then(
      () => null,
      (e) => e,
    );
    return error === null || isAllowed(error);
  }
  await transact(ctx.db, async (trx) => {
    try {
      await call(createCaller({ ...ctx, db: trx, asked: new Set() }));
    } catch (error) {
      verdict = isAllowed(error);
    }
    throw new RolledBack();
  }).catch((error) => {
    if (!(error instanceof RolledBack)) throw error;
  });
  return verdict;
}

let cast: PolicyCast;
const contexts = new Map<Somebody, Ctx>();

describe("who may", () => {
  beforeAll(async () => {
    const world = await testWorld();
    cast = await castOfPolicy(world);
    contexts.set("visitor", visitor(world));
    for (const [name, who] of Object.entries(cast.people))
      contexts.set(name as Somebody, await ctxOf(world, who));
  });

  it("every procedure that asks the policy has a row", () => {
    const asking = Object.entries(
      root._def.procedures as unknown as Record<string, { _def: { meta: { may: string } } }>,
    )
      .filter(([, p]) => !["anyone", "signed-in"].includes(p._def.meta.may))
      .map(([path]) => path);
    expect(asking.filter((path) => !Object.keys(TABLE).some((row) => row.split(" ")[0] === path))).toEqual(
      [],
    );
    // a row may also stand for one that asks by what it is given: a list for a team, or for units (chain)
    const known = Object.keys(root._def.procedures);
    expect(Object.keys(TABLE).filter((path) => !known.includes(path.split(" ")[0] as string))).toEqual([]);
  });

  it.each(Object.keys(TABLE))("%s", async (path) => {
    const row = TABLE[path] as Row;
    const allowed: string[] = [];
    for (const who of EVERYBODY)
      if (await letIn(contexts.get(who) as Ctx, (api) => row.call(api, cast), row.lasting)) allowed.push(who);
    expect(allowed.join(" ")).toBe(row.may);
  });

  it("what concerns only oneself is refused to a visitor, whatever they send", async () => {
    const own = Object.entries(
      root._def.procedures as unknown as Record<string, { _def: { type: string; meta: { may: string } } }>,
    ).filter(([, p]) => p._def.meta.may === "signed-in");
    expect(own.length).toBeGreaterThan(15);
    for (const [path] of own) {
      const call = path
        .split(".")
        .reduce(
          (at: never, part) => at[part as never] as never,
          createCaller({ ...(contexts.get("visitor") as Ctx), asked: new Set() }) as never,
        ) as unknown as (input: unknown) => Promise<unknown>;
      const code = await call({}).then(
        () => "let in",
        (error) => refusalOf(error)?.code,
      );
      expect(`${path}: ${code}`).toBe(`${path}: SIGN_IN_FIRST`);
    }
  });
});
