// Words of shifts: what they ask for, their states, and their desk.
import type { Label } from "./labels";

export const skillWords: Record<string, string> = {
  loading: "搬运",
  driving: "开车",
  cooking: "做饭",
  nursing: "照护",
  teaching: "辅导功课",
  cleaning: "打扫",
  guiding: "引导",
  writing: "写字登记",
  computers: "电脑",
  repair: "修理",
  farming: "农活",
  performing: "文艺表演",
  swimming: "游泳",
  first_aid: "急救",
};

export const SHIFT_STATUS = {
  planned: { word: "待开始", icon: "clock", tone: "plain" },
  running: { word: "进行中", icon: "people", tone: "green" },
  closed: { word: "已结束", icon: "check", tone: "plain" },
  cancelled: { word: "已取消", icon: "cross", tone: "plain" },
} as const satisfies Record<string, Label>;
