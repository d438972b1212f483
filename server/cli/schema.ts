// `npm run schema`: writes the types that Kysely is checked against. With --init it also writes the first migrations
// anew, one table each: only while nothing has been released. With --new 20261123 it writes a migration, named by that day,
// for each table that has none yet; columns added to a table are written by hand.
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
  write(FIRST, tables);
  writeFileSync(
    join(MIGRATIONS, "migration_lock.toml"),
    '# Kept for `prisma migrate deploy`, where an engine can be had.\nprovider = "mysql"\n',
  );
}
const day = process.argv[process.argv.indexOf("--new") + 1];
if (process.argv.includes("--new") && day) {
  const known = readdirSync(MIGRATIONS);
  write(
    day,
    tables.filter(({ table }) => !known.some((name) => name.endsWith(`_create_${table}`))),
    known.filter((name) => name.startsWith(day)).length,
  );
}
if (process.argv.includes("--sql")) process.stdout.write(tables.map(({ sql }) => sql).join("\n"));
else process.stdout.write(`${tables.length} tables\n`);

function write(day: string, some: typeof tables, after = 0): void {
  some.forEach(({ table, sql }, at) => {
    const folder = join(MIGRATIONS, `${day}${String(after + at + 1).padStart(6, "0")}_create_${table}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "migration.sql"), sql);
  });
}
