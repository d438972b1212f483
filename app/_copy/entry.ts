// What the entry says by itself, when no page can be made.
export const entry = {
  /** Beside the one-time link in the log of a real installation that nobody administers yet. */
  setup: "首位区管理员请在24小时内打开（只能用一次）：",
  lost: {
    title: "系统正在恢复",
    text: "数据库暂时连不上，通常一两分钟就好。已经提交成功的不会丢，没提交的请先别关页面，稍后再点一次，不会重复。",
    act: "再试一次",
  },
  tooLarge: { title: "内容太大了", text: "照片请选小一些的（每张不超过10兆），再试一次。", act: "返回" },
  foreign: {
    title: "这次提交没有收下",
    text: "它不是从本站页面发出的。请从好人帮的页面重新打开，再提交一次。",
    act: "回首页",
  },
  malformed: { title: "没有看懂这个请求", text: "请返回上一页，重新打开再试。", act: "回首页" },
} as const;
