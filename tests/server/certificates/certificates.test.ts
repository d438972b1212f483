// Certificates: from the ledger's rows and nothing else, ended by a correction, checked by whoever holds the code.
import { beforeEach, describe, expect, it } from "vitest";
import { overtake } from "@/server/certificates/commands";
import { checkCertificates } from "@/server/history/verify/certificates/data";
import { checkLives } from "@/server/history/verify/lives/data";
import { strikeRecord } from "@/server/hours/correcting/commands";
import { seal } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { emptyTestDb } from "../../support/database";
import { type LaidHours, layHours, reverseHours } from "../../support/ledger";
import { openNeed } from "../../support/needs";
import { eventsOf, newKey } from "../../support/pledged";
import { codeOf, refusal } from "../../support/refusals";
import {
  ctxOf,
  grant,
  organisation,
  person,
  storyPeople,
  type TestWorld,
  testWorld,
  visitor,
} from "../../support/world";

type Story = Awaited<ReturnType<typeof storyPeople>>;
let world: TestWorld;
let story: Story;
const YEAR = { from: "2026-01-01", until: "2026-11-18" };

beforeEach(async () => {
  await emptyTestDb();
  world = await testWorld();
  story = await storyPeople(world);
});

/** Shifts of two hours each, on the first days of November; their rows in the unit's books. */
async function served(
  personId: string,
  shifts = 3,
  spec: { unitId?: string; minutes?: number; lane?: "open" | "confidential" } = {},
) {
  const laid: LaidHours[] = [];
  for (let i = 0; i < shifts; i++) {
    const need = await openNeed(world, {
      posterId: story.pan.id,
      lines: [{ kind: "people" }],
      ...(spec.lane ? { lane: spec.lane } : {}),
    });
    const [line] = need.lines;
    laid.push(
      await layHours(world, {
        personId,
        needId: need.id,
        lineId: line?.id ?? "",
        slotId: line?.slotId ?? "",
        unitId: spec.unitId ?? story.team,
        from: new Date(Date.UTC(2026, 10, 1 + i, 0, 0)),
        minutes: spec.minutes ?? 120,
      }),
    );
  }
  return laid;
}

const api = async (who: { id: string }) => createCaller(await ctxOf(world, who));
const asking = (more: object = {}) => ({
  unitId: story.team,
  ...YEAR,
  showsName: true as never,
  showsId: false as never,
  key: newKey(),
  ...more,
});
const issuing = (personIds: string[], more: object = {}) => ({
  unitId: story.team,
  personIds,
  ...YEAR,
  namesOnPaper: false as never,
  key: newKey(),
  ...more,
});
const refused = async (act: Promise<unknown>) => {
  const error = await act.then(
    () => null,
    (e: { cause?: unknown }) => e.cause ?? e,
  );
  return error === null ? "done" : codeOf(error);
};
/** 小李 asks, 陈队长 issues. */
async function issued(more: object = {}) {
  const li = await api(story.li);
  const chen = await api(story.chen);
  const { certificateId } = await li.certificates.ask(asking(more));
  await chen.certificates.issueAsked({ certificateId });
  return { li, chen, certificateId, one: await li.certificates.one({ certificateId }) };
}
async function otherUnit(): Promise<string> {
  return organisation(world, `别的单位${newKey().slice(0, 6)}`, "unit", story.places.fuzhuang);
}
const verdict = () =>
  transact(world.db, async (trx) => [
    ...(await checkCertificates(trx)).result().faults,
    ...(await checkLives(trx)).flatMap((check) =>
      check.result().faults.filter((fault) => fault.startsWith("certificate ")),
    ),
  ]);
const checked = async (code: string | null, ctx: Ctx = visitor(world)) =>
  createCaller(ctx).certificates.check({ code: code ?? "" });

describe("asking and issuing", () => {
  it("a volunteer asks, the unit issues: the total is the sum of the ledger's rows that stand", async () => {
    const [first] = await served(story.li.id, 3);
    await served(story.li.id, 1, { unitId: await otherUnit() });
    await reverseHours(world, first as LaidHours, world.clock.now(), 90);
    const { one } = await issued();
    expect(one).toMatchObject({ status: "valid", minutes: 330, count: 3, showsName: true, showsId: false });
    expect(one.number).toMatch(/^371311-20261118-\d{8}$/);
    expect(await eventsOf(world.db, one.id)).toEqual(["certificate.asked", "certificate.issued"]);
    expect(await verdict()).toEqual([]);
  });

  it("only days of the period count, its first and last included", async () => {
    await served(story.li.id, 4); // 1 to 4 November
    const { one } = await issued({ from: "2026-11-02", until: "2026-11-03" });
    expect(one).toMatchObject({ minutes: 240, count: 2, from: "2026-11-02", until: "2026-11-03" });
  });

  it("no hours, days to come and days the wrong way round are refused, each with its reason", async () => {
    const li = await api(story.li);
    expect(await refused(li.certificates.ask(asking()))).toBe("NOTHING_TO_CERTIFY");
    await served(story.li.id, 1);
    await expect(li.certificates.ask(asking({ until: "2026-11-19" }))).rejects.toMatchObject({
      cause: refusal("INVALID", { fields: { until: "in_the_future" } }),
    });
    await expect(li.certificates.ask(asking({ until: "2025-11-19" }))).rejects.toMatchObject({
      cause: refusal("INVALID", { fields: { until: "before_start" } }),
    });
    expect(await refused(li.certificates.ask(asking({ until: "2026-11-18" })))).toBe("done");
  });

  it("the same period is asked for once until answered, and a sixth ask waits", async () => {
    await served(story.li.id, 1);
    const li = await api(story.li);
    const { certificateId } = await li.certificates.ask(asking());
    expect(await refused(li.certificates.ask(asking()))).toBe("ALREADY_ASKED");
    await li.certificates.withdraw({ certificateId });
    for (let i = 1; i <= 5; i++) await li.certificates.ask(asking({ from: `2026-0${i}-01` }));
    expect(await refused(li.certificates.ask(asking({ from: "2026-06-01" })))).toBe("TOO_MANY");
  });

  it("one key sent twice is one ask", async () => {
    await served(story.li.id, 1);
    const li = await api(story.li);
    const form = asking();
    expect(await li.certificates.ask(form)).toEqual(await li.certificates.ask(form));
  });

  it("two managers issue the same ask at once: one does, the other is told that somebody was quicker", async () => {
    await served(story.li.id, 2);
    const { certificateId } = await (await api(story.li)).certificates.ask(asking());
    const second = await person(world, "副队长");
    await grant(world, second, "manager", { organisationId: story.team });
    const [chen, deputy] = [await api(story.chen), await api(second)];
    const both = await Promise.all(
      [chen, deputy].map((one) => refused(one.certificates.issueAsked({ certificateId }))),
    );
    // Whoever reads after the other has written finds it issued; whoever reads before is overtaken.
    expect([["MOVED_ON", "done"].join(), ["WRONG_STATE", "done"].join()]).toContain(both.sort().join());
    expect(await verdict()).toEqual([]);
  });

  it("the unit turns an ask down with a reason, and the volunteer reads it", async () => {
    await served(story.li.id, 1);
    const li = await api(story.li);
    const { certificateId } = await li.certificates.ask(asking());
    const chen = await api(story.chen);
    await chen.certificates.refuse({ certificateId, reason: "11月1日那次还在核对" });
    expect(await li.certificates.one({ certificateId })).toMatchObject({
      status: "refused",
      reason: "11月1日那次还在核对",
    });
    expect(await refused(chen.certificates.issueAsked({ certificateId }))).toBe("WRONG_STATE");
  });

  it("another unit's leader, and a stranger, find nothing", async () => {
    await served(story.li.id, 1);
    const { certificateId } = await (await api(story.li)).certificates.ask(asking());
    const stranger = await person(world, "路人");
    await grant(world, stranger, "leader", { organisationId: await otherUnit() });
    const them = await api(stranger);
    expect(await refused(them.certificates.one({ certificateId }))).toBe("NOT_FOUND");
    expect(await refused(them.certificates.issueAsked({ certificateId }))).toBe("NOT_FOUND");
    expect(await refused(them.certificates.papers({ certificateIds: [certificateId] }))).toBe("NOT_FOUND");
    expect(await refused(them.certificates.membersOf({ unitId: story.team, ...YEAR }))).toBe("NOT_FOUND");
  });
});

describe("several at once", () => {
  it("all in one act: who has no hours or has the same already is skipped, and the file holds the rest", async () => {
    const sun = await person(world, "老孙", { phone: null });
    await served(story.li.id, 2);
    await served(sun.id, 1);
    const chen = await api(story.chen);
    const idle = await person(world, "没来的");
    const first = await chen.certificates.issue(issuing([story.li.id]));
    expect(first).toMatchObject({ issued: 1, skipped: [] });
    const both = await chen.certificates.issue(issuing([story.li.id, sun.id, idle.id]));
    expect(both.issued).toBe(1);
    expect(both.skipped).toEqual(
      expect.arrayContaining([
        { personId: story.li.id, reason: "same" },
        { personId: idle.id, reason: "no_hours" },
      ]),
    );
    const file = await chen.certificates.papers({ unitId: story.team, issuedAt: both.issuedAt ?? 0 });
    expect(file.map((paper) => paper.minutes)).toContain(120);
    expect(await verdict()).toEqual([]);
  });

  it("a name is printed only where its owner agreed; a signature on paper counts, but overrules nobody who took it back", async () => {
    const [sun, wu] = [await person(world, "孙桂兰"), await person(world, "吴大江")];
    await served(sun.id, 1);
    await served(wu.id, 1);
    const chen = await api(story.chen);
    const asWu = await api(wu);
    await asWu.people.agree({ purpose: "certificate_name" });
    await asWu.people.withdraw({ purpose: "certificate_name" });
    const named = async (issuedAt: number | null) =>
      (await chen.certificates.papers({ unitId: story.team, issuedAt: issuedAt ?? 0 }))
        .map((p) => p.name)
        .sort();
    const before = await chen.certificates.issue(issuing([sun.id, wu.id]));
    expect(await named(before.issuedAt)).toEqual(["吴**", "孙**"]);
    world.clock.advance({ minutes: 1 });
    const signed = await chen.certificates.issue(
      issuing([sun.id, wu.id], { purpose: "升学", namesOnPaper: true }),
    );
    expect(await named(signed.issuedAt)).toEqual(["吴**", "孙桂兰"]);
  });

  it("two managers issue for the same team at once: each volunteer has one valid certificate", async () => {
    const people = await Promise.all(Array.from({ length: 5 }, (_, i) => person(world, `队员${i}`)));
    for (const one of people) await served(one.id, 1);
    const second = await person(world, "副队长");
    await grant(world, second, "manager", { organisationId: story.team });
    const ids = people.map((one) => one.id);
    await Promise.all(
      [story.chen, second].map(async (who) => (await api(who)).certificates.issue(issuing(ids))),
    );
    const valid = await world.db
      .selectFrom("certificate")
      .select("person_id")
      .where("status", "=", "valid")
      .execute();
    expect(valid.map((row) => row.person_id).sort()).toEqual([...ids].sort());
    expect(await verdict()).toEqual([]);
  });
});

describe("what ends one", () => {
  it("a correction shows as superseded at once, and the worker makes it so", async () => {
    const [first] = await served(story.li.id, 2);
    const { li, certificateId, one } = await issued();
    await reverseHours(world, first as LaidHours, world.clock.now(), 60);
    expect(await checked(one.code)).toMatchObject({ status: "superseded", minutes: 240 });
    expect(await refused(li.certificates.papers({ certificateIds: [certificateId] }))).toBe(
      "CERTIFICATE_OVER",
    );
    expect(await verdict()).toEqual([expect.stringContaining("is valid and its row")]);
    await transact(world.db, (trx) =>
      overtake({ ...systemCtx(world), db: trx }, { subject_id: first?.recordId ?? "" }),
    );
    expect(await eventsOf(world.db, certificateId)).toEqual([
      "certificate.asked",
      "certificate.issued",
      "certificate.superseded",
    ]);
    expect(await verdict()).toEqual([]);
    const { one: next } = await issued();
    expect(next.minutes).toBe(180);
    expect((await checked(next.code)).status).toBe("valid");
  });

  it("the same certificate is not issued twice; one with more hours takes the place of the old one", async () => {
    await served(story.li.id, 1);
    const { li, chen, one } = await issued();
    const again = await li.certificates.ask(asking());
    expect(await refused(chen.certificates.issueAsked(again))).toBe("ALREADY_ISSUED");
    await served(story.li.id, 2);
    await chen.certificates.issueAsked(again);
    expect(await li.certificates.one(again)).toMatchObject({ status: "valid", minutes: 360 });
    expect((await checked(one.code)).status).toBe("superseded");
    expect(await verdict()).toEqual([]);
  });

  it("the unit revokes with a reason; the public page says revoked and not why", async () => {
    await served(story.li.id, 1);
    const { chen, one } = await issued();
    await chen.certificates.revoke({ certificateId: one.id, reason: "开给了同名的另一个人" });
    const seen = await checked(one.code);
    expect(seen.status).toBe("revoked");
    expect(JSON.stringify(seen)).not.toContain("同名");
    expect(await refused(chen.certificates.revoke({ certificateId: one.id, reason: "再撤一次" }))).toBe(
      "WRONG_STATE",
    );
  });

  it("the district may revoke, and cannot print", async () => {
    await served(story.li.id, 1);
    const { one } = await issued();
    const zhou = await ctxOf(world, story.zhou);
    expect((await checked(one.code, zhou)).manage).toEqual({ unitId: story.team, certificateId: one.id });
    expect((await createCaller(zhou).certificates.one({ certificateId: one.id })).code).toBeNull();
    expect(await refused(createCaller(zhou).certificates.papers({ certificateIds: [one.id] }))).toBe(
      "NOT_FOUND",
    );
    await createCaller(zhou).certificates.revoke({ certificateId: one.id, reason: "抽查发现虚报" });
    expect((await checked(one.code)).status).toBe("revoked");
  });
});

describe("checking a code", () => {
  it("the public learns unit, number, period and total, and no name, no id, no activity", async () => {
    await served(story.li.id, 2);
    const { one } = await issued();
    const seen = await checked(one.code);
    expect(Object.keys(seen).sort()).toEqual(
      "count endedAt from issuedAt manage maskedName minutes number status unit until".split(" "),
    );
    expect(seen).toMatchObject({ maskedName: "小*", minutes: 240, count: 2, manage: null });
    expect(JSON.stringify(seen)).not.toContain(story.li.id);
  });

  it("a code is read as people type it, and a wrong one is counted against whoever tries", async () => {
    await served(story.li.id, 1);
    const { one } = await issued();
    const typed = (one.code ?? "")
      .toLowerCase()
      .replaceAll("0", "o")
      .match(/.{1,4}/g)
      ?.join(" - ");
    expect((await checked(typed ?? "")).status).toBe("valid");
    expect(await refused(checked("ABCD"))).toBe("INVALID");
    const guesser = { ...visitor(world), address: "203.0.113.9" };
    for (let i = 0; i < 200; i++) await refused(checked("AAAABBBBCCCCDDDD", guesser));
    expect(await refused(checked("AAAABBBBCCCCDDDD", guesser))).toBe("TOO_MANY");
    expect((await checked(one.code, guesser)).status).toBe("valid");
  });
});

describe("what the paper says", () => {
  it("the identity number stands there only while its owner agrees, and only where it is on record", async () => {
    await served(story.li.id, 1);
    const li = await api(story.li);
    await expect(li.certificates.ask(asking({ showsId: true }))).rejects.toMatchObject({
      cause: refusal("INVALID", { fields: { showsId: "no_id_number" } }),
    });
    await world.db
      .insertInto("person_private")
      .values({
        person_id: story.li.id,
        id_number_cipher: seal(world.keys, "371311200001011232"),
        updated_at: world.clock.now(),
      })
      .execute();
    const { certificateId } = await issued({ showsId: true });
    const paper = async () => (await li.certificates.papers({ certificateIds: [certificateId] }))[0];
    expect(await paper()).toMatchObject({ name: "小李", idNumber: "371311200001011232" });
    await li.people.withdraw({ purpose: "certificate_id" });
    await li.people.withdraw({ purpose: "certificate_name" });
    expect(await paper()).toMatchObject({ name: "小*", idNumber: null });
  });

  it("a confidential need is neither named nor is its village", async () => {
    await served(story.li.id, 1, { lane: "confidential" });
    const { li, certificateId } = await issued();
    const [paper] = await li.certificates.papers({ certificateIds: [certificateId] });
    expect(paper?.entries).toEqual([expect.objectContaining({ title: null, place: "高都", minutes: 120 })]);
  });

  it("who acts for somebody without a telephone asks and prints for them", async () => {
    const old = await person(world, "王奶奶", { phone: null });
    await served(old.id, 1);
    const li = await api(story.li);
    expect(await refused(li.certificates.ask(asking({ personId: old.id })))).toBe("NOT_FOUND");
    await world.db
      .insertInto("proxy")
      .values({
        id: crypto.randomUUID(),
        person_id: old.id,
        actor_id: story.li.id,
        kind: "relative",
        consent_id: crypto.randomUUID(),
        started_at: world.clock.now(),
      })
      .execute();
    const { certificateId } = await li.certificates.ask(asking({ personId: old.id }));
    await (await api(story.chen)).certificates.issueAsked({ certificateId });
    expect((await li.certificates.papers({ certificateIds: [certificateId] }))[0]?.name).toBe("王奶奶");
    expect((await li.certificates.mine({ personId: old.id })).items).toHaveLength(1);
  });
});

describe("who hears of it", () => {
  const kinds = async (personId: string) =>
    (
      await world.db
        .selectFrom("notice")
        .select(["kind", "data"])
        .where("person_id", "=", personId)
        .where("kind", "like", "certificate%")
        .orderBy("created_at")
        .orderBy("id")
        .execute()
    ).map((row) => row.kind);

  it("the unit of an ask, the volunteer of the answer, and of hours struck out afterwards", async () => {
    const [first] = await served(story.li.id, 2);
    const { one } = await issued();
    await drain(world);
    expect(await kinds(story.chen.id)).toEqual(["certificate_asked"]);
    expect(await kinds(story.li.id)).toEqual(["certificate_issued"]);
    const zhou = await ctxOf(world, story.zhou);
    await transact(world.db, (trx) => strikeRecord(trx, zhou, first?.recordId ?? "", { grant: null }));
    await drain(world);
    expect(await kinds(story.li.id)).toEqual(["certificate_issued", "certificate_superseded"]);
    expect(
      (await world.db.selectFrom("certificate").select("status").where("id", "=", one.id).execute())[0],
    ).toEqual({
      status: "superseded",
    });
    expect(await verdict()).toEqual([]);
  });
});
