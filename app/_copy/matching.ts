// Why somebody suits, in people's words; and the words around lists of who can help and what suits.
import type { NotNow, WhyNot } from "@/server/matching/ranking/schema";
import type { Change, Part, Reason } from "@/server/matching/score/schema";
import { SERVICE_WORD } from "./certificates";
import { dayAndTime, wall } from "./dates";
import { EQUIPMENT_WORD } from "./members";
import { needWords } from "./needs";
import { formatQuantity, type Measured } from "./numbers";
import { skillWords } from "./shifts";

const yearOf = (at: Date) => wall(at).year;

/** 今年 · 去年 · 2024年; without a now, nothing. */
const when = (at: Date | undefined, now: Date | undefined): string => {
  if (at === undefined || now === undefined) return "";
  const years = yearOf(now) - yearOf(at);
  return years <= 0 ? "今年" : years === 1 ? "去年" : `${yearOf(at)}年`;
};

/** What is counted 辆; the rest is had, or several of it. */
const WHEELS = new Set(["truck", "van", "car", "tricycle"]);

function ability(code: string, count: number): string {
  const [space = "", what = ""] = code.split(":");
  if (space === "tool") {
    const word = EQUIPMENT_WORD[what as keyof typeof EQUIPMENT_WORD] ?? what;
    if (count <= 1) return `有${word}`;
    return WHEELS.has(what) ? `有 ${count} 辆${word}` : `有${word}（${count}）`;
  }
  if (space === "skill") return `会${skillWords[what] ?? what}`;
  if (space === "may") return `有核实过的${needWords.qualifications[what] ?? what}`;
  return `愿做${SERVICE_WORD[what] ?? what}`;
}

/** A line, as far as saying what is open needs it. */
type Line = Measured & { direction: string | null };
const open = (amount: number, line: Line): string =>
  line.direction === "sale"
    ? `还有 ${formatQuantity(amount, line)}待认购`
    : `还差 ${formatQuantity(amount, line)}`;

const WORDS: Record<Reason["code"], (reason: Reason, now?: Date, line?: Line) => string> = {
  same_village: () => "本村",
  same_town: () => "本镇",
  near: () => "邻镇",
  same_county: () => "本区",
  has: (r) => ability(r.what ?? "", r.count ?? 1),
  helped_before: (r, now) => `${when(r.at, now)}帮过这个村`,
  light_load: (r) => (r.count ? `本月只接 ${r.count} 单` : "本月还没接单"),
  can_send: (r) => `一周能出 ${r.count ?? 0} 人`,
  free_then: () => "那时有空",
  urgent: (r, now) => (r.at && now ? `${dayAndTime(r.at, now)}，快到了` : "快到了"),
  still_open: (r, _now, line) => (line ? open(r.count ?? 0, line) : "还没满"),
};

/** `now` says 今年 and 去年; `line` says how much is open. */
export const reasonWord = (reason: Reason, now?: Date, line?: Line): string =>
  WORDS[reason.code](reason, now, line);

export const WHY_NOT: Record<WhyNot, string> = {
  lacks_qualification: "没有核实过的资格",
  lacks_equipment: "没有登记这样的车",
  too_few: "一家人手可能不够，可以只出一部分",
};

export const NOT_NOW: Record<NotNow, string> = {
  waiting: "已邀请，等答复",
  enough: "这周收到的邀请够多了，下周再请",
};

export const PART: Record<Part, { word: string; note: string }> = {
  distance: { word: "离得近", note: "本村最多，越远越少。" },
  fit: { word: "对得上", note: "有没有这样的车、手艺、资格，够不够用。" },
  free: { word: "那时有空", note: "本人说过的空闲时间；没说过的按一半算。" },
  urgency: { word: "着急", note: "越快到时间、缺得越多，越靠前。只影响“适合您的”。" },
  load: { word: "本月接得少", note: "本月接得越多，分越低，免得总是那几家。" },
  history: { word: "帮过这个村", note: "熟门熟路。" },
  connection: { word: "这几天刚接过", note: "7 天里每接一次就往后让一让，这一项是减分。" },
  explore: { word: "轮着来", note: "差不多的，每天换着排，让新队伍也有机会。" },
};

export const matchingWords = {
  who: "谁能帮",
  stillOpen: (line: Line & { item: string; remaining: number }) =>
    `${line.item}，${open(line.remaining, line)}。`,
  whoLead: (looked: number) =>
    `看了 ${looked} 家，从合适的排起。发出去的是邀请，对方可以婉拒；婉拒不影响以后的排序。`,
  more: "再看一些",
  synthetic: "演示数据：村和镇的位置是示意的，不是真实坐标。",
  choose: "看哪一项",
  none: "暂时没有找到能帮的",
  noneHelp: "附近还没有登记过的队伍有这样的条件。可以先把求助转到村里的群，也可以请街道帮着问问。",
  closed: "现在没有在招募的",
  closedHelp: "名额已满，或者已经停止招募。",
  backToNeed: "回到这件求助",
  pick: (name: string) => `邀请 ${name}`,
  pickFirst: "还没有选人。请先在名字前面打勾，再点“邀请选中的”。",
  pickFewer: (most: number) => `一次最多邀请 ${most} 家，请少选几家；其余的可以等答复以后再请。`,
  invite: "邀请选中的",
  inviteNote: "对方收到邀请，点一下就能答应，也可以婉拒。",
  person: "愿意帮忙的居民",
  whyHere: "为什么排在这里",
  points: (n: number) => (n > 0 ? `+${trim(n)}` : n < 0 ? `−${trim(-n)}` : "0"),
  sum: (n: number) => `合计 ${trim(n)} 分`,
  version: (n: number) => (n === 0 ? "用的是平台原来的分值。" : `用的是本区第 ${n} 次调整的分值。`),
  forMe: "适合您的",
  forMeNote: "按远近、会做什么、什么时候缺人排的。",
  forTeam: "适合队伍的",
  noneForMe: "附近暂时没有特别合适的",
  noneForMeHelp: "告诉大家您会什么、什么时候有空，合适的会排到这里。",
  sayWhat: "填一填我会什么",
  all: "看全部求助",
  weights: "排序的分值",
  weightsLead:
    "“谁能帮”和“适合您的”怎么排，由这些分值决定。每一项给 0 到 100 分（轮着来最多 20 分）。改过的会留下记录，以前看过的排序仍按当时的分值解释。",
  note: "为什么改",
  save: "按这样排",
  saved: "分值已经改好，下一次排序就用新的。",
  past: "改过几次",
  noPast: "还没有改过，用的是平台原来的分值。",
  changes: (all: Change[]) =>
    all.length === 0
      ? "分值没有变。"
      : all.map(({ part, from, to }) => `${PART[part].word} ${from} 分改成 ${to} 分`).join("；"),
  pastItem: (version: number, name: string, note: string) => `第 ${version} 次 · ${name}：${note}`,
} as const;

function trim(n: number): string {
  return String(Math.round(n * 10) / 10);
}
