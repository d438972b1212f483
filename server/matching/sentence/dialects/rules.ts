// What is said differently from place to place, in the words of the standard language: 冇得棉鞋 → 没有棉鞋. Closed classes only,
// particles and function words; names of things are never touched, for they are what is asked for.

/** Each by its place, so that no name loses a syllable: 咖哒 but 咖啡, 咯个 but 咯咯. In order. */
const SAID: [RegExp, string][] = [
  [/(?:冇得|莫得|没得|无得)(?=[\u4e00-\u9fa5])/g, "没有"],
  [/呒没|木有/g, "没有"],
  [/冇|莫(?=有|人)|[么木](?=得?人[要收买来])/g, "没"],
  [/[勿唔](?=[\u4e00-\u9fa5])/g, "不"],
  [/嘅/g, "的"],
  [/[喽咾]|啰(?!嗦|唆)/g, "了"],
  [/里厢/g, "里"],
  [/(?<=[堆放搁码摞摆存囤晾压])起(?=有?[\d一二两三四五六七八九十百千万几半])/g, "着"],
  [/(?<=[这那])(?:疙瘩|嘎达|旮旯|圪垯|哈儿|搭)/g, "儿"],
  [/阿拉|伲(?=[\u4e00-\u9fa5])/g, "我们"],
  [/(?<=没)脱手?(?=$|[了,。\s])|(?<=[卖落吹垮掉烂刮坏滑散])脱(?!手)/g, "掉"],
  [
    /咖哒|咖(?=了)|(?<![呱嗒滴])哒(?!哒)|(?<=[\u4e00-\u9fa5])(?<!大)咖(?![啡喱])|(?<=[完好够黄红熟干])咧/g,
    "了",
  ],
  [/[咯箇](?=[个样里边些])/g, "这"],
  [/也?要得(?=$|[,。!\s嘛的咯噻哈从])/g, "也行,"],
  [/(?:搞|弄|做)不(?:赢|彻|撤)/g, "忙不过来"],
  [/不赢(?=$|[了,。\s])/g, "不过来"],
  [/遭(?=[风水雨雪霜雹虫火冻洪淹冲])/g, "被"],
  [/帮到(?=[\u4e00-\u9fa5])/g, "帮着"],
  [/(?<![书木茅草小土厨])屋头/g, "家里"],
  [/[俺我咱](?:们)?庄(?:上|里)?(?=[\u4e00-\u9fa5])/g, "我们村"],
  [/[恁汝侬]/g, "你"],
  [/一哈子?(?=$|[^密尔萨巴蜜])|哈子(?=$|[\u4e00-\u9fa5,])/g, "一下"],
  [/喊(?=(?:上|来)?个?[\d一二两三四五六七八九十百几俩仨]+[来多余几]?(?:个|名|位|人|号))/g, "叫"],
  [/元月(?=份|[初中上下底末\d一二三四五六七八九十])/g, "1月"],
  [/(?<!先)后日(?!本)/g, "后天"],
  [/今(?=[上下]午)/g, "今天"],
];

/** The text without them. */
export const standard = (text: string): string =>
  SAID.reduce((said, [place, word]) => said.replace(place, word), text);
