// Names of things, read by where they stand: after an amount up to the verb or particle, before one back to the asking word.

import { AMOUNT_CLASS, CASE_MARK, DAY_MARK } from "../amounts/rules";
import { HAVE, LOOKS_OF_THING, STARTS_VERB, THING_ENDS, TOOL_END, VERB_CHARS, VERB2 } from "../lexicon/rules";
import { isName } from "../words/rules";
import { core, ONE_SYLLABLE, unturned } from "./names/rules";

const MARKS = new RegExp(`[${DAY_MARK}${CASE_MARK}${AMOUNT_CLASS}]`);
const ADVERB_END =
  /(?:库存|存货|数量|总量|总数|人数|大约|大概|差不多|估计|还|也|都|就|只|才|一共|总共|共|约|各|足足|整整|至少|最少|起码|少说也?|最多|不少于|不低于|将近|怎么也|得|能|想|我|大家|给我们?|总|仅|又|再|先|另外|外加|加上|以及|和|与|或|的话|呢|吧|是|为|数量|每户|每人|今年|现在|目前|一下|里|上|不多了)$/;
const OWNER =
  /^(?:我们?|俺们?|咱们?|他们?|你们?|本(?![子册草书])|该|这(?![儿边里])|那(?![儿边里])|大家)*(?:全)?(?:村(?:里|[东西南北][头边口])|[家庄屯镇乡队厂店社](?:里|中)|(?<=[我俺咱们他你本该全这])(?:[村家庄屯镇乡队厂店社]|寨子?|院子|院坝|坝子|组上|社上|湾里|垸里)|社区|合作社|(?:农|林|牧|渔|养殖|养鸡|养猪|养牛|养羊)场|种植园|加工厂|大队|学校|食堂|这边|这里|这儿|那儿|那边|地里|院里)?(?:里|上)?(?:的|种的|产的|种(?![子苗薯猪羊蛋鸡禽植])|产(?!品)|这)?(?:今年|去年|现在|目前|眼下)?/;
const PLACE =
  /^.{0,5}?(?:果园|菜园|菜地|田|地|河|沟|渠|湖|仓库|粮库|冷库|冻库|库|大棚|棚|院子|院|山|塘|窖|场|村|家|屋|圈|栏|社区|合作社|社|学校|小学|中学|图书室|卫生室|食堂|村委|街道|镇|站|中心|(?<=村)[东西南北]?)(?:里面?|头|上|内|中|边|那边|现在|今年)+(?:的)?(?=.{1,})/;
/** 南山村|柿子, 石家庄|土豆, 沂河滩|西瓜: where it grows. */
const GROWN_AT =
  /^(?:[\u4e00-\u9fa5]{1,4}(?:村|社区|镇|乡|街道)|[\u4e00-\u9fa5]{2,3}[庄屯滩岭坡峪湾洼])(?!委|民|级|口|头|志|史|医|官|规|部|晚)(?=[\u4e00-\u9fa5])/;
/** 老王家, 李大叔家, 邻居家: whose it is. */
const HOUSE =
  /^(?:[^家]{0,6}(?:[叔伯婶姨姑舅爷奶妈爸哥嫂姐弟妹娃娘汉户邻居民]|老人|大爷|师傅|书记|主任|老[\u4e00-\u9fa5]|小[\u4e00-\u9fa5]))家里?的?(?=.{1,})/;
const HANDLE =
  /^(?:能不能|能否|可不可以|可否|谁能?|谁来)?(?:帮忙?|帮着|代|求|请)*(?:[给为替][\u4e00-\u9fa5]{1,8}?)?(?:卖|出售|销售|推销|转让|出让|出手|处理|清|采购|购买|买|订购?|捐赠?|捐献|提供|供应?|准备|备|置办|添置|添|换(?!气)|租|认购|捐|筹集|筹措|筹(?!备|码)|募(?!捐)|募集|收集|凑齐?|赠送?|支援|资助|配备?|运(?!动)|拉(?!链)|送(?!风|话)|急售|急卖|急销|甩卖|发放|发(?!电|动|酵|糕|卡))(?:完|掉|光|走|来|出去?|到|上)?(?:一?点儿?|一?些)?(?=.{1,})/;

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
      if (ENDS.test(start.slice(0, end)) && !NAMED_FOR.test(start)) end = 0;
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
  const name = start[end] === "了" ? unturned(start.slice(0, end + 1)) : start.slice(0, end);
  return { noun: tidy(name), rest: start.slice(end) };
}

/** 取暖炉, 应急灯, 救灾帐篷: what it is for begins its name. */
const NAMED_FOR = /^(?:跌打|到手香|(?:救灾|过冬|取暖|御寒|慰问|应急|备用)(?![用的,]|物资)[\u4e00-\u9fa5])/;

/** 水泥|修路, 扫帚|扫雪; but 玉米收割机 is one thing. */
function opensAct(text: string, at: number, end: number): boolean {
  if (!VERB_CHARS.includes(text[at] as string)) return false;
  if (at === 1 && !ONE_SYLLABLE.includes(text[0] as string)) return false;
  const tail = text.slice(at, end);
  if (/^.{1,3}的[\u4e00-\u9fa5]{2,}/.test(tail)) return false; // 我妈种的海椒
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
    said = unturned(said.replace(ADVERB_END, "").replace(new RegExp(`${HAVE}$`), ""));
  }
  return tidy(said);
}

/** 帮忙卖点儿花椒 → 花椒; the text as it is where it begins with no handling. */
export const unhandled = (text: string): string => text.replace(HANDLE, "");

const ONLY_HANDLED =
  /^(?:帮忙?|帮着|再|得)*(?:[给为向][\u4e00-\u9fa5]{1,8}?)?(?:卖|出售|销售|推销|转让|出让|出手|处理|清|采购|购买|买|运|拉|送|发放?|装|捐赠?|捐献|赠送?|供应?|提供|支援|资助|配备?|添置?|准备|置办|换|租|调[配拨]?|[弄搞备订叫喊凑借找])(?:完|掉|光|走|来|出去?|到|上|了)*$/;

export const onlyHandled = (text: string): boolean => ONLY_HANDLED.test(text);

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
    if (/^[给为替]/.test(said)) said = said.replace(HANDLE, ""); // 替山里娃|募棉衣
    said = said
      .replace(GROWN_AT, "")
      .replace(PLACE, "")
      .replace(HOUSE, "")
      .replace(isName(said, false) ? /^$/ : HANDLE, "") // 配件, 订单
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
