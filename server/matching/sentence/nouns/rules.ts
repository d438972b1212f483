// Names of things, read by where they stand: after an amount up to the verb or particle, before one back to the asking word.
import { AMOUNT_CLASS, CASE_MARK, DAY_MARK } from "../amounts/rules";
import {
  HAVE,
  LOOKS_OF_THING,
  NO_THING,
  STARTS_VERB,
  THING_ENDS,
  TOOL_END,
  VERB_CHARS,
  VERB2,
} from "../lexicon/rules";
import { type Word, wordsOf } from "../words/rules";

const MARKS = new RegExp(`[${DAY_MARK}${CASE_MARK}${AMOUNT_CLASS}]`);
const ADVERB_END =
  /(?:库存|存货|数量|总量|总数|人数|大约|大概|差不多|估计|还|也|都|就|只|才|一共|总共|共|约|各|足足|整整|至少|最少|起码|少说也?|最多|不少于|不低于|将近|怎么也|得|能|想|我|大家|给我们?|总|仅|又|再|先|另外|外加|加上|以及|和|与|或|的话|呢|吧|是|为|数量|每户|每人|今年|现在|目前|一下|里|上|不多了)$/;
const OWNER =
  /^(?:我们?|俺们?|咱们?|他们?|你们?|本|该|这(?![儿边里])|那(?![儿边里])|大家)*(?:全)?(?:村(?:里|[东西南北][头边口])|[家庄屯镇乡队厂店社](?:里|中)|(?<=[我俺咱们他你本该全这])[村家庄屯镇乡队厂店社]|社区|合作社|(?:农|林|牧|渔|养殖|养鸡|养猪|养牛|养羊)场|种植园|加工厂|大队|学校|食堂|这边|这里|这儿|那儿|那边|地里|院里)?(?:里|上)?(?:的|种的|产的|种(?![子苗薯猪羊蛋鸡禽植])|产(?!品)|这)?(?:今年|去年|现在|目前|眼下)?/;
const PLACE =
  /^.{0,5}?(?:果园|菜园|菜地|田|地|河|沟|渠|湖|仓库|粮库|冷库|冻库|库|大棚|棚|院子|院|山|塘|窖|场|村|家|屋|圈|栏|社区|合作社|社|学校|小学|中学|图书室|卫生室|食堂|村委|街道|镇|站|中心|(?<=村)[东西南北]?)(?:里面?|头|上|内|中|边|那边|现在|今年)+(?:的)?(?=.{1,})/;
/** 南山村|柿子, 石家庄|土豆, 沂河滩|西瓜: where it grows. */
const GROWN_AT =
  /^(?:[\u4e00-\u9fa5]{1,4}(?:村|社区|镇|乡|街道)|[\u4e00-\u9fa5]{2,3}[庄屯滩岭坡峪湾洼])(?!委|民|级|口|头|志|史|医|官|规|部|晚)(?=[\u4e00-\u9fa5])/;
/** 老王家, 李大叔家, 邻居家: whose it is. */
const HOUSE =
  /^(?:[^家]{0,6}(?:[叔伯婶姨姑舅爷奶妈爸哥嫂姐弟妹娃娘汉户邻居民]|老人|大爷|师傅|书记|主任|老[\u4e00-\u9fa5]|小[\u4e00-\u9fa5]))家里?的?(?=.{1,})/;
const HANDLE =
  /^(?:能不能|能否|可不可以|可否|谁能?|谁来)?(?:帮忙?|帮着|代|求|请)*(?:[给为替][\u4e00-\u9fa5]{1,8}?)?(?:卖|出售|销售|推销|处理|清|采购|购买|买|订购?|捐赠?|捐献|提供|供应?|准备|备|置办|添置|添|换(?!气)|租|认购|捐|筹集|筹措|募集|收集|凑齐?|赠送?|支援|资助|配备?|运(?!动)|拉(?!链)|送(?!风|话)|急售|急卖|急销|甩卖|发放|发(?!电|动|酵|糕|卡))(?:完|掉|光|走|来|出去?|到|上)?(?:一?点儿?|一?些)?(?=.{1,})/;

/** 拖拉机, 救护车, 面包车: verbs in such names end nothing. */
const TOOL =
  /^[\u4e00-\u9fa5]{0,5}?(?:机|器|泵|仪|(?<![装卸拉开停修坐租用上下])车)(?![场票库间厢床棚手会油型器轮])/;
const VERB2_FIRST = new RegExp(`^(?:${VERB2})`);
const ENDS = new RegExp(THING_ENDS.source, "y");
const bare = (text: string) => text.replace(new RegExp(MARKS.source, "g"), "");

/** After an amount: the thing, and what is said of it. */
export function thingAfter(text: string): { noun: string; rest: string } {
  const start = text.replace(/^(?:的|左右|以上)/, "");
  const mark = MARKS.exec(start);
  let end = mark ? mark.index : start.length;
  const tool = TOOL.exec(start.slice(0, end));
  for (let at = tool ? tool[0].length : 0; at < end; at++) {
    ENDS.lastIndex = at;
    if (at === 0) {
      if (ENDS.test(start.slice(0, end)) && !/^(?:跌打|到手香)/.test(start)) end = 0;
      continue;
    }
    if (ENDS.test(start.slice(0, end))) end = at;
    else if (at + 1 < end && opensAct(start, at, end)) end = at;
    else if (tool && at === tool[0].length && STARTS_VERB.test(start.slice(at, end))) end = at;
  }
  if (
    /^(?:没|卖|滞销|不|都|全|还|要|等|就|左右|急(?=[售卖需销等着求出用要]|$)|在|压|存(?=在)|[放码搁](?=在)|烂|待|求|需要|找|来|才|行|够|即可|被|无人|堆|愁|出栏|砸|给|吧|呢|啊|了|想|帮|着|最好|管(?=[吃饭住接])|包(?=[吃住送接]|午?饭)|得|该|必须|准备|打算|可以|能|已|马上|非|请|盼|希望|正|熟(?=[透了过])|谁|电话|快(?![餐递艇干])|速(?=$|[来送到])|借(?=$|[用给\uE000-\uE0FF]|一))(?!褥|子|套|单|罩|芯|鱼|机|糕|面机|缩)/.test(
      start,
    )
  )
    end = 0;
  return { noun: tidy(start.slice(0, end)), rest: start.slice(end) };
}

/** Names of one syllable, closed enough: only after these may an act begin at once (砖|砌墙, but 卡通画). */
export const ONE_SYLLABLE =
  "米面油砖瓦车船树煤柴炭肉鱼菜书纸笔布药水沙土石灰砂猪牛羊马驴狗鸡鸭鹅兔糖盐酒茶碗盆桶锹锄镐灯锅床被伞鼓锣枣梨桃杏瓜豆藕蒜葱姜人绳席肥苗草花粮麦稻泥木竹粉饼蛋奶钱旗";

/** 水泥|修路, 扫帚|扫雪; but 玉米收割机 is one thing. */
function opensAct(text: string, at: number, end: number): boolean {
  if (!VERB_CHARS.includes(text[at] as string)) return false;
  if (at === 1 && !ONE_SYLLABLE.includes(text[0] as string)) return false;
  const tail = text.slice(at, end);
  if (
    VERB2_FIRST.test(tail) &&
    at >= 2 &&
    tail.length >= 3 &&
    !/(?:机|器|泵|仪|车|液|剂|粉|袋|服|衣|员|工)$/.test(tail)
  )
    return true;
  if (TOOL_END.test(tail))
    return (
      /^(?:包|做|喂|送|修|盖|铺|洗|腌|打|搭|种|给|装|刷|扫|浇|捆|绑|缠)/.test(tail) &&
      tail.length >= 2 &&
      !/(?:机|器|泵|仪|车|液|剂|粉|袋)$/.test(tail) &&
      at >= 2
    );
  return (
    tail.length >= 2 &&
    at >= 1 &&
    !/^(?:包装|装饰|开关|开水|看板|种子|画册|挂面|挂历|拉面|拉链|写字|包子|包菜|包心菜|发电|播种|排骨|扇贝)/.test(
      tail,
    )
  );
}

/** Before an amount: the thing. Empty where nothing but who and where stands there. */
export function thingBefore(text: string): string {
  let said = text;
  const mark = new RegExp(`^.*${MARKS.source}`).exec(said);
  if (mark) said = said.slice(mark[0].length);
  const have = new RegExp(`^(.*?)${HAVE}(.*)$`).exec(said);
  if (have) said = (have[2] as string) || (have[1] as string);
  for (let again = ""; again !== said; ) {
    again = said;
    said = said.replace(ADVERB_END, "").replace(new RegExp(`${HAVE}$`), "");
  }
  return tidy(said);
}

/** 帮忙卖点儿花椒 → 花椒; the text as it is where it begins with no handling. */
export const unhandled = (text: string): string => text.replace(HANDLE, "");

const ONLY_HANDLED =
  /^(?:帮忙?|帮着|再|得)*(?:[给为向][\u4e00-\u9fa5]{1,8}?)?(?:卖|出售|销售|推销|处理|清|采购|购买|买|运|拉|送|发放?|装|捐赠?|捐献|赠送?|供应?|提供|支援|资助|配备?|添置?|准备|置办|换|租)(?:完|掉|光|走|来|出去?|到|上|了)*$/;
const GROWTH = /^(?:.*?(?:今年|丰收|种植|种|养|产|收|摘|刨|打)了?(?=.{2,}$))/;

/** A name without its owner, place, handling and adjectives; after the last 的. */
export function tidy(text: string): string {
  let said = bare(text).replace(/^[的了着]+/, "");
  if (ONLY_HANDLED.test(said)) return "";
  const of = said.lastIndexOf("的");
  if (of >= 0 && of < said.length - 1) said = said.slice(of + 1);
  else if (of === said.length - 1) said = said.slice(0, of);
  for (let again = ""; again !== said; ) {
    again = said;
    const owned = said.replace(OWNER, "");
    if (/^[运拉送装收清发换].{0,3}[车机器泵仪剂液粉]$/.test(said)) break;
    if (
      /^(?:合作社|学校|食堂|社区|村里?|家里?|队里?|[\u4e00-\u9fa5]{0,3}(?:养殖|养猪|养鸡|农|林|牧|渔|果)场|种植园|果园|菜园)$/.test(
        said,
      )
    )
      return "";
    if (owned !== "" || /^(?:我|俺|咱|本|这|该)/.test(said) || /(?:里|上)$/.test(said)) said = owned;
    said = said
      .replace(GROWN_AT, "")
      .replace(PLACE, "")
      .replace(HOUSE, "")
      .replace(HANDLE, "")
      .replace(LOOKS_OF_THING, "")
      .replace(
        /^(?:今年|现有|现在|目前|眼下|另外|还有|还|也|都|就|只|把|将|有(?!机)|急(?!救|诊)|快(?!递|餐|艇)|那|这|些|旧的|一共|村里|家里|地里|园里|仓库|库里|手里|手头)+(?=.{1,})/,
        "",
      );
  }
  return core(
    said
      .replace(/(?:里|上)?(?:已经?|全部?|都|也|还|又|大概|大约|各|共|约)+$/, "")

      .trim(),
  );
}

/** 刮粪机, 装苹果筐: named by what it does. */
const DOES = /[机器泵仪车船剂液粉膜袋网架筐箱桶板杆绳布刀锯灯炉锅纸料垫杯]$/;
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
  if (named < 0) return words.length > 1 ? "" : said; // 能割300斤
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

/** Nobody's goods: people, places, days, and what one talks with. */
const OTHERS =
  /(?:[村镇乡县市区家屋院校库棚窖坡头路边地沟塘店厂群网里人员工师者们爷奶叔婶娘爹爸妈弟哥姐妹娃年天月季]|教室|书记|主任|会计|老板|贩子|孩子|媳妇|儿子|闺女|乡亲|大伙儿?|脑子|腿|手|钱|价钱?|雪|雨|微信|手机|电话|公司|合作社|[养殖农林牧市]场|中心|家庭|儿童|兄弟|机器)$/;

export const isThing = (name: string): boolean => !OTHERS.test(name) && !NO_THING.test(name);

/** What a story is about: the first name in it that is neither people, place nor time. */
export function subjectOf(text: string): string {
  let name = "";
  for (const { text: word, noun } of [...wordsOf(bare(text)), { text: "", noun: false }]) {
    if (noun) name += word;
    else if (/^[\u4e00-\u9fa5]{2,5}$/.test(name) ? isThing(name) : ONE_SYLLABLE.includes(name) && name !== "")
      return name;
    else name = "";
  }
  return "";
}

/** What was done, in the place of a name: 挖出来三千斤. */
export const isDone = (name: string): boolean =>
  /了./.test(name) || (/[来去好满错完掉上下出光]$/.test(name) && wordsOf(name).at(-1)?.kind === "act");

/** 给了十个|哪够, 富余的|匀给俺: what stands there is no name. */
export const NAMELESS =
  /^(?:$|[不哪得最都就还也是在匀]|点$|(?:一半|现有|眼下有?|目前有?|手头|整整|一下子|自家|头|干|剩下的?)$|(?:[树地]上|地头|得[太很][\u4e00-\u9fa5]?)$|^说|\d)|[了着过俺我]$/;

const join = (words: readonly Word[]) => words.map(({ text }) => text).join("");

export { GROWTH };
