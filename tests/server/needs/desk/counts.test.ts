import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "@/server/time";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { openNeed } from "@/tests/support/needs";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});
const as = async (who: { id: string }) => createCaller(await ctxOf(world, who));

describe("how a district is doing", () => {
  it("open needs stand by town and by how long they are open; what waits too long is counted apart", async () => {
    const regionId = story.places.luozhuang;
    const zhou = await as(story.zhou);
    const gaodu = async () =>
      (await zhou.needs.byPlace({ regionId })).rows.find((row) => row.placeId === story.places.gaodu) ?? {
        waiting: 0,
        late: 0,
        week: 0,
        month: 0,
        older: 0,
        settling: 0,
      };
    const before = await gaodu();
    const set = (id: string, row: Record<string, unknown>) =>
      world.db.updateTable("need").set(row).where("id", "=", id).execute();
    const now = world.clock.now();
    for (const age of [1, 8, 31, 40]) {
      const need = await openNeed(world, { posterId: story.pan.id });
      await set(need.id, { published_at: new Date(now.getTime() - age * DAY_MS) });
    }
    for (const due of [-1, 1]) {
      const need = await openNeed(world, { posterId: story.pan.id });
      await set(need.id, { status: "submitted", answer_due_at: new Date(now.getTime() + due * DAY_MS) });
    }
    await set((await openNeed(world, { posterId: story.pan.id })).id, { status: "settling" });
    await set((await openNeed(world, { posterId: story.pan.id })).id, { status: "completed" });
    const after = await gaodu();
    const more = (key: keyof typeof before) => Number(after[key]) - Number(before[key]);
    expect([more("week"), more("month"), more("older")]).toEqual([1, 1, 2]);
    expect([more("waiting"), more("late"), more("settling")]).toEqual([2, 1, 1]);
  });

  it("a town sees its own villages and not the district; a village has no such page", async () => {
    const gao = await as(story.gao);
    const { rows } = await gao.needs.byPlace({ regionId: story.places.gaodu });
    expect(rows.every((row) => row.placeId === 0 || row.placeId === story.places.xipandun)).toBe(true);
    const code = (regionId: number) =>
      gao.needs.byPlace({ regionId }).then(
        () => "ok",
        (error) => refusalOf(error)?.code,
      );
    expect(await code(story.places.luozhuang)).toBe("FORBIDDEN");
    expect(await code(story.places.xipandun)).toBe("INVALID");
  });
});
