import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { list, unlist } from "@/server/needs/listing/commands";
import { listOpen, type OpenQuery } from "@/server/needs/listing/data";
import { LOOK } from "@/server/needs/listing/rules";
import { listOpenInput } from "@/server/needs/listing/schema";
import { type Db, transact } from "@/server/platform/db";
import { seedRegions } from "@/server/regions/national/commands";
import { HOUR_MS } from "@/server/time";
import { TEST_NOW, testClock } from "@/tests/support/clock";
import { emptyTestDb, testDb } from "@/tests/support/database";
import { openNeed, TEST_PLACE } from "@/tests/support/needs";

const clock = testClock();
let db: Db;

beforeEach(async () => {
  db = await testDb();
  await emptyTestDb();
});

type Spec = Parameters<typeof openNeed>[1] & { title?: string; dueIn?: number; unlisted?: boolean };

async function listedNeed({ title = "大米卖不出去", dueIn = 24, unlisted, ...spec }: Spec = {}) {
  const need = await openNeed({ db, clock }, spec);
  await db
    .updateTable("need")
    .set({ title, deadline_at: new Date(TEST_NOW.getTime() + dueIn * HOUR_MS) })
    .where("id", "=", need.id)
    .execute();
  if (!unlisted) await transact(db, (trx) => list(trx, need.id));
  return need.id;
}

const titles = async (query: Partial<OpenQuery>) =>
  (await listOpen({ db, clock }, { region: null, ...query })).cards.map((card) => card.title);

const LEVELS = ["province", "city", "county", "town", "village"] as const;
const tables = ["listing", "listing_text", "need_gram"] as const;
const rowsLeft = async () => {
  const counts = await Promise.all(
    tables.map((table) =>
      db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .execute(),
    ),
  );
  return counts.map(([row]) => row?.n);
};

/** Of this connection, since it began. */
async function rowsRead(trx: Db): Promise<number> {
  const { rows } = await sql<{ Value: string }>`SHOW SESSION STATUS LIKE 'Handler_read%'`.execute(trx);
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0);
}

describe("the list of open needs", () => {
  it("shows a need at every level of its place, and at no other place", async () => {
    await listedNeed({ title: "运大米" });
    for (const [at, name] of LEVELS.entries()) {
      const level = at + 1;
      expect(await titles({ region: { level, id: TEST_PLACE[name] } })).toEqual(["运大米"]);
      expect(await titles({ region: { level, id: TEST_PLACE[name] + 1 } })).toEqual([]);
    }
    expect(await titles({})).toEqual(["运大米"]);
  });

  it("shows a need under each kind of its lines, once under all", async () => {
    await listedNeed({ title: "货和人", lines: [{ kind: "goods" }, { kind: "people" }, { kind: "people" }] });
    await listedNeed({ title: "车", lines: [{ kind: "vehicle" }] });
    expect(await titles({ kind: "goods" })).toEqual(["货和人"]);
    expect(await titles({ kind: "people" })).toEqual(["货和人"]);
    expect(await titles({ kind: "vehicle" })).toEqual(["车"]);
    expect(await titles({ kind: "expertise" })).toEqual([]);
    expect((await titles({})).sort()).toEqual(["货和人", "车"]);
  });

  it("comes soonest due first, leaves out what is overdue, and keeps to the time asked for", async () => {
    await listedNeed({ title: "后天", dueIn: 48 });
    await listedNeed({ title: "过了", dueIn: -1 });
    await listedNeed({ title: "今晚", dueIn: 8 });
    await listedNeed({ title: "明天", dueIn: 24 });
    expect(await titles({})).toEqual(["今晚", "明天", "后天"]);
    const dueAfter = new Date(TEST_NOW.getTime() + 10 * HOUR_MS);
    const dueBefore = new Date(TEST_NOW.getTime() + 40 * HOUR_MS);
    expect(await titles({ dueAfter, dueBefore })).toEqual(["明天"]);
  });

  it("pages without a gap or a repeat, also where many are due at the same time", async () => {
    for (let n = 0; n < 11; n++) await listedNeed({ title: `第${n}件`, dueIn: n < 8 ? 24 : 30 });
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let turn = 0; turn < 5; turn++) {
      const input = listOpenInput.parse({ limit: 3, cursor: cursor ?? "" });
      const page = await listOpen({ db, clock }, { region: null, ...input });
      seen.push(...page.cards.map((card) => card.title));
      cursor = page.next;
      if (cursor === null) break;
    }
    expect(cursor).toBeNull();
    expect(seen).toHaveLength(11);
    expect(new Set(seen).size).toBe(11);
  });

  it("a cursor that is none is refused", () => {
    for (const cursor of [
      "1",
      "x.y",
      `1.${"-".repeat(36)}`,
      "99999999999999999.019309c0-0000-7000-8000-000000000001",
    ])
      expect(listOpenInput.safeParse({ cursor }).success).toBe(false);
  });

  it("a card carries the lines of the present round with the numbers of their slots", async () => {
    await seedRegions({ db });
    const id = await listedNeed({
      lines: [
        { kind: "goods", item: "大米", quantity: 200_000 },
        { kind: "people", item: "搬运工", quantity: 8 },
      ],
    });
    const [card] = (await listOpen({ db, clock }, { region: null })).cards;
    expect(card).toMatchObject({ id, status: "open", certified: false });
    expect(card?.lines.map((line) => [line.item, line.quantity, line.parts.remaining])).toEqual([
      ["大米", 100_000_000, 100_000_000],
      ["搬运工", 8, 8],
    ]);
  });

  it("a card tells that the stock of a sale was certified, as long as that stands", async () => {
    const need = await openNeed({ db, clock }, { lines: [{ direction: "sale" }] });
    await transact(db, (trx) => list(trx, need.id));
    const certified = async () => (await listOpen({ db, clock }, { region: null })).cards[0]?.certified;
    expect(await certified()).toBe(false);
    const id = "019309c0-0000-7000-8000-00000000000c";
    await db
      .insertInto("certification")
      .values({
        id,
        need_id: need.id,
        line_id: need.lines[0]?.id ?? "",
        certified_by: id,
        region_id: TEST_PLACE.town,
        certified_on: TEST_NOW,
        stock: 1,
        evidence: "现场查看",
        created_at: TEST_NOW,
      })
      .execute();
    expect(await certified()).toBe(true);
    await db.updateTable("certification").set({ revoked_at: TEST_NOW }).where("id", "=", id).execute();
    expect(await certified()).toBe(false);
  });

  it("a card says where it is as people say it", async () => {
    await seedRegions({ db });
    const place = { ...TEST_PLACE, town: 371311007000, village: 371311007201 };
    await listedNeed({ place });
    expect((await listOpen({ db, clock }, { region: null })).cards[0]?.place).toBe("高都街道 西高都村");
  });
});

describe("search in the list", () => {
  const county = { level: 3, id: TEST_PLACE.county };
  const village = { level: 5, id: TEST_PLACE.village };

  it("finds words of the title and of the items, at every level", async () => {
    await listedNeed({ title: "仓里积压", lines: [{ item: "稻花香大米" }] });
    await listedNeed({ title: "找人修水渠", lines: [{ kind: "people", item: "瓦工" }] });
    for (const region of [null, ...LEVELS.map((name, at) => ({ level: at + 1, id: TEST_PLACE[name] }))]) {
      expect(await titles({ region, text: "大米" })).toEqual(["仓里积压"]);
      expect(await titles({ region, text: "积压" })).toEqual(["仓里积压"]);
      expect(await titles({ region, text: "修水渠" })).toEqual(["找人修水渠"]);
      expect(await titles({ region, text: "瓦" })).toEqual(["找人修水渠"]);
      expect(await titles({ region, text: "水稻" })).toEqual([]);
    }
  });

  it("a match does not run over from the title into an item", async () => {
    await listedNeed({ title: "急卖大", lines: [{ item: "米" }] });
    for (const region of [null, county, village]) expect(await titles({ region, text: "大米" })).toEqual([]);
  });

  it("all the pieces of the words are there, but not the words: not found", async () => {
    await listedNeed({ title: "甲乙丙，乙丙丁" });
    expect(await titles({ text: "乙丙丁" })).toHaveLength(1);
    expect(await titles({ text: "甲乙丙丁" })).toEqual([]);
  });

  it("width, case and signs do not matter; signs alone find nothing", async () => {
    await listedNeed({ title: "租用 5G 设备（两台）" });
    for (const text of ["５ｇ设备", "5G设备两台", "5g 设备"]) expect(await titles({ text })).toHaveLength(1);
    for (const text of ["%%", "__", "！"]) expect(await titles({ text })).toEqual([]);
  });

  it("keeps to kind and time", async () => {
    await listedNeed({ title: "大米一", dueIn: 10, lines: [{ kind: "people" }] });
    await listedNeed({ title: "大米二", dueIn: 40 });
    expect(await titles({ region: county, text: "大米", kind: "people" })).toEqual(["大米一"]);
    expect(await titles({ region: county, text: "大米", kind: "goods" })).toEqual(["大米二"]);
    const dueAfter = new Date(TEST_NOW.getTime() + 20 * HOUR_MS);
    expect(await titles({ text: "大米", dueAfter })).toEqual(["大米二"]);
  });

  it.each([[null], [TEST_PLACE.province], [TEST_PLACE.city]])(
    "a search reads the pieces that are thin where its page begins, not those everybody has (%s)",
    async (place) => {
      const id = await listedNeed({ title: "求助稀客", dueIn: 1000 });
      const posting = await db
        .selectFrom("need_gram")
        .selectAll()
        .where("need_id", "=", id)
        .where("gram", "=", "求助")
        .executeTakeFirstOrThrow();
      const filler = Array.from({ length: 3_000 }, (_, n) => ({
        ...posting,
        need_id: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`,
        due_at: new Date(TEST_NOW.getTime() + 24 * HOUR_MS + n),
      }));
      await db.insertInto("need_gram").values(filler).execute();
      const level = place === TEST_PLACE.city ? 2 : 1;
      await transact(db, async (trx) => {
        const before = await rowsRead(trx);
        const found = await listOpen(
          { db: trx, clock },
          { region: place === null ? null : { level, id: place }, text: "求助稀客" },
        );
        expect(found.cards.map((card) => card.id)).toEqual([id]);
        expect((await rowsRead(trx)) - before).toBeLessThan(300);
      });
    },
  );

  it("a single character far down a long list is found by going on, page by page", async () => {
    const id = await listedNeed({ title: "找一头牛", dueIn: 1000 });
    const place = await db
      .selectFrom("listing")
      .selectAll()
      .where("need_id", "=", id)
      .executeTakeFirstOrThrow();
    const filler = Array.from({ length: LOOK + 10 }, (_, n) => ({
      ...place,
      kind: "any",
      need_id: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`,
      due_at: new Date(TEST_NOW.getTime() + 24 * HOUR_MS),
    }));
    await db.insertInto("listing").values(filler).execute();
    const first = await listOpen({ db, clock }, { region: null, text: "牛" });
    expect(first.cards).toEqual([]);
    const { cursor } = listOpenInput.parse({ cursor: first.next ?? undefined });
    const second = await listOpen({ db, clock }, { region: null, text: "牛", cursor });
    expect(second.cards.map((card) => card.id)).toEqual([id]);
    expect(second.next).toBeNull();
  });
});

describe("on the list and off it", () => {
  it("what is taken off leaves nothing behind", async () => {
    const id = await listedNeed({ title: "租用 5G 设备", lines: [{ kind: "goods" }, { kind: "vehicle" }] });
    await transact(db, (trx) => unlist(trx, id));
    expect(await rowsLeft()).toEqual([0, 0, 0]);
    await transact(db, (trx) => unlist(trx, id));
  });

  it("listed again after a change, it is found by the new words only, at the new time", async () => {
    const id = await listedNeed({ title: "卖大米" });
    const deadline_at = new Date(TEST_NOW.getTime() + 100 * HOUR_MS);
    await db.updateTable("need").set({ title: "卖白菜", deadline_at }).where("id", "=", id).execute();
    await db.updateTable("need_line").set({ item: "白菜" }).where("need_id", "=", id).execute();
    await transact(db, (trx) => list(trx, id));
    expect(await titles({ text: "大米" })).toEqual([]);
    expect(await titles({ text: "白菜" })).toEqual(["卖白菜"]);
    expect(await titles({ dueBefore: deadline_at })).toEqual([]);
  });

  it("the confidential lane stands on no list", async () => {
    const id = await listedNeed({ lane: "confidential" });
    expect(await rowsLeft()).toEqual([0, 0, 0]);
    await db.updateTable("need").set({ lane: "open" }).where("id", "=", id).execute();
    await transact(db, (trx) => list(trx, id));
    await db.updateTable("need").set({ lane: "confidential" }).where("id", "=", id).execute();
    await transact(db, (trx) => list(trx, id));
    expect(await rowsLeft()).toEqual([0, 0, 0]);
  });

  it("an act that fails leaves the list as it was", async () => {
    const id = await listedNeed();
    const failing = transact(db, async (trx) => {
      await unlist(trx, id);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await titles({})).toHaveLength(1);
  });
});
