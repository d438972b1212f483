// Stock seen on site: who may look, what it does to the lines, and what ends it.
import { describe, expect, test } from "vitest";
import { certify, revoke } from "@/server/needs/certification/commands";
import { giveBack, publish, submit } from "@/server/needs/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import { pause, resume } from "@/server/needs/recruiting/commands";
import { certifyKey, draft, riceDraft, riceLine } from "../../support/drafts";
import {
  code,
  dump,
  events,
  foreign,
  foreignTown,
  gao,
  inVillage,
  li,
  lines,
  pan,
  pan2,
  refused,
  rice,
  row,
  seen,
  slots,
  world,
  zhou,
} from "../../support/village";

inVillage();

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
