import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { restoreBackup, writeBackup } from "@/server/platform/backup";
import { masterKeyOf, parseConfig } from "@/server/platform/config";
import { migrate } from "@/server/platform/migrate";
import { type OpenWorld, openWorld } from "@/server/platform/world";

let folder: string;
const worlds: OpenWorld[] = [];
const open = async (name: string) => {
  const world = await openWorld(parseConfig({ HRB_DATA_DIR: join(folder, name), LOG_LEVEL: "silent" }));
  worlds.push(world);
  return world;
};
const configOf = (name: string) => parseConfig({ HRB_DATA_DIR: join(folder, name) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), `hrb-vitest-${process.pid}-`));
});
afterEach(async () => {
  for (const world of worlds.splice(0)) await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const AT = new Date("2026-11-18T02:00:00.123Z");
const file = () => join(folder, "night.hrb");

async function lived() {
  const world = await open("here");
  await migrate(world.url);
  const region = {
    level: 5,
    short_name: "x",
    initials: "x",
    parent_id: 0,
    origin: "hand",
    status: "active",
    created_at: AT,
  };
  const rows = Array.from({ length: 1_203 }, (_, i) => ({
    ...region,
    id: 10 ** 15 + i,
    name: `村𠮷'"\\ ${i}`,
  }));
  await world.db.insertInto("region").values(rows).execute();
  const bytes = Buffer.from([0, 255, 39, 92, 10]);
  await world.db
    .insertInto("attachment")
    .values({
      id: "a",
      file_id: "f",
      aggregate: "need",
      subject_id: "n",
      purpose: bytes.toString("latin1").slice(2, 3),
      is_public: true,
      created_at: AT,
    })
    .execute();
  writeFileSync(join(folder, "here/anchors.log"), "1 abc\n");
  return world;
}

test("a backup restored into an empty folder elsewhere is the same world with the same key", async () => {
  const here = await lived();
  const done = await writeBackup(here, file());
  expect(done.rows).toBeGreaterThan(1_203);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const restored = await restoreBackup(configOf("there"), file());
  expect(restored).toMatchObject({ tables: done.tables, rows: done.rows });
  const there = await open("there");
  for (const table of ["region", "attachment", "_prisma_migrations"] as const) {
    const read = (world: OpenWorld) =>
      world.db
        .selectFrom(table as "region")
        .selectAll()
        .orderBy("id")
        .execute();
    expect(await read(there)).toEqual(await read(here));
  }
  expect(masterKeyOf(there.config)).toBe(masterKeyOf(here.config));
  expect(readFileSync(join(folder, "there/anchors.log"), "utf8")).toBe("1 abc\n");
  expect(await migrate(there.url)).toEqual([]);
});

test("a database that holds anything is not restored over", async () => {
  const here = await lived();
  await writeBackup(here, file());
  await expect(restoreBackup(here.config, file())).rejects.toThrow("is not empty (attachment)");
  expect(await here.db.selectFrom("region").select("id").execute()).toHaveLength(1_203);
});

test("a file that was cut is refused, and the next restore begins anew", async () => {
  const here = await lived();
  await writeBackup(here, file());
  const cut = join(folder, "cut.hrb");
  writeFileSync(cut, readFileSync(file()));
  truncateSync(cut, Math.floor(statSync(cut).size * 0.8));
  await expect(restoreBackup(configOf("there"), cut)).rejects.toThrow("cut off or damaged");
  const there = await open("there");
  await expect(migrate(there.url)).rejects.toThrow("a restore was cut short");
  await restoreBackup(configOf("there"), file());
  expect(await there.db.selectFrom("region").select("id").execute()).toHaveLength(1_203);
});

test("another installation's key is not overwritten, and a wrong one in the environment is refused", async () => {
  const here = await lived();
  await writeBackup(here, file());
  const taken = configOf("taken");
  masterKeyOf(taken);
  await expect(restoreBackup(taken, file())).rejects.toThrow("master key of its own");
  const given = { ...configOf("given"), masterKey: "0".repeat(64) };
  await expect(restoreBackup(given, file())).rejects.toThrow("HRB_MASTER_KEY is not the key");
  expect(existsSync(join(folder, "given/mariadb"))).toBe(false);
});

test("a backup never overwrites a file", async () => {
  const here = await lived();
  await writeBackup(here, file());
  await expect(writeBackup(here, file())).rejects.toThrow("exists already");
});
