// Who goes: naming people for a team's places, 我来不了, 顶替, and home visits.

import type { ReasonCode } from "@/server/pledges/eligibility/rules";
import type { NamingReason } from "@/server/pledges/seats/rules";

/** Why somebody cannot be named, or cannot stand in: short, beside a name. */
const WHY: Record<NamingReason | ReasonCode | "own" | "not_asked", string> = {
  not_member: "不是这支队伍的队员",
  already: "这一班已经有他的名字",
  switched_off: "账号已停用",
  own: "这是您自己的名额，能来的话请点“我又能来了”",
  not_asked: "这件事不公开，要由队长或发起人安排",
  closed: "这一班不收人了",
  cut_off: "报名时间已过",
  too_young: "年龄不够",
  needs_guardian: "未满 14 岁，还没有监护人同意",
  guardian_must_come: "未满 10 岁，要登记监护人陪同",
  lacks_qualification: "没有核实过的专业资格",
  clash: "那个时间已经答应了别的班次",
  full: "名额已满",
  near: "离他另一个班次很近，路上时间要留够",
  lacks_skill: "没有登记这一班要的本领",
  birth_unknown: "没有登记出生日期，请先问清年龄",
};

export const whyWord = (code: string): string => WHY[code as keyof typeof WHY] ?? "现在安排不了";

/** The refusal's whole sentence. */
export const standInWhy = (code: string): string =>
  code === "own" || code === "not_asked"
    ? `${whyWord(code)}。`
    : `没有办成：${whyWord(code)}。请请别人来顶替，或先把这一点办好再来。`;
