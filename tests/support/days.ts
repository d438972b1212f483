// A shift of people on its day: a need of the village, a team with named seats, people of their own, and whoever runs it.
import { v7 as uuid } from "uuid";
import { codesFrom } from "@/server/attendance/codes/data";
import { begin } from "@/server/attendance/commands";
import { actOnTicket, openToken } from "@/server/attendance/tickets/commands";
import { record } from "@/server/history/commands";
import { transact } from "@/server/platform/db";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { openNeed } from "./needs";
import { claim } from "./pledged";
import { ctxOf, person, storyPeople, type TestWorld } from "./world";

const stories = new WeakMap<TestWorld, ReturnType<typeof storyPeople>>();
const storyOf = (world: TestWorld) => {
  const story = stories.get(world) ?? storyPeople(world);
  stories.set(world, story);
  return story;
};

/** 小李 and 王姐 come by themselves, 陈队长's team takes three places and names two. 潘书记 posted. It begins in an hour, for four. */
export async function shiftDay(world: TestWorld, terms: object = {}) {
  const story = await storyOf(world);
  const { pan, chen, team } = story;
  const [li, wang, zhao, qian, passer] = await Promise.all(
    ["小李", "王姐", "赵伯", "钱婶", "路人"].map((name) =>
      person(world, name, { regionId: story.places.gaodu }),
    ),
  );
  const startsAt = new Date(world.clock.now().getTime() + 3_600_000);
  const endsAt = new Date(startsAt.getTime() + 4 * 3_600_000);
  const need = await openNeed(world, {
    posterId: pan.id,
    lines: [{ kind: "people", quantity: 6, startsAt, endsAt, ...terms }],
  });
  const { id: lineId, slotId } = need.lines[0]!;
  const as = {
    pan: await ctxOf(world, pan),
    chen: await ctxOf(world, chen),
    li: await ctxOf(world, li!),
    wang: await ctxOf(world, wang!),
    zhao: await ctxOf(world, zhao!),
    passer: await ctxOf(world, passer!),
  };
  await claim(as.li, slotId, 1);
  await claim(as.wang, slotId, 1);
  const { pledgeId } = await claim(as.chen, slotId, 3, { organisationId: team });
  for (const who of [zhao!, qian!]) await seat(world, pledgeId, slotId, who.id);
  const people = { ...story, li: li!, wang: wang!, zhao: zhao!, qian: qian!, passer: passer! };
  return { need, lineId, slotId, teamPledge: pledgeId, startsAt, endsAt, people, as };
}
export type ShiftDay = Awaited<ReturnType<typeof shiftDay>>;

/** The same, begun, at its start. */
export async function runningDay(world: TestWorld, terms: object = {}): Promise<ShiftDay> {
  const day = await shiftDay(world, terms);
  world.clock.set(day.startsAt);
  await begin(day.as.pan, { slotId: day.slotId });
  return day;
}

/** A named seat, as naming writes it. */
async function seat(world: TestWorld, pledgeId: string, slotId: string, personId: string) {
  const id = uuid();
  await transact(world.db, (trx) =>
    record(trx, systemCtx(world), {
      aggregate: "seat",
      id,
      version: 1,
      event: "seat.named",
      data: { slotId },
    }),
  );
  await world.db
    .insertInto("seat")
    .values({
      id,
      pledge_id: pledgeId,
      slot_id: slotId,
      person_id: personId,
      status: "named",
      live_key: `${slotId}:${personId}`,
      named_by: personId,
      named_at: world.clock.now(),
    })
    .execute();
  return id;
}

/** What the leader's telephone shows now. */
export const shown = (world: TestWorld, slotId: string) =>
  codesFrom(world.keys, slotId, world.clock.now(), 1)[0]!;

/** Opens the code that is shown now and does what is next. */
export async function scan(world: TestWorld, ctx: Ctx, slotId: string) {
  const { ticket } = await openToken(ctx, { token: shown(world, slotId).token });
  return actOnTicket(ctx, { ticket });
}
