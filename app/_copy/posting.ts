// Words of asking for help and of the desk that answers: every code of server/needs that a person reads or chooses.
import type { CONSENT_HOW, REJECT_REASONS } from "@/server/needs/schema";
import type { WordingKind } from "@/server/needs/wording/rules";

/** 这件事平台办不了，请找… */
export const REJECT_REASON: Record<(typeof REJECT_REASONS)[number], string> = {
  hotline_12345: "这件事平台办不了，请打 12345 政务服务热线",
  judicial_office: "这件事平台办不了，请找镇（街道）司法所",
  emergency: "有危险请马上打 110、119 或 120",
  law_enforcement: "这件事平台办不了，请找派出所或执法部门",
  civil_affairs: "这件事平台办不了，请找镇（街道）民政办",
  money_appeal: "平台不能募钱，请找有公开募捐资格的慈善组织",
  duplicate: "这件事已经有人发过了",
  not_from_here: "这件事不在本村，请到当地发布",
  other: "这件事平台办不了，原因见说明",
};

/** Beside a marked wording: why it is marked. */
export const WORDING_WHY: Record<WordingKind, string> = {
  phone: "电话、微信号谁都能看到，容易招骗子。请填在“联系电话”一栏",
  id_number: "身份证号不能公开",
  money: "平台不能募钱、收款",
  illness: "病情是个人隐私",
  alone: "坏人会知道家里没人",
  poverty: "家境不必让外人知道",
  disability: "身体情况是个人隐私",
  child: "会让人认出孩子",
  name: "会让人认出这位老人",
  door: "门牌在确认之后再告诉来帮忙的人",
  schedule: "坏人会知道什么时候能碰到老人、孩子",
};

export const wordingWords = {
  offer: (words: string) => (words === "" ? "建议删掉" : `建议写成“${words}”`),
  take: "照建议改",
  keep: "我看过了，就这样写",
} as const;

export const CONSENT: Record<(typeof CONSENT_HOW)[number], string> = {
  self: "本人在场提交",
  spoken: "口头同意",
  paper: "书面同意",
};
