// Words of the region picker.
export const regionWords = {
  title: "您在哪个村（社区）？",
  label: "村、社区或镇的名字",
  hint: "写一两个字就行，也可以写拼音首字母，比如“xpd”找西潘墩。",
  search: "找",
  everywhere: "不限地方",
  now: (path: string) => `现在看的是：${path}`,
  inside: (name: string) => `${name}下面的`,
  none: (q: string) => `没有找到“${q}”`,
  noneHelp: "换个字再试，或者写它以前的名字。新合并的村可能还用老名字；还是没有的，请联系镇（街道）添加。",
  alias: (name: string) => `又叫 ${name}`,
  formerly: (name: string) => `原 ${name}`,
  found: (n: number) => `找到 ${n} 个，点一下就选定`,
} as const;
