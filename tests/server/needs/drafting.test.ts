// What is typed before anybody else sees it, and who is helped, kept sealed.
import { describe, expect, test } from "vitest";
import { look } from "@/server/needs/beneficiaries/commands";
import { submit } from "@/server/needs/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import { escalate } from "@/server/needs/overdue/commands";
import { TEST_NOW } from "../../support/clock";
import { draft, goodsLine, helpDraft, loadersLine, riceDraft, riceLine } from "../../support/drafts";
import {
  code,
  drafted,
  events,
  foreign,
  gao,
  grid,
  inVillage,
  li,
  lines,
  listed,
  pan,
  pan2,
  platform,
  refused,
  row,
  slots,
  team,
  world,
  zhou,
} from "../../support/village";
import { ctxOf, grant, organisation, places } from "../../support/world";

inVillage();

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
