// A sheet of members: judged row by row, imported whole or not at all.
import { setTimeout as sleep } from "node:timers/promises";
import { deflateRawSync } from "node:zlib";
import { sql } from "kysely";
import { beforeEach, describe, expect, test } from "vitest";
import { verify } from "@/server/history/verify/data";
import { check, drop, forgetSheets, run } from "@/server/organisations/imports/commands";
import { sheetToCorrect, showImport } from "@/server/organisations/imports/data";
import { dayOfText, judge, rowsOfTable, shortNames } from "@/server/organisations/imports/rules";
import { runInput } from "@/server/organisations/imports/schema";
import { answerInvitation } from "@/server/organisations/joining/inviting/commands";
import { listInvited, myInvitations } from "@/server/organisations/joining/inviting/data";
import { countMembers, listMembers } from "@/server/organisations/members/data";
import { registerPerson } from "@/server/people/proxies/commands";
import { actsFor } from "@/server/people/proxies/data";
import { readTable } from "@/server/platform/sheets/read";
import type { Ctx } from "@/server/trpc/context";
import { systemCtx } from "@/server/trpc/context";
import { drain } from "@/server/worker";
import { emptyTestDb } from "@/tests/support/database";
import { workbook } from "@/tests/support/sheets";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let chen: Ctx;
let team = "";
beforeEach(async () => {
  await emptyTestDb();
  ({ world, story } = await storyWorld());
  chen = await ctxOf(world, story.chen);
  team = story.team;
});

const HEAD = ["姓名", "手机号", "性别", "出生日期", "所在村（社区）"];
const sheetOf = (rows: string[][], head = HEAD) => workbook(head, rows);
const checked = async (rows: string[][], ctx = chen) =>
  (await check(ctx, { organisationId: team, bytes: await sheetOf(rows) })).importId;
const imports = (importId: string, ctx = chen) => run(ctx, runInput.parse({ importId, consent: "on" }));
const code = (act: Promise<unknown>) =>
  act.then(
    () => "done",
    (error) => error.code,
  );
const count = async (table: "person" | "role_grant" | "consent" | "proxy" | "history" | "join_request") =>
  Number(
    (
      await world.db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n,
  );

describe("rows", () => {
  test("columns are found by what people call them, below a title, in any order", () => {
    const rows = rowsOfTable([
      ["某某队名单", "", ""],
      ["序号", "联系电话", "姓 名*", "备注"],
      ["1", "13800000001", "张三", "组长"],
      ["", "", "", ""],
      ["2", "", "李四", ""],
    ]);
    expect(rows?.map((row) => [row.row, row.name, row.phone])).toEqual([
      [3, "张三", "13800000001"],
      [5, "李四", ""],
    ]);
    expect(rowsOfTable([["电话"], ["13800000001"]])).toBeNull();
  });

  test("days are read as people write them, and no others", () => {
    for (const text of ["1990-1-2", "1990/01/02", "1990.1.2", "1990年1月2日", "19900102"])
      expect(dayOfText(text)).toBe("1990-01-02");
    for (const text of ["1990-02-30", "90-1-2", "1990", "明天", ""]) expect(dayOfText(text)).toBeNull();
  });

  test("a village is known by its full name and by what people call it", () => {
    expect([...shortNames("西潘墩村民委员会", "西潘墩村")].sort()).toEqual(
      ["西潘墩村民委员会", "西潘墩村", "西潘墩"].sort(),
    );
    expect([...shortNames("闫泉庄社区居民委员会")]).toEqual(["闫泉庄社区居民委员会", "闫泉庄", "闫泉庄社区"]);
    expect([...shortNames("王村")]).toEqual(["王村"]); // one character alone is nobody's village
  });

  test("each fault is named on its row", () => {
    const row = (n: number, over: object) => ({
      row: n,
      name: "张三",
      phone: "",
      sex: "",
      born: "",
      village: "",
      ...over,
    });
    const villages = new Map<string, number | "several">([
      ["西潘墩", 1],
      ["东村", "several"],
    ]);
    const faults = judge(
      [
        row(2, { name: "" }),
        row(3, { name: "=1+1" }),
        row(4, { name: "阿".repeat(21) }),
        row(5, { name: "甲", phone: "1380000000" }),
        row(6, { name: "乙", sex: "不详" }),
        row(7, { name: "丙", born: "2012-11-24" }),
        row(8, { name: "丁", born: "2012-11-23", village: "西潘墩" }),
        row(9, { name: "戊", village: "东村" }),
        row(10, { name: "己", village: "没有的村" }),
        row(11, { name: "庚", phone: "+86 138-0000-0001" }),
        row(12, { name: "庚", phone: "13800000001" }),
        row(13, { name: "买买提·吐尔逊", born: "2027-01-01" }),
      ],
      villages,
      "2026-11-23",
    ).map((one) => one.faults.join(" "));
    expect(faults).toEqual([
      "name_missing",
      "name_not_a_name",
      "name_too_long",
      "phone_wrong",
      "sex_wrong",
      "born_under_14",
      "",
      "village_several",
      "village_unknown",
      "",
      "row_twice",
      "born_in_the_future",
    ]);
  });
});

describe("files", () => {
  const readCode = (bytes: Uint8Array) => code(readTable(bytes, 20_000));

  test("what is no workbook, or half of one, is refused and harms nothing", async () => {
    const whole = await sheetOf([["张三"]]);
    expect(await readCode(Buffer.from("姓名,手机号\n张三,"))).toBe("SHEET_BROKEN");
    expect(await readCode(whole.slice(0, whole.length / 2))).toBe("SHEET_BROKEN");
    expect(await code(check(chen, { organisationId: team, bytes: await sheetOf([["x"]], ["电话"]) }))).toBe(
      "SHEET_NO_NAMES",
    );
    expect(await code(check(chen, { organisationId: team, bytes: await sheetOf([]) }))).toBe("SHEET_EMPTY");
  });

  /** One entry, stored as the directory says. */
  function zipped(name: string, text: Buffer): Uint8Array {
    const packed = deflateRawSync(text);
    const title = Buffer.from(name);
    const [head, line, end] = [Buffer.alloc(30), Buffer.alloc(46), Buffer.alloc(22)];
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(8, 8);
    head.writeUInt32LE(packed.length, 18);
    head.writeUInt16LE(title.length, 26);
    line.writeUInt32LE(0x02014b50, 0);
    line.writeUInt16LE(8, 10);
    line.writeUInt32LE(packed.length, 20);
    line.writeUInt16LE(title.length, 28);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(1, 10);
    end.writeUInt32LE(30 + title.length + packed.length, 16);
    return new Uint8Array(Buffer.concat([head, title, packed, line, title, end]));
  }

  test("a small file that swells to hundreds of megabytes, or holds a cell far away, is refused at once", async () => {
    const bomb = zipped("xl/worksheets/sheet1.xml", Buffer.alloc(200 * 1024 * 1024, " "));
    expect(bomb.length).toBeLessThan(300_000);
    expect(await readCode(bomb)).toBe("SHEET_TOO_LARGE");
    const far = zipped("xl/worksheets/sheet1.xml", Buffer.from('<row r="99999999"><c r="A99999999"/></row>'));
    expect(await readCode(far)).toBe("SHEET_TOO_LARGE");
    const wide = zipped("xl/worksheets/sheet1.xml", Buffer.from("<c r='XFD1'/>"));
    expect(await readCode(wide)).toBe("SHEET_TOO_LARGE");
    const hidden = zipped("xl/worksheets/sheet1.xml", Buffer.from('<row r="&#57;9999999"/>'));
    expect(await readCode(hidden)).toBe("SHEET_BROKEN");
  });
});

describe("importing", () => {
  test("without a number people are members at once, with consent on paper; with one they are invited", async () => {
    const silent = await person(world, "孙大爷", { phone: null });
    await grant(world, silent, "member", { organisationId: team });
    const importId = await checked([
      ["张新", "138 0000 0009", "女", "1990年1月2日", "西潘墩"],
      ["老人家", "", "女", "1950-03-04", "高都街道西潘墩村"],
      ["孙大爷", ""],
    ]);
    expect(await showImport(chen, { importId })).toMatchObject({
      rows: 3,
      faultCount: 0,
      already: 1,
      invites: 1,
    });
    expect(await imports(importId)).toMatchObject({ entered: 1, invited: 1, already: 1 });
    expect(await countMembers(chen, { organisationId: team })).toMatchObject({ members: 3, invited: 1 });
    const entered = await world.db
      .selectFrom("person as p")
      .leftJoin("person_profile as f", "f.person_id", "p.id")
      .select(["p.id", "p.name", "p.home_region_id", "f.sex"])
      .where("p.origin", "=", "import")
      .execute();
    expect(entered).toMatchObject([{ name: "老人家", home_region_id: story.places.xipandun, sex: "female" }]);
    expect(await actsFor(world.db, story.chen.id, entered[0]?.id ?? "")).toBe(true);
    const consents = await world.db
      .selectFrom("consent")
      .select(["purpose", "how"])
      .where("person_id", "=", entered[0]?.id ?? "")
      .orderBy("purpose")
      .execute();
    expect(consents.map((one) => `${one.purpose} ${one.how}`)).toEqual([
      "age_14 paper",
      "privacy paper",
      "proxy paper",
    ]);
    await drain(world);
    expect((await verify(world.db)).checks.flatMap((one) => one.faults)).toEqual([]);
  });

  test("the same sheet again brings nobody twice, and neither do two at once", async () => {
    const rows = [
      ["张新", "13800000009"],
      ["老人家", ""],
    ];
    const other = await person(world, "副队长");
    await grant(world, other, "manager", { organisationId: team });
    const deputy = await ctxOf(world, other);
    const [one, two] = [await checked(rows), await checked(rows, deputy)];
    const both = await Promise.all([imports(one), imports(two, deputy)]);
    expect(both.map((answer) => answer.entered).sort()).toEqual([0, 1]);
    expect(await countMembers(chen, { organisationId: team })).toMatchObject({ members: 3, invited: 1 });
    expect(await imports(await checked(rows))).toMatchObject({ entered: 0, invited: 1, already: 1 });
    expect(await countMembers(chen, { organisationId: team })).toMatchObject({ members: 3, invited: 1 });
  });

  test("there already are whom the team itself entered or invited by that name and number, and nobody else", async () => {
    const yes = await ctxOf(world, await person(world, "甲一", { phone: "13900000001" }));
    const byLink = await person(world, "乙二", { phone: "13900000002" });
    await grant(world, byLink, "member", { organisationId: team });
    const proxied = { name: "丙三", phone: "13900000003", how: "paper", age14: true } as const;
    await registerPerson(chen, { ...proxied, organisationId: team });
    await imports(await checked([["甲一", "13900000001"]]));
    await answerInvitation(yes, { requestId: (await myInvitations(yes))[0]?.id ?? "", yes: true });
    const rows = [
      ["甲一", "13900000001"],
      ["甲一", "13900000009"],
      ["丙三", "13900000003"],
      ["乙二", "13900000002"], // came by themselves: whether this is their number is not for a sheet to ask
    ];
    expect(await imports(await checked(rows))).toMatchObject({ entered: 0, invited: 2, already: 2 });
    const { items } = await listInvited(chen, { organisationId: team });
    expect(items.map((one) => one.name)).toEqual(["甲一", "乙二"]);
  });

  test("one sheet is imported once, however often it is pressed", async () => {
    const importId = await checked([["张新", ""]]);
    const answers = await Promise.all([code(imports(importId)), code(imports(importId))]);
    expect(answers.filter((answer) => answer === "done")).toHaveLength(1);
    expect(["MOVED_ON", "WRONG_STATE"]).toContain(answers.find((answer) => answer !== "done"));
    expect((await countMembers(chen, { organisationId: team })).members).toBe(2);
  });

  test("without the tick nobody is entered, by a member neither, and a stranger does not see the sheet", async () => {
    const importId = await checked([["张新", ""]]);
    expect(await code(run(chen, runInput.parse({ importId })))).toBe("INVALID");
    const li = await ctxOf(world, story.li);
    expect(await code(showImport(li, { importId }))).toBe("NOT_FOUND");
    expect(await code(imports(importId, li))).toBe("NOT_FOUND");
    await grant(world, story.li, "member", { organisationId: team });
    expect(await code(checked([["甲", ""]], await ctxOf(world, story.li)))).toBe("NOT_FOUND");
    expect(await code(showImport(await ctxOf(world, story.zhou), { importId }))).toBe("NOT_FOUND");
  });

  test("names and numbers lie sealed, and are gone once it is imported, dropped, replaced, or a week old", async () => {
    const cipher = async (id: string) =>
      world.db
        .selectFrom("member_import")
        .select(["sheet_cipher", "status"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow();
    const first = await checked([["张新", "13800000009"]]);
    expect(JSON.stringify(await cipher(first))).not.toMatch(/张新|13800000009/);
    const second = await checked([["张新", "13800000009"]]);
    expect(await cipher(first)).toEqual({ sheet_cipher: "", status: "dropped" });
    await drop(chen, { importId: second });
    expect((await cipher(second)).sheet_cipher).toBe("");
    const third = await checked([["张新", "13800000009"]]);
    const at = world.clock.now().getTime();
    world.clock.set(new Date(at + 7 * 86_400_000).toISOString());
    await forgetSheets(systemCtx(world));
    expect((await cipher(third)).status).toBe("checked");
    world.clock.set(new Date(at + 7 * 86_400_000 + 1).toISOString());
    await forgetSheets(systemCtx(world));
    expect(await cipher(third)).toEqual({ sheet_cipher: "", status: "dropped" });
    expect(JSON.stringify(await world.db.selectFrom("history").selectAll().execute())).not.toMatch(/张新/);
    await drain(world);
    expect((await verify(world.db)).checks.flatMap((one) => one.faults)).toEqual([]);
  });

  test("twenty thousand rows are taken, one more is not", async () => {
    const rows = Array.from({ length: 20_001 }, (_, i) => [
      `员${"甲乙丙丁戊己庚辛壬癸"[i % 10]}`,
      `138${String(i).padStart(8, "0")}`,
    ]);
    expect(await code(checked(rows))).toBe("SHEET_TOO_LARGE");
  });
});

describe("twenty thousand rows", () => {
  const letters = (i: number) =>
    [...String(i).padStart(5, "0")].map((digit) => "甲乙丙丁戊己庚辛壬癸"[Number(digit)]).join("");
  /** Every second one has a number. */
  const big = (bad?: number) =>
    Array.from({ length: 20_000 }, (_, i) => [
      letters(i),
      i === bad ? "12345" : i % 2 ? `138${String(i).padStart(8, "0")}` : "",
      i % 2 ? "男" : "女",
      "1980-05-06",
      "西潘墩",
    ]);

  test("one bad row: nothing is imported, and the row is named", async () => {
    const before = await count("person");
    const importId = await checked(big(12_344));
    expect(await showImport(chen, { importId })).toMatchObject({
      rows: 20_000,
      faultCount: 1,
      faults: [{ row: 12_346, name: "乙丙丁戊戊", faults: ["phone_wrong"] }],
    });
    await expect(imports(importId)).rejects.toMatchObject({
      code: "SHEET_HAS_FAULTS",
      facts: { row: 12_346, count: 1 },
    });
    expect(await count("person")).toBe(before);
    const back = await sheetToCorrect(chen, { importId });
    expect(back.rows).toHaveLength(20_000);
    expect(back.rows.filter((row) => row.faults.length > 0).map((row) => row.row)).toEqual([12_346]);
  }, 60_000);

  test("killed half-way: nothing is half-done, and it can be imported afterwards", async () => {
    const tables = ["person", "role_grant", "consent", "proxy", "history", "join_request"] as const;
    const rss = process.memoryUsage().rss;
    let peak = rss;
    const watch = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage().rss);
    }, 20);
    const importId = await checked(big());
    const before = await Promise.all(tables.map(count));
    // Somebody holds the row of the sheet, which is written last: all twenty thousand are there when the connection dies.
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let holding: Promise<void> = Promise.resolve();
    await new Promise<void>((resolve) => {
      holding = world.db.transaction().execute(async (trx) => {
        await trx.selectFrom("member_import").select("id").where("id", "=", importId).forUpdate().execute();
        resolve();
        await held;
      });
    });
    let ended = "";
    const running = imports(importId)
      .then(
        () => "done",
        () => "killed",
      )
      .then((how) => {
        ended = how;
        return how;
      });
    for (let killed = false; !killed && ended === ""; ) {
      const { rows } = await sql<{ id: number }>`
        SELECT t.trx_mysql_thread_id AS id FROM information_schema.innodb_trx t
        JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id
        WHERE p.db = DATABASE() AND t.trx_state = 'LOCK WAIT' AND t.trx_rows_modified > 100000`.execute(
        world.db,
      );
      for (const { id } of rows) await sql`KILL ${sql.lit(id)}`.execute(world.db);
      killed = rows.length > 0;
      await sleep(250); // asked twice in a tenth of a second, by two workers as well, the server gives its last answer again
    }
    release();
    await holding;
    expect(await running).toBe("killed");
    expect(await Promise.all(tables.map(count))).toEqual(before);
    expect((await showImport(chen, { importId })).status).toBe("checked");

    const began = performance.now();
    expect(await imports(importId)).toMatchObject({ entered: 10_000, invited: 10_000, already: 0 });
    const ms = Math.round(performance.now() - began);
    clearInterval(watch);
    const grown = Math.round((peak - rss) / 1024 / 1024);
    console.info(
      `20,000 members imported in ${ms} ms; reading, checking and importing took ${grown} MB at the most`,
    );
    expect(grown).toBeLessThan(400); // mostly what the collector has not taken yet
    expect(await count("person")).toBe((before[0] as number) + 10_000);
    expect((await listMembers(chen, { organisationId: team })).items).toHaveLength(50);
  }, 120_000);
});
