// The life-cycle table and the policy, act by act: in every state for somebody who may, and by every role in a state where
// it can happen. The expectations are written out here and not read from the table.
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { giveBack, publish, reject, submit, takeBack } from "@/server/needs/commands";
import { confirm } from "@/server/needs/confirm/commands";
import { saveDraft } from "@/server/needs/drafting/commands";
import { NEED_EVENTS, NEED_STATUSES, type NeedStatus } from "@/server/needs/lifecycle";
import { change, pause, resume, seal } from "@/server/needs/recruiting/commands";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { helpDraft, nothingWaits } from "../../support/drafts";
import { ctxOf, grant, person, places, storyPeople, type TestWorld, testWorld } from "../../support/world";

const ROLES = [
  "poster",
  "secretary",
  "clerk",
  "grid",
  "town",
  "district",
  "otherSecretary",
  "otherTown",
  "stranger",
] as const;
type Role = (typeof ROLES)[number];
const OFFICE: Role[] = ["secretary", "clerk"];
const POSTS: Role[] = ["poster", ...OFFICE];

type Act = {
  run: (ctx: Ctx, needId: string) => Promise<{ status: string }>;
  in: NeedStatus[];
  to: NeedStatus | "same";
  by: Role[];
};
const on = (needId: string) => ({ needId });

/** A resident's need, not escalated. */
const ACTS: Record<string, Act> = {
  save: { run: (c, n) => saveDraft(c, helpDraft(on(n))), in: ["draft", "returned"], to: "same", by: POSTS },
  submit: { run: (c, n) => submit(c, on(n)), in: ["draft", "returned"], to: "submitted", by: POSTS },
  publish: {
    run: (c, n) => publish(c, on(n)),
    in: ["draft", "returned", "submitted"],
    to: "open",
    by: [...OFFICE, "district"],
  },
  giveBack: {
    run: (c, n) => giveBack(c, { ...on(n), question: "几点？" }),
    in: ["submitted"],
    to: "returned",
    by: [...OFFICE, "district"],
  },
  reject: {
    run: (c, n) => reject(c, { ...on(n), reason: "hotline_12345" }),
    in: ["submitted"],
    to: "rejected",
    by: [...OFFICE, "district"],
  },
  takeBack: {
    run: (c, n) => takeBack(c, on(n)),
    in: ["submitted", "returned", "open", "paused", "sealed"],
    to: "draft",
    by: POSTS,
  },
  change: {
    run: (c, n) => change(c, { ...on(n), title: "改" }),
    in: ["open", "paused", "sealed"],
    to: "same",
    by: POSTS,
  },
  confirm: { run: (c, n) => confirm(c, { ...on(n), answer: "still" }), in: ["open"], to: "same", by: POSTS },
  pause: { run: (c, n) => pause(c, on(n)), in: ["open"], to: "paused", by: POSTS },
  resume: { run: (c, n) => resume(c, on(n)), in: ["paused", "sealed"], to: "open", by: POSTS },
  seal: { run: (c, n) => seal(c, on(n)), in: ["open", "paused"], to: "sealed", by: POSTS },
};

let world: TestWorld;
let who: Record<Role, Ctx>;

beforeEach(() => nothingWaits(world));
beforeAll(async () => {
  world = await testWorld();
  const story = await storyPeople(world);
  const someone = (name: string) => person(world, name);
  const [clerk, grid, wei, fu, stranger] = await Promise.all([
    someone("文书"),
    someone("网格员"),
    someone("魏书记"),
    someone("付主任"),
    someone("路人"),
  ]);
  await grant(world, clerk, "clerk", { regionId: places.xipandun }, story.grants.pan);
  await grant(world, grid, "grid", { regionId: places.xipandun });
  await grant(world, wei, "secretary", { regionId: places.xisanchong });
  await grant(world, fu, "town_admin", { regionId: places.fuzhuang });
  const people = {
    poster: story.li,
    secretary: story.pan,
    clerk,
    grid,
    town: story.gao,
    district: story.zhou,
    otherSecretary: wei,
    otherTown: fu,
    stranger,
  };
  who = Object.fromEntries(
    await Promise.all(ROLES.map(async (role) => [role, await ctxOf(world, people[role])] as const)),
  ) as Record<Role, Ctx>;
});

/** A resident's need brought into a state by hand: some states are another module's to reach. */
async function needIn(status: NeedStatus): Promise<string> {
  const { needId } = await saveDraft(who.poster, helpDraft());
  const published = !["draft", "submitted", "returned", "rejected"].includes(status);
  await world.db
    .updateTable("need")
    .set({ status, published_at: published ? world.clock.now() : null })
    .where("id", "=", needId)
    .execute();
  return needId;
}

async function attempt(act: Act, ctx: Ctx, needId: string): Promise<string> {
  try {
    return (await act.run(ctx, needId)).status;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    return refusal.code;
  }
}

const trace = async (needId: string) => [
  await world.db.selectFrom("need").selectAll().where("id", "=", needId).execute(),
  await world.db.selectFrom("slot").selectAll().where("need_id", "=", needId).execute(),
  await world.db.selectFrom("history").selectAll().where("subject_id", "=", needId).execute(),
  await world.db.selectFrom("listing").selectAll().where("need_id", "=", needId).execute(),
  await world.db.selectFrom("timer").selectAll().where("ref", "=", needId).execute(),
];

test("every act of a person is tried here, except those that touch pledges", () => {
  const elsewhere = ["settle", "complete", "reopen", "cancel", "close"];
  const people = Object.entries(NEED_EVENTS).filter(([, step]) => step.action !== null);
  expect(
    people
      .map(([event]) => event)
      .filter((event) => !elsewhere.includes(event))
      .sort(),
  ).toEqual(Object.keys(ACTS).sort());
});

describe.each(Object.entries(ACTS))("%s", (_name, act) => {
  // A draft is its author's own, and its author may not verify it: see the roles below.
  const states = NEED_STATUSES.filter((status) => status !== "draft" || act.by.includes("poster"));

  test.each(states)("in state %s", async (status) => {
    const needId = await needIn(status);
    const before = await trace(needId);
    const actor = status === "draft" ? who.poster : who.secretary;
    const answer = await attempt(act, actor, needId);
    if (act.in.includes(status)) expect(answer).toBe(act.to === "same" ? status : act.to);
    else {
      expect(answer).toBe("WRONG_STATE");
      expect(await trace(needId)).toEqual(before);
    }
  });

  test.each(ROLES)("by %s", async (role) => {
    const state = act.in.find((status) => status !== "draft") as NeedStatus;
    const needId = await needIn(state);
    const before = await trace(needId);
    const answer = await attempt(act, who[role], needId);
    if (act.by.includes(role)) expect(answer).toBe(act.to === "same" ? state : act.to);
    else {
      expect(["FORBIDDEN", "NOT_FOUND"]).toContain(answer);
      expect(await trace(needId)).toEqual(before);
    }
  });
});
