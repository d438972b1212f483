// 西潘墩村 and its 200,000 jin of rice (domain.md §1), alive today: 82,000 accepted, 26,000 on the way, 18,000 promised of 200,000.
import {
  ACKNOWLEDGED,
  certifyAll,
  claim,
  deliver,
  draftOf,
  type Helper,
  type Line,
  perhaps,
  post,
  slotOf,
} from "./needs";
import type { Cast, Organisation } from "./people";
import type { Stage } from "./stage";
import { RICE, TEMPLATES, type Template } from "./templates";

const POSTED = -19;
/** Who claims how much, on which day and hour, and what of it moves when: [units, day sent, days until accepted or null: still on the way]. */
type Claim = {
  who: Helper;
  jin: number;
  day: number;
  hour: number;
  parts: [
    number,
    number,
    number | null,
    { refused?: number; short?: number; reason?: "damaged" | "short_weight" }?,
  ][];
};

const by = (o: Organisation): Helper => ({ as: o.leader, organisationId: o.id });
const nth = (list: Organisation[], n: number): Helper => by(list[n % list.length] as Organisation);

function claimsOf(cast: Cast): Claim[] {
  const big: Claim[] = [
    {
      who: nth(cast.units, 0),
      jin: 30_000,
      day: -17,
      hour: 10,
      parts: [
        [20_000, -14, 1],
        [6_000, -7, 1],
        [4_000, -1, null],
      ],
    },
    {
      who: nth(cast.teams, 0),
      jin: 20_000,
      day: -17,
      hour: 11,
      parts: [
        [8_000, -13, 1],
        [6_000, -6, 2],
        [6_000, -1, null],
      ],
    },
    {
      who: nth(cast.units, 3),
      jin: 22_000,
      day: -16,
      hour: 9,
      parts: [
        [16_000, -11, 1],
        [6_000, -2, null],
      ],
    },
    { who: nth(cast.units, 35), jin: 18_000, day: -15, hour: 15, parts: [[12_000, -9, 2]] },
    // 1,000 jin came wet and went back; the rest of that load is short by nothing.
    {
      who: nth(cast.teams, 7),
      jin: 11_000,
      day: -14,
      hour: 16,
      parts: [
        [6_000, -10, 1],
        [3_000, -5, 1, { refused: 1_000, reason: "damaged" }],
        [2_000, -1, null],
      ],
    },
    {
      who: nth(cast.social, 0),
      jin: 8_000,
      day: -12,
      hour: 10,
      parts: [
        [3_000, -6, 1],
        [5_000, -2, null],
      ],
    },
    {
      who: by(cast.village),
      jin: 5_000,
      day: -10,
      hour: 9,
      parts: [
        [2_000, -4, 1],
        [3_000, -1, null],
      ],
    },
    { who: by(cast.enterprise), jin: 10_000, day: -3, hour: 14, parts: [] },
  ];
  const small: Claim[] = Array.from({ length: 30 }, (_, i) => ({
    who: { as: cast.goodPeople[200 + i] as string },
    jin: 100,
    day: i < 10 ? -13 + (i % 5) : -4 + (i % 4),
    hour: 8 + (i % 10),
    parts: i < 10 ? [[100, -7 + (i % 3), 1]] : [],
  }));
  return [...big, ...small];
}

export function planRice(stage: Stage, cast: Cast): void {
  const pan = cast.rice.secretary;
  let needId = "";
  let lines: Line[] = [];
  const line = (kind: string) => lines.find((l) => l.kind === kind) as Line;
  stage.plan(stage.at(POSTED, 9), async () => {
    needId = await post(stage, draftOf(stage, RICE, cast.rice, POSTED, stage.at(9, 18), "潘书记"), pan);
  });
  stage.plan(stage.at(POSTED + 1, 10), () => certifyAll(stage, cast, cast.rice, needId));
  stage.plan(stage.at(POSTED + 1, 11), async () => {
    const caller = await stage.as(pan);
    await caller.needs.publish({ needId, acknowledged: ACKNOWLEDGED });
    ({ lines } = await caller.needs.visible({ needId }));
  });
  for (const day of [POSTED + 7, POSTED + 14])
    stage.plan(stage.at(day, 9), async () =>
      (await stage.as(pan)).needs.confirm({ needId, answer: "still" }),
    );
  for (const c of claimsOf(cast))
    stage.plan(stage.at(c.day, c.hour, 12), async () => {
      const made = await claim(stage, c.who, line("goods"), c.jin);
      if (made === null) throw new Error(`the rice story lost a claim of ${c.jin} jin`);
      for (const [jin, sent, until, less] of c.parts)
        deliver(
          stage,
          pan,
          made.pledgeId,
          jin,
          stage.at(sent, 9, 30),
          until === null ? NEVER : stage.at(sent + until, 16),
          less,
        );
    });
  for (let i = 0; i < 7; i++)
    stage.plan(stage.at(-8 + i, 12, i), () =>
      claim(stage, { as: cast.goodPeople[i === 0 ? 40 : 60 + i] as string }, line("people"), 1),
    );
  for (const [i, day] of [-6, -3].entries())
    stage.plan(stage.at(day, 15), () => claim(stage, nth(cast.teams, 10 + i), line("vehicle"), 1));
  stage.plan(stage.at(-2, 9), () =>
    claim(stage, { as: cast.goodPeople[150] as string }, line("expertise"), 1, {
      note: "做过三年合同纠纷，周末可到村里",
    }),
  );
}

/** The helped helps back: 潘书记 gives 西三重村's canteen 50 jin of rice every month (domain.md §1). */
export function planCanteen(stage: Stage, cast: Cast): void {
  const template = TEMPLATES.find((t) => t.name === "canteen") as Template;
  const { secretary } = cast.canteen;
  const pan = cast.rice.secretary;
  const start = -140;
  let needId = "";
  stage.plan(stage.at(start, 9), async () => {
    needId = await post(
      stage,
      draftOf(stage, template, cast.canteen, start, stage.at(200, 18), "食堂管理员"),
      secretary,
    );
    const { lines } = await (await stage.as(secretary)).needs.visible({ needId });
    const rice = lines.find((l) => l.item === "大米") as Line;
    const dayOfMonth = Math.min(28, Math.max(1, Number(stage.day(start + 3).slice(8))));
    await (await stage.as(pan)).recurring.start({
      slotId: slotOf(rice).slotId,
      amount: "50",
      dayOfMonth,
      months: 12,
      key: stage.key(),
    });
  });
  for (let day = start + 6; day < 0; day += 7)
    stage.plan(stage.at(day, 10), async () => {
      const caller = await stage.as(secretary);
      await perhaps(caller.needs.confirm({ needId, answer: "still" }));
      const mine = await (await stage.as(pan)).pledges.mine({});
      for (const p of mine.items.filter((one) => one.needId === needId && one.status === "confirmed"))
        await perhaps(caller.deliveries.accept({ pledgeId: p.id, accepted: "50", key: stage.key() }));
    });
}

/** After today: the stage plans nothing there, so the delivery stays on the way. */
const NEVER = new Date(8_640_000_000_000_000);
