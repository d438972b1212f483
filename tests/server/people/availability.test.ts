// Who may be invited, when they are free, how far they go.
import { beforeEach, expect, test } from "vitest";
import { bitsOf, partAt, partsBetween, partsOf } from "@/server/people/profiles/availability/rules";
import { availabilityInput, WEEK_PARTS } from "@/server/people/profiles/availability/schema";
import { saveAvailability, saveProfile } from "@/server/people/profiles/commands";
import { visibleProfile } from "@/server/people/profiles/data";
import { ctxOf, person, seedPlaces, type TestWorld, testWorld } from "../../support/world";

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
  await seedPlaces(world);
});

test("the parts of a week are six bits and come back as they were said", () => {
  expect(bitsOf([...WEEK_PARTS])).toBe(0b111111);
  for (let bits = 0; bits < 64; bits += 1) expect(bitsOf(partsOf(bits))).toBe(bits);
});

test("an hour lies in a part of the week by the clock of China, whatever the server's", () => {
  expect(partAt(new Date("2026-11-20T15:59:00Z"))).toBe("weekday_evening"); // Friday 23:59
  expect(partAt(new Date("2026-11-20T16:00:00Z"))).toBe("weekend_morning"); // Saturday 0:00
  expect(partAt(new Date("2026-11-23T04:00:00Z"))).toBe("weekday_afternoon"); // Monday noon
});

test("a shift needs every part it touches, the end left out", () => {
  const [nine, noon, seven] = ["01:00", "04:00", "11:00"].map((t) => new Date(`2026-11-21T${t}:00Z`)) as [
    Date,
    Date,
    Date,
  ];
  expect(partsBetween(nine, noon)).toEqual(["weekend_morning"]);
  expect(partsBetween(nine, seven)).toEqual(["weekend_morning", "weekend_afternoon", "weekend_evening"]);
  expect(partsBetween(nine, nine)).toEqual(["weekend_morning"]);
  expect(partsBetween(nine, new Date("2027-11-21T01:00:00Z"))).toHaveLength(6);
});

test("nobody may be invited until they say so, and what else they said stays", async () => {
  const ctx = await ctxOf(world, await person(world, "小李"));
  const before = await visibleProfile(ctx, undefined);
  expect(before.availability).toEqual({ invitable: false, free: [], reach: "town" });
  await saveAvailability(
    ctx,
    availabilityInput.parse({ invitable: true, free: "weekend_morning", reach: "county", version: 0 }),
  );
  await saveProfile(ctx, { skills: ["loading"], kinds: [], version: 1 });
  expect(await visibleProfile(ctx, undefined)).toMatchObject({
    skills: ["loading"],
    availability: { invitable: true, free: ["weekend_morning"], reach: "county" },
    version: 2,
  });
  await expect(
    saveAvailability(ctx, { invitable: false, free: [], reach: "any", version: 1 }),
  ).rejects.toMatchObject({ code: "MOVED_ON" });
});

test("it is said by oneself: the input knows no other person", () => {
  expect(
    availabilityInput.safeParse({ personId: crypto.randomUUID(), reach: "town", version: 0 }).success,
  ).toBe(false);
});
