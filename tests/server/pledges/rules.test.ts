import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allot, isGiven, type SlotFacts, type Wish } from "@/server/pledges/rules";

const gift: SlotFacts = {
  remaining: 1000,
  waiting: 0,
  step: 1,
  kind: "goods",
  sale: false,
  shareLimit: null,
  askOver: null,
  asksAlways: false,
};
const sale: SlotFacts = { ...gift, sale: true, askOver: 600 };
const team = (wanted: number, more: Partial<Wish> = {}): Wish => ({
  helper: "organisation",
  wanted,
  ifShort: "ask",
  approved: false,
  ...more,
});
const person = (wanted: number, more: Partial<Wish> = {}): Wish =>
  team(wanted, { helper: "person", ...more });
const one = (slot: SlotFacts, wish: Wish) => allot(slot, [wish]).outcomes[0];

describe("allot", () => {
  it("gives what is asked for while there is room, in order", () => {
    const { outcomes, promised, waiting } = allot(gift, [team(600), team(400), team(1)]);
    expect(outcomes).toEqual([
      { status: "confirmed", amount: 600, waits: false },
      { status: "confirmed", amount: 400, waits: false },
      { status: "waitlisted" },
    ]);
    expect([promised, waiting]).toEqual([1000, 1]);
  });

  it("who asks for 1,000 when 400 are left is asked, not split silently", () => {
    expect(one({ ...gift, remaining: 400 }, team(1000))).toEqual({
      refusal: "ONLY_PART",
      facts: { remaining: 400, wanted: 1000 },
    });
  });

  it("takes 400 and waits for the rest, takes 400 alone, or waits for all of it, as they say", () => {
    const left = { ...gift, remaining: 400 };
    expect(one(left, team(1000, { ifShort: "part_wait" }))).toEqual({
      status: "confirmed",
      amount: 400,
      waits: true,
    });
    expect(one(left, team(1000, { ifShort: "part" }))).toEqual({
      status: "confirmed",
      amount: 400,
      waits: false,
    });
    expect(one(left, team(1000, { ifShort: "wait" }))).toEqual({ status: "waitlisted" });
  });

  it("nobody overtakes who waits, even with room enough", () => {
    expect(one({ ...gift, waiting: 1 }, team(1))).toEqual({ status: "waitlisted" });
  });

  it("within one batch, too: after somebody had to wait, the small ones wait behind them", () => {
    const { outcomes } = allot({ ...gift, remaining: 5 }, [team(9, { ifShort: "wait" }), team(1)]);
    expect(outcomes).toEqual([{ status: "waitlisted" }, { status: "waitlisted" }]);
  });

  it("a sale stops at stock and keeps no queue", () => {
    const { outcomes, waiting } = allot(sale, [team(1000), team(1)]);
    expect(outcomes[1]).toEqual({ refusal: "FULL", facts: { remaining: 0, wanted: 1 } });
    expect(waiting).toBe(0);
    expect(one({ ...sale, remaining: 400 }, team(1000, { ifShort: "wait" }))).toMatchObject({
      refusal: "FULL",
    });
    expect(one({ ...sale, remaining: 400 }, team(1000, { ifShort: "part" }))).toMatchObject({ amount: 400 });
  });

  it("above the share one helper may hold, the poster is asked and nothing is reserved", () => {
    const shared = { ...gift, shareLimit: 100 };
    expect(one(shared, team(101))).toEqual({ status: "requested" });
    expect(one(shared, team(100))).toMatchObject({ status: "confirmed" });
    expect(allot(shared, [team(101)]).promised).toBe(0);
    expect(one(shared, team(101, { approved: true }))).toMatchObject({ status: "confirmed" });
  });

  it("a person's large purchase waits for the seller; an organisation's does not", () => {
    expect(one(sale, person(601))).toEqual({ status: "requested" });
    expect(one(sale, person(600))).toMatchObject({ status: "confirmed" });
    expect(one(sale, team(601))).toMatchObject({ status: "confirmed" });
    expect(one({ ...sale, remaining: 500 }, person(601))).toMatchObject({ refusal: "FULL" });
  });

  it("a person takes one place at a shift; a team takes several", () => {
    const shift = { ...gift, kind: "people", remaining: 10 };
    expect(one(shift, person(2))).toMatchObject({ refusal: "ONE_EACH" });
    expect(one(shift, team(2))).toMatchObject({ amount: 2 });
  });

  it("bags are not cut open: a part is given in whole bags", () => {
    const bags = { ...gift, step: 30, remaining: 100 };
    expect(one(bags, team(120, { ifShort: "part" }))).toMatchObject({ amount: 90 });
    expect(one({ ...bags, remaining: 29 }, team(30))).toEqual({ status: "waitlisted" });
  });

  it("never gives more than there is, and never to anybody behind a waiting one", () => {
    const wish = fc.record({
      helper: fc.constantFrom("person" as const, "organisation" as const),
      wanted: fc.integer({ min: 1, max: 400 }),
      ifShort: fc.constantFrom("ask" as const, "part" as const, "part_wait" as const, "wait" as const),
      approved: fc.boolean(),
    });
    const slot = fc.record({
      remaining: fc.integer({ min: 0, max: 1000 }),
      waiting: fc.integer({ min: 0, max: 2 }),
      step: fc.constantFrom(1, 1, 7),
      kind: fc.constantFrom("goods", "people"),
      sale: fc.boolean(),
      shareLimit: fc.option(fc.integer({ min: 1, max: 400 })),
      askOver: fc.option(fc.integer({ min: 1, max: 400 })),
      asksAlways: fc.boolean(),
    });
    fc.assert(
      fc.property(slot, fc.array(wish, { maxLength: 12 }), (facts, wishes) => {
        const { outcomes, promised, waiting } = allot(facts, wishes);
        const given = outcomes.filter(isGiven);
        const sum = given.reduce((n, o) => n + (o.status === "confirmed" ? o.amount : 0), 0);
        expect(sum).toBe(promised);
        expect(promised).toBeLessThanOrEqual(facts.remaining);
        if (facts.sale) expect(waiting).toBe(0);
        else if (facts.waiting > 0) expect(promised).toBe(0);
        const firstWait = outcomes.findIndex(
          (o) => isGiven(o) && (o.status === "waitlisted" || ("waits" in o && o.waits)),
        );
        if (firstWait >= 0)
          for (const later of outcomes.slice(firstWait + 1))
            expect(isGiven(later) && later.status === "confirmed").toBe(false);
        wishes.forEach((w, i) => {
          const o = outcomes[i];
          if (o && isGiven(o) && o.status === "confirmed") {
            expect(o.amount).toBeGreaterThan(0);
            expect(o.amount).toBeLessThanOrEqual(w.wanted);
          }
        });
      }),
    );
  });
});
