// What is a name and what is not: where it ends by the dictionary's words, and what a story is about.
import { NO_THING, VERB_CHARS } from "../../lexicon/rules";
import { type Word, wordsOf } from "../../words/rules";

/** Names of one syllable, closed enough: only after these may an act begin at once (砖|砌墙, but 卡通画). */
export const ONE_SYLLABLE =
  "米面油砖瓦车船树煤柴炭肉鱼菜书纸笔布药水沙土石灰砂猪牛羊马驴狗鸡鸭鹅兔糖盐酒茶碗盆桶锹锄镐灯锅床被伞鼓锣枣梨桃杏瓜豆藕蒜葱姜人绳席肥苗草花粮麦稻泥木竹粉饼蛋奶钱旗";

/** 刮粪机, 装苹果筐: named by what it does. */
const DOES =
  /[机器泵仪车船剂液粉膜袋网架筐箱桶板杆绳布刀锯灯炉锅纸料垫杯盘罐盒盆瓶带链床椅凳桌柜棚服鞋衣帽伞旗毯]$/;
/** 来|货车: how it comes about belongs to no name. */
const COMING = /^(?:来|要|用|借|找|派|调|雇|租|盼|求|缺|想要|需要|外加|加上|再加上|是|现有|收|买|卖|谁)$/;

/** 想|补栽|松树苗: what is meant to be done with it. */
const MEANT = /^(?:想|打算|准备|得|要)$/;
/** 修水渠|用|沙子: what for, and of what. */
const USED = /^(?:用|要用|得用|需用|使用)$/;

/** A name without what was done before or behind it, word by word: 菜花|砍下来, 外加|冷藏车, 修水渠用|沙子. */
export function core(name: string): string {
  const said = name
    .replace(/^(.{2,4})\1$/, "$1")
    .replace(/(?:[头二三四]茬|(?<=..)窖|(?<=.)熟|(?<=..)(?:上市|下树|开园|开摘))$/, "");
  if (!/^[\u4e00-\u9fa5]{3,}$/.test(said)) return said;
  const words = wordsOf(said);
  const named = words.findIndex(({ kind }) => kind === "thing");
  if (named < 0) return words.length > 1 && !DOES.test(said) ? "" : said; // 能割300斤, but 育秧盘300个
  // …又下来了|茄子: of a long story what was said last
  if (
    said.length > 6 &&
    words.filter(({ kind }) => kind === "act").length > 1 &&
    words.at(-1)?.kind === "thing"
  ) {
    const told = words.findLastIndex(({ kind }) => kind !== "thing");
    return join(words.slice(told + 1)).replace(/^(.{2,4})\1$/, "$1");
  }
  if (MEANT.test((words[0] as Word).text))
    return core(join(words.slice(words.findIndex(({ kind }) => kind !== "act" && kind !== "link"))));
  const used = words.findLastIndex(({ text }) => USED.test(text));
  if (used > 0 && used < words.length - 1) return core(join(words.slice(used + 1)));
  const done = words.findIndex(({ kind }, i) => i > named && kind !== "thing");
  const tail = done < 0 ? "" : join(words.slice(done));
  // 菜花|砍下来, 大姜|在姜井子里: what follows the name is no part of it
  if (
    /..|[现了着过俺我咱想没正就]/.test(tail) &&
    (done > 1 || (words[0] as Word).text.length > 1 || /^[想没俺我]/.test(tail)) &&
    !DOES.test(said)
  )
    return core(join(words.slice(0, done)));
  if (!words.slice(0, named).every(({ text, kind }) => kind === "link" || COMING.test(text))) return said;
  const rest = join(words.slice(named));
  return rest.length > 1 ? rest : said;
}

/** 辣椒红透了, 海带晒干了, 枇杷黄了: what became of it is no part of its name. */
const TURNED = new RegExp(
  `(?<=[\\u4e00-\\u9fa5]{2}|[${ONE_SYLLABLE}])[长结变养放烘风阴${VERB_CHARS}]?(?:[红黄熟干]透|[干好熟黄红透烂蔫坏老大肥齐完满]|[榨酿腌])了$`,
);
export const unturned = (said: string): string => said.replace(TURNED, "");

/** Nobody's goods: people, places, days, and what one talks with. */
const OTHERS =
  /(?:[村镇乡县市区家屋院校库棚窖坡头路边地沟塘店厂群网里人员工师者们爷奶叔婶娘爹爸妈弟哥姐妹娃年天月季]|教室|书记|主任|会计|老板|贩子|孩子|媳妇|儿子|闺女|乡亲|大伙儿?|脑子|腿|手|钱|价钱?|雪|雨|微信|手机|电话|公司|合作社|[养殖农林牧市]场|中心|家庭|儿童|兄弟|机器)$/;

export const isThing = (name: string): boolean => !OTHERS.test(name) && !NO_THING.test(name);

/** What a story is about: the first name in it that is neither people, place nor time. */
export function subjectOf(text: string): string {
  let name = "";
  for (const { text: word, noun } of [...wordsOf(text), { text: "", noun: false }]) {
    if (noun) name += word;
    else if (/^[\u4e00-\u9fa5]{2,5}$/.test(name) ? isThing(name) : ONE_SYLLABLE.includes(name) && name !== "")
      return name;
    else name = "";
  }
  return "";
}

/** What was done, in the place of a name: 挖出来三千斤. */
export const isDone = (name: string): boolean =>
  /了./.test(name) || (/[来去好满错完掉上下出光]$/.test(name) && wordsOf(name).at(-1)?.kind !== "thing");

/** 给了十个|哪够, 富余的|匀给俺: what stands there is no name. */
export const NAMELESS =
  /^(?:$|[不哪得最都就还也是在匀]|点$|(?:一半|现有|眼下有?|目前有?|手头|整整|一下子|自家|头|干|剩下的?)$|(?:[树地]上|地头|得[太很][\u4e00-\u9fa5]?)$|^说|(?:白送|白给|免费|便宜)$|\d|(?:一?[些点]儿?|好心人|爱心人士|各位|大家|大伙儿?|谁家?|哪位)[捐送给]?$)|[了着过俺我]$/;

const join = (words: readonly Word[]) => words.map(({ text }) => text).join("");
