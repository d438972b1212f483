import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { Transition } from "@/server/lifecycle";
import { GOODS_EVENTS, LIVE, PEOPLE_EVENTS } from "@/server/pledges/lifecycle";

const readme = readFileSync(join(import.meta.dirname, "../../../server/pledges/README.md"), "utf8");
const cells = readme
  .split("\n")
  .filter((row) => row.startsWith("| ") && !/^\| (event|-)/.test(row))
  .map((row) =>
    row
      .split("|")
      .slice(1, 4)
      .map((cell) => cell.replace(/\(.*\)/, "").trim()),
  );

/** "a · b" pairs with "x · y"; one cell for all where only one is given. */
const pick = (cell: string, i: number) => cell.split(" · ")[i] ?? (cell.split(" · ")[0] as string);
const written = new Map(
  cells.flatMap(([events, from, to]) =>
    events!
      .split(" · ")
      .map((event, i): [string, { from: string; to: string }] => [
        event,
        { from: pick(from!, i), to: pick(to!, i) },
      ]),
  ),
);

it("the README's table is the life cycle in the code", () => {
  const table: Record<string, Transition> = { ...GOODS_EVENTS, ...PEOPLE_EVENTS };
  expect([...written.keys()].sort()).toEqual(Object.keys(table).sort());
  for (const [event, { from, to }] of Object.entries(table)) {
    const row = written.get(event)!;
    const said = row.from === "any live one" ? [...LIVE] : row.from.split(", ");
    expect([event, said.sort()]).toEqual([event, [...from].sort()]);
    expect([event, row.to === "the same" ? from[0] : row.to]).toEqual([event, to]);
  }
});
