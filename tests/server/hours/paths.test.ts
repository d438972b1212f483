// Random days of one shift through the doors everybody uses: arrivals, closing, paper, words, questions, certificates, purchases. Against
// a few lines that only remember what was claimed of whom, by whose hand, and who else said so: nothing else may ever count, and a
// certificate is the sum of what counts when it is issued.
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { begin } from "@/server/attendance/commands";
import { attendanceOf } from "@/server/attendance/data";
import { codeOfRow } from "@/server/attendance/roster/data";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { type ShiftDay, shiftDay } from "@/tests/support/days";
import { openNeed } from "@/tests/support/needs";
import { claim, newKey } from "@/tests/support/pledged";
import { come, follow, leave, recordingUnit, undone } from "@/tests/support/served";
import { ctxOf, grant, organisation, person, type TestWorld, testWorld } from "@/tests/support/world";

let world: TestWorld;
/** Who may say that hours count, and how far their word reaches: the poster, the team, whoever stands above, the district; and two who have no say. */
let voices: { ctx: Ctx; level: number }[];
let heads: { ctx: Ctx; unitId: string }[];

const PLAN = 14; // half hours
const NOW = 29;
const [NOBODY, LEADER, PARENT, DISTRICT] = [-1, 1, 2, 3];

beforeAll(async () => {
  world = await testWorld();
  const { people } = await shiftDay(world);
  const own = await recordingUnit(world, people);
  const above = await organisation(world, "区总队", "unit", people.places.luozhuang);
  await world.db
    .updateTable("organisation")
    .set({ parent_id: above })
    .where("id", "in", [own, people.team])
    .execute();
  const leads = async (name: string, organisationId: string) => {
    const who = await person(world, name);
    await grant(world, who, "leader", { organisationId });
    return ctxOf(world, who);
  };
  const [chief, head] = [await leads("总队长", above), await leads("中心主任", own)];
  const chen = await ctxOf(world, people.chen);
  voices = [
    { ctx: await ctxOf(world, people.pan), level: LEADER },
    { ctx: chen, level: LEADER },
    { ctx: head, level: PARENT }, // records for who came alone, and stands above nobody: at most this
    { ctx: chief, level: PARENT },
    { ctx: await ctxOf(world, people.zhou), level: DISTRICT },
    { ctx: await ctxOf(world, await person(world, "路过的")), level: NOBODY },
  ];
  heads = [
    { ctx: head, unitId: own },
    { ctx: chen, unitId: people.team },
  ];
});
afterAll(async () => {
  await drain(world);
  const { checks } = await verify(world.db);
  // The seats of a day are laid into their table, without a history of their own.
  expect(checks.flatMap((check) => check.faults.filter((fault) => !fault.startsWith("seat ")))).toEqual([]);
});

const WHO = 4; // 小李 and 王姐 by themselves, 赵伯 with the team, 潘书记 who runs it all
const arrival = fc.record({
  here: fc.constantFrom(true, true, false),
  how: fc.constantFrom("scan" as const, "call" as const),
  by: fc.nat(1),
  from: fc.constantFrom(0, 0, 1, 2, 12, 20),
  length: fc.constantFrom(0, 9, 14, 14, 16, 18, 24, 26), // 0: forgets to check out
});
const act = fc.record({
  what: fc.constantFrom(
    ..."close close close paper paper confirm confirm confirm confirm undo discard".split(" "),
    ..."ask answer answer answer answer issue issue issue revoke work buy".split(" "),
  ),
  who: fc.nat(WHO - 1),
  by: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 3, 4, 4, 5, 6), // a voice; 6: whoever it is about
  from: fc.nat(10),
  length: fc.constantFrom(2, 6, 10, 15, 17, 20, 25),
  outcome: fc.constantFrom("plan" as const, "times" as const, "absent" as const, "absent" as const),
  answer: fc.constantFrom("corrected" as const, "corrected" as const, "upheld" as const, "struck" as const),
  others: fc.constantFrom("absent" as const, "came" as const),
  paid: fc.boolean(), // of an answer: other times than were asked for
});
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What is claimed of somebody's day. */
type Claim = {
  from: number;
  to: number | null;
  clock: boolean; // both ends scanned, and nobody has said otherwise
  hand: string | null; // who wrote it down afterwards
  said: Set<string>; // whose word it has had since it became so
  paid: boolean;
};
type Played = ShiftDay & {
  who: { id: string; ctx: Ctx }[];
  claims: (Claim | null)[];
  goods: string;
  questions: { id: string; who: number; from: number; to: number }[];
  certified: { id: string; head: number }[];
};

const at = (day: ShiftDay, n: number) => new Date(day.startsAt.getTime() + n * 1_800_000);
const voiceOf = (day: Played, a: Act) => voices[a.by]?.ctx ?? day.who[a.who]!.ctx;
const idOf = (ctx: Ctx) => ctx.actor!.personId;

async function aDay(arrivals: (typeof arrival extends fc.Arbitrary<infer T> ? T : never)[]): Promise<Played> {
  world.clock.advance({ days: 3 });
  const endsAt = new Date(world.clock.now().getTime() + 3_600_000 + PLAN * 1_800_000);
  const day = await shiftDay(world, { endsAt });
  const { people, as } = day;
  const goods = await openNeed(world, {
    posterId: people.pan.id,
    lines: [{ kind: "goods", direction: "gift", quantity: 1000 }],
  });
  world.clock.set(day.startsAt);
  await begin(as.pan, { slotId: day.slotId });
  world.clock.set(at(day, NOW));
  const who = [
    { id: people.li.id, ctx: as.li },
    { id: people.wang.id, ctx: as.wang },
    { id: people.zhao.id, ctx: as.zhao },
    { id: people.pan.id, ctx: as.pan },
  ];
  const played: Played = {
    ...{ ...day, who, goods: goods.lines[0]!.slotId },
    ...{ claims: [null, null, null, null], questions: [], certified: [] },
  };
  for (const [n, one] of arrivals.entries()) if (one.here) await arrive(played, n, one);
  return played;
}

async function arrive(
  day: Played,
  n: number,
  one: { how: "scan" | "call"; by: number; from: number; length: number },
) {
  const { id, ctx } = day.who[n]!;
  const by = one.how === "scan" ? ctx : voices[one.by]!.ctx;
  const attendanceId = await come(by, {
    personId: id,
    slotId: day.slotId,
    from: at(day, one.from),
    inHow: one.how,
  });
  const to = one.length === 0 ? null : Math.min(one.from + one.length, NOW);
  if (to !== null) await leave(by, attendanceId, at(day, to), one.how);
  day.claims[n] = { from: one.from, to, clock: one.how === "scan", hand: null, said: new Set(), paid: false };
  await follow(world, attendanceId);
}

/** What may count, of what is known here. */
function mayCount(day: Played, n: number): boolean {
  const claim = day.claims[n];
  if (!claim || claim.to === null || claim.paid) return false;
  const length = claim.to - claim.from;
  const needed = length > 24 ? DISTRICT : length > 16 ? PARENT : LEADER;
  if (claim.clock && claim.hand === null && length <= 16 && length * 10 >= PLAN * 6) return true;
  const others = voices.filter(({ ctx }) => idOf(ctx) !== day.who[n]!.id && idOf(ctx) !== claim.hand);
  return others.some(({ ctx, level }) => level >= needed && claim.said.has(idOf(ctx)));
}

const claimed = (from: number, to: number, hand: string | null): Claim => ({
  ...{ from, to, hand, clock: false },
  ...{ said: new Set<string>(), paid: false },
});

/** The leader says so at the end: of everybody, what they say, or what the clock and the plan say. Then it has the leader's word. */
function closed(
  day: Played,
  a: Act,
  said: { who: number; outcome: Act["outcome"] }[],
  others: Act["others"],
  counted: Set<number>,
) {
  const by = voiceOf(day, a);
  for (let n = 0; n < WHO; n++) {
    const claim = day.claims[n] ?? null;
    const listed = n < 3 || claim !== null; // 潘书记 stands on no list until they come
    const mine = said.find((one) => one.who === n);
    if (!listed) continue;
    const outcome = mine?.outcome ?? (claim !== null || others === "came" ? "plan" : "absent");
    if (outcome === "absent") day.claims[n] = null;
    else {
      const times = outcome === "times" ? { from: a.from, to: Math.min(a.from + a.length, NOW) } : null;
      day.claims[n] = spoken(claim, times, idOf(by));
      if (mine && a.paid && !counted.has(n)) day.claims[n]!.paid = true;
      if (!counted.has(n)) day.claims[n]!.said.add(idOf(by));
    }
  }
}

function spoken(claim: Claim | null, times: { from: number; to: number } | null, hand: string): Claim {
  if (claim === null) return claimed(times?.from ?? 0, times?.to ?? PLAN, hand);
  const late = claim.from >= PLAN; // came after the planned end: only somebody's word says until when
  const known =
    claim.to !== null
      ? claim
      : {
          ...claim,
          clock: false,
          to: late ? times!.to : Math.min(PLAN, times?.to ?? PLAN),
          hand: late ? hand : claim.hand,
        };
  if (times === null || (times.from === known.from && times.to === known.to)) return known;
  const within = times.from >= known.from && times.to <= known.to!;
  return { ...known, ...times, clock: false, hand: within ? known.hand : hand, said: new Set() };
}

const recordOf = async (day: Played, n: number) =>
  (await world.db
    .selectFrom("service_record")
    .select(["id", "status"])
    .where("slot_id", "=", day.slotId)
    .where("person_id", "=", day.who[n]!.id)
    .where("status", "<>", "voided")
    .executeTakeFirst()) ?? { id: newKey(), status: "none" };

const ACTS: Record<string, (day: Played, a: Act) => Promise<void>> = {
  close: async (day, a) => {
    const counted = new Set(Object.keys(await countedIn(day)).map(Number));
    const rows = [
      {
        personId: day.who[a.who]!.id,
        outcome: a.outcome,
        from: at(day, a.from),
        to: at(day, Math.min(a.from + a.length, NOW)),
        paid: a.paid,
      },
    ];
    await createCaller(voiceOf(day, a)).hours.close({
      slotId: day.slotId,
      key: newKey(),
      others: a.others,
      rows,
    });
    closed(day, a, [{ who: a.who, outcome: a.outcome }], a.others, counted);
  },
  paper: async (day, a) => {
    const counted = new Set(Object.keys(await countedIn(day)).map(Number));
    const { id } = day.who[a.who]!;
    const to = Math.min(a.from + a.length, NOW);
    const clock = (n: number) => new Date(at(day, n).getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
    const before = await isClosed(day);
    const text = `${codeOfRow(world.keys, day.slotId, id)} ${clock(a.from)} ${clock(to)}`;
    await createCaller(voiceOf(day, a)).hours.enterPaper({ slotId: day.slotId, text, key: newKey() });
    const mine = counted.has(a.who) ? [] : [{ who: a.who, outcome: "times" as const }];
    if (!before) closed(day, { ...a, paid: false }, mine, "absent", counted);
    else if (mine.length > 0)
      day.claims[a.who] = spoken(day.claims[a.who] ?? null, { from: a.from, to }, idOf(voiceOf(day, a)));
  },
  confirm: async (day, a) => {
    const { id } = await recordOf(day, a.who);
    await createCaller(voiceOf(day, a)).hours.confirm({ recordIds: [id] });
    day.claims[a.who]?.said.add(idOf(voiceOf(day, a)));
    // Said, not refused, and so it counts.
    expect(await countedIn(day)).toHaveProperty(String(a.who));
  },
  undo: async (day, a) => {
    const row = await attendanceOf(world.db, day.slotId, day.who[a.who]!.id);
    if (row === null || (await isClosed(day))) return;
    await undone(day.as.chen, row.id);
    const claim = day.claims[a.who] ?? null;
    day.claims[a.who] = claim === null || claim.to === null ? null : { ...claim, to: null, said: new Set() };
    await follow(world, row.id);
  },
  discard: async (day, a) => {
    const { id } = await recordOf(day, a.who);
    await createCaller(voiceOf(day, a)).hours.discard({ recordId: id, reason: "没有来" });
    day.claims[a.who] = null;
  },
  ask: async (day, a) => {
    const { id } = await recordOf(day, a.who);
    const to = Math.min(a.from + a.length, NOW);
    const times = { from: at(day, a.from), to: at(day, to) };
    const asked = await createCaller(day.who[a.who]!.ctx).hours.ask({
      recordId: id,
      ...times,
      words: "时间不对",
      key: newKey(),
    });
    day.questions.push({ id: asked.correctionId, who: a.who, from: a.from, to });
  },
  answer: async (day, a) => {
    const counted = Object.keys(await countedIn(day)).map(Number);
    const about = { ...a, who: counted[a.who % Math.max(1, counted.length)] ?? a.who };
    if (day.questions.length === 0) await ACTS.ask!(day, about);
    const question = day.questions.at(-1)!;
    const by = voices[a.by]?.ctx ?? day.who[question.who]!.ctx;
    const before = (await countedIn(day))[question.who];
    const other = { from: a.from, to: Math.min(a.from + a.length + 1, NOW) };
    const found = a.paid ? other : question;
    await createCaller(by).hours.answer({
      ...{ correctionId: question.id, outcome: a.answer, answer: "看过签到表" },
      ...(a.paid ? { from: at(day, other.from), to: at(day, other.to) } : {}),
    });
    expect(idOf(by)).not.toBe(day.who[question.who]!.id);
    day.questions = day.questions.filter((one) => one.id !== question.id);
    if (a.answer === "struck") day.claims[question.who] = null;
    if (a.answer === "corrected") {
      const within = (from = 99, to = -1) => found.from >= from && found.to <= to;
      const lowers = within(...(before ?? []));
      const theirs = within(question.from, question.to) || lowers;
      const spoke = lowers ? (day.claims[question.who]?.said ?? []) : []; // for more, and so for this
      const hand = theirs ? day.who[question.who]!.id : idOf(by);
      day.claims[question.who] = {
        ...claimed(found.from, found.to, hand),
        said: new Set([idOf(by), ...spoke]),
      };
    }
    await ACTS.issue!(day, { ...a, by: question.who === 2 ? 1 : 0 });
  },
  issue: async (day, a) => {
    const head = a.by % 2;
    const { ctx, unitId } = heads[head]!;
    const today = dayOf(day.startsAt);
    const personIds = day.who.map(({ id }) => id).filter((id) => id !== day.people.pan.id);
    const sums = await sumsOf(day, unitId);
    await createCaller(ctx).certificates.issue({
      ...{ unitId, personIds, from: today, until: today, namesOnPaper: true, key: newKey() },
    });
    const made = await world.db
      .selectFrom("certificate")
      .select(["id", "person_id", "minutes"])
      .where("unit_id", "=", unitId)
      .where("person_id", "in", personIds)
      .where("status", "=", "valid")
      .execute();
    for (const one of made) {
      if (day.certified.some(({ id }) => id === one.id)) continue; // it may be struck out by now, and the worker not have come by
      expect([one.person_id, one.minutes]).toEqual([one.person_id, sums.get(one.person_id) ?? 0]);
      day.certified.push({ id: one.id, head });
      expect(await createCaller(ctx).certificates.one({ certificateId: one.id })).toMatchObject({
        status: "valid",
      });
    }
  },
  revoke: async (day, a) => {
    const one = day.certified[a.from % Math.max(1, day.certified.length)];
    if (one === undefined) return;
    await createCaller(heads[one.head]!.ctx).certificates.revoke({ certificateId: one.id, reason: "开错了" });
    day.certified = day.certified.filter(({ id }) => id !== one.id);
  },
  work: () => drain(world),
  buy: async (day, a) => {
    const { ctx } = day.who[a.who]!;
    await claim(ctx, day.goods, 1);
    // There is no day to come to, and none to close.
    await createCaller(voices[0]!.ctx).hours.close({
      slotId: day.goods,
      key: newKey(),
      others: "came",
      rows: [],
    });
  },
};

const isClosed = async (day: Played) =>
  (
    await world.db
      .selectFrom("shift")
      .select("status")
      .where("slot_id", "=", day.slotId)
      .executeTakeFirstOrThrow()
  ).status === "closed";

type Standing = {
  person_id: string;
  from_at: Date;
  to_at: Date;
  minutes: number;
  unit: string;
  slot_id: string;
};
const standingOf = async (day: Played): Promise<Standing[]> =>
  (
    await sql<Standing>`
      SELECT e.person_id, e.from_at, e.to_at, e.minutes, e.recording_unit_id AS unit, e.slot_id FROM hours_entry e
      WHERE e.person_id IN (${sql.join(day.who.map(({ id }) => id))}) AND e.slot_id IN (${day.slotId}, ${day.goods})
        AND e.reverses_id IS NULL AND NOT EXISTS (SELECT 1 FROM hours_entry x WHERE x.reverses_id = e.id)`.execute(
      world.db,
    )
  ).rows;
async function countedIn(day: Played): Promise<Record<number, [number, number]>> {
  const half = (date: Date) => (date.getTime() - day.startsAt.getTime()) / 1_800_000;
  return Object.fromEntries(
    (await standingOf(day)).map((row) => [
      day.who.findIndex(({ id }) => id === row.person_id),
      [half(row.from_at), half(row.to_at)],
    ]),
  );
}
async function sumsOf(day: Played, unitId: string): Promise<Map<string, number>> {
  const sums = new Map<string, number>();
  for (const row of await standingOf(day))
    if (row.unit === unitId) sums.set(row.person_id, (sums.get(row.person_id) ?? 0) + row.minutes);
  return sums;
}

/** Nothing counts but what was claimed and said by somebody else; and what shows as certified is what counts. */
async function expectHonest(day: Played): Promise<void> {
  for (const [n, times] of Object.entries(await countedIn(day))) {
    const claim = day.claims[Number(n)];
    expect({ n, times, may: mayCount(day, Number(n)) }).toEqual({
      n,
      times: [claim?.from, claim?.to],
      may: true,
    });
  }
  expect((await standingOf(day)).filter((row) => row.slot_id === day.goods)).toEqual([]);
  for (const { id, head } of day.certified) {
    const { status, minutes } = await createCaller(heads[head]!.ctx).certificates.one({ certificateId: id });
    const { rows } = await sql<{ sum: number; gone: number }>`
      SELECT SUM(e.minutes) AS sum, COUNT(x.id) AS gone FROM certificate_entry c JOIN hours_entry e ON e.id = c.entry_id
      LEFT JOIN hours_entry x ON x.reverses_id = e.id WHERE c.certificate_id = ${id}`.execute(world.db);
    expect(Number(rows[0]!.sum)).toBe(minutes);
    if (Number(rows[0]!.gone) > 0) expect(status).toBe("superseded");
  }
}

it("through every door, nothing counts but what was claimed and another said, and certificates are sums of it", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(arrival, { minLength: WHO, maxLength: WHO }),
      fc.array(act, { minLength: 6, maxLength: 18 }),
      async (arrivals, acts) => {
        const day = await aDay(arrivals);
        await expectHonest(day);
        for (const a of acts) {
          await ACTS[a.what]!(day, a).catch((error) => {
            if (!isRefusal(error) && !refusalOf(error)) throw error;
          });
          await expectHonest(day);
        }
      },
    ),
    { numRuns: 16 },
  );
}, 120_000);
