// A shift that is over, and questions about its hours: for tests of what people ask, and what becomes of it.
import { beforeEach } from "vitest";
import { askMissing, askWhy } from "@/server/hours/corrections/asking/commands";
import { answerInput, askMissingInput, askWhyInput, type Outcome } from "@/server/hours/corrections/schema";
import { inbox } from "@/server/hours/inbox/data";
import type { Ctx } from "@/server/trpc/context";
import { emptyTestDb } from "@/tests/support/database";
import { runningDay, type ShiftDay } from "@/tests/support/days";
import { newKey } from "@/tests/support/pledged";
import { faultsOf, recordingUnit, served, toldOfHours } from "@/tests/support/served";
import { ctxOf, grant, person, type TestWorld, testWorld } from "@/tests/support/world";

export let world: TestWorld;
export let day: ShiftDay;
export let unitId: string;
export let sun: Ctx; // leads the recording unit
export let he: Ctx; // its manager
export let zhou: Ctx; // of the district
export const at = (hours: number) => new Date(day.startsAt.getTime() + hours * 3_600_000);
export const WORDS = "我去了，同去的人可以作证";

/** Anew for each test of the file: a shift that was over an hour ago, and who may answer what is asked about it. */
export const inQuestion = (): void =>
  beforeEach(async () => {
    await emptyTestDb();
    world = await testWorld();
    day = await runningDay(world);
    unitId = await recordingUnit(world, day.people);
    sun = await unitMember("孙站长", "leader");
    he = await unitMember("何干事", "manager");
    zhou = await ctxOf(world, day.people.zhou);
    world.clock.set(at(5)); // an hour after its end
  });

export async function unitMember(name: string, role: "leader" | "manager"): Promise<Ctx> {
  const one = await person(world, name);
  await grant(world, one, role, { organisationId: unitId });
  return ctxOf(world, one);
}
export const missing = (by: Ctx, from = 0, to = 3, slotId = day.slotId) =>
  askMissing(by, askMissingInput.parse({ slotId, from: at(from), to: at(to), words: WORDS, key: newKey() }));
export const why = (by: Ctx, recordId: string, more: object = {}) =>
  askWhy(by, askWhyInput.parse({ recordId, words: WORDS, key: newKey(), ...more }));
export const said = (outcome: Outcome, correctionId: string, more: object = {}) =>
  answerInput.parse({ correctionId, outcome, answer: "查过签到表", ...more });
export const liRecord = () =>
  world.db.selectFrom("service_record").selectAll().where("person_id", "=", day.people.li.id).execute();
export const faults = () => faultsOf(world);
export const heard = (by: Ctx) => toldOfHours(world, by.actor?.personId ?? "");
export const called = async () =>
  (
    await served(world, day.as.pan, {
      personId: day.people.li.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
      inHow: "call",
    })
  ).recordId;
export const toAnswer = async (by: Ctx) =>
  (await inbox(by, {})).items.filter((item) => item.kind === "answer");
