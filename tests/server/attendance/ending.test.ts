import { beforeAll, describe, expect, it } from "vitest";
import { callIn, callOut, undo } from "@/server/attendance/commands";
import { close } from "@/server/hours/closing/commands";
import { closeInput } from "@/server/hours/closing/schema";
import { markCame } from "@/server/pledges/presence/commands";
import { cancel, close as closeNeed, complete, settle } from "@/server/pledges/settlement/commands";
import { runningDay, type ShiftDay, scan } from "../../support/days";
import { newKey, rowOf } from "../../support/pledged";
import { refusal } from "../../support/refusals";
import { type TestWorld, testWorld } from "../../support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});

describe("a need that ends while a shift of it runs", () => {
  const end = (day: ShiftDay) => cancel(day.as.pan, { needId: day.need.id, reason: "no_longer_needed" });
  const statusOf = async (day: ShiftDay) =>
    (await world.db.selectFrom("shift").select("status").where("slot_id", "=", day.slotId).executeTakeFirst())
      ?.status;

  it("waits until the shift is closed where somebody has come, and nothing of it has changed", async () => {
    const day = await runningDay(world);
    const li = { slotId: day.slotId, personId: day.people.li.id };
    await callIn(day.as.pan, li);
    const still = refusal("SHIFT_RUNS", { slotId: day.slotId, count: 1 });
    await expect(end(day)).rejects.toEqual(still);
    await callOut(day.as.pan, li); // has left, and is not settled yet
    await expect(end(day)).rejects.toEqual(still);
    await expect(closeNeed(day.as.pan, { needId: day.need.id, reason: "solved_elsewhere" })).rejects.toEqual(
      still,
    );
    expect(await statusOf(day)).toBe("running");
    expect((await rowOf.slot(world.db, day.slotId)).promised).toBe(5);
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await end(day);
    expect(await statusOf(day)).toBe("closed");
  });

  it("calls it off with itself where nobody has come", async () => {
    const day = await runningDay(world);
    const li = { slotId: day.slotId, personId: day.people.li.id };
    await callIn(day.as.pan, li);
    await undo(day.as.pan, { ...li, was: "in" });
    await end(day);
    expect(await statusOf(day)).toBe("cancelled");
    await expect(callIn(day.as.pan, li)).rejects.toEqual(refusal("DAY_OVER"));
  });

  it("is not completed over walk-ins whose shift is not closed", async () => {
    const day = await runningDay(world);
    await scan(world, day.as.passer, day.slotId);
    await callIn(day.as.pan, { slotId: day.slotId, personId: day.people.passer.id });
    const { needId } = { needId: day.need.id };
    await settle(day.as.pan, { needId });
    for (const row of await world.db
      .selectFrom("pledge")
      .select("id")
      .where("slot_id", "=", day.slotId)
      .execute())
      await markCame(day.as.pan, { pledgeId: row.id, came: "1" });
    world.clock.advance({ days: 8 }); // nobody's answer is waited for any longer
    await expect(complete(day.as.pan, { needId })).rejects.toEqual(
      refusal("SHIFT_RUNS", { slotId: day.slotId, count: 1 }),
    );
    await close(day.as.pan, closeInput.parse({ slotId: day.slotId, key: newKey() }));
    await complete(day.as.pan, { needId });
  });
});
