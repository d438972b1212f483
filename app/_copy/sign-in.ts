// Words of signing in.
export const signInWords = {
  title: "登录",
  lead: "第一次来也一样：填手机号，收验证码，就好了。",
  next: "下一步",
  codeTitle: "填验证码",
  sentTo: (masked: string) => `验证码发到了 ${masked}`,
  changePhone: "换个手机号",
  first: "你是第一次来，请再填两样",
  submit: "登录",
  failed: "还没有登录成功",
  noCode: "收不到验证码？",
  noCodeHelp: "看看短信是不是被拦截了。1 分钟后可以再发一次。没有手机的，可以请村里文书、队长或家人代办。",
  already: (name: string) => `你已经登录：${name}`,
  toMine: "去“我的”",
  switch: "换个人登录",
  out: "退出登录",
} as const;
