// Random histories of hours against a model of a few lines: what may count is worked out a second time, in half hours and plain words,
// and must be what the ledger, its sums and everything read from it say after every single act.
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { verify } from "@/server/history/verify/data";
import { correctRecord, strikeRecord } from "@/server/hours/correcting/commands";
import { knownRecords } from "@/server/hours/facts/data";
import { confirm, discard } from "@/server/hours/speaking/commands";
import { wordOf } from "@/server/hours/speaking/data";
import { ensureShift } from "@/server/needs/shifts/commands";
import { type Db, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { openNeed } from "@/tests/support/needs";
import { come, follow, leave, recordingUnit, undone } from "@/tests/support/served";
import {
  ctxOf,
  grant,
  organisation,
  person,
  storyPeople,
  type TestWorld,
  testWorld,
} from "@/tests/support/world";

let world: TestWorld;
let db: Db;
/** 甲 and 乙 lead the team, 总 stands above it, 周 is the district. 甲 volunteers, too. */
let chiefs: { team: string; voices: { ctx: Ctx; level: number }[] };
const [RULE, LEADER, PARENT, DISTRICT] = [0, 1, 2, 3];

beforeAll(async () => {
  world = await testWorld();
  db = world.db;
  const story = await storyPeople(world);
  await recordingUnit(world, story);
  const above = await organisation(world, "区总队", "unit", story.places.luozhuang);
  await db.updateTable("organisation").set({ parent_id: above }).where("id", "=", story.team).execute();
  const leads = async (name: string, organisationId: string) => {
    const who = await person(world, name);
    await grant(world, who, "leader", { organisationId });
    return ctxOf(world, who);
  };
  chiefs = {
    team: story.team,
    voices: [
      { ctx: await leads("甲队长", story.team), level: LEADER },
      { ctx: await leads("乙队长", story.team), level: LEADER },
      { ctx: await leads("总队长", above), level: PARENT },
      { ctx: await ctxOf(world, story.zhou), level: DISTRICT },
    ],
  };
});
afterAll(async () => {
  expect((await verify(db)).checks.filter((check) => !check.ok)).toEqual([]);
});

const ACTS = [
  ..."serve serve serve serve in out out confirm confirm confirm confirm".split(" "),
  ..."serve serve confirm confirm confirm undo correct correct strike discard".split(" "),
];
const step = fc.record({
  act: fc.constantFrom(...ACTS),
  who: fc.nat(2), // 小李, 王姐, 甲队长: who comes, and to which shift …
  shift: fc.constantFrom(0, 0, 0, 1, 1, 1, 2, 2, 3, 4),
  which: fc.nat(99), // … else which of those who came it is about
  by: fc.nat(4), // the four chiefs, or whoever it is about
  how: fc.constantFrom("scan" as const, "scan" as const, "call" as const, "paper" as const),
  from: fc.nat(24), // half hours after ten in the morning: all of one day
  length: fc.oneof(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 3, max: 9 }),
    fc.integer({ min: 8, max: 26 }),
  ),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** Planned half hours; what was bought, and what falls in paid time, never counts. */
const SHIFTS = [
  { plan: 8, earns: true, paid: false },
  { plan: 16, earns: true, paid: false },
  { plan: 4, earns: true, paid: false },
  { plan: 8, earns: false, paid: false },
  { plan: 8, earns: true, paid: true },
];

type Day = { start: number; slots: { slotId: string; lineId: string }[]; people: Ctx[] };
const idOf = (ctx: Ctx) => ctx.actor!.personId;
const half = (day: Day, n: number) => new Date(day.start + n * 1_800_000);

async function aDay(): Promise<Day> {
  world.clock.advance({ days: 2 });
  const start = world.clock.now().getTime();
  const need = await openNeed(world, {
    posterId: (await person(world, "发布人")).id,
    organisationId: chiefs.team,
    lines: SHIFTS.map(({ plan }) => ({
      kind: "people" as const,
      startsAt: new Date(start),
      endsAt: new Date(start + plan * 1_800_000),
    })),
  });
  const slots = need.lines.map((line) => ({ slotId: line.slotId, lineId: line.id }));
  for (const [i, { paid }] of SHIFTS.entries()) {
    const { slotId } = slots[i]!;
    await transact(db, (trx) => ensureShift(trx, world, slotId));
    await db.updateTable("shift").set({ paid_time: paid }).where("slot_id", "=", slotId).execute();
  }
  const people = [
    await ctxOf(world, await person(world, "小李")),
    await ctxOf(world, await person(world, "王姐")),
  ];
  return { start, slots, people: [...people, chiefs.voices[0]!.ctx] };
}

/** What the model knows of a presence. */
type Presence = {
  id: string;
  who: string;
  shift: number;
  from: number;
  to: number | null; // null: still there
  scanned: boolean;
  paper: string | null; // who wrote it down afterwards
  undone: boolean;
  record: "open" | "pending" | "counts" | "aside" | "over";
  given: boolean; // given up by hand, once and for all
  counts: { from: number; to: number } | null;
};

/** May this word make that interval count? Said in other words than the code's. */
function mayCount(
  all: Presence[],
  p: Presence,
  iv: { from: number; to: number },
  word: { by: string | null; level: number },
  late = false,
) {
  const { plan, earns, paid } = SHIFTS[p.shift]!;
  const long = iv.to - iv.from;
  const others = all.filter((o) => o !== p && o.who === p.who && o.counts !== null).map((o) => o.counts!);
  if (!earns || paid || long <= 0 || word.by === p.who) return false;
  if (others.some((o) => !(o.to <= iv.from || iv.to <= o.from))) return false;
  if (!late && p.paper !== null && (word.by === null || word.by === p.paper)) return false;
  const day = others.reduce((sum, o) => sum + o.to - o.from, long);
  const alone = p.scanned && !late && p.paper === null && long * 10 >= plan * 6;
  const lowers = late && p.counts !== null && iv.from >= p.counts.from && iv.to <= p.counts.to;
  const needed = lowers ? LEADER : day > 24 ? DISTRICT : day > 16 ? PARENT : alone ? RULE : LEADER;
  return word.level >= needed;
}

/** The act, for real; and where nobody else acts, in the model. Answers when both have done it. */
async function act(day: Day, all: Presence[], said: Step): Promise<void> {
  if (said.act === "serve") {
    await act(day, all, { ...said, act: "in" });
    return act(day, all, { ...said, act: "out", which: -1 });
  }
  const there = all.filter((one) => !one.undone);
  const about =
    said.act === "in" ? undefined : there[said.which < 0 ? there.length - 1 : said.which % there.length];
  if (said.act !== "in" && about === undefined) return;
  const whose = day.people.findIndex((ctx) => idOf(ctx) === about?.who);
  const s = about === undefined ? said : { ...said, who: whose, shift: about.shift };
  const volunteer = day.people[s.who]!;
  const who = idOf(volunteer);
  const voice = chiefs.voices[s.by] ?? { ctx: volunteer, level: s.who === 2 ? LEADER : RULE };
  const { slotId, lineId } = day.slots[s.shift]!;
  const doer = s.how === "scan" ? volunteer : voice.ctx;
  const p = all.find((one) => one.who === who && one.shift === s.shift && !one.undone);
  const recordId = async () =>
    (
      await db
        .selectFrom("service_record")
        .select("id")
        .where("attendance_id", "=", p?.id ?? "")
        .executeTakeFirst()
    )?.id;
  const earns = async (yes: boolean) =>
    SHIFTS[s.shift]!.earns ||
    db
      .updateTable("need_line")
      .set({ kind: yes ? "people" : "goods" })
      .where("id", "=", lineId)
      .execute();

  if (s.act === "in") {
    await earns(true);
    const presence = {
      personId: who,
      slotId,
      from: half(day, s.from),
      inHow: s.how,
      organisationId: chiefs.team,
    };
    // Nobody comes to a line of goods: it is one of people for that moment alone, also where the coming is refused.
    const id = await come(doer, presence).finally(() => earns(false));
    const paper = s.how === "paper" ? idOf(doer) : null;
    const born = { undone: false, record: "open", given: false, counts: null } as const;
    all.push({ id, who, shift: s.shift, from: s.from, to: null, scanned: s.how === "scan", paper, ...born });
    return follow(world, id);
  }
  if (p === undefined) return;
  const id = await recordId();
  if (s.act === "out") {
    if (p.to !== null) return;
    await leave(doer, p.id, half(day, p.from + s.length), s.how);
    p.to = p.from + s.length;
    p.scanned &&= s.how === "scan";
    if (p.paper === null && s.how === "paper") p.paper = idOf(doer);
    if (!p.given) p.record = s.length === 0 ? "over" : "pending";
    if (p.record === "pending" && SHIFTS[s.shift]!.earns && SHIFTS[s.shift]!.paid) p.record = "aside";
    if (p.record === "pending" && mayCount(all, p, { from: p.from, to: p.to }, { by: null, level: RULE }))
      Object.assign(p, { record: "counts", counts: { from: p.from, to: p.to } });
    return follow(world, p.id);
  }
  if (s.act === "undo") {
    await undone(chiefs.voices[1]!.ctx, p.id);
    if (p.to === null) Object.assign(p, { undone: true, record: "over", counts: null });
    else {
      const row = await db
        .selectFrom("attendance")
        .selectAll()
        .where("id", "=", p.id)
        .executeTakeFirstOrThrow();
      const paper = row.in_how === "paper" ? row.in_by : null;
      Object.assign(p, { to: null, scanned: row.in_how === "scan", paper });
      if (!p.given) Object.assign(p, { record: "open", counts: null });
    }
    return follow(world, p.id);
  }
  if (id === undefined) return;
  const word = { by: idOf(voice.ctx), level: voice.level };
  if (s.act === "confirm") {
    const will =
      p.record === "pending" &&
      p.to !== null &&
      word.level > RULE &&
      mayCount(all, p, { from: p.from, to: p.to }, word);
    if (will) Object.assign(p, { record: "counts", counts: { from: p.from, to: p.to } });
    await confirm(voice.ctx, { recordIds: [id] });
  }
  if (s.act === "discard") {
    if (p.record === "open" || p.record === "pending") Object.assign(p, { record: "over", given: true });
    await discard(chiefs.voices[1]!.ctx, { recordId: id, reason: "没有来" });
  }
  if (s.act === "strike") {
    if (p.record === "counts") Object.assign(p, { record: "over", given: true, counts: null });
    await transact(db, (trx) => strikeRecord(trx, chiefs.voices[3]!.ctx, id, { grant: null }));
  }
  if (s.act === "correct") {
    const to = { from: s.from, to: s.from + s.length };
    if (p.record === "counts" && word.level > RULE && mayCount(all, p, to, word, true)) p.counts = to;
    const [known] = await knownRecords(db, [id]);
    const times = { from: half(day, to.from), to: half(day, to.to) };
    const put = { ...times, askedBy: who, said: "hours.corrected" as const, reason: null };
    await transact(db, (trx) => correctRecord(trx, voice.ctx, id, put, wordOf(voice.ctx, known!)));
  }
}

async function play(said: Step[], atOnce: number): Promise<void> {
  const day = await aDay();
  // A line of goods is one of people while somebody comes to it; acts at the same moment would truly find it so.
  const steps =
    atOnce === 1 ? said : said.map((s) => (SHIFTS[s.shift]!.earns ? s : { ...s, shift: 0 as const }));
  const all: Presence[] = [];
  for (let i = 0; i < steps.length; i += atOnce) {
    await Promise.all(
      steps.slice(i, i + atOnce).map((s) =>
        act(day, all, s).catch((error) => {
          if (!isRefusal(error)) throw error;
        }),
      ),
    );
    if (atOnce === 1) expect(await counted(day)).toEqual(inModel(day, all));
    await expectHonest(day);
  }
}

const key = (who: string, from: number, to: number) => `${who} ${from}–${to}`;
const inModel = (day: Day, all: Presence[]) =>
  all
    .flatMap((p) =>
      p.counts && day.people.map(idOf).includes(p.who) ? [key(p.who, p.counts.from, p.counts.to)] : [],
    )
    .sort();
async function counted(day: Day): Promise<string[]> {
  const at = (date: Date) => (date.getTime() - day.start) / 1_800_000;
  return (await standing(day)).map((row) => key(row.person_id, at(row.from_at), at(row.to_at))).sort();
}

type Row = {
  id: string;
  person_id: string;
  from_at: Date;
  to_at: Date;
  minutes: number;
  confirmed_by: string | null;
  status: string;
  entered_by: string | null;
  hows: string;
  attendance: string;
  plan: number;
};
const ofDay = (day: Day) => sql`e.slot_id IN (${sql.join(day.slots.map((one) => one.slotId))})`;
const standing = async (day: Day) =>
  (
    await sql<Row>`
      SELECT e.id, e.person_id, e.from_at, e.to_at, e.minutes, e.confirmed_by, r.status, r.entered_by,
        CONCAT(a.in_how, ' ', a.out_how) AS hows, a.status AS attendance, TIMESTAMPDIFF(MINUTE, s.starts_at, s.ends_at) AS plan
      FROM hours_entry e JOIN service_record r ON r.id = e.record_id JOIN attendance a ON a.id = e.attendance_id
      JOIN slot s ON s.id = e.slot_id JOIN need_line l ON l.id = e.line_id
      WHERE ${ofDay(day)} AND e.reverses_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM hours_entry x WHERE x.reverses_id = e.id) ORDER BY e.id`.execute(db)
  ).rows;

type Stood = {
  id: string;
  supersedes_id: string | null;
  from_at: Date;
  to_at: Date;
  confirmed_by: string | null;
};
const everStood = async (day: Day) =>
  new Map(
    (
      await sql<Stood>`SELECT e.id, e.supersedes_id, e.from_at, e.to_at, e.confirmed_by FROM hours_entry e
        WHERE ${ofDay(day)} AND e.reverses_id IS NULL`.execute(db)
    ).rows.map((row) => [row.id, row]),
  );
/** Before it was only made less. */
function firstOf({ id }: { id: string }, ever: ReadonlyMap<string, Stood>): Stood {
  const row = ever.get(id)!;
  const old = ever.get(row.supersedes_id ?? "");
  return old && old.from_at <= row.from_at && old.to_at >= row.to_at ? firstOf(old, ever) : row;
}

/** No path from pending, voided, undone, bought, paid or one's own word to a minute that counts; and every total is the same number. */
async function expectHonest(day: Day): Promise<void> {
  const rows = await standing(day);
  const ever = await everStood(day);
  const levelOf = (by: string | null) =>
    by === null ? RULE : (chiefs.voices.find((one) => idOf(one.ctx) === by)?.level ?? -1);
  for (const row of rows) {
    expect([row.status, row.attendance]).toEqual(["confirmed", "out"]);
    expect([row.person_id, row.entered_by ?? "nobody"]).not.toContain(row.confirmed_by);
    expect(levelOf(row.confirmed_by)).toBeGreaterThanOrEqual(RULE);
    if (row.confirmed_by === null) {
      expect(row.hows).toBe("scan scan");
      expect(row.minutes * 10).toBeGreaterThanOrEqual(Number(row.plan) * 6);
    }
    for (const other of rows)
      if (other.person_id === row.person_id && other !== row)
        expect(other.to_at <= row.from_at || other.from_at >= row.to_at).toBe(true);
  }
  for (const person_id of day.people.map(idOf)) {
    const mine = rows.filter((row) => row.person_id === person_id);
    const sum = mine.reduce((all, row) => all + row.minutes, 0);
    // Whoever spoke last, but to make it less, spoke of a day at least as long as it is now.
    const last = mine
      .map((row) => firstOf(row, ever))
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .at(-1);
    if (last)
      expect(levelOf(last.confirmed_by)).toBeGreaterThanOrEqual(
        sum > 720 ? DISTRICT : sum > 480 ? PARENT : RULE,
      );
    const { rows: sums } = await sql<{ ledger: number | null; records: number | null }>`
      SELECT (SELECT SUM(e.minutes) FROM hours_entry e WHERE ${ofDay(day)} AND e.person_id = ${person_id}) AS ledger,
        (SELECT SUM(e.minutes) FROM service_record e WHERE ${ofDay(day)} AND e.person_id = ${person_id}
          AND e.status IN ('confirmed', 'disputed')) AS records`.execute(db);
    expect([Number(sums[0]?.ledger ?? 0), Number(sums[0]?.records ?? 0)]).toEqual([sum, sum]);
  }
  const { rows: wrong } = await sql`
    SELECT p.person_id FROM person_hours p LEFT JOIN hours_entry e ON e.person_id = p.person_id
    GROUP BY p.person_id, p.minutes, p.entries HAVING p.minutes <> COALESCE(SUM(e.minutes), 0) OR p.entries <> COUNT(e.id)`.execute(
    db,
  );
  expect(wrong).toEqual([]);
  const { rows: bought } = await sql`
    SELECT e.id FROM hours_entry e JOIN need_line l ON l.id = e.line_id LEFT JOIN shift h ON h.slot_id = e.slot_id
    WHERE l.kind = 'goods' OR h.paid_time = 1`.execute(db);
  expect(bought).toEqual([]);
}

it("whatever volunteers, leaders, the district and the worker do, exactly what may count counts", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 40 }), (steps) => play(steps, 1)),
    { numRuns: 25 },
  );
}, 120_000);

it("when four of them act at once, nothing counts that may not, and every sum is the same number", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 32 }), (steps) => play(steps, 4)),
    { numRuns: 15 },
  );
}, 120_000);
