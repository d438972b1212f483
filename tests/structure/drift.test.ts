// schema.prisma is the one description of the data: the migrations must lead to it, and the generated types come from it.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createPool, type Pool, type RowDataPacket } from "mysql2/promise";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { createTables, type Datamodel } from "@/server/cli/schema-sql";

const ROOT = resolve(import.meta.dirname, "../..");
const TYPES = "server/platform/db-types.generated.ts";
let folder: string;
let datamodel: Datamodel;
let pool: Pool;
const expected = `hrb_expected_${process.pid}`;

beforeAll(() => {
  // A copy of the schema whose outputs lie beside it, so that a test never writes into the project.
  folder = mkdtempSync(join(tmpdir(), "hrb-drift-"));
  const schema = readFileSync(join(ROOT, "prisma/schema.prisma"), "utf8")
    .replace('"../server/platform"', JSON.stringify(folder))
    .replace("node server/cli/schema-generator.mjs", `node ${join(ROOT, "server/cli/schema-generator.mjs")}`);
  writeFileSync(join(folder, "schema.prisma"), schema);
  const out = join(folder, "dmmf.json");
  execFileSync(
    process.execPath,
    [join(ROOT, "node_modules/prisma/build/index.js"), "generate", "--schema", join(folder, "schema.prisma")],
    {
      cwd: ROOT,
      stdio: "pipe",
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: "/bin/false",
        CHECKPOINT_DISABLE: "1",
        HRB_DMMF_OUT: out,
      },
    },
  );
  datamodel = JSON.parse(readFileSync(out, "utf8")) as Datamodel;
  pool = createPool({ uri: inject("databaseUrl"), connectionLimit: 2 });
});

afterAll(async () => {
  await pool?.query(`DROP DATABASE IF EXISTS ${expected}`);
  await pool?.end();
  rmSync(folder, { recursive: true, force: true });
});

test("the migrated database is schema.prisma, table by table", async () => {
  const migrated = new URL(inject("databaseUrl")).pathname.slice(1);
  await pool.query(`CREATE DATABASE ${expected} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`);
  for (const { table, sql } of createTables(datamodel))
    await pool.query(sql.replace(`\`${table}\``, `${expected}.\`${table}\``));
  const shape = async (schema: string) => {
    const [tables] = await pool.query<RowDataPacket[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? AND table_name <> '_prisma_migrations' ORDER BY 1",
      [schema],
    );
    const shapes: Record<string, string> = {};
    for (const { name } of tables) {
      const [[row]] = await pool.query<RowDataPacket[]>(`SHOW CREATE TABLE ${schema}.\`${name}\``);
      shapes[name as string] = String(row?.["Create Table"]).replace(/ AUTO_INCREMENT=\d+/, "");
    }
    return shapes;
  };
  expect(await shape(migrated)).toEqual(await shape(expected));
});

test("the types Kysely is checked against are those of schema.prisma (`npm run schema` writes them)", () => {
  expect(readFileSync(join(ROOT, TYPES), "utf8")).toBe(
    readFileSync(join(folder, "db-types.generated.ts"), "utf8"),
  );
});

test("no table has a foreign key, a CHECK, a generated column or an index that MySQL, TiDB and OceanBase do not share", async () => {
  const [tables] = await pool.query<RowDataPacket[]>(
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
  );
  for (const { name } of tables) {
    const [[row]] = await pool.query<RowDataPacket[]>(`SHOW CREATE TABLE \`${name}\``);
    expect(String(row?.["Create Table"])).not.toMatch(
      /FOREIGN KEY|CHECK \(|GENERATED ALWAYS|FULLTEXT|SPATIAL/,
    );
  }
});
