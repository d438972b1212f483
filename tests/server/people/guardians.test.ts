// Minors by tiers, and their guardian's word.
import { beforeAll, beforeEach, expect, test } from "vitest";
import { recordConsent, registerChild, takeBack } from "@/server/people/guardians/commands";
import { ageFacts, guardianOf, visibleGuardian } from "@/server/people/guardians/data";
import { minorFault, minorTier } from "@/server/people/guardians/rules";
import { actsFor } from "@/server/people/proxies/data";
import { setSettings } from "@/server/settings/commands";
import { type Story, storyWorld } from "../../support/story";
import { ctxOf, grant, person, type TestPerson, type TestWorld } from "../../support/world";

let world: TestWorld;
let story: Story;
let li: TestPerson;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
beforeEach(async () => {
  li = await person(world, "小李", { regionId: story.places.gaodu });
});
const child = { name: "小苗", relation: "parent", comesAlong: true, agreed: true } as const;
/** Tests begin in November 2026. */
const born = (years: number) => `${world.clock.now().getUTCFullYear() - years}-01-15`;

test("under 6 nobody, under 10 with the guardian, under 14 with their word, from 14 alone", () => {
  const on = "2026-11-23";
  expect(minorTier("2020-11-24", on)).toBe("refused");
  expect(minorTier("2020-11-23", on)).toBe("along");
  expect(minorTier("2016-11-24", on)).toBe("along");
  expect(minorTier("2016-11-23", on)).toBe("consent");
  expect(minorTier("2012-11-24", on)).toBe("consent");
  expect(minorTier("2012-11-23", on)).toBe("none");
  expect(minorTier(null, on)).toBe("none");
});

test("what stands in the way is said with its reason", () => {
  expect(minorFault("refused", { comesAlong: true })).toBe("too_young");
  expect(minorFault("along", null)).toBe("needs_guardian");
  expect(minorFault("along", { comesAlong: false })).toBe("guardian_must_come");
  expect(minorFault("along", { comesAlong: true })).toBeNull();
  expect(minorFault("consent", { comesAlong: false })).toBeNull();
  expect(minorFault("none", null)).toBeNull();
});

test("a guardian enters their child, acts for it, and their word is on record", async () => {
  const parent = await ctxOf(world, li);
  const { personId } = await registerChild(parent, { ...child, bornOn: born(9) });
  expect(await actsFor(world.db, li.id, personId)).toBe(true);
  expect(await guardianOf(world.db, personId)).toMatchObject({ guardianName: "小李", comesAlong: true });
  const facts = await ageFacts(parent, personId, story.places.luozhuang);
  expect(minorFault(minorTier(facts.bornOn, "2026-11-23", facts.ages), facts.consent)).toBeNull();
  const consents = await world.db
    .selectFrom("consent")
    .select("purpose")
    .where("person_id", "=", personId)
    .execute();
  expect(consents.map((one) => one.purpose).sort()).toEqual(["privacy", "proxy"]); // not: over 14
  // A double tap enters nobody twice.
  expect((await registerChild(parent, { ...child, bornOn: born(9) })).personId).toBe(personId);
});

test("a child under six is refused, a child under ten whose guardian stays at home too, a grown child goes the usual way", async () => {
  const parent = await ctxOf(world, li);
  await expect(registerChild(parent, { ...child, bornOn: born(5) })).rejects.toMatchObject({
    code: "TOO_YOUNG",
  });
  await expect(registerChild(parent, { ...child, bornOn: born(9), comesAlong: false })).rejects.toMatchObject(
    {
      facts: { fields: { comesAlong: "required" } },
    },
  );
  await expect(registerChild(parent, { ...child, bornOn: born(15) })).rejects.toMatchObject({
    facts: { fields: { bornOn: "old_enough" } },
  });
});

test("the district may set other ages", async () => {
  const zhou = await ctxOf(world, story.zhou);
  const countyId = story.places.luozhuang;
  await setSettings(zhou, { countyId, minorAges: { consent: 16, along: 12, refused: 8 } });
  const { ages } = await ageFacts(zhou, li.id, countyId);
  expect(minorTier("2011-11-23", "2026-11-23", ages)).toBe("consent");
  await expect(registerChild(await ctxOf(world, li), { ...child, bornOn: born(7) })).rejects.toMatchObject({
    code: "TOO_YOUNG",
    facts: { age: 8 },
  });
});

test("a leader writes a guardian's word down for a member; not a stranger's leader, and not the child", async () => {
  const kid = await person(world, "小苗", { phone: null });
  await grant(world, kid, "member", { organisationId: story.team });
  const given = {
    personId: kid.id,
    organisationId: story.team,
    guardianName: "苗大姐",
    phone: "13900000001",
    relation: "parent",
    comesAlong: false,
    how: "paper",
    agreed: true,
  } as const;
  await expect(recordConsent(await ctxOf(world, li), given)).rejects.toMatchObject({
    code: "NOT_FOUND",
  });
  const kidCtx = { ...(await ctxOf(world, kid)) };
  await expect(recordConsent(kidCtx, given)).rejects.toMatchObject({ code: "NOT_FOUND" });
  const chen = await ctxOf(world, story.chen);
  await expect(recordConsent(chen, { ...given, how: "self" })).rejects.toMatchObject({ code: "INVALID" });
  const { consentId } = await recordConsent(chen, given);
  await recordConsent(chen, { ...given, comesAlong: true });
  const seen = await visibleGuardian(chen, { personId: kid.id, organisationId: story.team });
  expect(seen.consents.map((one) => [one.comesAlong, one.withdrawnAt === null])).toEqual(
    expect.arrayContaining([
      [true, true],
      [false, false],
    ]),
  );
  expect(seen.consents.some((one) => one.id === consentId && one.withdrawnAt !== null)).toBe(true);
  // Taken back, it counts no more, and its row stays.
  const live = seen.consents.find((one) => one.withdrawnAt === null);
  await takeBack(chen, { consentId: live?.id as string, organisationId: story.team });
  expect(await guardianOf(world.db, kid.id)).toBeNull();
  expect((await visibleGuardian(kidCtx, {})).consents).toHaveLength(2);
});
