// What pages say when something is missing, broken, expired or away, and what to do about it.
export const faults = {
  notFound: {
    title: "没有找到这一页",
    text: "网址可能不全，或者这件事已经撤下了。微信里转来的链接，请完整点开一次。",
    act: "看看谁需要帮忙",
  },
  broken: {
    title: "刚才出了点问题",
    text: "不是您的操作有误，是我们这边没接上。已经提交成功的不会丢，再点一次也不会重复。",
    act: "再试一次",
    home: "回首页",
    code: "报修时请告诉客服这个编号：",
  },
  expired: {
    title: "这一页过期了",
    text: "验证码有时间限制。请填手机号，重新收一次就好。",
  },
} as const;
