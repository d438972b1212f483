// Being asked for help: whether, when, how far.
import type { Reach, WeekPart } from "@/server/people/profiles/availability/schema";

export const availabilityWords = {
  title: "可以邀请我帮忙",
  why: "打开以后，附近有求助正好用得上您，求助的一方可以邀请您。他们只看到“李**”和您会做什么，看不到电话。去不去由您定，不去点一下就行，不影响以后。",
  invitable: "可以邀请我帮忙",
  free: "什么时候有空",
  freeHint: "可以选几样；不选，就是都可以问。",
  parts: {
    weekday_morning: "平日上午",
    weekday_afternoon: "平日下午",
    weekday_evening: "平日晚上",
    weekend_morning: "周末上午",
    weekend_afternoon: "周末下午",
    weekend_evening: "周末晚上",
  } satisfies Record<WeekPart, string>,
  reach: "最远到哪里",
  reaches: {
    village: "本村（社区）",
    town: "本镇（街道）",
    county: "全区",
    any: "远一点也行",
  } satisfies Record<Reach, string>,
  noHome: "还不知道您住在哪个村，请先在“我的信息”里填上。",
  save: "保存",
};
