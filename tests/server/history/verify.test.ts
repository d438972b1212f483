import { sql } from "kysely";
import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import type { How } from "@/server/attendance/rules";
import { consumersOf } from "@/server/history/outbox/rules";
import { verify } from "@/server/history/verify/data";
import { correctRecord } from "@/server/hours/correcting/commands";
import { knownRecords } from "@/server/hours/facts/data";
import { confirm } from "@/server/hours/speaking/commands";
import { wordOf } from "@/server/hours/speaking/data";
import { ensureShift } from "@/server/needs/shifts/commands";
import { type Db, type Trx, transact } from "@/server/platform/db";
import { amend, withdraw } from "@/server/pledges/changes/commands";
import { pledge } from "@/server/pledges/commands";
import { accept as acceptGoods, close, send } from "@/server/pledges/deliveries/commands";
import { FREES_ROOM } from "@/server/pledges/offers/commands";
import { WATCHED } from "@/server/pledges/stale/commands";
import type { Ctx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { openNeed } from "@/tests/support/needs";
import { served } from "@/tests/support/served";
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

let world: TestWorld;
const key = () => uuid();
const faultsOf = async (db: Db | Trx) =>
  (await verify(db)).checks.filter((check) => !check.ok).map((check) => [check.name, ...check.faults]);

/** The rice in small: four claims, a delivery short, one under way, a waitlist, a withdrawal. */
async function rice() {
  const story = await storyPeople(world);
  const { pan, li, chen, team } = story;
  const need = await openNeed(world, {
    posterId: pan.id,
    lines: [
      { kind: "goods", direction: "gift", quantity: 1000 },
      { kind: "people", quantity: 1, startsAt: new Date(world.clock.now().getTime() + 5 * 86_400_000) },
    ],
  });
  const [goods, loaders] = need.lines.map((line) => line.slotId) as [string, string];
  const [panCtx, liCtx, chenCtx] = [
    await ctxOf(world, pan),
    await ctxOf(world, li),
    await ctxOf(world, chen),
  ];
  const wang = await ctxOf(world, await person(world, "王大爷"));
  const make = (ctx: typeof liCtx, slotId: string, amount: string, more = {}) =>
    pledge(ctx, { slotId, amount, ifShort: "wait", key: key(), ...more });
  const mine = await make(liCtx, goods, "300");
  const theirs = await make(chenCtx, goods, "500", { organisationId: team });
  const first = await make(liCtx, loaders, "1");
  await make(wang, loaders, "1");
  await amend(liCtx, { pledgeId: mine.pledgeId, amount: "250", key: key() });
  const sent = await send(liCtx, { pledgeId: mine.pledgeId, amount: "100", key: key() });
  await close(panCtx, { deliveryId: sent.deliveryId, accepted: "90", short: "10", reason: "short_weight" });
  await acceptGoods(panCtx, { pledgeId: theirs.pledgeId, accepted: "500", key: key() });
  await send(liCtx, { pledgeId: mine.pledgeId, amount: "40", key: key() });
  await withdraw(liCtx, { pledgeId: first.pledgeId, reason: "ill" });
  await hours(need.posterId);
  await words(need.posterId, story);
  await drain(world);
  return { need, goods, loaders, mine };
}

/** Two came to a shift of their own, scanned; the times of one were corrected afterwards. */
async function hours(posterId: string) {
  const unit = await organisation(world, "罗庄区志愿服务中心", "unit", places.luozhuang);
  const from = world.clock.now();
  const to = new Date(from.getTime() + 3 * 3_600_000);
  const shift = await openNeed(world, {
    posterId,
    organisationId: unit,
    lines: [{ kind: "people", startsAt: from, endsAt: to }],
  });
  const slotId = shift.lines[0]!.slotId;
  const [sun, zhao] = [await person(world, "孙姐"), await person(world, "赵伯")];
  const of = async (who: { id: string }) =>
    served(world, await ctxOf(world, who), { personId: who.id, slotId, from, to });
  await of(sun);
  const { recordId } = await of(zhao);
  const pan = await ctxOf(world, posterId);
  const word = { by: posterId, level: "leader", grant: null } as const;
  await world.db.transaction().execute((trx) =>
    correctRecord(
      trx,
      pan,
      recordId,
      {
        from,
        to: new Date(to.getTime() - 3_600_000),
        askedBy: zhao.id,
        said: "hours.corrected",
        reason: null,
      },
      word,
    ),
  );
}

const HALF_HOUR = 1_800_000;

async function correct(by: Ctx, recordId: string, times: { from: Date; to: Date }) {
  const [known] = await knownRecords(world.db, [recordId]);
  const how = { ...times, askedBy: null, said: "hours.put_right" as const, reason: null };
  await transact(world.db, (trx) => correctRecord(trx, by, recordId, how, wordOf(by, known!)));
}

/** Days that took somebody's word: nine hours the organisation above, thirteen the district, a third of a shift and a paper the team. */
async function words(posterId: string, { zhou, chen, team }: Awaited<ReturnType<typeof storyPeople>>) {
  const above = await organisation(world, "区总队", "unit", places.luozhuang);
  await world.db.updateTable("organisation").set({ parent_id: above }).where("id", "=", team).execute();
  const leads = async (name: string, organisationId: string) => {
    const who = await person(world, name);
    await grant(world, who, "leader", { organisationId });
    return ctxOf(world, who);
  };
  const [second, chief] = [await leads("副队长", team), await leads("总队长", above)];
  const [first, district] = [await ctxOf(world, chen), await ctxOf(world, zhou)];
  world.clock.advance({ days: 1 });
  const day = async (name: string, halfHours: number, plan: number, how: How, by: Ctx, written?: Ctx) => {
    const volunteer = await person(world, name);
    const from = world.clock.now();
    const after = (n: number) => new Date(from.getTime() + n * HALF_HOUR);
    const need = await openNeed(world, {
      posterId,
      organisationId: team,
      lines: [{ kind: "people", startsAt: from, endsAt: after(plan) }],
    });
    const slotId = need.lines[0]!.slotId;
    await transact(world.db, (trx) => ensureShift(trx, world, slotId));
    const { recordId } = await served(world, written ?? (await ctxOf(world, volunteer)), {
      personId: volunteer.id,
      slotId,
      from,
      to: after(halfHours),
      inHow: how,
      organisationId: team,
    });
    await confirm(by, { recordIds: [recordId] });
    return { recordId, times: (n: number) => ({ from, to: after(n) }) };
  };
  await day("九小时", 18, 18, "scan", chief);
  await day("十三小时", 26, 26, "scan", district);
  const shortened = await day("十三个半", 27, 27, "scan", district);
  await correct(first, shortened.recordId, shortened.times(25)); // to a day still as long: less is anybody's to say
  await day("早退", 1, 8, "scan", first);
  await day("纸上", 3, 3, "paper", second, first);
}

const CONFIRMED_AS = (minutes: number) => sql`h.aggregate = 'service_record' AND h.event = 'hours.confirmed'
  AND h.subject_id IN (SELECT record_id FROM hours_entry WHERE minutes = ${minutes})`;
/** The word on a record becomes somebody else's, everywhere. */
const spokenBy = (minutes: number, name: string | null) => sql`
  UPDATE hours_entry e JOIN service_record r ON r.entry_id = e.id
    JOIN history h ON h.subject_id = r.id AND h.version = r.version LEFT JOIN person p ON p.name = ${name}
    LEFT JOIN role_grant g ON g.person_id = p.id
  SET e.confirmed_by = p.id, r.confirmed_by = p.id, h.actor_id = p.id, h.grant_id = g.id WHERE e.minutes = ${minutes}`;

const spokenBefore = (minutes: number, name: string) => sql`
  UPDATE history h JOIN person p ON p.name = ${name} JOIN role_grant g ON g.person_id = p.id
  SET h.actor_id = p.id, h.grant_id = g.id WHERE ${CONFIRMED_AS(minutes)}`;

/** What an act in a transaction answers; the transaction is rolled back. */
async function undone<T>(act: (trx: Trx) => Promise<T>): Promise<T> {
  let answer!: T;
  class Undo extends Error {}
  await world.db
    .transaction()
    .execute(async (trx) => {
      answer = await act(trx);
      throw new Undo();
    })
    .catch((error) => {
      if (!(error instanceof Undo)) throw error;
    });
  return answer;
}

beforeAll(async () => {
  world = await testWorld();
  await rice();
});

describe("verify", () => {
  it("finds nothing in an honest story, and has looked at all of it", async () => {
    const { ok, checks } = await verify(world.db);
    expect(checks.flatMap((check) => check.faults)).toEqual([]);
    expect(ok).toBe(true);
    expect(checks.map((check) => check.name)).toEqual([
      "slots",
      "pledges",
      "versions",
      "lives",
      "presences",
      "hours",
      "words",
      "totals",
      "certificates",
      "outbox",
      "effects",
      "matching",
      "chain",
    ]);
    for (const { name, checked } of checks)
      if (name !== "certificates" && name !== "matching") expect([name, checked > 0]).toEqual([name, true]);
  });

  it.each([
    ["slots", /remaining|add up/, sql`UPDATE slot SET remaining = remaining + 1 WHERE accepted > 0`],
    [
      "slots",
      /promised is/,
      sql`UPDATE slot SET promised = promised + 1, remaining = remaining - 1 WHERE accepted > 0`,
    ],
    ["slots", /remaining is -/, sql`UPDATE slot SET remaining = -1, ceiling = ceiling - remaining - 1`],
    ["slots", /waiting is 3/, sql`UPDATE slot SET waiting = 3 WHERE accepted > 0`],
    [
      "pledges",
      /on the way, its deliveries say/,
      sql`UPDATE delivery SET sent = sent + 1 WHERE status = 'sent'`,
    ],
    [
      "pledges",
      /accepted, its deliveries say/,
      sql`UPDATE delivery SET accepted = accepted + 1, short = short - 1 WHERE short > 0`,
    ],
    ["pledges", /its live key is null/, sql`UPDATE pledge SET live_key = NULL WHERE status = 'confirmed'`],
    [
      "pledges",
      /2 live pledges of/,
      sql`UPDATE pledge p JOIN (SELECT person_id, slot_id FROM pledge WHERE person_id IS NOT NULL AND on_way > 0) q
      SET p.person_id = q.person_id, p.slot_id = q.slot_id, p.status = 'confirmed', p.organisation_id = NULL WHERE p.organisation_id IS NOT NULL`,
    ],
    ["versions", /is at version/, sql`UPDATE pledge SET version = version + 1 WHERE on_way > 0`],
    ["versions", /follows v/, sql`DELETE FROM history WHERE aggregate = 'pledge' AND version = 2`],
    ["versions", /has no history/, sql`DELETE FROM history WHERE aggregate = 'organisation'`],
    ["versions", /is not there/, sql`DELETE FROM pledge WHERE status = 'withdrawn'`],
    ["lives", /by its history/, sql`UPDATE pledge SET status = 'confirmed' WHERE status = 'settled'`],
    [
      "lives",
      /may not happen in state/,
      sql`UPDATE history SET event = 'pledge.accepted' WHERE event = 'pledge.withdrawn'`,
    ],
    [
      "hours",
      /minutes in 180/,
      sql`UPDATE hours_entry SET minutes = minutes + 1 WHERE minutes = 180 AND supersedes_id IS NULL`,
    ],
    ["hours", /minutes against/, sql`UPDATE hours_entry SET minutes = -1 WHERE minutes < 0`],
    [
      "hours",
      /reverses a row that is not there/,
      sql`DELETE e FROM hours_entry e JOIN hours_entry r ON r.reverses_id = e.id`,
    ],
    ["hours", /is confirmed, 0 rows/, sql`DELETE FROM hours_entry WHERE minutes = 120`],
    ["hours", /2 rows of the ledger stand/, sql`DELETE FROM hours_entry WHERE minutes < 0`],
    ["hours", /2 confirmed entries/, sql`DELETE FROM hours_entry WHERE minutes < 0`],
    ["hours", /not reversed/, sql`DELETE FROM hours_entry WHERE minutes < 0`],
    [
      "hours",
      /history moved 180 minutes, the ledger 181/,
      sql`UPDATE hours_entry SET minutes = 181, to_at = to_at + INTERVAL 1 MINUTE WHERE minutes = 180 AND supersedes_id IS NULL`,
    ],
    [
      "hours",
      /confirmed their own/,
      sql`UPDATE hours_entry SET confirmed_by = person_id WHERE supersedes_id IS NOT NULL`,
    ],
    [
      "hours",
      /nobody confirmed it/,
      sql`UPDATE hours_entry SET confirmed_by = NULL WHERE supersedes_id IS NOT NULL`,
    ],
    [
      "hours",
      /wrote it down and confirmed/,
      sql`UPDATE service_record SET entered_by = confirmed_by WHERE confirmed_by IS NOT NULL`,
    ],
    [
      "hours",
      /overlaps another/,
      sql`UPDATE hours_entry SET person_id = 'somebody' WHERE reverses_id IS NULL`,
    ],
    ["hours", /says otherwise than its record/, sql`UPDATE service_record SET minutes = minutes + 1`],
    ["hours", /earned on a line of goods/, sql`UPDATE need_line SET kind = 'goods'`],
    [
      "words",
      /a day of 540 minutes, and nobody spoke for it as parent/,
      sql`UPDATE history h SET data = REPLACE(data, '"parent"', '"leader"') WHERE ${CONFIRMED_AS(540)}`,
    ],
    [
      "words",
      /a day of 780 minutes, and nobody spoke for it as district/,
      sql`UPDATE history h SET data = REPLACE(data, '"district"', '"parent"') WHERE ${CONFIRMED_AS(780)}`,
    ],
    [
      "words",
      /a day of 750 minutes, and nobody spoke for it as district/,
      sql`UPDATE history h SET data = REPLACE(data, '"district"', '"parent"') WHERE ${CONFIRMED_AS(810)}`,
    ],
    [
      "words",
      /a day of 750 minutes, and nobody spoke for it as district/,
      sql`UPDATE hours_entry SET to_at = to_at - INTERVAL 2 HOUR WHERE minutes = 810`,
    ],
    ["words", /confirmed as district, and the grant reaches as far as parent/, spokenBefore(810, "总队长")],
    [
      "words",
      /a day of 840 minutes, and nobody spoke for it as district/,
      sql`UPDATE hours_entry e JOIN hours_entry o ON o.minutes = 540 SET e.person_id = o.person_id, e.day = o.day,
        e.minutes = 300 WHERE e.minutes = 90`,
    ],
    ["words", /confirmed as parent, and the grant reaches as far as leader/, spokenBy(540, "副队长")],
    ["words", /confirmed as district, and the grant reaches as far as parent/, spokenBy(780, "总队长")],
    ["words", /had no say in it/, spokenBy(90, "孙姐")],
    ["words", /had no say in it/, sql`UPDATE role_grant SET ended_at = started_at WHERE role = 'leader'`],
    [
      "words",
      /had no say in it/,
      sql`UPDATE role_grant g JOIN person p ON p.id = g.person_id SET g.organisation_id = 'another' WHERE p.name = '总队长'`,
    ],
    [
      "words",
      /by history/,
      sql`UPDATE hours_entry e JOIN service_record r ON r.entry_id = e.id SET e.confirmed_by = 'x', r.confirmed_by = 'x'
        WHERE e.minutes = 540`,
    ],
    ["words", /its record by/, sql`UPDATE hours_entry SET confirmed_by = 'somebody' WHERE minutes = 90`],
    [
      "words",
      /history names/,
      sql`UPDATE history h SET data = REPLACE(data, 'entryId', 'id') WHERE ${CONFIRMED_AS(30)}`,
    ],
    ["words", /30 of 240 minutes took effect without the leader's word/, spokenBy(30, null)],
    ["words", /wrote it down, and nobody else confirmed it/, spokenBy(90, null)],
    ["words", /counts in paid working time/, sql`UPDATE shift SET paid_time = 1`],
    [
      "words",
      /counts in paid working time/,
      sql`UPDATE service_record SET flags = 'paid_time' WHERE minutes = 540`,
    ],
    [
      "presences",
      /is in, and its shift is closed/,
      sql`UPDATE attendance a JOIN shift p ON p.slot_id = a.slot_id
      SET a.status = 'in', p.status = 'closed'`,
    ],
    [
      "presences",
      /its record is open, and its shift is closed/,
      sql`UPDATE service_record r JOIN shift p ON p.slot_id = r.slot_id
      SET r.status = 'open', p.status = 'closed'`,
    ],
    ["presences", /is out and has no record/, sql`DELETE FROM service_record WHERE minutes = 540`],
    ["presences", /is in, and its hours count/, sql`UPDATE attendance SET status = 'in'`],
    ["presences", /never was, and its record is confirmed/, sql`UPDATE attendance SET status = 'void'`],
    ["presences", /was called off/, sql`UPDATE shift SET status = 'cancelled'`],
    ["totals", /the ledger says/, sql`UPDATE person_hours SET minutes = minutes + 60`],
    [
      "totals",
      /and no row of the ledger/,
      sql`INSERT INTO person_hours (person_id, minutes) VALUES ('nobody', 60)`,
    ],
    ["totals", /another person, need, place/, sql`UPDATE hours_entry SET village_id = 1`],
    ["totals", /another person, need, place/, sql`UPDATE hours_entry SET recording_unit_id = 'none'`],
    ["outbox", /has no outbox row/, sql`DELETE FROM outbox WHERE event = 'pledge.withdrawn'`],
    ["effects", /done without tally/, sql`DELETE FROM effect WHERE consumer = 'tally'`],
    [
      "chain",
      /not what was sealed/,
      sql`UPDATE history SET data = REPLACE(data, 'ill', 'busy') WHERE event = 'pledge.withdrawn'`,
    ],
  ])("%s: says so where %s (%#)", async (name, words, tampering) => {
    const faults = await undone(async (trx) => {
      await tampering.execute(trx);
      return faultsOf(trx);
    });
    const found = faults.find(([check]) => check === name) ?? [];
    expect(found.join("\n")).toMatch(words);
  });

  it("the waitlist and the watch over stale claims hear of every event they ask for", () => {
    for (const event of FREES_ROOM)
      expect([event, consumersOf(event)]).toEqual([event, expect.arrayContaining(["offers"])]);
    for (const event of WATCHED)
      expect([event, consumersOf(event)]).toEqual([event, expect.arrayContaining(["stale"])]);
  });
});
