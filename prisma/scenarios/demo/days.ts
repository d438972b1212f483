// Nine months of days: shifts that were lived, so that hours stand in the ledger. People scan in and out with browsers of their own,
// those without a telephone are called, somebody forgets to leave, a leader closes; the first team also has its own work each month.

import type { DraftInput } from "@/server/needs/schema";
import { MINUTE_MS } from "@/server/time";
import { ACKNOWLEDGED, claim, type Line, perhaps, slotOf } from "./needs";
import type { Cast, Village } from "./people";
import type { Stage } from "./stage";

/** How many of those on a list come, of those who come scan, and of those who scanned forget to leave. */
const COMES = 0.93;
const SCANS = 0.8;
const FORGETS = 0.06;
/** How often the receiving side says what it saw, or how it was. */
const STATED = 0.4;

/** Lives one shift of a line, led by `runner`: plans nothing that lies ahead of today. */
export function planDay(stage: Stage, runner: string, line: Line, village: Village): void {
  const { slotId } = slotOf(line);
  const { startsAt, endsAt } = line;
  if (line.kind !== "people" || startsAt === null || endsAt === null) return;
  const there: { personId: string; scans: boolean }[] = [];
  stage.plan(startsAt, async () => perhaps((await stage.as(runner)).attendance.begin({ slotId })));
  for (const [wave, late] of [2, 9].entries())
    stage.plan(new Date(startsAt.getTime() + late * MINUTE_MS), async () => {
      const leader = await stage.as(runner);
      const day = await leader.attendance.day({ slotId });
      for (const [i, { personId, hasPhone, seeking }] of day.roll.entries()) {
        if (i % 2 !== wave || seeking || stage.random() > COMES) continue;
        const scans = hasPhone && personId !== runner && stage.random() < SCANS;
        if (scans) await scan(stage, personId, day.codes[0]?.token);
        else await perhaps(leader.attendance.callIn({ slotId, personId }));
        there.push({ personId, scans });
      }
    });
  stage.plan(new Date(endsAt.getTime() - MINUTE_MS), async () => {
    const leader = await stage.as(runner);
    const token = (await leader.attendance.day({ slotId })).codes[0]?.token;
    for (const { personId, scans } of there)
      if (!scans) await perhaps(leader.attendance.callOut({ slotId, personId }));
      else if (stage.random() > FORGETS) await scan(stage, personId, token);
  });
  stage.plan(new Date(endsAt.getTime() + 40 * MINUTE_MS), async () => {
    await perhaps((await stage.as(runner)).hours.close({ slotId, key: stage.key() }));
    if (stage.random() < STATED) await stateAs(stage, village, slotId, there.length, startsAt, endsAt);
    if (stage.random() < STATED)
      await perhaps(
        (await stage.as(village.secretary)).records.evaluate({
          slotId,
          side: "beneficiary",
          given: [{ score: stage.random() < 0.8 ? 5 : 4, words: "来得齐，干得细，收拾得也干净。" }],
        }),
      );
  });
}

/** The village's grid worker says what was seen; now and then one head less than the roll has. */
async function stateAs(
  stage: Stage,
  village: Village,
  slotId: string,
  came: number,
  startsAt: Date,
  endsAt: Date,
): Promise<void> {
  const hours = Math.round((endsAt.getTime() - startsAt.getTime()) / 3_600_000);
  const headcount = stage.random() < 0.15 ? Math.max(0, came - 1) : came;
  await perhaps((await stage.as(village.gridWorker)).attendance.state({ slotId, headcount, hours }));
}

async function scan(stage: Stage, personId: string, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  const volunteer = await stage.as(personId);
  const opened = await perhaps(volunteer.attendance.open({ token }));
  if (opened !== null) await perhaps(volunteer.attendance.use({ ticket: opened.ticket }));
}

type Work = { title: string; story: string; item: string; service: "environment" | "elderly" | "traffic" };
const WORKS: Work[] = [
  {
    title: "清一清村口的河道",
    story: "枯枝和塑料袋堵在桥下，趁水浅捞出来。手套、钩子队里带。",
    item: "清河道",
    service: "environment",
  },
  {
    title: "陪敬老院老人包一回饺子",
    story: "面和馅院里备好，来人一起包、一起吃，收拾干净再走。",
    item: "包饺子",
    service: "elderly",
  },
  {
    title: "放学时路口护送",
    story: "十字路口车多，放学这一个多小时站站岗，牵着过马路。",
    item: "护送放学",
    service: "traffic",
  },
];
/** Today's, at whatever hour somebody looks: a watch that is kept in turns from midnight on. */
const WATCH: Work = {
  title: "秸秆禁烧和河道巡查，全天轮班",
  story: "两人一组，沿河走一圈，看到冒烟、倾倒垃圾就打电话。雨衣、手电队里带。",
  item: "巡查",
  service: "environment",
};
const MEMBERS = 24;
const SEATS = 10;
const MONTHS = 9;

/** The first team: members, a day of work each month, today's, and one ahead whose names are still being found; certificates in between. */
export function planTeam(stage: Stage, cast: Cast): void {
  const team = cast.teams[0] as Cast["teams"][number];
  const members = cast.goodPeople.filter((id) => id !== team.leader).slice(0, MEMBERS);
  stage.plan(stage.at(-272, 9), async () => {
    const leader = await stage.as(team.leader);
    for (const personId of members) await (await stage.as(personId)).members.ask({ organisationId: team.id });
    for (let asks = await leader.members.requests({ organisationId: team.id }); asks.length > 0; ) {
      for (const { id: requestId } of asks) await leader.members.approve({ requestId });
      asks = await leader.members.requests({ organisationId: team.id });
    }
  });
  const work = (n: number, day: number, hours: [from: number, to: number], named: number, seats = SEATS) =>
    planWork(stage, cast, {
      n,
      day,
      hours,
      seats,
      named: Array.from({ length: named }, (_, i) => members[(n * 5 + i) % members.length] as string),
    });
  for (let month = 0; month < MONTHS; month++)
    work(month, -266 + month * 29, month % 3 === 2 ? [16, 18] : [8, 11], SEATS - 1);
  work(MONTHS, -4, [8, 11], SEATS - 1);
  work(MONTHS + 1, 0, [0, 24], SEATS - 2);
  work(MONTHS + 2, 4, [8, 11], 7, 12);
  for (const [day, title] of [
    [-250, "应急救护基础"],
    [-95, "助老服务礼仪与安全"],
  ] as const)
    stage.plan(stage.at(day, 20), async () =>
      perhaps(
        (await stage.as(team.leader)).records.recordTraining({
          organisationId: team.id,
          personIds: members.slice(0, 14),
          title,
          heldOn: stage.day(day),
          hours: "2",
        }),
      ),
    );
  stage.plan(stage.at(-12, 15), async () => {
    await perhaps(
      (await stage.as(team.leader)).certificates.issue({
        unitId: team.id,
        personIds: members.slice(0, 3),
        from: stage.day(-270),
        until: stage.day(-13),
        purpose: "单位年度考核",
        namesOnPaper: true,
        key: stage.key(),
      }),
    );
  });
}

const HONOURED = 40;
const QUALIFIED = ["lawyer", "doctor", "mediator", "electrician", "nurse"] as const;
/** The first three kinds are held by three people each, verified before the first need; of the others somebody still waits. */
const VERIFIED = 3;
const HOLDERS = 3;

/** Somebody who holds it; null where nobody does. */
export function holderOf(stage: Stage, cast: Cast, kind: string): string | null {
  const i = (QUALIFIED as readonly string[]).indexOf(kind);
  if (i < 0 || i >= VERIFIED) return null;
  return cast.goodPeople[150 + i + QUALIFIED.length * Math.floor(stage.random() * HOLDERS)] ?? null;
}

/** 罗庄好人, and people who may do by law what not everybody may: most looked at, two still waiting. */
export function planRecords(stage: Stage, cast: Cast): void {
  stage.plan(stage.at(-180, 10), async () => {
    const district = await stage.as(cast.districtAdmin);
    for (const personId of cast.goodPeople.slice(0, HONOURED))
      await district.records.giveHonour({
        personId,
        title: "罗庄好人",
        grantor: "演示文明办",
        grantedOn: stage.day(-181),
      });
  });
  QUALIFIED.forEach((kind, i) => {
    for (let n = 0; n < (i < VERIFIED ? HOLDERS : 1); n++)
      stage.plan(i < VERIFIED ? stage.at(-273, 9, i * HOLDERS + n) : stage.at(-120 + i * 20, 9), async () =>
        (await stage.as(cast.goodPeople[150 + i + QUALIFIED.length * n] as string)).records.claim({
          kind,
          issuer: "演示发证机关",
          expiresOn: stage.day(700),
        }),
      );
  });
  stage.plan(stage.at(-272, 8), async () => {
    const district = await stage.as(cast.districtAdmin);
    for (const { id: qualificationId } of await district.records.queue({ regionId: cast.countyId })) {
      const { version } = await district.records.case({ qualificationId });
      await district.records.verify({ qualificationId, version, seen: "original" });
    }
  });
}

type Working = { n: number; day: number; hours: [number, number]; seats: number; named: string[] };

function planWork(stage: Stage, cast: Cast, { n, day, hours, seats, named }: Working): void {
  const team = cast.teams[0] as Cast["teams"][number];
  const village = cast.villages[(n * 2) % cast.villages.length] as Village;
  const work = day === 0 ? WATCH : (WORKS[n % WORKS.length] as Work);
  const posted = Math.min(day - 6, -2);
  let needId = "";
  let line: Line;
  stage.plan(stage.at(posted, 9), async () => {
    const leader = await stage.as(team.leader);
    ({ needId } = await leader.needs.saveDraft(draftOfWork(stage, work, village, team, day, hours, seats)));
    await leader.needs.submit({ needId, acknowledged: ACKNOWLEDGED });
  });
  stage.plan(stage.at(posted, 15), async () => {
    const secretary = await stage.as(village.secretary);
    if ((await secretary.needs.managed({ needId })).status === "submitted")
      await secretary.needs.publish({ needId, acknowledged: ACKNOWLEDGED });
    line = (await secretary.needs.visible({ needId })).lines[0] as Line;
    const leader = await stage.as(team.leader);
    const made = await claim(stage, { as: team.leader, organisationId: team.id }, line, seats);
    // One by one: who has promised to be elsewhere that day cannot be named.
    if (made !== null)
      for (const personId of named)
        await perhaps(leader.seats.name({ pledgeId: made.pledgeId, personIds: [personId] }));
    planDay(stage, team.leader, line, village);
  });
  stage.plan(stage.at(day + 1, 9), async () =>
    perhaps((await stage.as(team.leader)).settlement.settle({ needId })),
  );
  stage.plan(stage.at(day + 10, 9), async () =>
    perhaps((await stage.as(team.leader)).settlement.complete({ needId })),
  );
}

const draftOfWork = (
  stage: Stage,
  work: Work,
  village: Village,
  team: Cast["teams"][number],
  day: number,
  [from, to]: [number, number],
  seats: number,
): DraftInput => ({
  key: stage.key(),
  regionId: village.id,
  organisationId: team.id,
  title: work.title,
  story: work.story,
  risk: "户外活动，注意脚下和来往车辆；身体不适请随时休息。",
  contactName: "陈队长",
  contactPhone: "13000009999",
  deadlineAt: stage.at(day, 22),
  lines: [
    {
      kind: "people",
      item: work.item,
      service: work.service,
      quantity: seats + 2,
      unit: "person",
      place: `${village.name}村委大院`,
      startsAt: stage.at(day, from),
      endsAt: stage.at(day, to),
      insured: true,
      shareLimit: String(seats),
    },
  ],
});
