// From the draft to the end of recruiting, on the real database.
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { RefusalCode } from "@/server/errors";
import { look } from "@/server/needs/beneficiaries/commands";
import { certify, revoke } from "@/server/needs/certification/commands";
import { giveBack, publish, reject, submit, takeBack } from "@/server/needs/commands";
import { confirm, confirmDue } from "@/server/needs/confirm/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import { changeLines } from "@/server/needs/lines/commands";
import { PEOPLE_MAX } from "@/server/needs/lines/schema";
import { escalate } from "@/server/needs/overdue/commands";
import { change, pause, resume, sealAtDeadline } from "@/server/needs/recruiting/commands";
import { WAITING_MAX } from "@/server/needs/rules";
import type { NeedAnswer } from "@/server/needs/schema";
import { moveSlot } from "@/server/needs/slots/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { TEST_NOW } from "../../support/clock";
import {
  certifyKey,
  draft,
  goodsLine,
  helpDraft,
  loadersLine,
  nothingWaits,
  riceDraft,
  riceLine,
} from "../../support/drafts";
import {
  ctxOf,
  grant,
  organisation,
  person,
  places,
  storyPeople,
  type TestWorld,
  testWorld,
} from "../../support/world";

let world: TestWorld;
let pan: Ctx; // secretary of 西潘墩
let pan2: Ctx; // their clerk
let li: Ctx; // a resident
let gao: Ctx; // town
let zhou: Ctx; // district
let foreign: Ctx; // secretary of another village
let foreignTown: Ctx;
let grid: Ctx;
let platform: Ctx;
let team: string;

beforeAll(async () => {
  world = await testWorld();
  const people = await storyPeople(world);
  team = people.team;
  const clerk = await person(world, "文书小赵");
  const wei = await person(world, "魏书记");
  const fu = await person(world, "付主任");
  const net = await person(world, "网格员小孙");
  await grant(world, clerk, "clerk", { regionId: places.xipandun }, people.grants.pan);
  await grant(world, wei, "secretary", { regionId: places.xisanchong });
  await grant(world, fu, "town_admin", { regionId: places.fuzhuang });
  await grant(world, net, "grid", { regionId: places.xipandun });
  [pan, pan2, li, gao, zhou, foreign, foreignTown, grid] = (await Promise.all(
    [people.pan, clerk, people.li, people.gao, people.zhou, wei, fu, net].map((p) => ctxOf(world, p)),
  )) as [Ctx, Ctx, Ctx, Ctx, Ctx, Ctx, Ctx, Ctx];
  platform = systemCtx(world);
  await world.db
    .insertInto("setting")
    .values({ region_id: places.luozhuang, name: "sale_lines", value: "true", updated_at: TEST_NOW })
    .execute();
});
beforeEach(async () => {
  world.clock.set(TEST_NOW);
  await nothingWaits(world);
});

// ---------- looking at what is there ----------

const row = (needId: string) =>
  world.db.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirstOrThrow();
const slots = (needId: string) =>
  world.db
    .selectFrom("slot")
    .innerJoin("need_line", "need_line.id", "slot.line_id")
    .selectAll("slot")
    .where("slot.need_id", "=", needId)
    .orderBy("need_line.position")
    .execute();
const lines = (needId: string) =>
  world.db.selectFrom("need_line").selectAll().where("need_id", "=", needId).orderBy("position").execute();
const events = async (needId: string) =>
  (
    await world.db
      .selectFrom("history")
      .select(["version", "event"])
      .where("subject_id", "=", needId)
      .orderBy("version")
      .execute()
  ).map((h) => h.event);
const listed = async (needId: string) =>
  (await world.db.selectFrom("listing").select("kind").where("need_id", "=", needId).execute()).length > 0;
const timers = async (needId: string) =>
  Object.fromEntries(
    (await world.db.selectFrom("timer").select(["act", "at"]).where("ref", "=", needId).execute()).map(
      (t) => [t.act, t.at.toISOString()],
    ),
  );
const dump = async (needId: string) => ({
  row: await row(needId),
  slots: await slots(needId),
  lines: await lines(needId),
  events: await events(needId),
  timers: await timers(needId),
  listed: await listed(needId),
});

async function refused(
  act: Promise<unknown>,
): Promise<{ code: RefusalCode; facts: Record<string, unknown> }> {
  try {
    await act;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { code: refusal.code, facts: refusal.facts };
    throw error;
  }
  throw new Error("it was not refused");
}
const code = async (act: Promise<unknown>) => (await refused(act)).code;

// ---------- needs in a state ----------

const drafted = (ctx = li) => saveDraft(ctx, helpDraft());
const submitted = async (ctx = li) => submit(ctx, { needId: (await drafted(ctx)).needId });
const opened = async (): Promise<NeedAnswer> => publish(pan, { needId: (await submitted()).needId });
const rice = async () => {
  const { needId } = await submit(pan, { needId: (await saveDraft(pan, riceDraft())).needId });
  return { needId, line: (await lines(needId))[0]! };
};
const seen = (lineId: string, stock = "20万斤") =>
  certify(gao, { key: certifyKey(), lineId, certifiedOn: "2026-11-18", stock, evidence: "粮仓实物，检斤单" });

describe("drafting", () => {
  test("a draft has its lines, each with a shut slot that holds quantity and buffer", async () => {
    const { needId } = await saveDraft(pan, draft([riceLine(), loadersLine({ buffer: "2人" })]));
    expect(await events(needId)).toEqual(["need.drafted"]);
    expect((await slots(needId)).map((s) => [s.ceiling, s.remaining, s.is_open])).toEqual([
      [100_000_000, 100_000_000, false],
      [8, 8, false],
    ]);
    const loaders = (await slots(needId))[1]!;
    expect(loaders.cut_off_at?.toISOString()).toBe("2026-11-20T12:00:00.000Z");
    const need = await row(needId);
    expect(need).toMatchObject({
      status: "draft",
      village_id: places.xipandun,
      town_id: places.gaodu,
      poster_role: "secretary",
    });
    expect(await listed(needId)).toBe(false);
  });

  test("the same key twice is one draft; with another body it is refused", async () => {
    const given = helpDraft();
    const first = await saveDraft(li, given);
    expect(await saveDraft(li, given)).toEqual(first);
    expect(await code(saveDraft(li, { ...given, title: "另一件事" }))).toBe("SAME_KEY_OTHER_BODY");
  });

  test("a draft is rewritten whole, by the version that was read", async () => {
    const { needId } = await drafted();
    const again = helpDraft({ needId, version: 1, title: "改过的标题", lines: [loadersLine(), goodsLine()] });
    expect(await saveDraft(li, again)).toEqual({ needId, status: "draft", version: 2 });
    expect((await lines(needId)).map((l) => l.item)).toEqual(["装卸工", "棉被"]);
    expect(await slots(needId)).toHaveLength(2);
    expect(await code(saveDraft(li, helpDraft({ needId, version: 1 })))).toBe("MOVED_ON");
    expect(await slots(needId)).toHaveLength(2);
  });

  test("nobody else sees a resident's draft: not the secretary, not the town", async () => {
    const { needId } = await drafted();
    for (const other of [pan, gao, zhou, foreign, grid])
      expect(await code(saveDraft(other, helpDraft({ needId })))).toBe("NOT_FOUND");
    const own = await drafted(pan);
    expect((await saveDraft(pan2, helpDraft({ needId: own.needId }))).version).toBe(2); // their clerk works on it
  });

  test("the place is a village or below; a whole town only for its own administrators", async () => {
    expect(await refused(saveDraft(li, helpDraft({ regionId: places.gaodu })))).toMatchObject({
      facts: { fields: { regionId: "not_a_village" } },
    });
    expect(await refused(saveDraft(gao, helpDraft({ regionId: places.fuzhuang })))).toMatchObject({
      code: "INVALID",
    });
    expect(await refused(saveDraft(li, helpDraft({ regionId: 42 })))).toMatchObject({
      facts: { fields: { regionId: "not_found" } },
    });
    expect((await saveDraft(gao, helpDraft({ regionId: places.gaodu }))).status).toBe("draft");
  });

  test("impossible dates are refused by field, and nothing is kept", async () => {
    const count = async () =>
      Number(
        (
          await world.db
            .selectFrom("need")
            .select((e) => e.fn.countAll().as("n"))
            .executeTakeFirstOrThrow()
        ).n,
      );
    const before = await count();
    const past = helpDraft({ deadlineAt: new Date("2026-11-18T01:59:00Z") });
    expect(await refused(saveDraft(li, past))).toMatchObject({
      facts: { fields: { deadlineAt: "in_the_past" } },
    });
    const backwards = draft([loadersLine({ endsAt: new Date("2026-11-20T23:00:00Z") })]);
    expect(await refused(saveDraft(li, backwards))).toMatchObject({
      facts: { fields: { "lines.0.endsAt": "ends_before_start" } },
    });
    expect(await count()).toBe(before);
  });

  test("numbers of people and appeals for money are not even kept as a draft", async () => {
    expect(await code(saveDraft(li, helpDraft({ story: "打13800138000" })))).toBe("WORDING_MUST_GO");
    expect(await refused(saveDraft(li, helpDraft({ story: "请大家捐款，转账也行" })))).toMatchObject({
      code: "MONEY_APPEAL",
      facts: { words: "捐款、转账", fields: { story: "money" } },
    });
    const inLine = draft([goodsLine({ note: "扫收款码" })]);
    expect(await refused(saveDraft(li, inLine))).toMatchObject({
      code: "MONEY_APPEAL",
      facts: { fields: { "lines.0.note": "money" } },
    });
    expect(await refused(saveDraft(li, draft([loadersLine({ role: "找老王13800138000" })])))).toMatchObject({
      code: "WORDING_MUST_GO",
      facts: { fields: { "lines.0.role": "phone" } },
    });
  });

  test("in an organisation's name only by its leader or manager, and only once it is verified", async () => {
    const chen = await ctxOf(
      world,
      (
        await world.db
          .selectFrom("person")
          .select("id")
          .where("name", "=", "陈队长")
          .executeTakeFirstOrThrow()
      ).id,
    );
    expect((await saveDraft(chen, helpDraft({ organisationId: team }))).status).toBe("draft");
    expect(await code(saveDraft(li, helpDraft({ organisationId: team })))).toBe("FORBIDDEN");
    const pending = await organisation(world, "待核实的队", "welfare", places.gaodu, "pending");
    await grant(world, { id: chen.actor!.personId }, "leader", { organisationId: pending });
    const again = await ctxOf(world, chen.actor!.personId);
    expect(["FORBIDDEN", "ORGANISATION_NOT_VERIFIED"]).toContain(
      await code(saveDraft(again, helpDraft({ organisationId: pending }))),
    );
  });

  test("a gift names only a receiving organisation with 公开募捐资格", async () => {
    const via = draft([goodsLine({ viaOrganisationId: team })]);
    expect(await refused(saveDraft(pan, via))).toMatchObject({
      facts: { fields: { "lines.0.viaOrganisationId": "not_qualified" } },
    });
  });

  test("sale lines are refused until the district has switched them on; other lines are not", async () => {
    await world.db.deleteFrom("setting").execute();
    expect(await code(saveDraft(pan, riceDraft()))).toBe("SALE_LINES_OFF");
    expect((await saveDraft(pan, draft([loadersLine()]))).status).toBe("draft");
    await world.db
      .insertInto("setting")
      .values({ region_id: places.luozhuang, name: "sale_lines", value: "true", updated_at: TEST_NOW })
      .execute();
  });
});

describe("who is helped", () => {
  const onBehalf = () =>
    helpDraft({
      beneficiary: { name: "王桂兰", phone: "13912345678", address: "三组12号", note: "听力不好" },
      consentHow: "spoken",
      contactPhone: "13700001111",
    });

  test("is kept sealed; nothing of it stands in clear in the database or the history", async () => {
    const { needId } = await saveDraft(grid, onBehalf());
    const need = await row(needId);
    expect(need).toMatchObject({ consent_how: "spoken", poster_role: "grid" });
    const kept = await world.db
      .selectFrom("beneficiary")
      .selectAll()
      .where("id", "=", need.beneficiary_id!)
      .executeTakeFirstOrThrow();
    const history = await world.db
      .selectFrom("history")
      .selectAll()
      .where("subject_id", "=", needId)
      .execute();
    const all = JSON.stringify([need, kept, history]);
    for (const secret of ["王桂兰", "13912345678", "三组12号", "听力不好", "13700001111"])
      expect(all).not.toContain(secret);
  });

  test("is opened by the poster and the secretary, by the town only after escalation, and every look leaves a row", async () => {
    const { needId } = await saveDraft(grid, onBehalf());
    await submit(grid, { needId });
    expect(await look(pan, { needId, what: "beneficiary" })).toEqual({
      name: "王桂兰",
      phone: "13912345678",
      where: "三组12号",
      note: "听力不好",
    });
    expect((await look(grid, { needId, what: "contact" })).phone).toBe("13700001111");
    expect(await code(look(gao, { needId, what: "beneficiary" }))).toBe("FORBIDDEN");
    expect(await code(look(li, { needId, what: "beneficiary" }))).toBe("NOT_FOUND");
    world.clock.advance({ days: 2 });
    await escalate(platform, needId);
    expect((await look(gao, { needId, what: "contact" })).phone).toBe("13700001111");
    const looks = await world.db
      .selectFrom("need_look")
      .select(["viewer_id", "what"])
      .where("need_id", "=", needId)
      .orderBy("at")
      .orderBy("id")
      .execute();
    expect(looks).toHaveLength(3);
    expect(looks.map((l) => l.viewer_id)).toContain(gao.actor!.personId);
  });

  test("without a number of its own a need takes the poster's", async () => {
    const { needId } = await drafted();
    const phone = (await look(li, { needId, what: "contact" })).phone;
    expect(phone).toMatch(/^199/);
  });
});

describe("before the public", () => {
  test("a secretary's own post needs no second pair of eyes", async () => {
    const { needId } = await drafted(pan);
    expect(await submit(pan, { needId })).toEqual({ needId, status: "open", version: 2 });
    expect(await events(needId)).toEqual(["need.drafted", "need.published"]);
    expect((await slots(needId)).every((s) => s.is_open)).toBe(true);
    expect(await listed(needId)).toBe(true);
    expect(await timers(needId)).toEqual({
      "need.confirm_due": "2026-11-25T02:00:00.000Z",
      "need.seal_at_deadline": "2026-12-09T10:00:00.000Z",
    });
  });

  test.each([
    ["a resident's", () => li],
    ["a grid worker's", () => grid],
    ["another village's secretary's", () => foreign],
  ])("%s request waits for the secretary, with an answer clock", async (_who, ctx) => {
    const { needId, status } = await submitted(ctx());
    expect(status).toBe("submitted");
    expect(await timers(needId)).toEqual({ "need.overdue": "2026-11-19T02:00:00.000Z" });
    expect((await publish(pan, { needId })).status).toBe("open");
    expect((await row(needId)).verified_by).toBe(pan.actor!.personId);
    expect((await timers(needId))["need.overdue"]).toBeUndefined();
  });

  test("the clerk may publish for the secretary; the district may too; nobody else", async () => {
    const { needId } = await submitted();
    for (const other of [li, grid, foreign, gao, foreignTown]) {
      expect(["FORBIDDEN", "NOT_FOUND"]).toContain(await code(publish(other, { needId })));
      expect((await row(needId)).status).toBe("submitted");
    }
    for (const may of [pan2, zhou])
      expect((await publish(may, { needId: (await submitted()).needId })).status).toBe("open");
  });

  test("soft wording must be changed or acknowledged; the acknowledgement is on record, the words are not", async () => {
    const { needId } = await saveDraft(li, helpDraft({ story: "给独居老人搬煤" }));
    const before = await dump(needId);
    expect(await refused(submit(li, { needId }))).toMatchObject({
      code: "WORDING_TO_CHECK",
      facts: { kinds: "alone", fields: { story: "alone" } },
    });
    expect(await dump(needId)).toEqual(before);
    await submit(li, { needId, acknowledged: ["alone"] });
    const [, sent] = await world.db
      .selectFrom("history")
      .select("data")
      .where("subject_id", "=", needId)
      .orderBy("version")
      .execute();
    expect(JSON.parse(sent!.data)).toMatchObject({ acknowledged: 1 });
  });

  test("a shift that has begun meanwhile, or danger without insurance, cannot be published", async () => {
    const { needId } = await submitted();
    world.clock.set("2026-11-21T00:00:00Z");
    expect(await refused(publish(pan, { needId }))).toMatchObject({
      facts: { fields: { "lines.0.startsAt": "in_the_past" } },
    });
    world.clock.set(TEST_NOW);
    const risky = await saveDraft(pan, draft([loadersLine({ dangerous: true })]));
    expect(await refused(submit(pan, { needId: risky.needId }))).toMatchObject({
      facts: { fields: { "lines.0.insured": "insurance_needed" } },
    });
    const insured = await saveDraft(pan, draft([loadersLine({ dangerous: true, insured: true })]));
    expect((await submit(pan, { needId: insured.needId })).status).toBe("open");
  });

  test("returned with a question, completed, sent again: a new clock; refused with a referral: the end", async () => {
    const { needId } = await submitted();
    await giveBack(pan, { needId, question: "要几个人？" });
    expect(await row(needId)).toMatchObject({
      status: "returned",
      question: "要几个人？",
      answer_due_at: null,
    });
    expect(await timers(needId)).toEqual({});
    await saveDraft(li, helpDraft({ needId }));
    expect((await row(needId)).status).toBe("returned");
    world.clock.advance({ hours: 5 });
    await submit(li, { needId });
    expect(await timers(needId)).toEqual({ "need.overdue": "2026-11-19T07:00:00.000Z" });
    expect(await refused(reject(pan, { needId, reason: "other" }))).toEqual({
      code: "INVALID",
      facts: { fields: { note: "required" } },
    });
    await reject(pan, { needId, reason: "hotline_12345" });
    expect(await row(needId)).toMatchObject({ status: "rejected", end_reason: "hotline_12345" });
    expect(await code(publish(pan, { needId }))).toBe("WRONG_STATE");
    expect(await events(needId)).toEqual([
      "need.drafted",
      "need.submitted",
      "need.returned",
      "need.saved",
      "need.submitted",
      "need.rejected",
    ]);
  });

  test("two secretaries publish at once: one wins, one is told it moved on, history has one line", async () => {
    for (let round = 0; round < 5; round++) {
      const { needId } = await submitted();
      const both = await Promise.allSettled([publish(pan, { needId }), publish(pan2, { needId })]);
      expect(both.filter((b) => b.status === "fulfilled")).toHaveLength(1);
      const lost = both.find((b) => b.status === "rejected") as PromiseRejectedResult;
      expect(["MOVED_ON", "WRONG_STATE"]).toContain(lost.reason.code);
      expect((await events(needId)).filter((e) => e === "need.published")).toHaveLength(1);
      const boxes = await world.db
        .selectFrom("outbox")
        .select("id")
        .where("subject_id", "=", needId)
        .where("event", "=", "need.published")
        .execute();
      expect(boxes).toHaveLength(1);
      expect((await row(needId)).version).toBe(3);
    }
  });

  test("an act on an older version than the page showed is told MOVED_ON and leaves nothing", async () => {
    const { needId } = await opened();
    const before = await dump(needId);
    expect(await code(pause(pan, { needId, version: 2 }))).toBe("MOVED_ON");
    expect(await dump(needId)).toEqual(before);
  });
});

describe("stock seen on site", () => {
  test("a sale waits for the town, then the secretary publishes, and every line takes pledges", async () => {
    const { needId, line } = await rice();
    expect((await row(needId)).status).toBe("submitted");
    expect(await events(needId)).toEqual(["need.drafted", "need.stock_asked"]); // the town is told, too
    const before = await dump(needId);
    expect(await refused(publish(pan, { needId }))).toEqual({
      code: "NEEDS_CERTIFICATION",
      facts: { fields: { "lines.0": "needs_certification" } },
    });
    expect(await dump(needId)).toEqual(before);
    expect(await seen(line.id)).toMatchObject({ enough: true });
    expect((await publish(pan, { needId })).status).toBe("open");
    expect((await slots(needId)).every((s) => s.is_open)).toBe(true);
  });

  test("less stock than is offered does not do; looking again takes the first one's place", async () => {
    const { needId, line } = await rice();
    expect(await seen(line.id, "199999斤")).toMatchObject({ enough: false });
    expect(await code(publish(pan, { needId }))).toBe("NEEDS_CERTIFICATION");
    await seen(line.id);
    const all = await world.db
      .selectFrom("certification")
      .selectAll()
      .where("line_id", "=", line.id)
      .orderBy("created_at")
      .execute();
    expect(all.filter((c) => c.revoked_at === null)).toHaveLength(1);
    expect((await publish(pan, { needId })).status).toBe("open");
  });

  test("not by the seller, not by the poster, not by another town, not by a villager", async () => {
    const { line } = await rice();
    const input = () => ({
      key: certifyKey(),
      lineId: line.id,
      certifiedOn: "2026-11-18",
      stock: "20万斤",
      evidence: "粮仓",
    });
    for (const other of [pan, pan2]) expect(await code(certify(other, input()))).toBe("FORBIDDEN");
    for (const other of [li, foreign, foreignTown])
      expect(await code(certify(other, input()))).toBe("NOT_FOUND");
    expect((await certify(zhou, input())).enough).toBe(true); // the district may

    // 高主任 posts for a co-operative whose speaker is 周主任: neither may certify it.
    const sale = { ...(riceLine() as { sale: object }).sale, sellerPersonId: zhou.actor!.personId };
    const posted = await saveDraft(gao, draft([riceLine({ sale })]));
    await submit(gao, { needId: posted.needId });
    const own = (await lines(posted.needId))[0]!;
    for (const seller of [gao, zhou])
      expect(await code(certify(seller, { ...input(), lineId: own.id }))).toBe("FORBIDDEN");
  });

  test("seen today or in the last thirty days, in the line's own unit, with evidence", async () => {
    const { line } = await rice();
    const input = (more: object) => ({
      key: certifyKey(),
      lineId: line.id,
      certifiedOn: "2026-11-18",
      stock: "20万斤",
      evidence: "粮仓",
      ...more,
    });
    expect(await refused(certify(gao, input({ certifiedOn: "2026-11-19" })))).toMatchObject({
      facts: { fields: { certifiedOn: "in_the_future" } },
    });
    expect(await refused(certify(gao, input({ certifiedOn: "2026-10-18" })))).toMatchObject({
      facts: { fields: { certifiedOn: "too_old" } },
    });
    expect(await refused(certify(gao, input({ stock: "100吨" })))).toMatchObject({
      facts: { fields: { stock: "other_unit" } },
    });
    expect(await code(certify(gao, input({ evidence: "找仓管13800138000" })))).toBe("WORDING_MUST_GO");
    expect((await certify(gao, input({ certifiedOn: "2026-10-19" }))).enough).toBe(true);
  });

  test("revoked, the line takes no more pledges while the others go on; certified again, it does", async () => {
    const { needId, line } = await rice();
    const { certificationId } = await seen(line.id);
    await publish(pan, { needId });
    expect(await code(revoke(pan, { certificationId }))).toBe("FORBIDDEN");
    await revoke(gao, { certificationId });
    expect((await slots(needId)).map((s) => s.is_open)).toEqual([false, true, true]);
    expect(await code(revoke(gao, { certificationId }))).toBe("WRONG_STATE");
    await pause(pan, { needId });
    await resume(pan, { needId });
    expect((await slots(needId)).map((s) => s.is_open)).toEqual([false, true, true]);
    await seen(line.id);
    expect((await slots(needId)).map((s) => s.is_open)).toEqual([true, true, true]);
  });

  test("another product under the same line ends its certification; a corrected title does not", async () => {
    const { needId, line } = await rice();
    await seen(line.id);
    await giveBack(pan, { needId, question: "题目改一下" });
    const given = (more: object = {}) =>
      riceDraft({ needId, title: "改过的题目", lines: [riceLine({ id: line.id, ...more })] });
    const live = async () =>
      (
        await world.db
          .selectFrom("certification")
          .select("id")
          .where("line_id", "=", line.id)
          .where("revoked_at", "is", null)
          .execute()
      ).length;
    await saveDraft(pan, given());
    expect(await live()).toBe(1);
    const sale = { ...(riceLine() as { sale: object }).sale, product: "稻谷，散装" };
    await saveDraft(pan, given({ sale }));
    expect(await live()).toBe(0);
    expect((await submit(pan, { needId })).status).toBe("submitted");
  });
});

describe("while it recruits", () => {
  test("paused it is off the lists and takes nothing; resumed it is as before", async () => {
    const { needId } = await opened();
    await pause(pan, { needId });
    expect([(await slots(needId))[0]!.is_open, await listed(needId)]).toEqual([false, false]);
    expect(Object.keys(await timers(needId))).toEqual(["need.seal_at_deadline"]);
    await resume(pan, { needId });
    expect([(await slots(needId))[0]!.is_open, await listed(needId)]).toEqual([true, true]);
    expect(await row(needId)).toMatchObject({
      status: "open",
      confirm_due_at: new Date("2026-11-25T02:00:00Z"),
    });
  });

  test("sealed by the deadline's timer, once; with a new deadline it can go on", async () => {
    const { needId } = await opened();
    await sealAtDeadline(platform, needId);
    expect((await row(needId)).status).toBe("open");
    world.clock.set("2026-12-09T10:00:00Z");
    await sealAtDeadline(platform, needId);
    expect(await row(needId)).toMatchObject({ status: "sealed" });
    expect(await timers(needId)).toEqual({});
    expect(await code(sealAtDeadline(platform, needId))).toBe("WRONG_STATE");
    expect(await refused(resume(pan, { needId }))).toMatchObject({
      facts: { fields: { deadlineAt: "in_the_past" } },
    });
    await change(pan, { needId, deadlineAt: new Date("2026-12-20T10:00:00Z") });
    expect((await resume(pan, { needId })).status).toBe("open");
    expect((await timers(needId))["need.seal_at_deadline"]).toBe("2026-12-20T10:00:00.000Z");
  });

  test("text and deadline of an open need change with a history row that says which, never what", async () => {
    const { needId } = await opened();
    await change(pan, { needId, title: "周六装车，还要人", deadlineAt: new Date("2026-12-01T10:00:00Z") });
    expect(await row(needId)).toMatchObject({ title: "周六装车，还要人", version: 4 });
    const last = await world.db
      .selectFrom("history")
      .select("data")
      .where("subject_id", "=", needId)
      .orderBy("version", "desc")
      .executeTakeFirstOrThrow();
    expect(JSON.parse(last.data)).toMatchObject({ fields: "title,deadlineAt" });
    expect(last.data).not.toContain("周六");
    const due = await world.db
      .selectFrom("listing")
      .select("due_at")
      .where("need_id", "=", needId)
      .executeTakeFirstOrThrow();
    expect(due.due_at.toISOString()).toBe("2026-12-01T10:00:00.000Z");
    expect((await timers(needId))["need.seal_at_deadline"]).toBe("2026-12-01T10:00:00.000Z");
    expect(await code(change(pan, { needId, story: "请捐款" }))).toBe("MONEY_APPEAL");
    expect(await code(change(foreign, { needId, title: "别人的" }))).toBe("FORBIDDEN");
    expect(await refused(change(pan, { needId }))).toMatchObject({
      facts: { fields: { _: "nothing_changed" } },
    });
  });

  test("a number may be raised, and lowered to what is promised, never below", async () => {
    const { needId } = await opened();
    const [line] = await lines(needId);
    const [slot] = await slots(needId);
    await world.db.transaction().execute((trx) => moveSlot(trx, slot!.id, { promised: 4 }));
    const to = (quantity: string) => changeLines(pan, { needId, lines: [{ lineId: line!.id, quantity }] });
    await to("10人");
    expect((await slots(needId))[0]).toMatchObject({ ceiling: 10, promised: 4, remaining: 6 });
    expect(await refused(to(`${PEOPLE_MAX + 1}人`))).toMatchObject({
      facts: { fields: { "lines.0.quantity": "too_large" } },
    });
    await to("4人");
    expect((await slots(needId))[0]).toMatchObject({ ceiling: 4, promised: 4, remaining: 0 });
    const before = await dump(needId);
    expect(await refused(to("3人"))).toEqual({
      code: "BELOW_PROMISED",
      facts: { fields: { "lines.0.quantity": "below_promised" } },
    });
    expect(await dump(needId)).toEqual(before);
    expect(await code(changeLines(pan, { needId, lines: [{ lineId: needId, quantity: "3人" }] }))).toBe(
      "NOT_FOUND",
    );
  });

  test("a sale is not raised above what was seen", async () => {
    const { needId, line } = await rice();
    await seen(line.id);
    await publish(pan, { needId });
    const to = (quantity: string) => changeLines(pan, { needId, lines: [{ lineId: line.id, quantity }] });
    expect(await code(to("200001斤"))).toBe("NEEDS_CERTIFICATION");
    await to("15万斤");
    expect((await slots(needId))[0]!.ceiling).toBe(75_000_000);
    await seen(line.id, "25万斤");
    await to("25万斤");
    expect((await slots(needId))[0]!.ceiling).toBe(125_000_000);
  });

  test("taken back to draft while nobody pledged; afterwards it can only be cancelled", async () => {
    const { needId } = await opened();
    await takeBack(li, { needId });
    expect(await row(needId)).toMatchObject({ status: "draft", published_at: null });
    expect([await listed(needId), await timers(needId)]).toEqual([false, {}]);

    const second = await opened();
    const [slot] = await slots(second.needId);
    await world.db.transaction().execute((trx) => moveSlot(trx, slot!.id, { promised: 1 }));
    const before = await dump(second.needId);
    expect(await code(takeBack(li, { needId: second.needId }))).toBe("HAS_PLEDGES");
    expect(await dump(second.needId)).toEqual(before);
  });
});

describe("the weekly question", () => {
  const week = { days: 7 };

  test("asked after a week, hidden three days later, back with one tap", async () => {
    const { needId } = await opened();
    await confirmDue(platform, needId);
    expect(await events(needId)).toHaveLength(3); // too early: nothing
    world.clock.advance(week);
    await confirmDue(platform, needId);
    expect((await timers(needId))["need.confirm_due"]).toBe("2026-11-28T02:00:00.000Z");
    expect(await listed(needId)).toBe(true);
    world.clock.advance({ days: 3 });
    await confirmDue(platform, needId);
    await confirmDue(platform, needId); // run twice after a crash
    expect([(await row(needId)).hidden_at, await listed(needId)]).toEqual([world.clock.now(), false]);
    expect((await slots(needId))[0]!.is_open).toBe(true); // whoever has the link still may help
    await confirm(li, { needId, answer: "still" });
    expect([(await row(needId)).hidden_at, await listed(needId)]).toEqual([null, true]);
    expect((await timers(needId))["need.confirm_due"]).toBe("2026-12-05T02:00:00.000Z");
    expect((await events(needId)).slice(3)).toEqual(["need.confirm_asked", "need.hidden", "need.confirmed"]);
  });

  test("够了 ends recruiting, 改数 changes the number; both answer the question", async () => {
    const one = await opened();
    expect((await confirm(pan, { needId: one.needId, answer: "enough" })).status).toBe("sealed");
    const two = await opened();
    world.clock.advance({ days: 10 });
    await confirmDue(platform, two.needId);
    expect(await listed(two.needId)).toBe(false);
    const [line] = await lines(two.needId);
    await confirm(pan, {
      needId: two.needId,
      answer: "changed",
      lines: [{ lineId: line!.id, quantity: "9人" }],
    });
    expect((await slots(two.needId))[0]!.ceiling).toBe(9);
    expect(await row(two.needId)).toMatchObject({
      hidden_at: null,
      confirm_due_at: new Date("2026-12-05T02:00:00Z"),
    });
    expect(await listed(two.needId)).toBe(true);
  });
});

test("one resident has a handful of requests waiting at a time, an office as many as it likes", async () => {
  const busy = await ctxOf(world, await person(world, "急性子"));
  for (let i = 0; i < WAITING_MAX; i++) await submitted(busy);
  expect(await refused(submitted(busy))).toEqual({ code: "TOO_MANY_WAITING", facts: { max: WAITING_MAX } });
});

describe("what nobody answers", () => {
  test("goes up to the town when the clock has run out, once; then the town may answer", async () => {
    const { needId } = await submitted();
    await escalate(platform, needId);
    expect((await row(needId)).escalated_at).toBeNull(); // too early
    world.clock.advance({ hours: 24 });
    await escalate(platform, needId);
    await escalate(platform, needId);
    expect((await row(needId)).escalated_at).toEqual(world.clock.now());
    expect((await events(needId)).filter((e) => e === "need.escalated")).toHaveLength(1);
    expect(["FORBIDDEN", "NOT_FOUND"]).toContain(await code(publish(foreignTown, { needId })));
    expect((await publish(gao, { needId })).status).toBe("open");
    expect(await code(escalate(platform, needId))).toBe("WRONG_STATE");
  });

  test("a town's own post for the whole town is published by the town", async () => {
    const { needId } = await saveDraft(gao, helpDraft({ regionId: places.gaodu }));
    expect((await submit(gao, { needId })).status).toBe("open");
  });
});
