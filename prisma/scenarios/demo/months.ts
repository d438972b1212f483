// Nine months of the district: needs of every kind, posted by secretaries, residents and grid workers, ending in every state.
import { holderOf, planDay } from "./days";
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
} from "./needs";
import type { Cast, Village } from "./people";
import type { Stage } from "./stage";
import { TEMPLATES, type Template } from "./templates";

/** How each need ends, dealt out in turn; most are completed, as in life. */
const ENDS = [
  "done",
  "done",
  "done",
  "cancelled",
  "done",
  "done",
  "solved",
  "done",
  "done",
  "done",
  "unreached",
  "done",
] as const;
type End = (typeof ENDS)[number] | "open" | "paused" | "sealed" | "settling";

/** Ends before which the work itself was done. */
const LIVED = new Set<End>(["done", "settling", "sealed"]);

const OLD_NEEDS = 84;
const RECENT_NEEDS = 26;
const FIRST_DAY = -270;

export function planMonths(stage: Stage, cast: Cast): void {
  for (let i = 0; i < OLD_NEEDS; i++) {
    const day = FIRST_DAY + Math.floor((i * (-FIRST_DAY - 45)) / OLD_NEEDS);
    planNeed(stage, cast, i, day, ENDS[i % ENDS.length] as End);
  }
  for (let i = 0; i < RECENT_NEEDS; i++) {
    const end: End = i % 9 === 4 ? "sealed" : i % 9 === 7 ? "settling" : i % 13 === 5 ? "paused" : "open";
    planNeed(stage, cast, OLD_NEEDS + i, -1 - (i % 9), end);
  }
  planRequests(stage, cast);
}

const SENSITIVE = new Set(["meals", "haircut", "quilts"]);

function planNeed(stage: Stage, cast: Cast, n: number, day: number, end: End): void {
  const template = TEMPLATES[(n * 5) % TEMPLATES.length] as Template;
  const villages = SENSITIVE.has(template.name) ? cast.hidden : cast.villages;
  const village = villages[(n * 3) % villages.length] as Village;
  const own = n % 4 !== 1; // the rest come from residents and grid workers, and wait for the secretary
  const poster = own
    ? village.secretary
    : n % 8 === 1
      ? village.gridWorker
      : (cast.goodPeople[(n * 17) % 300] as string);
  const hour = 8 + (n % 9);
  const days = end === "open" || end === "paused" ? Math.max(template.days, 14) : template.days;
  let needId = "";
  let lines: Line[] = [];

  stage.plan(stage.at(day, hour), async () => {
    needId = await post(
      stage,
      draftOf(
        stage,
        template,
        village,
        day,
        stage.at(day + days, 18),
        own ? `${village.name.replace("村", "")}村委` : "热心村民",
        end === "open" ? 1 + (n % 6) : day,
      ),
      poster,
    );
  });
  const opened = stage.at(day, hour, 50);
  stage.plan(opened, async () => {
    const sale = (await (await stage.as(village.secretary)).needs.managed({ needId })).lines.some(
      (l) => l.direction === "sale",
    );
    if (sale) await certifyAll(stage, cast, village, needId);
    const secretary = await stage.as(village.secretary);
    if ((await secretary.needs.managed({ needId })).status === "submitted")
      await secretary.needs.publish({ needId, acknowledged: ACKNOWLEDGED });
    ({ lines } = await secretary.needs.visible({ needId }));
    for (const line of lines) {
      planClaims(stage, cast, village, line, [day, day + days], end, n);
      if (LIVED.has(end)) planDay(stage, village.secretary, line, village);
    }
  });
  for (let week = day + 6; week < day + days; week += 6)
    stage.plan(stage.at(week, 10), async () =>
      perhaps((await stage.as(poster)).needs.confirm({ needId, answer: "still" })),
    );
  planEnd(
    stage,
    village,
    {
      get id() {
        return needId;
      },
    },
    poster,
    day,
    days,
    end,
  );
}

/** Who claims: teams and units for goods and vehicles, people for work, in turn; how much is left open depends on how it goes. */
function planClaims(
  stage: Stage,
  cast: Cast,
  village: Village,
  line: Line,
  [day, until]: [posted: number, deadline: number],
  end: End,
  n: number,
): void {
  const total = line.quantity / line.unitSize;
  const fill =
    end === "open" ? 0.25 + stage.random() * 0.6 : end === "unreached" ? 0.1 : end === "cancelled" ? 0.4 : 1;
  const wanted = Math.max(1, Math.round(total * fill));
  const goods = line.kind === "goods";
  const claims = goods ? Math.min(4, wanted) : wanted;
  let left = wanted;
  for (let i = 0; i < claims && left > 0; i++) {
    const units = goods
      ? i === claims - 1
        ? left
        : Math.max(1, Math.round(left * (0.3 + stage.random() * 0.3)))
      : 1;
    left -= units;
    const person = line.qualification === null ? null : holderOf(stage, cast, line.qualification);
    const helper =
      line.kind === "people" || line.kind === "expertise"
        ? { as: person ?? stage.pick(cast.goodPeople) }
        : helperOf(stage, cast);
    const claimDay = day + Math.min(4, Math.floor(i * (goods ? 1 : 4 / Math.max(1, claims))));
    stage.plan(stage.at(claimDay, 11 + (i % 9), (n * 7 + i * 3) % 60), async () => {
      const made = await claim(stage, helper, line, units, { ifShort: "wait" });
      if (made === null) return;
      if (made.status === "requested") {
        await perhaps((await stage.as(village.secretary)).pledges.approve({ pledgeId: made.pledgeId }));
      }
      if (stage.random() < 0.05)
        stage.plan(stage.at(claimDay, 21, 30), async () =>
          perhaps((await stage.as(helper.as)).pledges.withdraw({ pledgeId: made.pledgeId, reason: "busy" })),
        );
      else if (goods)
        planDeliveries(
          stage,
          village,
          made.pledgeId,
          units,
          claimDay,
          n + i,
          line.direction === "loan" ? until : null,
        );
    });
  }
}

function helperOf(stage: Stage, cast: Cast): Helper {
  const dice = stage.random();
  const from = dice < 0.45 ? cast.teams : dice < 0.75 ? cast.units : cast.social;
  const organisation = stage.pick(from);
  return { as: organisation.leader, organisationId: organisation.id };
}

function planDeliveries(
  stage: Stage,
  village: Village,
  pledgeId: string,
  units: number,
  day: number,
  n: number,
  back: number | null,
): void {
  const first = units > 3 ? Math.ceil(units * 0.6) : units;
  const parts = [first, units - first].filter((u) => u > 0);
  for (const [i, part] of parts.entries()) {
    const sent = day + 1 + i * 2;
    const short = n % 17 === 0 && part > 2 ? Math.floor(part * 0.1) : 0;
    deliver(
      stage,
      village.secretary,
      pledgeId,
      part,
      stage.at(sent, 9, n % 60),
      stage.at(sent + 1, 15, n % 60),
      short > 0 ? { short, reason: "short_weight" } : {},
      back === null ? null : stage.at(Math.max(back, sent + 2), 17, n % 60),
    );
  }
}

function planEnd(
  stage: Stage,
  village: Village,
  need: { id: string },
  poster: string,
  day: number,
  days: number,
  end: End,
): void {
  const run = async () => stage.as(village.secretary);
  const half = day + Math.max(2, Math.floor(days / 2));
  if (end === "paused")
    stage.plan(stage.at(0, 7), async () => perhaps((await run()).needs.pause({ needId: need.id })));
  if (end === "sealed")
    stage.plan(stage.at(0, 7, 10), async () => perhaps((await run()).needs.seal({ needId: need.id })));
  if (end === "settling")
    stage.plan(stage.at(0, 7, 20), async () => perhaps((await run()).settlement.settle({ needId: need.id })));
  if (end === "cancelled")
    stage.plan(stage.at(half, 16), async () =>
      perhaps(
        (await stage.as(poster)).settlement.cancel({
          needId: need.id,
          reason: "weather",
          note: "连着下雨，改到以后再说，谢谢大家。",
        }),
      ),
    );
  if (end === "solved")
    stage.plan(stage.at(half, 17), async () =>
      perhaps((await run()).settlement.close({ needId: need.id, reason: "solved_elsewhere" })),
    );
  if (end === "unreached")
    stage.plan(stage.at(half, 17), async () =>
      perhaps((await run()).settlement.close({ needId: need.id, reason: "cannot_reach" })),
    );
  if (end !== "done") return;
  const settled = day + days + 1;
  stage.plan(stage.at(settled, 9), async () => {
    const caller = await run();
    if ((await perhaps(caller.settlement.settle({ needId: need.id }))) === null) return;
    const { lines } = await caller.needs.visible({ needId: need.id });
    const goods = new Set(lines.filter((l) => l.kind === "goods").map((l) => l.id));
    const standing = await caller.settlement.standing({ needId: need.id });
    for (const p of standing.pledges)
      if (p.status === "confirmed") await settleOne(stage, village, p, goods.has(p.lineId));
  });
  stage.plan(stage.at(settled + 9, 9), async () =>
    perhaps((await run()).settlement.complete({ needId: need.id })),
  );
}

/** People and vehicles: who came is said; goods that will not come any more are let go. */
async function settleOne(
  stage: Stage,
  village: Village,
  p: { pledgeId: string; onWay: number },
  goods: boolean,
): Promise<void> {
  const caller = await stage.as(village.secretary);
  if (!goods)
    await perhaps(
      caller.presence.markCame({ pledgeId: p.pledgeId, came: stage.random() < 0.94 ? "1" : "0" }),
    );
  else if (p.onWay === 0) await perhaps(caller.settlement.settleRest({ pledgeId: p.pledgeId }));
}

/** Requests that wait, were sent back, refused or lie with the town, and a draft: what a desk looks like on a Tuesday. */
function planRequests(stage: Stage, cast: Cast): void {
  const ask = (
    n: number,
    village: Village,
    then: (needId: string) => Promise<unknown>,
    day: number,
    hour: number,
    sendIt = true,
  ) =>
    stage.plan(stage.at(day, hour), async () => {
      const template = TEMPLATES[n % TEMPLATES.length] as Template;
      const draft = draftOf(
        stage,
        template,
        village,
        day,
        stage.at(day + Math.max(15, template.days + 6), 18),
        "热心村民",
      );
      const caller = await stage.as(cast.goodPeople[100 + n] as string);
      const { needId } = await caller.needs.saveDraft(draft);
      if (sendIt) await caller.needs.submit({ needId, acknowledged: ACKNOWLEDGED });
      await then(needId);
    });
  const rest = async () => {};
  ask(12, cast.rice, rest, -1, 16);
  ask(17, cast.rice, rest, -1, 19);
  ask(20, cast.canteen, rest, 0, 1);
  ask(14, cast.rice, rest, -4, 9); // nobody answered: it has gone up to the town
  ask(
    9,
    cast.rice,
    async (needId) =>
      (await stage.as(cast.rice.secretary)).needs.giveBack({
        needId,
        question: "请补充一下：要几点到、在哪里集合？",
      }),
    -3,
    10,
  );
  ask(
    10,
    cast.canteen,
    async (needId) =>
      (await stage.as(cast.canteen.secretary)).needs.reject({
        needId,
        reason: "hotline_12345",
        note: "道路坑洼请打12345，市政会来看。",
      }),
    -6,
    10,
  );
  ask(15, cast.rice, rest, -2, 10, false);
  // The grid worker speaks for a neighbour; who she is stays sealed, and the story does not say.
  stage.plan(stage.at(-1, 14), async () => {
    const template = TEMPLATES.find((one) => one.name === "phones") as Template;
    const grid = await stage.as(cast.rice.gridWorker);
    const draft = draftOf(stage, template, cast.rice, -1, stage.at(20, 18), "网格员");
    const beneficiary = { name: "潘奶奶", phone: "13000008888", address: "村东头第三排17号院" };
    const { needId } = await grid.needs.saveDraft({ ...draft, beneficiary, consentHow: "spoken" });
    await grid.needs.submit({ needId, acknowledged: ACKNOWLEDGED });
  });
  stage.plan(stage.at(-1, 8), async () => {
    const template = TEMPLATES[1] as Template;
    await (await stage.as(cast.rice.secretary)).needs.saveDraft(
      draftOf(stage, template, cast.rice, -1, stage.at(25, 18), "潘书记"),
    );
  });
}
