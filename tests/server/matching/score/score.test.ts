import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellOf, kmBetween, treeSteps, wantedOf } from "@/server/matching/candidates/rules";
import { ranked, whyNot, withinReach } from "@/server/matching/ranking/rules";
import {
  BUILT_IN,
  type Facts,
  noiseOf,
  partsOf,
  reasonsOf,
  scoreOf,
  seedOf,
} from "@/server/matching/score/rules";
import { PARTS, type Part } from "@/server/matching/score/schema";

const plain: Facts = {
  steps: 1,
  km: null,
  wanted: ["tool:truck", "tool:van"],
  codes: { "tool:truck": 1 },
  kind: "vehicle",
  open: 1,
  ceiling: 2,
  capacity: 10,
  freeParts: 0,
  askedParts: 0,
  hoursLeft: 48,
  dueAt: new Date("2026-11-20T02:00:00Z"),
  load: 0,
  helped: 0,
  helpedAt: null,
  connections: 0,
};
const facts = fc.record({
  steps: fc.integer({ min: 0, max: 5 }),
  km: fc.option(fc.double({ min: 0, max: 300, noNaN: true })),
  open: fc.integer({ min: 1, max: 500 }),
  capacity: fc.integer({ min: 1, max: 100 }),
  hoursLeft: fc.double({ min: 0, max: 5_000, noNaN: true }),
  load: fc.integer({ min: 0, max: 40 }),
  helped: fc.integer({ min: 0, max: 20 }),
  connections: fc.integer({ min: 0, max: 20 }),
  freeParts: fc.integer({ min: 0, max: 63 }),
  askedParts: fc.integer({ min: 0, max: 63 }),
  kind: fc.constantFrom("people", "goods", "vehicle", "expertise"),
  codes: fc.constantFrom<Record<string, number>>({}, { "tool:truck": 1 }, { "tool:van": 3 }),
});
const scored = (over: Partial<Facts>) => scoreOf(partsOf({ ...plain, ...over }, 0.5), BUILT_IN);

describe("a score", () => {
  it("is made of parts from 0 to 1, and lies between what weighs against and what weighs for", () => {
    fc.assert(
      fc.property(facts, fc.double({ min: 0, max: 0.999, noNaN: true }), (over, noise) => {
        const parts = partsOf({ ...plain, ...over, ceiling: over.open }, noise);
        for (const part of PARTS) expect(parts[part]).toBeGreaterThanOrEqual(0);
        for (const part of PARTS) expect(parts[part]).toBeLessThanOrEqual(1);
        const score = scoreOf(parts, BUILT_IN);
        expect(score).toBeGreaterThanOrEqual(-BUILT_IN.connection);
        expect(score).toBeLessThanOrEqual(110);
      }),
    );
  });

  it("falls with distance, load and each connection of the week; rises with help before and what is still open", () => {
    fc.assert(
      fc.property(facts, (over) => {
        const at = (more: Partial<Facts>) => scored({ ...over, ceiling: 500, ...more });
        expect(at({ km: null, steps: over.steps + 1 })).toBeLessThanOrEqual(at({ km: null }));
        expect(at({ km: (over.km ?? 5) + 1 })).toBeLessThanOrEqual(at({ km: over.km ?? 5 }));
        expect(at({ load: over.load + 1 })).toBeLessThanOrEqual(at({}));
        expect(at({ connections: over.connections + 1 })).toBeLessThanOrEqual(at({}));
        expect(at({ helped: over.helped + 1 })).toBeGreaterThanOrEqual(at({}));
        expect(at({ hoursLeft: over.hoursLeft + 10 })).toBeLessThanOrEqual(at({}));
      }),
    );
  });

  it("of two alike, who was connected this week steps behind who was not", () => {
    const order = ranked(
      [
        { id: "busy", facts: { ...plain, connections: 1 } },
        { id: "idle", facts: plain },
      ],
      { ...BUILT_IN, explore: 0 },
      1,
    );
    expect(order.map((one) => one.id)).toEqual(["idle", "busy"]);
    expect(order[0]!.score - order[1]!.score).toBe(BUILT_IN.connection / 2);
  });

  it("tries out by turns: the same all day, another turn tomorrow, and never more than its weight", () => {
    const ids = Array.from({ length: 40 }, (_, n) => ({ id: `team ${n}`, facts: plain }));
    const on = (day: string) => ranked(ids, BUILT_IN, seedOf("slot", day)).map((one) => one.id);
    expect(on("2026-11-18")).toEqual(on("2026-11-18"));
    expect(on("2026-11-18")).not.toEqual(on("2026-11-19"));
    const firsts = new Set(Array.from({ length: 60 }, (_, n) => on(`day ${n}`)[0]));
    expect(firsts.size).toBeGreaterThan(15);
    const spread = ranked(ids, BUILT_IN, 7).map((one) => one.score);
    expect(Math.max(...spread) - Math.min(...spread)).toBeLessThanOrEqual(BUILT_IN.explore);
    for (const { id } of ids) expect(noiseOf(7, id)).toBeLessThan(1);
  });

  it("follows the weights alone: with all weight on one part, that part orders", () => {
    fc.assert(
      fc.property(
        fc.array(facts, { minLength: 2, maxLength: 12 }),
        fc.constantFrom(...PARTS),
        (all, part) => {
          const only = Object.fromEntries(PARTS.map((p) => [p, p === part ? 100 : 0])) as Record<
            Part,
            number
          >;
          const order = ranked(
            all.map((over, n) => ({ id: String(n), facts: { ...plain, ...over } })),
            only,
            3,
          ).map((one) => (part === "connection" ? -1 : 1) * one.parts[part]);
          for (let at = 1; at < order.length; at++) expect(order[at]! - order[at - 1]!).toBeLessThan(1e-5);
        },
      ),
    );
  });
});

describe("what stands against it", () => {
  it("is said with its reason: no licence, no vehicle, too few people", () => {
    expect(whyNot({ ...plain, codes: {} }, null)).toEqual(["lacks_equipment"]);
    expect(whyNot({ ...plain, kind: "expertise" }, "may:lawyer")).toEqual(["lacks_qualification"]);
    expect(whyNot({ ...plain, kind: "people", open: 11 }, null)).toEqual(["too_few"]);
    expect(whyNot({ ...plain, kind: "people", open: 10 }, null)).toEqual([]);
  });

  it("is how far a person goes: within the village, the town, the county, or anywhere", () => {
    const far = (reach: string) => [0, 1, 2, 3, 4, 5].filter((steps) => withinReach(reach, steps)).length;
    expect(["village", "town", "county", "any"].map(far)).toEqual([1, 2, 3, 6]);
  });
});

describe("what is asked for", () => {
  const line = { kind: "vehicle", direction: null, service: null, qualification: null, skills: [] };
  it("is read from the line: its vehicle, its service, its skills, and what the law asks for", () => {
    expect(wantedOf({ ...line, item: "大货车" })).toEqual({
      codes: ["tool:truck", "tool:van", "tool:tricycle"],
      must: null,
    });
    expect(wantedOf({ ...line, item: "车" }).codes).toEqual([
      "tool:truck",
      "tool:van",
      "tool:car",
      "tool:tricycle",
    ]);
    expect(
      wantedOf({ ...line, kind: "people", item: "陪诊", service: "elderly", skills: ["driving"] }),
    ).toEqual({
      codes: ["skill:driving", "work:elderly", "any"],
      must: null,
    });
    expect(wantedOf({ ...line, kind: "expertise", item: "律师", qualification: "lawyer" })).toEqual({
      codes: ["may:lawyer", "work:legal"],
      must: "may:lawyer",
    });
    expect(wantedOf({ ...line, kind: "goods", direction: "sale", item: "帐篷" }).codes).toEqual(["any"]);
  });
});

describe("distance", () => {
  it("is steps of the tree, and kilometres only between positions", () => {
    const at = (town: number, village: number) => ({
      province_id: 1,
      city_id: 2,
      county_id: 3,
      town_id: town,
      village_id: village,
    });
    expect(treeSteps(at(4, 5), at(4, 5))).toBe(0);
    expect(treeSteps(at(4, 5), at(4, 6))).toBe(1);
    expect(treeSteps(at(4, 0), at(4, 0))).toBe(1);
    expect(treeSteps(at(4, 5), at(7, 8))).toBe(2);
    expect(kmBetween(null, cellOf(34_900_000, 118_280_000))).toBeNull();
    const km = kmBetween(cellOf(34_900_000, 118_280_000), cellOf(34_990_000, 118_280_000)) as number;
    expect(Math.abs(km - 10)).toBeLessThan(3);
  });
});

describe("reasons", () => {
  it("of a person, to whoever looks for help: where, what they said they can, and that the time suits; never their load or history", () => {
    fc.assert(
      fc.property(facts, (over) => {
        const all = { ...plain, ...over, helpedAt: over.helped > 0 ? new Date(0) : null };
        const told = reasonsOf(all, "person", "asker").map((one) => one.code);
        for (const secret of ["light_load", "helped_before", "can_send"]) expect(told).not.toContain(secret);
      }),
    );
  });
});
