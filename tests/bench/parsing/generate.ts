// Sentences by construction, with their answers: templates of how villages ask × what they ask for × amounts × days × marks.
// Seeded, so that a sentence can be found again by its seed. The conventions are those of the given sentences.

import { type Amount, type Dice, dice, exactly, some, weigh } from "./amounts";
import type { Labelled } from "./score";
import {
  CASES,
  CROPS,
  EVENTS,
  EXPERTS,
  JOBS,
  LACKERS,
  OWNERS,
  ROLES,
  SKILLS,
  STUCK,
  THINGS,
  VEHICLES,
} from "./words";

type Line = Labelled["lines"][number];
/** Clauses, without the marks between them. */
type Made = { clauses: string[]; lines: Line[] };

/** 2026-11-19 is a Thursday. */
export const GENERATED_NOW = "2026-11-19T09:00:00+08:00";

// ---------- what is asked for ----------

const counted = (kind: Line["kind"], item: string, unit: string, amount: Amount): Line => ({
  kind,
  item,
  quantity: amount.value,
  unit,
  ...(amount.approx ? { approx: true as const } : {}),
});
const split = (pair: string) => pair.split(":") as [string, string];

function crop(d: Dice): Made {
  const item = d.of(CROPS);
  const { said, part } = weigh(d);
  const lines: Line[] = [{ kind: "goods", item, ...part }];
  const stuck = d.of(STUCK);
  const owner = d.of(OWNERS);
  const still = d.of(["", "", "有", "还有", "还剩"]);
  return {
    clauses: d.of([
      [`${owner}${still}${said}${item}${stuck}`],
      [`${still}${said}${item}${stuck}`],
      [`${item}${said}${stuck}`],
      [`${owner}${item}${said}`, stuck],
      [`${owner}的${item}${stuck}`, `${d.of(["有", "还有", "", "一共"])}${said}`],
      [`${said}${item}`, d.of(["求帮忙", "急", "请大家帮帮忙", "联系老李", "盼好心人帮一把"])],
    ]),
    lines,
  };
}
function cases(d: Dice): Made {
  const [item, unit] = split(d.of(CASES));
  const amount = some(d, 900);
  const stuck = d.of(STUCK.filter((s) => !/地里/.test(s)));
  return {
    clauses: d.of([
      [`${d.of(OWNERS)}${d.of(["有", "还有", ""])}${amount.text}${unit}${item}${stuck}`],
      [`${amount.text}${unit}${item}${stuck}`],
      [`${item}${amount.text}${unit}${stuck}`],
      [`${item}${amount.text}${unit}`, stuck],
    ]),
    lines: [counted("goods", item, unit, amount)],
  };
}
function things(d: Dice): Made {
  const [item, unit] = split(d.of(THINGS));
  const [other, its] = split(d.of(THINGS));
  const [a, b] = [some(d, 300), some(d, 40)];
  const ask = d.of(["需要", "要", "缺", "急需", "求", "还缺", "想要", "急缺"]);
  const who = d.of(LACKERS);
  const one = [counted("goods", item, unit, a)];
  if (other === item) return { clauses: [`${ask}${item}${a.text}${unit}`], lines: one };
  const two = [...one, counted("goods", other, its, b)];
  return d.of<Made>([
    { clauses: [`${ask}${item}${a.text}${unit}`], lines: one },
    { clauses: [`${who}${ask}${a.text}${unit}${item}`], lines: one },
    { clauses: [`${who}缺${item}`, `想要${a.text}${unit}`], lines: one },
    { clauses: [`${ask}${item}${a.text}${unit}、${other}${b.text}${its}`], lines: two },
    { clauses: [`${who}${ask}${a.text}${unit}${item}和${b.text}${its}${other}`], lines: two },
    { clauses: [`${d.of(EVENTS)}${ask}${item}${a.text}${unit}`, `${other}${b.text}${its}`], lines: two },
    { clauses: [`${who}没有${item}`, `${ask}${a.text}${unit}`], lines: one },
    { clauses: [`给${who}${d.of(["送", "捐"])}${a.text}${unit}${item}`], lines: one },
    { clauses: [`借${a.text}${unit}${item}`], lines: one },
  ]);
}
function hands(d: Dice): Made {
  const job = d.of(JOBS);
  const n = some(d, 60);
  const heads = d.of([
    "个人",
    "人",
    "名志愿者",
    "个志愿者",
    "个小伙子",
    "位乡亲",
    "名大学生",
    "个劳力",
    "个帮手",
  ]);
  const after = d.of([
    `${n.text}人`,
    `${n.text}个人`,
    `志愿者${n.text}名`,
    `志愿者${n.text}人`,
    `人手${n.text}个`,
    `${n.text}名`,
  ]);
  const ask = d.of(["需要", "要", "缺", "急需", "还差", "找", "差", "想找"]);
  const lines = [counted("people", job, "人", n)];
  const open: Line[] = [{ kind: "people", item: job, quantity: null, unit: "人" }];
  return d.of<Made>([
    { clauses: [`${ask}${n.text}${heads}${d.of(["来", "帮忙", "帮着", "来帮忙", "", "去"])}${job}`], lines },
    { clauses: [`${job}${ask}${after}`], lines },
    { clauses: [job, `${ask}${after}`], lines },
    { clauses: [`${job}的志愿者${n.text}${d.of(["人", "名"])}`], lines },
    { clauses: [`${n.text}${heads}${d.of(["帮忙", "帮着", "来"])}${job}`], lines },
    {
      clauses: [`${d.of(LACKERS)}${d.of(["需要人", "缺人", "要人帮忙", "找人帮着", "想有人帮着"])}${job}`],
      lines: open,
    },
    {
      clauses: [`${job}缺人手`, `${d.of(["要", "需要", "来"])}${n.text}${d.of(["个", "个人", "人"])}`],
      lines,
    },
    { clauses: [`来${n.text}${d.of(["个人", "人"])}${job}`], lines },
    { clauses: [`请${n.text}${heads}${d.of(["来", "过来", "帮忙"])}${job}`], lines },
  ]);
}
function roles(d: Dice): Made {
  const expert = d(2) === 0;
  const item = d.of(expert ? EXPERTS : ROLES);
  const n = d(3) === 0 ? exactly("一", 1) : some(d, 12);
  const c = d.of(["名", "位", "个"]);
  const lines = [counted(expert ? "expertise" : "people", item, "人", n)];
  const ask = d.of(["需要", "要", "缺", "急需", "请", "想请", "找", "招募"]);
  const job = d.of(JOBS);
  const [skill, name] = split(d.of(SKILLS));
  const able = [counted("people", name, "人", n)];
  return d.of<Made>([
    { clauses: [`${ask}${n.text}${c}${item}`], lines },
    { clauses: [`${ask}${item}${n.text}${c}`], lines },
    { clauses: [`${d.of(LACKERS)}${ask}${n.text}${c}${item}${d.of(["来", "帮忙", ""])}${job}`], lines },
    { clauses: [`${d.of(EVENTS)}${ask}${item}${n.text}${c}`], lines },
    { clauses: [d.of(EVENTS), `${ask}${n.text}${c}${item}`], lines },
    { clauses: [`${ask}${n.text}${c}会${skill}的${d.of(["", "师傅", "人"])}`], lines: able },
    { clauses: [`${d.of(OWNERS)}${job}`, `找${n.text}个会${skill}的`], lines: able },
  ]);
}
function mixed(d: Dice): Made {
  const job = d.of(JOBS);
  const [v, p, r] = [some(d, 9), some(d, 50), some(d, 9)];
  const car = d.of(VEHICLES);
  const [item, unit] = split(d.of(THINGS));
  const [role, expert] = [d.of(ROLES), d.of(EXPERTS)];
  const goods = d.of(CROPS);
  const { said, part } = weigh(d);
  const second = d.of(CROPS.filter((c) => c !== goods));
  const more = weigh(d);
  const lv = counted("vehicle", car, "辆", v);
  const lp = counted("people", job, "人", p);
  const lg = counted("goods", item, unit, r);
  const sale: Line = { kind: "goods", item: goods, ...part };
  return d.of<Made>([
    { clauses: [`${job}要${v.text}辆${car}`, `${p.text}个人`], lines: [lv, lp] },
    { clauses: [`${job}需要${car}${v.text}辆、志愿者${p.text}名`], lines: [lv, lp] },
    { clauses: [job, `急需${p.text}人和${r.text}${unit}${item}`], lines: [lp, lg] },
    {
      clauses: [`${d.of(OWNERS)}${goods}${said}`, `${job}要${p.text}人`, `还要${car}${v.text}辆`],
      lines: [sale, lp, lv],
    },
    {
      clauses: [
        `${goods}${said}`,
        `${second}${more.said}`,
        d.of(["都卖不掉", "都没人收", "全都滞销", "没销路"]),
      ],
      lines: [sale, { kind: "goods", item: second, ...more.part }],
    },
    {
      clauses: [`${goods}${said}、${second}${more.said}${d.of(["滞销", "卖不掉", "没人要"])}`],
      lines: [sale, { kind: "goods", item: second, ...more.part }],
    },
    {
      clauses: [d.of(EVENTS), `需要${expert}${v.text}名、${role}${r.text}名`],
      lines: [counted("expertise", expert, "人", v), counted("people", role, "人", r)],
    },
    { clauses: [`${job}`, `需要${item}${r.text}${unit}`, `志愿者${p.text}名`], lines: [lg, lp] },
    { clauses: [`${said}${goods}${d.of(STUCK)}`, `要${p.text}人帮忙${job}`], lines: [sale, lp] },
    { clauses: [`缺${car}${v.text}辆`, `${role}${r.text}名`], lines: [lv, counted("people", role, "人", r)] },
    { clauses: [`要${v.text}辆${car}${d.of(["拉货", "送老人", "运肥料", "接送孩子"])}`], lines: [lv] },
  ]);
}

// ---------- when, who, and how it is written ----------

const DAYS: [string, string][] = [
  ["明天", "2026-11-20"],
  ["后天上午", "2026-11-21"],
  ["周六", "2026-11-21"],
  ["周日下午", "2026-11-22"],
  ["下周三", "2026-11-25"],
  ["下周五前", "2026-11-27"],
  ["月底前", "2026-11-30"],
  ["12月5号", "2026-12-05"],
  ["11月28日", "2026-11-28"],
  ["下月10号前", "2026-12-10"],
  ["本周日之前", "2026-11-22"],
  ["今晚", "2026-11-19"],
  ["元旦前", "2027-01-01"],
  ["三天内", "2026-11-22"],
  ["后天上午9点", "2026-11-21"],
];
const MARKS = [",", ",", ",", "，", "，", " ", "。", ""];

/** The sentence of a seed. `dictated`: no marks at all between the clauses. */
export function generated(seed: number): Labelled & { dictated: boolean; template: string } {
  const d = dice(seed);
  const [name, make] = d.of(Object.entries({ crop, cases, things, hands, roles, mixed }));
  const made = make(d);
  const [day, by] = d.of(DAYS);
  const when = d(3);
  let clauses = [...made.clauses];
  if (when === 0) clauses = d(2) === 0 ? [`${day}${clauses[0]}`, ...clauses.slice(1)] : [day, ...clauses];
  if (when === 1) clauses.push(day);
  const phone = d(8) === 0 ? "13805390001" : null;
  if (phone) clauses.push(d.of([`电话${phone}`, `联系李主任${phone}`, phone, "手机138 0539 0001"]));
  const mark = d.of(MARKS);
  let text = clauses.join(mark);
  if (d(6) === 0) text = text.replace(/\d/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
  if (d(6) === 0) text += d.of(["。", "!", "！", "~"]);
  return {
    id: seed,
    now: GENERATED_NOW,
    text,
    lines: made.lines,
    by: when === 2 ? null : by,
    phone,
    dictated: mark === "" && clauses.length > 1,
    template: name,
  };
}
