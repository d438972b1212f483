// Which shifts somebody may take, and why not the others: one sentence per reason, with what can be done.
import { needWords } from "@/app/_copy/needs";
import type { Reason, ReasonCode } from "@/server/pledges/eligibility/rules";
import { timeSpan } from "./dates";
import { skillWords } from "./shifts";

type Said = Partial<Pick<Reason, "minAge" | "qualification" | "skills" | "title">> & {
  team?: unknown; // an organisation, not a person
  startsAt?: Date | number;
  endsAt?: Date | number;
};

const at = (value: Date | number | undefined) => (value === undefined ? null : new Date(value));

const other = (r: Said, now: Date): string => {
  const start = at(r.startsAt);
  return `${r.title ? `“${r.title}”` : "另一个班次"}${start ? `（${timeSpan(start, at(r.endsAt), now)}）` : ""}`;
};

const SENTENCES: Record<ReasonCode, (r: Said, now: Date) => string> = {
  closed: () => "这个班次现在不收人。可以看看别的班次。",
  cut_off: () => "报名时间已过。想帮忙的话，可以打电话问问还缺不缺人。",
  already: () => "您已经报过名了。",
  too_young: (r) =>
    r.minAge
      ? `这个班次要年满 ${r.minAge} 岁。可以看看别的班次。`
      : "未满 6 岁不能参加志愿服务，请等孩子大一些再来。",
  needs_guardian: () => "未满 14 岁要先有监护人同意。请监护人在“我的服务记录”里登记同意，再来报名。",
  guardian_must_come: () => "未满 10 岁要有监护人陪同。请监护人在“我的服务记录”里登记陪同，再来报名。",
  lacks_qualification: (r) => {
    const word = (r.qualification && needWords.qualifications[r.qualification]) || "专业资格";
    return r.team
      ? `这里要有核实过的${word}，队伍（单位）里核实过的成员还不够。请成员先在“我的服务记录”里登记证书，核实后再来报名。`
      : `这里要有核实过的${word}。请在“我的服务记录”里登记证书，核实后就能报名。`;
  },
  clash: (r, now) => `和您已经报名的${other(r, now)}时间撞上了。要换的话，请先退出那一个。`,
  full: () => "名额已满，可以排候补，有空位会按顺序通知您。",
  near: (r, now) => `离您报名的${other(r, now)}很近，请留好路上的时间。`,
  lacks_skill: (r) =>
    `最好会${(r.skills ?? []).map((s) => skillWords[s] ?? s).join("、")}。会的话可以照常报名。`,
  birth_unknown: (r) => `要年满 ${r.minAge} 岁。请确认年龄符合，再报名。`,
};

export const eligibilitySentence = (r: Said & { code: ReasonCode }, now: Date): string =>
  SENTENCES[r.code](r, now);

/** The refusal's own sentence; its facts carry times as numbers. */
export function notEligible(reason: string, facts: Record<string, unknown>): string {
  const say = SENTENCES[reason as ReasonCode] ?? SENTENCES.closed;
  return say(facts as Said, new Date(Number(facts.now ?? 0)));
}

export const eligibilityWords = {
  title: "我能去的班次",
  canTake: "可以报名",
  canQueue: "可以候补",
};
