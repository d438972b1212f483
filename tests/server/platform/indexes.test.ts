// What closes an account, and what the hourly round drops, is found by an index: without one a look-up reads, and an UPDATE locks, a whole table.
import { CompiledQuery } from "kysely";
import { beforeAll, describe, expect, it } from "vitest";
import { cleanUp } from "@/server/cleaning/commands";
import { poolOf } from "@/server/platform/db";
import { close, sendCode } from "@/server/records/closing/commands";
import { closeInput } from "@/server/records/closing/schema";
import { everythingOfMine } from "@/server/records/mine/data";
import { systemCtx } from "@/server/trpc/context";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});

/** Read whole on purpose, once an hour: counters of a day, a few sheets a unit and year. */
const WHOLE = ["rate_limit", "member_import"];

type Plan = { table: string | null; possible_keys: string | null; type: string | null };

/** The statements an act says that look into a table without an index that could serve. */
async function withoutIndex(act: () => Promise<unknown>): Promise<string[]> {
  const found = new Set<string>();
  for (const [sql, parameters] of await heard(act)) {
    const { rows } = await world.db.executeQuery<Plan>(CompiledQuery.raw(`EXPLAIN ${sql}`, [...parameters]));
    for (const { table, possible_keys, type } of rows)
      if (possible_keys === null && (type === "ALL" || type === "index") && !table?.startsWith("<"))
        found.add(`${table}: ${sql}`);
  }
  return [...found];
}

/** Whatever goes over the wire, each text once. */
async function heard(act: () => Promise<unknown>): Promise<Map<string, readonly unknown[]>> {
  const said = new Map<string, readonly unknown[]>();
  const pool = poolOf(world.db);
  const connect = pool.getConnection;
  pool.getConnection = (callback) =>
    connect.call(pool, (error, connection) => {
      const query = connection?.query;
      if (connection)
        connection.query = ((sql: string, parameters: unknown[], ...rest: unknown[]) => {
          if (/^\s*(select|update|delete)/i.test(sql)) said.set(sql, parameters);
          return (query as (...all: unknown[]) => unknown).call(connection, sql, parameters, ...rest);
        }) as typeof query;
      callback(error, connection);
    });
  await act();
  pool.getConnection = connect;
  return said;
}

describe("what is looked up has an index", () => {
  it("when an account is closed, and when its owner takes their data along", async () => {
    const li = { ...(await ctxOf(world, story.li)), browser: "li's own" };
    expect(await withoutIndex(() => everythingOfMine(li))).toEqual([]);
    const { shown } = await sendCode(li);
    const body = closeInput.parse({ code: shown, understood: "on" });
    expect(await withoutIndex(() => close(li, body))).toEqual([]);
  });

  it("when the hourly round drops what has run out", async () => {
    const found = await withoutIndex(() => cleanUp(systemCtx(world)));
    expect(found.filter((one) => !WHOLE.includes(one.split(":")[0] ?? ""))).toEqual([]);
  });
});
