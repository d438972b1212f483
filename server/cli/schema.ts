// `npm run schema`: writes the types that Kysely is checked against. With --init it also writes the first migrations
// anew, one table each: only while nothing has been released; afterwards a change of the schema is a new migration.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "./schema-read";
import { createTables } from "./schema-sql";

const ROOT = join(import.meta.dirname, "../..");
const MIGRATIONS = join(ROOT, "prisma/migrations");
const FIRST = "20261122";

const datamodel = await generate();
const tables = createTables(datamodel);
if (process.argv.includes("--init")) {
  mkdirSync(MIGRATIONS, { recursive: true });
  for (const name of readdirSync(MIGRATIONS))
    if (name.startsWith(FIRST)) rmSync(join(MIGRATIONS, name), { recursive: true });
  tables.forEach(({ table, sql }, at) => {
    const folder = join(MIGRATIONS, `${FIRST}${String(at + 1).padStart(6, "0")}_create_${table}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "migration.sql"), sql);
  });
  writeFileSync(
    join(MIGRATIONS, "migration_lock.toml"),
    '# Kept for `prisma migrate deploy`, where an engine can be had.\nprovider = "mysql"\n',
  );
}
if (process.argv.includes("--sql")) process.stdout.write(tables.map(({ sql }) => sql).join("\n"));
else process.stdout.write(`${tables.length} tables\n`);
