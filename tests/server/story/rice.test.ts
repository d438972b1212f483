// The founding story, told to the server from the first word to the last jin. After every act the four parts of every slot
// are what pledges and deliveries add up to; at the end `verify` finds nothing.
import { beforeAll, expect, test } from "vitest";
import { verify } from "@/server/history/verify/data";
import type { Ctx } from "@/server/trpc/context";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { certifyKey as key, loadersLine, riceDraft, riceLine, trucksLine } from "@/tests/support/drafts";
import { expectSlotsAddUp } from "@/tests/support/sums";
import {
  ctxOf,
  grant,
  organisation,
  person,
  places,
  storyPeople,
  type TestWorld,
  testWorld,
} from "@/tests/support/world";

const JIN = 500;
let world: TestWorld;
/** Each with the same clock and database; every call asks like a browser does. */
const as: Record<string, Caller> = {};
const ids: Record<string, string> = {};
type Caller = ReturnType<typeof createCaller>;

/** A fresh context per call, as each request has. */
const callerOf = (ctx: Ctx): Caller => createCaller(() => ({ ...ctx, asked: new Set<string>() }));

async function unitOf(
  name: string,
  kind: "unit" | "social" | "village" | "enterprise",
  region: number,
  leader: string,
) {
  const id = await organisation(world, name, kind, region);
  const head = await person(world, leader);
  await grant(world, head, "leader", { organisationId: id });
  ids[name] = id;
  as[leader] = callerOf(await ctxOf(world, head));
}

beforeAll(async () => {
  world = await testWorld();
  const story = await storyPeople(world);
  ids.team = story.team;
  for (const who of ["pan", "li", "chen", "gao"] as const) as[who] = callerOf(await ctxOf(world, story[who]));
  const clerk = await person(world, "文书小赵");
  await grant(world, clerk, "clerk", { regionId: places.xipandun }, story.grants.pan);
  as.clerk = callerOf(await ctxOf(world, clerk));
  for (const name of ["wang", "zhang"]) as[name] = callerOf(await ctxOf(world, await person(world, name)));
  await unitOf("区第一中学", "unit", places.luozhuang, "principal");
  await unitOf("阳光社工服务中心", "social", places.luozhuang, "social");
  await unitOf("西三重村", "village", places.xisanchong, "wei");
  await unitOf("惠民粮油公司", "enterprise", places.luozhuang, "company");
  const zhou = callerOf(await ctxOf(world, story.zhou));
  // The lawyer of 阳光社工服务中心: what the law asks for is looked at before anybody offers it.
  const { qualificationId } = await as.social!.records.claim({ kind: "lawyer", issuer: "山东省司法厅" });
  await zhou.records.verify({ qualificationId, version: 1, seen: "original" });
  await zhou.settings.set({ countyId: places.luozhuang, saleLines: true });
});

/** One act of somebody, then what the platform does by itself, then the sums. */
async function then<T>(act: Promise<T>): Promise<T> {
  const done = await act;
  await expectSlotsAddUp(world.db);
  await drain(world);
  await expectSlotsAddUp(world.db);
  return done;
}

const slot = (id: string) =>
  world.db.selectFrom("slot").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const pledgeStatus = async (id: string) =>
  (await world.db.selectFrom("pledge").select("status").where("id", "=", id).executeTakeFirstOrThrow())
    .status;

test("西潘墩's 200,000 jin: posted, certified, claimed, delivered in parts, short and refused, claimed again, settled to the last jin", async () => {
  const { pan, li, chen, gao, clerk, wang, zhang, principal, social, wei, company } = as as Record<
    string,
    Caller
  >;

  // 潘书记 posts; the town looks at the stock; only then is it before the public.
  const lawyer = { kind: "expertise", item: "律师", quantity: "1人" } as const;
  const lines = [riceLine(), loadersLine(), trucksLine(), lawyer];
  const { needId } = await then(pan!.needs.saveDraft(riceDraft({ lines })));
  expect(await then(pan!.needs.submit({ needId }))).toMatchObject({ status: "submitted" });
  const rows = await world.db
    .selectFrom("need_line as l")
    .innerJoin("slot as s", "s.line_id", "l.id")
    .select(["l.id as lineId", "s.id as slotId"])
    .where("l.need_id", "=", needId)
    .orderBy("l.position")
    .execute();
  const [rice, loaders, trucks, advice] = rows.map((row) => row.slotId) as [string, string, string, string];
  await then(
    gao!.needs.certify({
      lineId: rows[0]!.lineId,
      stock: "20万斤",
      certifiedOn: "2026-11-18",
      evidence: "到粮仓看过，检斤单在册",
      key: key(),
    }),
  );
  await then(pan!.needs.publish({ needId }));

  // Claims: the unit by voice at the release event, the others by themselves.
  const claim = (who: Caller, slotId: string, amount: string, more: object = {}) =>
    then(who.pledges.make({ slotId, amount, key: key(), ...more }));
  const { releaseId } = await then(
    clerk!.releases.open({ regionId: places.xipandun, title: "大米认购会", key: key() }),
  );
  const school = await then(
    clerk!.releases.record({
      releaseId,
      slotId: rice,
      organisationId: ids.区第一中学!,
      amount: "50000",
      key: key(),
    }),
  );
  await then(principal!.releases.confirm({ pledgeId: school.pledgeId }));
  const team = await claim(chen!, rice, "60000", { organisationId: ids.team });
  const centre = await claim(social!, rice, "40000", { organisationId: ids.阳光社工服务中心 });
  const village = await claim(wei!, rice, "30000", { organisationId: ids.西三重村 });
  const mine = await claim(li!, rice, "200");
  const hers = await claim(wang!, rice, "100");
  expect(await slot(rice)).toMatchObject({ promised: 180_300 * JIN, remaining: 19_700 * JIN });

  const carriers = await claim(chen!, loaders, "4", { organisationId: ids.team });
  const liCarries = await claim(li!, loaders, "1");
  const wangCarries = await claim(wang!, loaders, "1");
  const zhangWaits = await claim(zhang!, loaders, "1");
  expect(zhangWaits.status).toBe("waitlisted");
  const truck = await claim(company!, trucks, "1", { organisationId: ids.惠民粮油公司 });
  const truck2 = await claim(wei!, trucks, "1", { organisationId: ids.西三重村 });
  const counsel = await claim(social!, advice, "1", { organisationId: ids.阳光社工服务中心 });
  expect(counsel.status).toBe("requested"); // a lawyer waits for the poster's word
  await then(pan!.pledges.approve({ pledgeId: counsel.pledgeId }));

  // On the loaders' slot the waitlist takes the withdrawn place.
  await then(wang!.pledges.withdraw({ pledgeId: wangCarries.pledgeId, reason: "ill" }));
  expect(await pledgeStatus(zhangWaits.pledgeId)).toBe("offered");
  await then(zhang!.pledges.accept({ pledgeId: zhangWaits.pledgeId }));
  expect(await slot(loaders)).toMatchObject({ promised: 6, remaining: 0, waiting: 0 });

  // Deliveries, bit by bit: the team's second lot is short, the school sends some back.
  const sent = (who: Caller, pledgeId: string, amount: string) =>
    then(who.deliveries.send({ pledgeId, amount, key: key() }));
  const first = await sent(pan!, team.pledgeId, "40000");
  expect(await slot(rice)).toMatchObject({ on_way: 40_000 * JIN });
  await then(chen!.deliveries.receive({ deliveryId: first.deliveryId, amount: "40000" }));
  await then(chen!.deliveries.close({ deliveryId: first.deliveryId, accepted: "40000" }));
  const second = await sent(pan!, team.pledgeId, "20000");
  const short = await then(
    chen!.deliveries.close({
      deliveryId: second.deliveryId,
      accepted: "19500",
      short: "500",
      reason: "short_weight",
    }),
  );
  expect(short.pledge).toMatchObject({ status: "settled", accepted: 59_500 * JIN });
  const refused = await then(
    principal!.deliveries.accept({
      pledgeId: school.pledgeId,
      accepted: "49000",
      refused: "1000",
      reason: "damaged",
      key: key(),
    }),
  );
  expect(refused.pledge).toMatchObject({ status: "settled", accepted: 49_000 * JIN });

  // The shortfall is open again, exactly, and is claimed again; the sale stops by itself at stock.
  expect(await slot(rice)).toMatchObject({ remaining: (19_700 + 500 + 1_000) * JIN });
  const more = await claim(company!, rice, "20200", { organisationId: ids.惠民粮油公司 });
  const again = await claim(chen!, rice, "1000", { organisationId: ids.team });
  expect(await slot(rice)).toMatchObject({ remaining: 0 });
  await expect(zhang!.pledges.make({ slotId: rice, amount: "1", key: key() })).rejects.toThrow("FULL");

  const all: [Caller, string, string][] = [
    [social!, centre.pledgeId, "40000"],
    [wei!, village.pledgeId, "30000"],
    [li!, mine.pledgeId, "200"],
    [wang!, hers.pledgeId, "100"],
    [company!, more.pledgeId, "20200"],
  ];
  for (const [who, pledgeId, accepted] of all)
    expect((await then(who.deliveries.accept({ pledgeId, accepted, key: key() }))).pledge.status).toBe(
      "settled",
    );
  await then(chen!.deliveries.accept({ pledgeId: again.pledgeId, accepted: "1000", key: key() }));
  expect(await slot(rice)).toMatchObject({ accepted: 200_000 * JIN, on_way: 0, promised: 0, remaining: 0 });

  // Saturday: five of six came with their hands, both trucks, and the lawyer.
  world.clock.set("2026-11-21T06:00:00Z");
  const came: [string, string][] = [
    [carriers.pledgeId, "4"],
    [liCarries.pledgeId, "1"],
    [zhangWaits.pledgeId, "0"],
    [truck.pledgeId, "1"],
    [truck2.pledgeId, "1"],
    [counsel.pledgeId, "1"],
  ];
  for (const [pledgeId, n] of came) await then(pan!.presence.markCame({ pledgeId, came: n }));
  await then(zhang!.presence.contest({ pledgeId: zhangWaits.pledgeId, note: "在东门卸的车" }));
  await then(pan!.presence.markCame({ pledgeId: zhangWaits.pledgeId, came: "1" }));
  expect(await slot(loaders)).toMatchObject({ accepted: 6, remaining: 0 });

  // Settled: everybody is asked, and the need is completed.
  await then(pan!.settlement.settle({ needId }));
  const standing = await pan!.settlement.standing({ needId });
  expect(standing).toMatchObject({ open: 0, disputes: 0 });
  await then(chen!.settlement.answer({ pledgeId: team.pledgeId, answer: "done" }));
  await expect(pan!.settlement.complete({ needId })).rejects.toThrow("ANSWERS_AWAITED");
  world.clock.advance({ days: 7 });
  expect(await then(pan!.settlement.complete({ needId }))).toMatchObject({ status: "completed" });
  for (const slotId of [rice, loaders, trucks, advice])
    expect(await slot(slotId)).toMatchObject({ promised: 0, on_way: 0, remaining: 0, waiting: 0 });

  const verdict = await verify(world.db);
  expect(verdict.checks.filter((check) => !check.ok)).toEqual([]);
}, 60_000);
