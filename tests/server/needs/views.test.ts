// What leaves the server of a need, through the router.
import { beforeAll, expect, test } from "vitest";
import { certify } from "@/server/needs/certification/commands";
import { publish, submit } from "@/server/needs/commands";
import { confirmDue } from "@/server/needs/confirm/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import { escalate } from "@/server/needs/overdue/commands";
import { seal } from "@/server/needs/recruiting/commands";
import { settle } from "@/server/pledges/settlement/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { TEST_NOW } from "../../support/clock";
import { certifyKey, draft, helpDraft, loadersLine, riceDraft, riceLine } from "../../support/drafts";
import { ctxOf, person, places, storyPeople, type TestWorld, testWorld, visitor } from "../../support/world";

let world: TestWorld;
let pan: Ctx;
let li: Ctx;
let gao: Ctx;
let zhou: Ctx;
let stranger: Ctx;

beforeAll(async () => {
  world = await testWorld();
  const story = await storyPeople(world);
  [pan, li, gao, zhou, stranger] = (await Promise.all(
    [story.pan, story.li, story.gao, story.zhou, await person(world, "路人")].map((p) => ctxOf(world, p)),
  )) as [Ctx, Ctx, Ctx, Ctx, Ctx];
  await world.db
    .insertInto("setting")
    .values({ region_id: places.luozhuang, name: "sale_lines", value: "true", updated_at: TEST_NOW })
    .execute();
});

const code = async (act: Promise<unknown>) =>
  act.then(
    () => "given",
    (error) => refusalOf(error)?.code ?? String(error),
  );

async function certifiedRice() {
  const { needId } = await submit(pan, { needId: (await saveDraft(pan, riceDraft())).needId });
  const line = await world.db
    .selectFrom("need_line")
    .select("id")
    .where("need_id", "=", needId)
    .where("direction", "=", "sale")
    .executeTakeFirstOrThrow();
  await certify(gao, {
    key: certifyKey(),
    lineId: line.id,
    certifiedOn: "2026-11-18",
    stock: "21万斤",
    evidence: "粮仓实物，检斤单",
  });
  return { needId, lineId: line.id };
}

test("everybody reads story, lines, slots, sale terms and who has certified; nobody's number, name or person", async () => {
  const { needId } = await certifiedRice();
  await publish(pan, { needId });
  const view = await createCaller(visitor(world)).needs.visible({ needId });
  expect(view).toMatchObject({
    status: "open",
    title: "西潘墩村大米找买家",
    region: { name: "西潘墩", path: expect.stringContaining("高都") },
    postedAs: { role: "secretary", organisation: null, name: null },
  });
  expect(view.lines[0]).toMatchObject({
    direction: "sale",
    quantity: 100_000_000,
    sale: { sellerName: "西潘墩稻米专业合作社", packing: "loose", invoice: true },
    certification: { by: "高都", stock: 105_000_000, enough: true },
    slots: [{ isOpen: true, ceiling: 100_000_000, remaining: 100_000_000, promised: 0 }],
  });
  const said = JSON.stringify(view);
  for (const hidden of [pan.actor!.personId, gao.actor!.personId, "潘书记", "199000000"])
    expect(said).not.toContain(hidden);
});

test("a poster who agreed to be named is named", async () => {
  const { needId } = await submit(pan, { needId: (await saveDraft(pan, helpDraft())).needId });
  await world.db
    .updateTable("person")
    .set({ public_name: true })
    .where("id", "=", pan.actor!.personId)
    .execute();
  expect((await createCaller(visitor(world)).needs.visible({ needId })).postedAs.name).toBe("潘书记");
});

test("what is not published, or confidential, is NOT_FOUND to everybody who has nothing to do with it", async () => {
  const { needId } = await saveDraft(li, helpDraft());
  const see = (ctx: Ctx) => code(createCaller(ctx).needs.visible({ needId }));
  expect(await Promise.all([li, pan, gao, stranger, visitor(world)].map(see))).toEqual([
    "given",
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_FOUND",
    "NOT_FOUND",
  ]);
  await submit(li, { needId });
  expect(await Promise.all([li, pan, gao, stranger, visitor(world)].map(see))).toEqual([
    "given",
    "given",
    "given",
    "NOT_FOUND",
    "NOT_FOUND",
  ]);
  await publish(pan, { needId });
  expect(await see(visitor(world))).toBe("given");
  await world.db.updateTable("need").set({ lane: "confidential" }).where("id", "=", needId).execute();
  expect(await Promise.all([li, pan, stranger, visitor(world)].map(see))).toEqual([
    "given",
    "given",
    "NOT_FOUND",
    "NOT_FOUND",
  ]);
});

test("the poster's view masks the number, says what may be done now, and points out wording", async () => {
  const given = draft([loadersLine()], {
    story: "给独居老人搬煤",
    contactPhone: "13712345678",
    beneficiary: { name: "王桂兰" },
    consentHow: "paper",
  });
  const { needId } = await saveDraft(li, given);
  await submit(li, { needId, acknowledged: ["alone"] });
  const view = await createCaller(pan).needs.managed({ needId });
  expect(view).toMatchObject({
    contactPhone: "137****5678",
    contactName: "潘书记",
    onBehalf: true,
    version: 2,
  });
  expect(view.acts.sort()).toEqual(["close", "giveBack", "publish", "reject", "takeBack"]);
  expect((await createCaller(li).needs.managed({ needId })).acts.sort()).toEqual(["close", "takeBack"]);
  expect(view.findings).toMatchObject([{ field: "story", kind: "alone", offer: "老人" }]);
  for (const hidden of ["王桂兰", "13712345678"]) expect(JSON.stringify(view)).not.toContain(hidden);
  expect(await code(createCaller(stranger).needs.managed({ needId }))).toBe("NOT_FOUND");
  await publish(pan, { needId, acknowledged: ["alone"] });
  expect(await code(createCaller(stranger).needs.managed({ needId }))).toBe("NOT_FOUND"); // public, but not theirs
  expect(await code(createCaller(visitor(world)).needs.managed({ needId }))).toBe("SIGN_IN_FIRST");
});

test("the desk is in order of deadline, each with its one next act, and pages without gaps or repeats", async () => {
  await world.db.deleteFrom("need").execute();
  const fresh = async (ctx: Ctx, more = {}) => (await saveDraft(ctx, helpDraft(more))).needId;
  const request = await fresh(li);
  await submit(li, { needId: request });
  const running = await submit(pan, {
    needId: await fresh(pan, { deadlineAt: new Date("2026-12-20T00:00:00Z") }),
  });
  const ended = await submit(pan, {
    needId: await fresh(pan, { deadlineAt: new Date("2026-11-30T00:00:00Z") }),
  });
  await seal(pan, { needId: ended.needId });
  const begun = await fresh(pan, { deadlineAt: new Date("2026-12-24T00:00:00Z") });
  const rice = await certifiedRice();
  const other = await submit(pan, {
    needId: (await saveDraft(pan, draft([riceLine()], { deadlineAt: new Date("2026-12-31T00:00:00Z") })))
      .needId,
  });

  const desk = async (ctx: Ctx) =>
    (await createCaller(ctx).needs.desk({})).items.map((i) => [i.needId, i.act]);
  const both = (a: [string, string], b: [string, string]) => [a, b].sort((x, y) => (x[0] < y[0] ? -1 : 1));
  const [first, second, third] = [
    [request, "verify"],
    [rice.needId, "verify"],
    [other.needId, "wait"],
  ] as [string, string][];
  const due = [first, second, third].sort((x, y) => (x![0] < y![0] ? -1 : 1)); // all three due tomorrow at ten
  expect(await desk(pan)).toEqual([
    ...due,
    [ended.needId, "settle"],
    [running.needId, "manage"],
    [begun, "continue"],
  ]);
  expect(await createCaller(pan).needs.deskCount()).toEqual({ waiting: 4, more: false });
  expect(await desk(li)).toEqual([[request, "wait"]]);
  // The town: stock to be seen, and what the secretary has to publish; a village's own requests are not its business …
  expect(await desk(gao)).toEqual(both([rice.needId, "wait"], [other.needId, "certify"]));
  // … until they are overdue.
  world.clock.advance({ days: 1 });
  await escalate(systemCtx(world), request);
  expect(await desk(gao)).toContainEqual([request, "verify"]);
  expect(await desk(zhou)).toContainEqual([request, "verify"]);
  expect(await desk(stranger)).toEqual([]);

  const seen: string[] = [];
  let after: { dueAt: Date; needId: string } | undefined;
  for (let page = 0; page < 10; page++) {
    const { items, next } = await createCaller(pan).needs.desk({ after, limit: 2 });
    seen.push(...items.map((i) => i.needId));
    if (next === null) break;
    after = next;
  }
  expect(seen).toEqual((await desk(pan)).map(([id]) => id));

  world.clock.set(new Date(TEST_NOW.getTime() + 7 * 86_400_000));
  await confirmDue(systemCtx(world), running.needId);
  expect(await desk(pan)).toContainEqual([running.needId, "confirm"]);
  // What is being settled waits for the helpers' answers, not for a deadline that was.
  await settle(pan, { needId: ended.needId });
  const { items } = await createCaller(pan).needs.desk({});
  const answers = new Date(TEST_NOW.getTime() + 14 * 86_400_000);
  expect(items.find((i) => i.needId === ended.needId)).toMatchObject({ act: "finish", dueAt: answers });
  world.clock.set(TEST_NOW);
});

test("my posts page by keyset, newest first, in every state", async () => {
  await world.db.deleteFrom("need").execute();
  const ids: string[] = [];
  for (let i = 0; i < 5; i++) {
    if (i % 2 === 0) world.clock.advance({ minutes: 1 });
    ids.push((await saveDraft(li, helpDraft())).needId);
  }
  const seen: string[] = [];
  let before: { createdAt: Date; needId: string } | undefined;
  do {
    const page = await createCaller(li).needs.mine({ before, limit: 2 });
    seen.push(...page.needs.map((n) => n.needId));
    before = page.next ?? undefined;
  } while (before);
  expect(seen).toHaveLength(5);
  expect([...seen].sort()).toEqual([...ids].sort());
  world.clock.set(TEST_NOW);
});
