import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import { saveChain } from "@/server/matching/chain/commands";
import { proposals } from "@/server/matching/chain/data";
import { CHAIN_ROWS_MAX } from "@/server/matching/chain/schema";
import { registerPerson } from "@/server/people/proxies/commands";
import { DAY_MS, HOUR_MS } from "@/server/time";
import { drain } from "@/server/worker";
import { type LineSpec, openNeed } from "@/tests/support/needs";
import { claim, newKey, rowOf } from "@/tests/support/pledged";
import { codeOf } from "@/tests/support/refusals";
import { faultyNumbers } from "@/tests/support/sums";
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
let story: Awaited<ReturnType<typeof storyPeople>>;
beforeAll(async () => {
  world = await testWorld();
  story = await storyPeople(world);
  await drain(world);
});
afterEach(async () => {
  expect(await faultyNumbers(world.db)).toEqual([]);
});
afterAll(async () => {
  await drain(world);
  expect((await verify(world.db)).checks.filter((check) => !check.ok)).toEqual([]);
});

const codeFrom = (act: Promise<unknown>) => act.then(() => "done", codeOf);
const refusalFrom = (act: Promise<unknown>) =>
  act.then(
    () => {
      throw new Error("not refused");
    },
    (error) => (isRefusal(error) ? error : Promise.reject(error)),
  );
const leader = () => ctxOf(world, story.chen);

let days = 5;
/** A shift of its own day, so that nobody is busy elsewhere. */
async function shift(quantity = 10, more: LineSpec = {}) {
  const startsAt = new Date(world.clock.now().getTime() + days++ * DAY_MS);
  const need = await openNeed(world, {
    posterId: story.pan.id,
    lines: [
      {
        kind: "people",
        quantity,
        startsAt,
        endsAt: new Date(startsAt.getTime() + 3 * HOUR_MS),
        cutOffAt: new Date(startsAt.getTime() - DAY_MS),
        ...more,
      },
    ],
  });
  return { need, slotId: need.lines[0]!.slotId };
}

/** Who has a named place on the slot. */
const namedOn = async (slotId: string): Promise<string[]> =>
  (
    await world.db
      .selectFrom("seat as s")
      .innerJoin("pledge as p", "p.id", "s.pledge_id")
      .select("s.person_id")
      .where("p.slot_id", "=", slotId)
      .execute()
  ).map((row) => row.person_id);

async function member(name: string) {
  const one = await person(world, name, { regionId: places.gaodu });
  await grant(world, one, "member", { organisationId: story.team });
  return one;
}

describe("a team's list", () => {
  it("matches members by name, asks which of two, and says who is unknown", async () => {
    const zhang = await member("接龙张三");
    await member("接龙同名");
    await member("接龙同名");
    const { slotId } = await shift();
    const text =
      "#接龙\n1. 接龙张三 13800138000\n2. 接龙同名+2人\n3. 外村人\n4. 接龙张三\n5. 接龙李四（取消）";
    const read = await proposals(await leader(), { slotId, organisationId: story.team, text });
    expect(read.rows.map((row) => [row.name, row.amount, row.asks])).toEqual([
      ["接龙张三", "1", []],
      ["接龙同名", "3", ["which"]],
      ["外村人", "1", ["unknown"]],
      ["接龙张三", "1", ["twice"]],
      ["接龙李四", "1", ["withdrawn", "unknown"]],
    ]);
    expect(read.rows[0]?.matches.map((one) => one.id)).toEqual([zhang.id]);
    expect(read.rows[0]?.said).toBe("接龙张三");
    expect(JSON.stringify(read)).not.toContain("13800138000");
  });

  it("is one pledge of the team, with its members named and the others as places without a name", async () => {
    const [a, b] = [await member("甲员"), await member("乙员")];
    const { slotId } = await shift(10);
    const ctx = await leader();
    const rows = [{ helperId: a.id, amount: "1" }, { helperId: b.id, amount: "3" }, { amount: "1" }];
    const saved = await saveChain(ctx, { slotId, organisationId: story.team, rows, key: newKey() });
    expect(saved).toMatchObject({ named: 2, rows: 3 });
    const row = await rowOf.pledge(world.db, saved.pledgeIds[0]!);
    expect([row.amount, row.status]).toEqual([5, "confirmed"]);
    expect((await namedOn(slotId)).sort()).toEqual([a.id, b.id].sort());
  });

  it("raises the pledge the team has already by what its free places do not hold", async () => {
    const [a, b, c] = [await member("丙员"), await member("丁员"), await member("戊员")];
    const { slotId } = await shift(10);
    const ctx = await leader();
    const { pledgeId } = await claim(ctx, slotId, 2, { organisationId: story.team });
    const rows = [a, b, c].map((one) => ({ helperId: one.id, amount: "1" }));
    const saved = await saveChain(ctx, { slotId, organisationId: story.team, rows, key: newKey() });
    expect(saved.pledgeIds).toEqual([pledgeId]);
    expect((await rowOf.pledge(world.db, pledgeId)).amount).toBe(3);
  });

  it("is saved whole or not at all: one who cannot be named leaves nothing, and the refusal says which row", async () => {
    const a = await member("己员");
    const stranger = await person(world, "不是队员", { regionId: places.gaodu });
    const { slotId } = await shift(10);
    const rows = [
      { helperId: a.id, amount: "1" },
      { helperId: stranger.id, amount: "1" },
    ];
    const refusal = await refusalFrom(
      saveChain(await leader(), { slotId, organisationId: story.team, rows, key: newKey() }),
    );
    expect(refusal.code).toBe("CHAIN_ROWS");
    expect(refusal.facts.fields).toEqual({ "rows.1": "not_member" });
    expect((await rowOf.slot(world.db, slotId)).promised).toBe(0);
    expect(await namedOn(slotId)).toEqual([]);
  });

  it("beyond the room is refused, and nothing is left of it", async () => {
    const { slotId } = await shift(3);
    const rows = [{ amount: "4" }];
    const save = saveChain(await leader(), { slotId, organisationId: story.team, rows, key: newKey() });
    expect(await codeFrom(save)).toBe("ONLY_PART");
    expect((await rowOf.slot(world.db, slotId)).promised).toBe(0);
  });

  it("sent twice with one key is saved once", async () => {
    const { slotId } = await shift(10);
    const ctx = await leader();
    const input = { slotId, organisationId: story.team, rows: [{ amount: "2" }], key: newKey() };
    const [one, two] = await Promise.all([saveChain(ctx, input), saveChain(ctx, input)]);
    expect(two).toEqual(one);
    expect((await rowOf.slot(world.db, slotId)).promised).toBe(2);
    expect(await codeFrom(saveChain(ctx, { ...input, rows: [{ amount: "3" }] }))).toBe("SAME_KEY_OTHER_BODY");
  });

  it("two lists for the last places: one is saved, one is told", async () => {
    const { slotId } = await shift(3);
    const other = await organisation(world, "接龙二队", "unit", places.gaodu);
    const lead = await person(world, "二队长", { regionId: places.gaodu });
    await grant(world, lead, "leader", { organisationId: other });
    const save = async (ctx: Awaited<ReturnType<typeof leader>>, organisationId: string) =>
      codeFrom(saveChain(ctx, { slotId, organisationId, rows: [{ amount: "2" }], key: newKey() }));
    const outcomes = await Promise.all([
      save(await leader(), story.team),
      save(await ctxOf(world, lead), other),
    ]);
    expect(outcomes.sort()).toEqual(["ONLY_PART", "done"]);
    expect((await rowOf.slot(world.db, slotId)).promised).toBe(2);
  });

  it(`of ${CHAIN_ROWS_MAX} rows is taken, of one more it is not`, async () => {
    const { slotId } = await shift(80);
    const rows = (n: number) => Array.from({ length: n }, () => ({ amount: "1" }));
    const save = async (n: number) =>
      codeFrom(
        saveChain(await leader(), { slotId, organisationId: story.team, rows: rows(n), key: newKey() }),
      );
    expect(await save(CHAIN_ROWS_MAX + 1)).not.toBe("done");
    expect(await save(CHAIN_ROWS_MAX)).toBe("done");
  });

  it("is its leader's: nobody else of the team, and no other team's leader", async () => {
    const plain = await member("普通队员");
    const { slotId } = await shift(5);
    const input = { slotId, organisationId: story.team, rows: [{ amount: "1" }], key: newKey() };
    expect(await codeFrom(saveChain(await ctxOf(world, plain), input))).toBe("FORBIDDEN");
    expect(await codeFrom(saveChain(await ctxOf(world, story.pan), input))).toBe("FORBIDDEN");
  });
});

describe("what units said", () => {
  it("is written down by the village as spoken claims, which the units confirm afterwards", async () => {
    const [one, two] = [
      await organisation(world, "接龙甲单位", "unit", places.gaodu),
      await organisation(world, "接龙乙单位", "unit", places.gaodu),
    ];
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ quantity: 1000 }] });
    const slotId = need.lines[0]!.slotId;
    const pan = await ctxOf(world, story.pan);
    const read = await proposals(pan, {
      slotId,
      text: "1. 接龙甲单位 100斤\n2. 接龙乙单位 50斤\n3. 张三 2袋",
    });
    expect(read.rows.map((row) => [row.matches[0]?.id, row.amount, row.asks])).toEqual([
      [one, "100", []],
      [two, "50", []],
      [undefined, null, ["unknown", "unit"]],
    ]);
    const saved = await saveChain(pan, {
      slotId,
      rows: [
        { helperId: one, amount: "100" },
        { helperId: two, amount: "50" },
      ],
      key: newKey(),
    });
    expect(saved.pledgeIds).toHaveLength(2);
    const row = await rowOf.pledge(world.db, saved.pledgeIds[0]!);
    expect([row.via, row.unit_confirmed_at, row.recorded_by]).toEqual(["on_site", null, story.pan.id]);
  });

  it("leaves nothing where one unit has claimed before, and says which", async () => {
    const [one, two] = [
      await organisation(world, "接龙丙单位", "unit", places.gaodu),
      await organisation(world, "接龙丁单位", "unit", places.gaodu),
    ];
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ quantity: 1000 }] });
    const slotId = need.lines[0]!.slotId;
    const pan = await ctxOf(world, story.pan);
    await saveChain(pan, { slotId, rows: [{ helperId: two, amount: "50" }], key: newKey() });
    const refusal = await refusalFrom(
      saveChain(pan, {
        slotId,
        rows: [
          { helperId: one, amount: "10" },
          { helperId: two, amount: "10" },
        ],
        key: newKey(),
      }),
    );
    expect(refusal.code).toBe("CHAIN_ROWS");
    expect(refusal.facts.fields).toEqual({ "rows.1": "already_pledged" });
    expect((await rowOf.slot(world.db, slotId)).promised).toBe(50 * 500);
  });

  it("needs a unit on every row, each once", async () => {
    const one = await organisation(world, "接龙戊单位", "unit", places.gaodu);
    const need = await openNeed(world, { posterId: story.pan.id, lines: [{ quantity: 1000 }] });
    const rows = [{ amount: "10" }, { helperId: one, amount: "10" }, { helperId: one, amount: "5" }];
    const refusal = await refusalFrom(
      saveChain(await ctxOf(world, story.pan), { slotId: need.lines[0]!.slotId, rows, key: newKey() }),
    );
    expect(refusal.facts.fields).toEqual({ "rows.0": "required", "rows.2": "twice" });
  });
});

describe("a poster's list with people in it", () => {
  /** Somebody of the village who agreed by word that the secretary enters them. */
  async function entered(name: string): Promise<string> {
    const pan = await ctxOf(world, story.pan);
    const given = { name, regionId: places.xipandun, how: "spoken" as const, age14: true as const };
    return (await registerPerson(pan, given)).personId;
  }

  it("is matched to those who agreed that the poster acts for them, one place each, and to nobody else", async () => {
    const wang = await entered("接龙王五");
    await person(world, "接龙路人", { regionId: places.xipandun });
    const { slotId } = await shift(10);
    const pan = await ctxOf(world, story.pan);
    const read = await proposals(pan, { slotId, text: "1. 接龙王五+2人\n2. 接龙路人\n3. 接龙王五 2人" });
    expect(read.rows.map((row) => [row.matches.map((one) => one.id), row.amount, row.asks])).toEqual([
      [[wang], "1", ["brings"]],
      [[], "1", ["unknown"]],
      [[wang], "1", ["twice", "brings"]],
    ]);
  });

  it("is saved in one transaction: their own pledges, entered by the poster, beside what units said", async () => {
    const [a, b] = [await entered("接龙赵六"), await entered("接龙孙七")];
    const unit = await organisation(world, "接龙己单位", "unit", places.gaodu);
    const { slotId } = await shift(10);
    const pan = await ctxOf(world, story.pan);
    const rows = [
      { helperId: a, amount: "1" },
      { helperId: unit, amount: "3" },
      { helperId: b, amount: "1" },
    ];
    const saved = await saveChain(pan, { slotId, rows, key: newKey() });
    const made = await Promise.all(saved.pledgeIds.map((id) => rowOf.pledge(world.db, id)));
    expect(made.map((row) => [row.person_id ?? row.organisation_id, row.amount, row.via])).toEqual([
      [a, 1, "proxy"],
      [unit, 3, "on_site"],
      [b, 1, "proxy"],
    ]);
    expect(made.map((row) => row.recorded_by)).toEqual(Array(3).fill(story.pan.id));
  });

  it("leaves nothing where one is a stranger, or brings others without their names, and says which row", async () => {
    const a = await entered("接龙周八");
    const stranger = await person(world, "接龙生人", { regionId: places.xipandun });
    const { slotId } = await shift(10);
    const pan = await ctxOf(world, story.pan);
    const fieldsOf = async (rows: { helperId: string; amount: string }[]) =>
      (await refusalFrom(saveChain(pan, { slotId, rows, key: newKey() }))).facts.fields;
    const mine = { helperId: a, amount: "1" };
    expect(await fieldsOf([mine, { helperId: stranger.id, amount: "1" }])).toEqual({
      "rows.1": "not_found",
    });
    expect(await fieldsOf([{ helperId: a, amount: "3" }])).toEqual({ "rows.0": "one_each" });
    expect((await rowOf.slot(world.db, slotId)).promised).toBe(0);
  });

  it("says who has promised to be elsewhere at that time", async () => {
    const a = await entered("接龙吴九");
    const pan = await ctxOf(world, story.pan);
    const first = await shift(10);
    days--; // the same day again
    const second = await shift(10);
    const rows = [{ helperId: a, amount: "1" }];
    await saveChain(pan, { slotId: first.slotId, rows, key: newKey() });
    const refusal = await refusalFrom(saveChain(pan, { slotId: second.slotId, rows, key: newKey() }));
    expect(refusal.facts.fields).toEqual({ "rows.0": "clash" });
  });
});
