// The receiving side says by itself how many came and for how long; whoever keeps the roll cannot say it for them.
import { beforeAll, describe, expect, it } from "vitest";
import { callIn, callOut } from "@/server/attendance/commands";
import { state } from "@/server/attendance/statements/commands";
import { mismatchesOf, viewToState } from "@/server/attendance/statements/data";
import { mismatchOf } from "@/server/attendance/statements/rules";
import { stateInput } from "@/server/attendance/statements/schema";
import { runningDay, shiftDay } from "../../support/days";
import { refusal } from "../../support/refusals";
import { ctxOf, grant, person, type TestWorld, testWorld } from "../../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
const says = (slotId: string, headcount: string, hours: string, more: object = {}) =>
  stateInput.parse({ slotId, headcount, hours, ...more });

describe("a statement", () => {
  it("is the village's: its secretary and its grid worker, not the team that keeps the roll", async () => {
    const day = await runningDay(world);
    const grid = await person(world, "网格员小吴");
    await grant(world, grid, "grid", { regionId: day.people.places.xipandun });
    await expect(state(day.as.chen, says(day.slotId, "4", "4"))).rejects.toEqual(refusal("FORBIDDEN"));
    await expect(state(day.as.li, says(day.slotId, "4", "4"))).rejects.toEqual(refusal("FORBIDDEN"));
    const first = await state(await ctxOf(world, grid), says(day.slotId, "4", "3", { minutes: "30" }));
    expect(first).toMatchObject({ headcount: 4, minutes: 210, version: 1 });
    expect((await viewToState(day.as.pan, { slotId: day.slotId })).statement).toEqual(first);
  });

  it("may be put right by who saw the last one; two at once: one wins", async () => {
    const day = await runningDay(world);
    await state(day.as.pan, says(day.slotId, "4", "4"));
    await expect(state(day.as.pan, says(day.slotId, "5", "4"))).rejects.toEqual(refusal("MOVED_ON"));
    const again = says(day.slotId, "5", "4", { version: "1" });
    const both = await Promise.allSettled([state(day.as.pan, again), state(day.as.pan, again)]);
    expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("is not made before anything has begun, and never left half empty", async () => {
    const day = await shiftDay(world);
    await expect(state(day.as.pan, says(day.slotId, "4", "4"))).rejects.toEqual(refusal("NOT_BEGUN"));
    for (const bad of [
      { headcount: "" },
      { hours: "" },
      { hours: "25" },
      { minutes: "60" },
      { headcount: "1.5" },
    ])
      expect(stateInput.safeParse({ slotId: day.slotId, headcount: "1", hours: "1", ...bad }).success).toBe(
        false,
      );
  });

  it("that differs from the roll is found, with what differs", async () => {
    const day = await runningDay(world);
    const who = { slotId: day.slotId, personId: day.people.li.id };
    await callIn(day.as.chen, who);
    world.clock.advance({ hours: 4 });
    await callOut(day.as.chen, who);
    await state(day.as.pan, says(day.slotId, "1", "4", { minutes: "30" }));
    expect(await mismatchesOf(world.db, day.slotId)).toEqual([]);
    await state(day.as.pan, says(day.slotId, "3", "2", { version: "1" }));
    const [found] = await mismatchesOf(world.db, day.slotId);
    expect(found).toMatchObject({ side: "village", apart: ["headcount", "minutes"] });
  });

  it("half an hour more or less is no difference, a minute beyond is", () => {
    const rolled = { headcount: 2, minutes: 120 };
    expect(mismatchOf({ headcount: 2, minutes: 150 }, rolled)).toEqual([]);
    expect(mismatchOf({ headcount: 2, minutes: 151 }, rolled)).toEqual(["minutes"]);
    expect(mismatchOf({ headcount: 1, minutes: 90 }, rolled)).toEqual(["headcount"]);
    expect(mismatchOf({ headcount: 2, minutes: 480 }, { headcount: 2, minutes: 400 })).toEqual([]);
  });
});
