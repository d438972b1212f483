// 西潘墩 and everybody who has a say in its needs, what lies there of a need, and needs in a state: for tests of the acts on them.
import { beforeAll, beforeEach } from "vitest";
import type { RefusalCode } from "@/server/errors";
import { certify } from "@/server/needs/certification/commands";
import { publish, submit } from "@/server/needs/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import type { NeedAnswer } from "@/server/needs/schema";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { TEST_NOW } from "./clock";
import { certifyKey, helpDraft, nothingWaits, riceDraft } from "./drafts";
import { ctxOf, grant, person, places, storyPeople, type TestWorld, testWorld } from "./world";

export let world: TestWorld;
export let pan: Ctx; // secretary of 西潘墩
export let pan2: Ctx; // their clerk
export let li: Ctx; // a resident
export let gao: Ctx; // town
export let zhou: Ctx; // district
export let foreign: Ctx; // secretary of another village
export let foreignTown: Ctx;
export let grid: Ctx;
export let platform: Ctx;
export let team: string;

/** The village and everybody around it, once for a file; before each test it is TEST_NOW again, and nothing waits. */
export function inVillage(): void {
  beforeAll(moveIn);
  beforeEach(async () => {
    world.clock.set(TEST_NOW);
    await nothingWaits(world);
  });
}

async function moveIn() {
  world = await testWorld();
  const people = await storyPeople(world);
  team = people.team;
  const clerk = await person(world, "文书小赵");
  const wei = await person(world, "魏书记");
  const fu = await person(world, "付主任");
  const net = await person(world, "网格员小孙");
  await grant(world, clerk, "clerk", { regionId: places.xipandun }, people.grants.pan);
  await grant(world, wei, "secretary", { regionId: places.xisanchong });
  await grant(world, fu, "town_admin", { regionId: places.fuzhuang });
  await grant(world, net, "grid", { regionId: places.xipandun });
  [pan, pan2, li, gao, zhou, foreign, foreignTown, grid] = (await Promise.all(
    [people.pan, clerk, people.li, people.gao, people.zhou, wei, fu, net].map((p) => ctxOf(world, p)),
  )) as [Ctx, Ctx, Ctx, Ctx, Ctx, Ctx, Ctx, Ctx];
  platform = systemCtx(world);
  await world.db
    .insertInto("setting")
    .values({ region_id: places.luozhuang, name: "sale_lines", value: "true", updated_at: TEST_NOW })
    .execute();
}

// ---------- looking at what is there ----------

export const row = (needId: string) =>
  world.db.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirstOrThrow();
export const slots = (needId: string) =>
  world.db
    .selectFrom("slot")
    .innerJoin("need_line", "need_line.id", "slot.line_id")
    .selectAll("slot")
    .where("slot.need_id", "=", needId)
    .orderBy("need_line.position")
    .execute();
export const lines = (needId: string) =>
  world.db.selectFrom("need_line").selectAll().where("need_id", "=", needId).orderBy("position").execute();
export const events = async (needId: string) =>
  (
    await world.db
      .selectFrom("history")
      .select(["version", "event"])
      .where("subject_id", "=", needId)
      .orderBy("version")
      .execute()
  ).map((h) => h.event);
export const listed = async (needId: string) =>
  (await world.db.selectFrom("listing").select("kind").where("need_id", "=", needId).execute()).length > 0;
export const timers = async (needId: string) =>
  Object.fromEntries(
    (await world.db.selectFrom("timer").select(["act", "at"]).where("ref", "=", needId).execute()).map(
      (t) => [t.act, t.at.toISOString()],
    ),
  );
export const dump = async (needId: string) => ({
  row: await row(needId),
  slots: await slots(needId),
  lines: await lines(needId),
  events: await events(needId),
  timers: await timers(needId),
  listed: await listed(needId),
});

export async function refused(
  act: Promise<unknown>,
): Promise<{ code: RefusalCode; facts: Record<string, unknown> }> {
  try {
    await act;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal) return { code: refusal.code, facts: refusal.facts };
    throw error;
  }
  throw new Error("it was not refused");
}
export const code = async (act: Promise<unknown>) => (await refused(act)).code;

// ---------- needs in a state ----------

export const drafted = (ctx = li) => saveDraft(ctx, helpDraft());
export const submitted = async (ctx = li) => submit(ctx, { needId: (await drafted(ctx)).needId });
export const opened = async (): Promise<NeedAnswer> => publish(pan, { needId: (await submitted()).needId });
export const rice = async () => {
  const { needId } = await submit(pan, { needId: (await saveDraft(pan, riceDraft())).needId });
  return { needId, line: (await lines(needId))[0]! };
};
export const seen = (lineId: string, stock = "20万斤") =>
  certify(gao, { key: certifyKey(), lineId, certifiedOn: "2026-11-18", stock, evidence: "粮仓实物，检斤单" });
