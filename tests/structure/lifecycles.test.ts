// Every life-cycle table stands in its module's README as it is in the code, row by row.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Transition } from "@/server/lifecycle";
import { POLICY } from "@/server/policy";

const ROOT = resolve(import.meta.dirname, "../..");

function lifecycles(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return lifecycles(path);
    return name === "lifecycle.ts" && path !== join(ROOT, "server/lifecycle.ts") ? [path] : [];
  });
}

/** Their tables are grouped, to keep the README short, and read by a test of their own. */
const GROUPED: Record<string, string> = {
  "server/pledges/lifecycle.ts": "tests/server/pledges/readme.test.ts",
};

type Table = Record<string, Transition>;
const isTable = (value: unknown): value is Table =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length > 0 &&
  Object.values(value).every(
    (step) => step && Array.isArray(step.from) && typeof step.to === "string" && "action" in step,
  );

/** "=" in the code: the state stays what it was. */
const printed = (event: string, step: Transition) =>
  [event, step.from.join(", "), step.to === "=" ? "(same)" : step.to, step.action ?? "platform"].join(" | ");

/** Rows of the README's tables of four columns, without their heads. */
const rowsOf = (markdown: string) =>
  markdown
    .split("\n")
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .filter(
      (cells) =>
        cells.length === 6 && cells[0] === "" && cells[1] !== "event" && !/^-+$/.test(cells[1] ?? ""),
    )
    .map((cells) => cells.slice(1, 5).join(" | "));

const found = await Promise.all(
  lifecycles(join(ROOT, "server")).map(async (path) => {
    const module = (await import(path)) as Record<string, unknown>;
    return {
      name: relative(ROOT, path),
      tables: Object.values(module).filter(isTable),
      statuses: Object.entries(module).flatMap(([name, value]) =>
        /_(STATUSES|STATES)$/.test(name) ? [value as string[]] : [],
      ),
      readme: join(dirname(path), "README.md"),
    };
  }),
);

describe.each(found)("$name", ({ name, tables, statuses, readme }) => {
  it("has a table, and a README beside it that says the same", () => {
    expect(tables.length).toBeGreaterThan(0);
    const own = GROUPED[name];
    if (own) return expect(existsSync(join(ROOT, own))).toBe(true);
    expect(existsSync(readme), `no README beside the table; its rows:\n${inMarkdown(tables)}`).toBe(true);
    const inCode = [
      ...new Set(
        tables.flatMap((table) => Object.entries(table).map(([event, step]) => printed(event, step))),
      ),
    ];
    expect(
      [...new Set(rowsOf(readFileSync(readme, "utf8")))].sort(),
      `it should be:\n${inMarkdown(tables)}`,
    ).toEqual(inCode.sort());
  });

  it("names only actions of the policy", () => {
    const actions = tables.flatMap((table) => Object.values(table).map((step) => step.action));
    expect(actions.filter((action) => action !== null && !(action in POLICY))).toEqual([]);
  });

  it("reaches every state it lists, and lists every state it reaches", () => {
    if (statuses.length === 0) return;
    const reached = new Set(tables.flatMap((table) => Object.values(table).map((step) => step.to)));
    const left = new Set(tables.flatMap((table) => Object.values(table).flatMap((step) => step.from)));
    const listed = new Set(statuses.flat());
    const born = new Set(["new", "draft", "pending"]); // states a thing is born in, or was not yet in
    expect([...listed].filter((status) => !reached.has(status) && !born.has(status))).toEqual([]);
    expect(
      [...reached, ...left].filter((status) => !listed.has(status) && status !== "=" && status !== "new"),
    ).toEqual([]);
  });
});

/** What to put into the README. */
function inMarkdown(tables: Table[]): string {
  const rows = new Set(
    tables.flatMap((table) => Object.entries(table).map(([event, step]) => `| ${printed(event, step)} |`)),
  );
  return ["| event | from | to | who |", "| --- | --- | --- | --- |", ...rows].join("\n");
}
