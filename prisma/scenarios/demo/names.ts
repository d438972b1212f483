// The invented people and organisations of the demo world. Village names are real; nobody and nothing else is.

const SURNAMES =
  "王李张刘陈杨赵孙周徐朱高马郭林何宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文";
const GIVEN_ONE =
  "伟芳娜敏静丽强磊军洋勇艳杰涛明超秀霞平刚桂英玲兰红梅萍鑫云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子杰";
const GIVEN_TWO = [
  "建国",
  "桂兰",
  "秀英",
  "志强",
  "海燕",
  "玉梅",
  "德才",
  "春生",
  "永福",
  "文静",
  "立新",
  "明霞",
  "广田",
  "守义",
  "长河",
  "庆丰",
  "兆祥",
  "洪波",
  "翠萍",
  "兴旺",
  "传友",
  "克勤",
  "凤霞",
  "宝山",
  "振华",
  "学文",
  "金凤",
  "士杰",
  "同喜",
  "来顺",
  "纪元",
  "继红",
  "延芳",
  "维民",
  "成林",
  "家和",
  "月娥",
  "召南",
  "思远",
  "晓雨",
];

/** Name number n (0-based): distinct for the first few thousand, the same on every machine. */
export function personName(n: number): string {
  const surname = SURNAMES[(n * 7) % SURNAMES.length] ?? "王";
  const given =
    n % 3 === 0
      ? (GIVEN_ONE[(n * 11) % GIVEN_ONE.length] ?? "伟")
      : (GIVEN_TWO[(n * 13) % GIVEN_TWO.length] ?? "建国");
  return `${surname}${given}`;
}

/** Telephone number n: the 100 prefix after 1 3 0 0 is never handed out to a subscriber here; invented. */
export const personPhone = (n: number): string => `1300000${String(n).padStart(4, "0")}`;

const DEPARTMENTS = [
  "供电",
  "水务",
  "税务",
  "教体",
  "卫健",
  "民政",
  "司法",
  "农业农村",
  "交通运输",
  "住建",
  "人社",
  "文旅",
  "应急管理",
  "市场监管",
  "自然资源",
  "生态环境",
  "审计",
  "统计",
  "医保",
  "退役军人事务",
  "行政审批",
  "综合执法",
  "消防救援",
  "气象",
  "邮政",
  "烟草专卖",
  "公路",
  "园林",
  "档案",
  "图书",
  "博物",
  "融媒体",
  "妇幼保健",
  "疾病预防",
  "中医",
  "人民医院",
  "农商银行",
  "城投",
  "热力",
  "公交",
];
const TOWN_UNITS = ["中心小学", "中学", "卫生院", "便民服务中心", "供销社", "农机站", "文化站", "幼儿园"];

/** A hundred units: forty of the district, the rest of its towns. */
export function unitNames(towns: string[]): string[] {
  const district = DEPARTMENTS.map((d) =>
    /银行|医院$/.test(d) ? `罗庄${d}` : `区${d}${/馆|台/.test(d) ? "" : "系统"}`,
  );
  const below = towns.flatMap((town) => TOWN_UNITS.map((u) => `${town}${u}`));
  return [...district, ...below].slice(0, 100);
}

const SOCIAL = [
  "晚晴助老",
  "萤火助学",
  "青苗护苗",
  "蓝天应急",
  "暖阳送餐",
  "沂水义剪",
  "春蚕读书",
  "同心调解",
  "绿叶环保",
  "巧手助残",
  "红烛家教",
  "护河巡查",
  "邻里互助",
  "安心陪诊",
  "乡风文艺",
  "田间农技",
  "爱心车队",
  "旧物新生",
  "法润万家",
  "健康同行",
];

/** Twenty social organisations and twenty welfare teams. */
export const socialNames = (): { name: string; kind: "social" | "welfare" }[] =>
  SOCIAL.flatMap((s) => [
    { name: `${s}服务中心`, kind: "social" as const },
    { name: `${s}公益队`, kind: "welfare" as const },
  ]);

/** Invented villages for needs nobody should be able to trace. */
export const INVENTED_VILLAGES = ["柳桥演示村", "槐树演示村", "石碾演示村"];
