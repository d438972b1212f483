// Identity numbers, days of birth, and what a person says of themselves.
import { beforeEach, expect, test } from "vitest";
import { forgetNumber, saveIdentity, saveProfile } from "@/server/people/profiles/commands";
import { visibleProfile } from "@/server/people/profiles/data";
import { ageOn, checkDigit, idNumberFault, maskIdNumber, sexIn } from "@/server/people/profiles/rules";
import { identityInput, profileInput } from "@/server/people/profiles/schema";
import { ctxOf, person, seedPlaces, type TestWorld, testWorld } from "../../support/world";

/** Invented, with the right check digit. */
const number = (seventeen: string) => seventeen + checkDigit(seventeen);
let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
  await seedPlaces(world);
});

test("the check digit is GB 11643's, X included", () => {
  expect(checkDigit("11010519491231002")).toBe("X"); // the standard's own example
  expect(idNumberFault("11010519491231002X")).toBeNull();
  expect(idNumberFault("110105194912310021")).toBe("wrong_check_digit");
  expect(idNumberFault(number("37131119900230100"))).toBe("malformed"); // 30 February
  expect(idNumberFault("11010519491231002")).toBe("malformed");
  expect(maskIdNumber("11010519491231002X")).toBe("1101************2X");
  expect(sexIn("11010519491231002X")).toBe("female");
});

test("full-width digits, spaces and a small x are what phones type", () => {
  const said = identityInput.parse({ idNumber: "１１０１０５ 19491231 002x" });
  expect(said.idNumber).toBe("11010519491231002X");
  expect(identityInput.safeParse({ idNumber: "110105194912310021" }).error?.issues[0]?.message).toBe(
    "wrong_check_digit",
  );
});

test("a year is completed on the birthday, and on 1 March for who was born on 29 February", () => {
  expect(ageOn("2012-11-24", "2026-11-23")).toBe(13);
  expect(ageOn("2012-11-24", "2026-11-24")).toBe(14);
  expect(ageOn("2012-02-29", "2026-02-28")).toBe(13);
  expect(ageOn("2012-02-29", "2026-03-01")).toBe(14);
});

test("the number is kept sealed, says the birthday and the sex, and is shown by its ends", async () => {
  const ctx = await ctxOf(world, await person(world, "小李"));
  const idNumber = number("37131119900304102");
  await saveIdentity(ctx, { idNumber });
  const mine = await visibleProfile(ctx, undefined);
  expect(mine).toMatchObject({ bornOn: "1990-03-04", sex: "female", maskedNumber: maskIdNumber(idNumber) });
  const row = await world.db
    .selectFrom("person_private")
    .selectAll()
    .where("person_id", "=", mine.personId)
    .executeTakeFirstOrThrow();
  expect(JSON.stringify(row)).not.toContain(idNumber);
  const told = await world.db
    .selectFrom("history")
    .select(["data", "event"])
    .where("subject_id", "=", mine.personId)
    .where("event", "=", "person.identified")
    .executeTakeFirstOrThrow();
  expect(told.data).toBe('{"number":true}');
  await forgetNumber(ctx, {});
  expect(await visibleProfile(ctx, undefined)).toMatchObject({ maskedNumber: null, bornOn: "1990-03-04" });
});

test("beside a number no birthday of one's own is taken, and no birthday of tomorrow", async () => {
  const ctx = await ctxOf(world, await person(world, "小李"));
  await expect(saveIdentity(ctx, {})).rejects.toMatchObject({ code: "INVALID" });
  await expect(saveIdentity(ctx, { bornOn: "2099-01-01" })).rejects.toMatchObject({
    facts: { fields: { bornOn: "in_the_future" } },
  });
  await saveIdentity(ctx, { idNumber: number("37131119900304103") });
  await expect(saveIdentity(ctx, { bornOn: "1991-01-01" })).rejects.toMatchObject({
    facts: { fields: { bornOn: "number_says" } },
  });
});

test("two people enter the same number at once: it is one person's, the other is told", async () => {
  const [a, b] = [await person(world, "甲"), await person(world, "乙")];
  const idNumber = number("37131119851224301");
  const outcomes = await Promise.allSettled([
    saveIdentity(await ctxOf(world, a), { idNumber }),
    saveIdentity(await ctxOf(world, b), { idNumber }),
  ]);
  expect(outcomes.filter((o) => o.status === "fulfilled")).toHaveLength(1);
  expect(outcomes.find((o) => o.status === "rejected")).toMatchObject({ reason: { code: "NUMBER_TAKEN" } });
});

test("a number is typed once, not tried: the eleventh of a day is refused", async () => {
  const ctx = await ctxOf(world, await person(world, "试号人"));
  for (let i = 0; i < 10; i++) await saveIdentity(ctx, { idNumber: number(`3713111990030${4000 + i}`) });
  await expect(saveIdentity(ctx, { idNumber: number("37131119900304999") })).rejects.toMatchObject({
    code: "TOO_MANY",
  });
});

test("skills and wishes are codes, each once; who read an older page is told it moved on", async () => {
  const ctx = await ctxOf(world, await person(world, "小李"));
  const say = (skills: unknown, version: number) => saveProfile(ctx, profileInput.parse({ skills, version }));
  await say(["driving", "driving", "cooking"], 0);
  expect((await visibleProfile(ctx, undefined)).skills).toEqual(["driving", "cooking"]);
  await say("loading", 1);
  await expect(say([], 1)).rejects.toMatchObject({ code: "MOVED_ON" });
  await expect(say([], 0)).rejects.toMatchObject({ code: "MOVED_ON" });
  expect(await visibleProfile(ctx, undefined)).toMatchObject({ skills: ["loading"], version: 2 });
  expect(profileInput.safeParse({ skills: ["flying"], version: 0 }).success).toBe(false);
});

test("nobody reads or writes another's profile", async () => {
  const [li, other] = [await person(world, "小李"), await person(world, "路人")];
  const ctx = await ctxOf(world, other);
  await expect(visibleProfile(ctx, li.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(
    saveProfile(ctx, { personId: li.id, skills: [], kinds: [], version: 0 }),
  ).rejects.toMatchObject({ code: "NOT_FOUND" });
});
