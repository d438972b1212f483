// Posts that are filled in like a form (【品名】洋葱 【数量】7.5吨 价格:2元/斤), lists with marks of their own, and what things
// cost or weigh apiece: they leave before anything is read, or lend their word to what follows.

const any = (words: string) => words.trim().split(/\s+/).join("|");

/** Stands before a day that was filled in as the day. */
export const FILLED_IN = "\uE010";

const END = String.raw`\s*(?:[:：】\]]|[—–-]{1,2})+\s*`;
const BEGIN = String.raw`(?<=^|[\s,，。;；【\[#—–•·*])`;
/** What is filled in there is what is asked for, or how much of it. */
const TELLS = any(
  "库存 存货 现货 余量 散装 袋装 车型 型号 品名 品种 品类 名称 货名 物品 物资 产品 货品 活儿? 活动 内容 事项 事由 任务 工种 岗位 物 货 人 车 数量 总量 总数 人数 用工 需求 需要 急需",
);
/** What is filled in there is nobody's to bring. */
const ASIDE = any(
  "报价 价格 单价 售价 价钱 包装 规格 产地 地点 位置 地址 集合地点 集合 路线 备注 注 说明 院长 工钱 工资 报酬 待遇 酬劳 质量 品质 口感 收货人 发布人 发布 饭 钱 地 吃住 食宿",
);
const WHEN = any("时间 日期 日子 截止 截止日期 截止时间 期限 限期");
const FIELD_TELLS = new RegExp(`${BEGIN}[【\\[]?(?:${TELLS})${END}`, "g");
const FIELD_ASIDE = new RegExp(`${BEGIN}[【\\[]?(?:${ASIDE})${END}[^\\n,，。;；]*`, "g");
const FIELD_WHEN = new RegExp(`${BEGIN}[【\\[]?(?:${WHEN})(?:${END}|\\s*(?=\\d))`, "g");

/** 1.棉衣, (2)护理垫, ①收割机, - 装袋: a list's own marks. 1.5吨 is none. */
const BULLET =
  /(^|[\n,，。;；:：\s])\s*(?:\d{1,2}(?:[.．、)）](?!\d)|\uFE0F?\u20E3\uFE0F?)|[（(]\d{1,2}[)）]|[①-⑳]|[一二三四五六]、|[—–]{1,2}(?=[\u4e00-\u9fa5])|[-•·*◆●▪]\s)\s*/gu;

const NUMBER = String.raw`(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半几]+)`;
const UNIT = "(?:公斤|千克|斤|吨|箱|袋|个|只|枚|条|棵|筐|捆|瓶|桶|盒|头|件|双|亩|天|工)";
/** 2元/斤, 1元1枚, 一斤才两毛, 采茶一斤给30, 每只5斤左右, 30多斤一个, 50斤起送: a price, a wage, a weight. */
const APIECE = new RegExp(
  [
    `${NUMBER}(?:元|块钱?|毛钱?)[一二三四五六七八九\\d]?\\s*(?:[/／每一1])?\\s*${UNIT}`,
    `(?:[一1每])${UNIT}(?:也?[就才]|给|卖|只[要卖]|[是为])+${NUMBER}(?:元|块钱?|毛)?(?!${UNIT})`,
    `[/／]?每(?!天)${UNIT}${NUMBER}[多来]?(?:公斤|斤|元|块|个|只|枚|袋|瓶|盒|包)(?:左右|上下)?`,
    `${NUMBER}(?:${UNIT}|枝|支|片)\\s*[/／]\\s*(?:${UNIT}|扎|坛|板|提)(?=$|[\\s,，。;；)）])`, // 10斤/箱
    `[一1]件(?:起?代发|包邮|起[批发送])`,
    `(?:合计|总计|共计|一?共)${NUMBER}(?:项|样|类|种)(?=$|[\\s,，。;；])`,
    `[一每](?:个|只|枚|条|棵|筐|捆|瓶|桶|盒|头|件|双)${NUMBER}(?=$|[\\s,，。;；!！])`, // 一头四百
    `每人?每?天\\d{2,3}(?=$|[\\s,，。])`, // 每人每天150
    `每天${NUMBER}[多来]?(?:元|块)`, // 每天两百斤 is how much there is
    `(?:大的|小的)?${NUMBER}[多来]?(?:公斤|斤)[多]?[一1](?:个|只|头|棵|条)`,
    `满?${NUMBER}${UNIT}(?:以上|起|及以上)*[\\u4e00-\\u9fa5]{0,4}?(?:起[送批订售]|包邮|包送|免运费|免费[送配][货送到]?|送货上门|打折|优惠)`,
  ].join("|"),
  "g",
);
/** 往西200米, 6米8货车: how far, how long. */
const FAR = /(?<=[往向][东西南北左右前后]{1,2})\d+米/g;
const LONG = /[\d.一二两三四五六七八九十]+米[\d一二三四五六七八九]?(?=[\u4e00-\u9fa5]{0,2}车)/g;

/** 和面 5人, alone on its line: one thing said. */
const ITEM = new RegExp(
  `(?<=^|[\\n。✅☑✔📌👉🔹])\\s*([\\u4e00-\\u9fa5]{2,7})[ \\t:：|｜×✕*＊—–-]+(?=${NUMBER}(?:名|位|人|${UNIT}|辆|台|把|张|床|副|块|根|包|套|本|盏))`,
  "gu",
);
/** 货车×2: so many of them. */
const CARS = /车\s*[×✕xX*＊]\s*(\d+)(?!\d)/g;
/** When it was written. */
const WRITTEN = /[\n,，]\s*20\d\d[年.\-/]\d{1,2}[月.\-/]\d{1,2}日?\s*$/;

/** The text as if it had been said. */
export const withoutForm = (text: string): string =>
  text
    .replace(BULLET, "$1。")
    .replace(CARS, "车$1辆")
    .replace(FIELD_ASIDE, "")
    .replace(FIELD_WHEN, FILLED_IN)
    .replace(FIELD_TELLS, "")
    .replace(/(?<=[\u4e00-\u9fa5])[ \t]*[|｜][ \t]*(?=\d)/g, "") // 护理垫|50片
    .replace(ITEM, "$1")
    .replace(WRITTEN, "")
    .replace(APIECE, ",")
    .replace(FAR, "")
    .replace(LONG, "");
