import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, test, vi } from "vitest";
import { forgetLimits, LIMITS, type LimitName, networkOf, spend } from "@/server/platform/limits";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { emptyTestDb } from "@/tests/support/database";
import { ctxOf, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
});

test("forty at once count as forty: exactly as many get through as the limit says", async () => {
  const answers = await Promise.all(
    Array.from({ length: 40 }, () =>
      spend(world, "code_phone", "13900000001").then(
        () => true,
        () => false,
      ),
    ),
  );
  expect(answers.filter(Boolean)).toHaveLength(LIMITS.code_phone.points);
});

test("a limit begins anew when its time is over, not a moment earlier", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  try {
    for (let i = 0; i < LIMITS.code_phone.points; i++) await spend(world, "code_phone", "x");
    vi.setSystemTime(Date.now() + LIMITS.code_phone.seconds * 1000 - 1000);
    await expect(spend(world, "code_phone", "x")).rejects.toMatchObject({ code: "TOO_MANY" });
    vi.setSystemTime(Date.now() + 1001);
    await spend(world, "code_phone", "x");
  } finally {
    vi.useRealTimers();
  }
});

test("what is counted stands hashed in the database, and is dropped an hour after it ended", async () => {
  await spend(world, "code_phone", "13900000001");
  const rows = await world.db.selectFrom("rate_limit").selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(rows[0]?.key).toMatch(/^code_phone:[0-9a-f]{64}$/);
  await world.db
    .updateTable("rate_limit")
    .set({ expire: Date.now() - 3_500_000 })
    .execute();
  await forgetLimits(world.db);
  expect(await world.db.selectFrom("rate_limit").selectAll().execute()).toHaveLength(1);
  await world.db
    .updateTable("rate_limit")
    .set({ expire: Date.now() - 3_700_000 })
    .execute();
  await forgetLimits(world.db);
  expect(await world.db.selectFrom("rate_limit").selectAll().execute()).toHaveLength(0);
});

test("one IPv6 line is one sender, however it numbers itself", () => {
  expect(networkOf("203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("::ffff:203.0.113.7")).toBe("203.0.113.7");
  expect(networkOf("2001:DB8:0:1:aaaa::1")).toBe("2001:db8:0:1");
  expect(networkOf("2001:db8:0:1:ffff:1:2:3")).toBe("2001:db8:0:1");
  expect(networkOf("2001:db8::1")).toBe("2001:db8:0:0");
  expect(networkOf("2001:0db8:0:0002::1")).not.toBe(networkOf("2001:db8:0:1::1"));
  expect(networkOf("::1")).toBe("0:0:0:0");
});

describe("what one person may take away in an hour", () => {
  const calls: [LimitName, (api: ReturnType<typeof createCaller>) => Promise<unknown>][] = [
    ["export", (api) => api.lists.myHours({})],
    ["export_page", (api) => api.lists.myHours({ after: "0" })],
    ["pdf", (api) => api.certificates.papers({ certificateIds: [randomUUID()] })],
    ["report", (api) => api.reports.ofOrganisation({ organisationId: randomUUID(), period: "2026-11" })],
  ];

  for (const [name, call] of calls)
    it(`${name}: the last one within the limit is answered, the next is refused, and another person is not`, async () => {
      const [li, wang] = [await person(world, "小李"), await person(world, "王姐")];
      const [mine, theirs] = [createCaller(await ctxOf(world, li)), createCaller(await ctxOf(world, wang))];
      const refused = async (api: ReturnType<typeof createCaller>) =>
        call(api).then(
          () => null,
          (error) => refusalOf(error)?.code ?? null,
        );
      for (let n = 1; n < LIMITS[name].points; n++) await spend(world, name, li.id);
      expect(await refused(mine)).not.toBe("TOO_MANY");
      expect(await refused(mine)).toBe("TOO_MANY");
      expect(await refused(theirs)).not.toBe("TOO_MANY");
    });
});
