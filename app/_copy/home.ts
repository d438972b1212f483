// Words of the home page.
export const home = {
  title: "好人帮：村里缺什么，大家来帮忙",
  help: "我要帮忙",
  helpNote: "看谁缺人缺东西",
  ask: "我要求助",
  askNote: "说一句话就行",
  verify: "查证明",
  verifyNote: "核对志愿服务记录",
  elsewhere: "别的地方也需要",
  totals: "大家一起",
  totalsHere: (place: string) => `${place}，大家一起`,
  open: "件正在招募",
  done: "件事办成",
  organisations: "家队伍单位",
  people: "人次报名",
  goods: "送到了",
  noTotals: "刚刚开始，还没有数字。",
} as const;
