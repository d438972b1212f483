import { afterAll, beforeAll, expect, it } from "vitest";
import { verify } from "@/server/history/verify/data";
import { seal } from "@/server/platform/crypto";
import {
  allowVisit,
  mustBeVisitable,
  stopVisit,
  tellFamily,
  tellInTime,
} from "@/server/pledges/home-visits/commands";
import { visitPageOf, visitStandingOf, visitToken } from "@/server/pledges/home-visits/data";
import { leave, name } from "@/server/pledges/seats/commands";
import { DAY_MS } from "@/server/time";
import { drain } from "@/server/worker";
import { openNeed } from "@/tests/support/needs";
import { claim } from "@/tests/support/pledged";
import { codeOf } from "@/tests/support/refusals";
import { ctxOf, grant, person, storyPeople, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
let story: Awaited<ReturnType<typeof storyPeople>>;
beforeAll(async () => {
  world = await testWorld({ PUBLIC_URL: "https://hrb.example.cn" });
  story = await storyPeople(world);
  await drain(world);
});
afterAll(async () => {
  await drain(world);
  expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
});

const codeFrom = (act: Promise<unknown>) => act.then(() => "done", codeOf);
const as = (who: { id: string }) => ctxOf(world, who);
const FAMILY = "13800001111";

/** A visit in three days by two of 陈队长's team; the family left a number unless said. */
async function visit(named: { id: string }[], { phone = FAMILY as string | null } = {}) {
  const startsAt = new Date(world.clock.now().getTime() + 3 * DAY_MS);
  const need = await openNeed(world, {
    posterId: story.pan.id,
    lines: [
      {
        kind: "people",
        quantity: 3,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 7_200_000),
        cutOffAt: new Date(startsAt.getTime() - DAY_MS),
      },
    ],
  });
  const line = need.lines[0]!;
  await world.db
    .insertInto("shift")
    .values({
      slot_id: line.slotId,
      need_id: need.id,
      line_id: line.id,
      kind: "fixed",
      status: "planned",
      skills: "[]",
      home_visit: true,
      version: 0,
      created_at: world.clock.now(),
    })
    .execute();
  if (phone)
    await world.db
      .updateTable("need")
      .set({ contact_cipher: seal(world.keys, phone) })
      .where("id", "=", need.id)
      .execute();
  const chen = await as(story.chen);
  const { pledgeId } = await claim(chen, line.slotId, 3, { organisationId: story.team });
  if (named.length > 0) await name(chen, { pledgeId, personIds: named.map((one) => one.id) });
  await drain(world);
  return { slotId: line.slotId, chen, pledgeId, startsAt, token: visitToken(world.keys, line.slotId) };
}

async function member(who: string, phone?: string | null) {
  const made = await person(world, who, phone === undefined ? {} : { phone });
  await grant(world, made, "member", { organisationId: story.team });
  return made;
}
const texts = () => world.sms.sent.filter((one) => one.template === "visit");

it("fewer than two identified people cannot go: one without a verified telephone does not count", async () => {
  const { slotId, chen } = await visit([await member("王一"), await member("无机", null)]);
  expect(await codeFrom(mustBeVisitable(world.db, slotId))).toBe("NEEDS_TWO");
  await expect(tellFamily(chen, { slotId })).rejects.toMatchObject({
    code: "NEEDS_TWO",
    facts: { named: 1 },
  });
});

it("at the cut-off the family gets names, team, telephone, time and its link; before that nobody may begin", async () => {
  const { slotId, startsAt, token } = await visit([await member("李二"), await member("张三")]);
  expect(await codeFrom(mustBeVisitable(world.db, slotId))).toBe("FAMILY_NOT_TOLD");
  const before = texts().length;
  world.clock.set(new Date(startsAt.getTime() - DAY_MS));
  await drain(world);
  expect(texts()).toHaveLength(before + 1);
  const sent = texts().at(-1)!;
  expect(sent.phone).toBe(FAMILY);
  expect(sent.params).toMatchObject({ link: `https://hrb.example.cn/visit/${token}` });
  expect(sent.params.names).toContain("李二");
  expect(sent.params.names).toContain("张三");
  expect(sent.params.team).toContain("高都街道");
  expect(await codeFrom(mustBeVisitable(world.db, slotId))).toBe("done");
  await tellInTime({ ...visitor(world), system: true }, slotId);
  await drain(world);
});

it("not two are named when it is time: whoever runs it hears, and the family gets no text", async () => {
  const { startsAt } = await visit([await member("赵四")]);
  const before = texts().length;
  world.clock.set(new Date(startsAt.getTime() - DAY_MS));
  await drain(world);
  expect(texts()).toHaveLength(before);
  const kinds = await world.db
    .selectFrom("notice")
    .select("kind")
    .where("person_id", "in", [story.pan.id, story.chen.id])
    .where("kind", "=", "visit_lacking")
    .execute();
  expect(kinds.length).toBeGreaterThanOrEqual(2);
});

it("the family stops it by its link: everybody hears, it cannot begin; and may allow it again", async () => {
  const [qian, sun] = [await member("钱五"), await member("孙六")];
  const { slotId, chen, token } = await visit([qian, sun]);
  await tellFamily(chen, { slotId });
  await drain(world);
  const page = await visitPageOf(visitor(world), token);
  expect(page.people.map((one) => one.name).sort()).toEqual(["钱五", "孙六"].sort());
  expect(page).toMatchObject({ state: "told", over: false });
  expect(await stopVisit(visitor(world), { token, note: "老人住院了" })).toEqual({ state: "stopped" });
  await drain(world);
  expect(await codeFrom(mustBeVisitable(world.db, slotId))).toBe("VISIT_STOPPED");
  const told = await world.db
    .selectFrom("notice")
    .select("person_id")
    .where("kind", "=", "visit_stopped")
    .execute();
  for (const who of [qian, sun, story.pan, story.chen])
    expect(told.map((one) => one.person_id)).toContain(who.id);
  expect((await visitStandingOf(chen, { slotId }))?.stopNote).toBe("老人住院了");
  expect(await codeFrom(stopVisit(visitor(world), { token }))).toBe("WRONG_STATE");
  expect(await allowVisit(visitor(world), { token })).toEqual({ state: "told" });
  expect(await codeFrom(mustBeVisitable(world.db, slotId))).toBe("done");
});

it("the note of a family stands in no history: it is personal text", async () => {
  const rows = await world.db
    .selectFrom("history")
    .select("data")
    .where("aggregate", "=", "home_visit")
    .execute();
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.filter((row) => row.data.includes("住院"))).toEqual([]);
});

it("others come than were told: the family hears again, ten minutes after the last change", async () => {
  const [zhou, wu, zheng] = [await member("周七"), await member("吴八"), await member("郑九")];
  const { slotId, chen, pledgeId } = await visit([zhou, wu]);
  await tellFamily(chen, { slotId });
  await drain(world);
  const before = texts().length;
  const seat = await world.db
    .selectFrom("seat")
    .select("id")
    .where("slot_id", "=", slotId)
    .where("person_id", "=", zhou.id)
    .executeTakeFirstOrThrow();
  await leave(await as(zhou), { seatId: seat.id });
  await name(chen, { pledgeId, personIds: [zheng.id] });
  await drain(world);
  expect(texts()).toHaveLength(before);
  world.clock.advance({ minutes: 10 });
  await drain(world);
  expect(texts()).toHaveLength(before + 1);
  expect(texts().at(-1)?.params.names).toContain("郑九");
  expect(texts().at(-1)?.params.names).not.toContain("周七");
});

it.each([
  ["without a number", null],
  ["to a landline", "05398123456"],
])("%s no text goes out, and whoever runs it says that they told the family", async (_, phone) => {
  const { slotId, chen } = await visit([await member("冯十"), await member("陈甲")], { phone });
  const before = texts().length;
  expect((await visitStandingOf(chen, { slotId }))?.familyPhone).toBe(false);
  await tellFamily(chen, { slotId });
  await drain(world);
  expect(texts()).toHaveLength(before);
  expect(await codeFrom(mustBeVisitable(world.db, slotId))).toBe("done");
});

it("a wrong link, and one a week after the visit, is nothing; only who runs it has it told", async () => {
  const { slotId, chen, token, startsAt } = await visit([await member("褚乙"), await member("卫丙")]);
  await tellFamily(chen, { slotId });
  expect(await codeFrom(visitPageOf(visitor(world), "0".repeat(20)))).toBe("NOT_FOUND");
  expect(await codeFrom(tellFamily(await as(story.li), { slotId }))).toBe("FORBIDDEN");
  world.clock.set(startsAt);
  expect(await codeFrom(stopVisit(visitor(world), { token }))).toBe("SHIFT_BEGAN");
  expect((await visitPageOf(visitor(world), token)).over).toBe(true);
  world.clock.set(new Date(startsAt.getTime() + 7_200_000 + 7 * DAY_MS));
  expect(await codeFrom(visitPageOf(visitor(world), token))).toBe("NOT_FOUND");
});
