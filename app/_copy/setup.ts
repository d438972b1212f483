// Words of the first administrator's page.
export const setupWords = {
  title: "开通平台",
  lead: "这一页只能用一次。填好后，您就是这个区县的管理员，可以添加镇（街道）、村（社区）的人员。",
  phoneHint: "以后用这个手机号登录。",
  region: "区县代码",
  regionHint: "统计用区划代码的前六位，比如罗庄区是 371311。别的区县要先由运维人员导入。",
  submit: "开通",
  failed: "还没有开通",
  expired: "这个链接用不了了",
  expiredHelp:
    "链接24小时内有效，只能用一次；已经有管理员的，也不再需要它。要新的链接，请运维人员在服务器上运行：npm run hrb -- admin link",
  toSignIn: "去登录",
} as const;
