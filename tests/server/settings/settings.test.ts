import { beforeEach, expect, test } from "vitest";
import { setSettings } from "@/server/settings/commands";
import { saleLinesOn, settingsOf } from "@/server/settings/data";
import { setSettingsInput } from "@/server/settings/schema";
import { emptyTestDb } from "@/tests/support/database";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, organisation, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
});

test("sale lines are off until the district's administrator switches them on", async () => {
  const countyId = story.places.luozhuang;
  expect(await saleLinesOn(world.db, countyId)).toBe(false);
  for (const person of [story.li, story.pan, story.gao])
    await expect(
      setSettings(await ctxOf(world, person), { countyId, saleLines: true }),
    ).rejects.toMatchObject({ code: "FORBIDDEN" });
  const zhou = await ctxOf(world, story.zhou);
  await setSettings(zhou, { countyId, saleLines: true });
  expect(await saleLinesOn(world.db, countyId)).toBe(true);
  await setSettings(zhou, { countyId, servicePhone: "0539-8246110" });
  expect(await settingsOf(world.db, countyId)).toMatchObject({
    saleLines: true,
    servicePhone: "0539-8246110",
    serviceHours: null,
  });
  await setSettings(zhou, { countyId, saleLines: false });
  expect(await saleLinesOn(world.db, countyId)).toBe(false);
});

test("each change is a line of history that says who switched what, and repeats no words; the same again is none", async () => {
  const zhou = await ctxOf(world, story.zhou);
  const countyId = story.places.luozhuang;
  await setSettings(zhou, { countyId, saleLines: true, servicePhone: "05398246110" });
  await setSettings(zhou, { countyId, saleLines: true });
  await setSettings(zhou, { countyId, saleLines: false });
  const lines = await world.db
    .selectFrom("history")
    .select(["subject_id", "version", "actor_id", "data"])
    .where("aggregate", "=", "setting")
    .orderBy("subject_id")
    .orderBy("version")
    .execute();
  expect(lines.map((line) => [line.subject_id, line.version, line.actor_id])).toEqual([
    [`${countyId}:sale_lines`, 1, story.zhou.id],
    [`${countyId}:sale_lines`, 2, story.zhou.id],
    [`${countyId}:service_phone`, 1, story.zhou.id],
  ]);
  expect(JSON.stringify(lines)).not.toContain("8246110");
});

test("two administrators set the same switch at once: history stays dense, nobody is lost silently", async () => {
  const countyId = story.places.luozhuang;
  const [a, b] = [await ctxOf(world, story.zhou), await ctxOf(world, story.zhou)];
  const answers = await Promise.all([
    setSettings(a, { countyId, saleLines: true }).then(
      () => "done",
      (e) => e.code,
    ),
    setSettings(b, { countyId, saleLines: true }).then(
      () => "done",
      (e) => e.code,
    ),
  ]);
  expect(answers).toContain("done");
  const row = await world.db.selectFrom("setting").selectAll().executeTakeFirstOrThrow();
  const lines = await world.db
    .selectFrom("history")
    .select("version")
    .where("aggregate", "=", "setting")
    .execute();
  expect(lines.length).toBe(row.version);
});

test("a switch belongs to a county, and a telephone looks like one", async () => {
  const zhou = await ctxOf(world, story.zhou);
  await expect(setSettings(zhou, { countyId: story.places.gaodu, saleLines: true })).rejects.toMatchObject({
    code: "INVALID",
  });
  for (const servicePhone of ["abc", "1", "加微信123"])
    expect(setSettingsInput.safeParse({ countyId: 1, servicePhone }).success).toBe(false);
  for (const servicePhone of ["12345", "0539-8246110", "400-800-1234", "１２３４５"])
    expect(setSettingsInput.safeParse({ countyId: 1, servicePhone }).success).toBe(true);
});

test("a day that counts by itself is never longer than one the organisation above answers for; who records is a verified organisation of the district", async () => {
  const zhou = await ctxOf(world, story.zhou);
  const countyId = story.places.luozhuang;
  await expect(setSettings(zhou, { countyId, dayMinutes: 721 })).rejects.toMatchObject({ code: "INVALID" });
  await setSettings(zhou, { countyId, dayMinutes: 600, longDayMinutes: 600 });
  const [here, unverified] = [
    await organisation(world, "罗庄区志愿服务中心", "unit", countyId),
    await organisation(world, "新的队", "social", countyId, "pending"),
  ];
  await expect(setSettings(zhou, { countyId, recordingUnitId: unverified })).rejects.toMatchObject({
    code: "INVALID",
  });
  await setSettings(zhou, { countyId, recordingUnitId: here });
  expect(await settingsOf(world.db, countyId)).toMatchObject({ dayMinutes: 600, recordingUnit: here });
});
