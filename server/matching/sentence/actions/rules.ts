// What hands are wanted for: 装车, 打扫敬老院, 陪着去医院. Read from what stands beside them, before or after.

import { AMOUNT_CLASS, CASE_MARK, DAY_MARK } from "../amounts/rules";
import {
  ENDS_VERB2,
  EXPERT_ACT,
  HELPED,
  LONE_VERB,
  STARTS_VERB,
  TOOL_END,
  VERB_AT,
  VERB_CHARS,
  VERB2_AT,
} from "../lexicon/rules";
import { isName } from "../words/rules";

export const MARKS = new RegExp(`[${DAY_MARK}${CASE_MARK}${AMOUNT_CLASS}]`, "g");
export const LEAD =
  /^(?:左右|然后|接着|不是|(?:暑期|暑假|寒假|假期)(?!.{0,3}班)|上山(?!找人)|进山|下地|下田|下塘|下河|下湖|出海|来(?!宾)|过来|过去|去|能|可以|愿意|肯|一起|一块儿?|一同|负责|专门|轮流|每天|天天|每晚|参加|参与|进行|搞(?!卫生$)|上门|到现场|现场|抓紧|赶紧|尽快|赶快|起早|早起|起(?=连)|连续|连着|接连|趁早|赶|就|好|要|得|需要?|必须|用来|用于|帮助|帮忙|帮着|帮手|帮衬|都是|[搭帮]把?手|打(?:个)?下手|协助|帮我们?|帮俺们?|帮咱们?|帮|[他她]们?|被[^的]{1,4}的|替我们?|等着|等|正在|在|准备|打算|计划|(?:[村两]委会?)?(?:决定|商定|说好|通知)|想组织人|组织人|发动人|安排人|想|组织|开展|举行|举办|村里|村上|社区里?|我们?村?|俺们?村?|咱们?村?|本村|全村|队里|院里|的|了|早上|上午|下午|晚上|夜里|中午|凌晨|大清早|一早|早点|出工|出动|再(?!生)|夜间|白天|晚|早|整天|全天|有|会)+(?=.)/;
export const TRAIL =
  /(?:就行了?|就够了?|就好了?|就可以了?|即可|也行|都行|最好不过|最好|为好|的话|的|了|吧|呢|啊|哈|呀|哦|一下子?|一趟|一把|帮忙|帮下忙|的?每[天晚日]|就?想|就|的事儿?|俺们?|我们?|咱们?|活动|工作|互助|行动|期间|时|不|[忙搞干做弄](?:不过来|不赢|不动|不完)|这事|那种|用|用的|快[点些]儿?|麻利点儿?|越快越好|最[晚迟]到?|赶紧的?|抓紧|尽快|早点儿?)+$/;
const DURING = /^.{1,8}?(?:期间|过后|那天|当天|的时候|之后|以后)(?=.{2,})/;
const WHERE =
  /^(?:到|去|在|往|上)[^到去在]{1,8}?(?:里面?|上|口|边|前|外|内|中|处|旁|院|村|家|校|站|街道|社区|广场|地|场)(?=.)/;
export const PLACE =
  /^.{0,8}?(?:敬老院|养老院|幸福院|福利院|院|村|社区|学校|小学|中学|幼儿园|[\u4e00-\u9fa5]场|[塘圈舍寨]|合作社|食堂|门口|路口|村口|果园|菜园|公园|地里|街道|镇上|镇|县城|家里|屋里|院里|家|社|庙会|大集|集市|卫生室|图书室|村委会?|中心|文化站|站|礼堂|河边|大街|公路|国道|桥头|山上|山里|里|上)(?:(?<=[村院镇校社厂站])[口头里边内外前后])?(?=.)/;
const MEET = /^(?:到|去|在)?[^到去在]{1,6}集合(?=.)/;
const FOR_WHOM = /^(?:给|为|替|帮|对|向|跟|与|和(?![泥面灰馅沙浆]|水泥)|把|将|让)(.+)$/;
const NIGHT = new RegExp(`^值(?:夜|大)?班(?=[${VERB_CHARS}].)`);
const DONE = new RegExp(`^([${VERB_CHARS}])(?:完|好|掉|光(?!荣|彩|明|线|伏))(?=[\\u4e00-\\u9fa5])`);
/** 修一下水泵 is 修水泵. */
const ONCE = new RegExp(
  `^([${VERB_CHARS}]{1,2})(?:一下儿?|一[${VERB_CHARS}]|下(?!水|地|田|棋))(?=[\\u4e00-\\u9fa5])`,
);
const DECOR = /^(?:平安|义务|志愿|爱心|文明|公益|免费|便民|助老|扶贫|党员)(?=.{2,}$)/;

/** 把那堆化肥卸了: 卸化肥. */
const MOVED = new RegExp(
  `^(?:那|这)?[堆些批个车]?([\\u4e00-\\u9fa5]{1,5}?)([${VERB_CHARS}])(?:了|掉|完|好|走|上|下来?)+$`,
);

export const bare = (text: string) => text.replace(MARKS, "").trim();

/** 摘草莓|工钱一天一百二, 掰棒子|能来的吱一声: what follows is about coming. */
const TERMS =
  /(?:^|(?<=..))(?:工钱|工资|日结|管[饭吃住一]|包(?:[早中午晚三两一][餐饭顿]?)?[吃住饭餐]|(?:能来|有空|有时间|方便|愿意来?)的|吱一?声|报名|义务的|[你您]一?[起块]?[给帮].|因为|没别的|再多|[会能]写?就行|就行|不收钱|行不行|好不好|大概就).*$/;
/** 摘杏␣来就行: up to the day. */
function firstOf(text: string): string {
  const [first = "", ...more] = text.split(DAY_MARK);
  return more.length > 0 && STARTS_VERB.test(bare(first).replace(LEAD, "")) ? first : text;
}

/** 塘坝漏水␣堵坝: from the day on. */
function lastOf(text: string): string {
  const last = text.slice(text.lastIndexOf(DAY_MARK) + 1);
  return STARTS_VERB.test(bare(last).replace(LEAD, "")) ? last : text;
}

/** 包粽子送孤寡老人: what is done first, and for whom. 接孩子 and 送老人 are two. */
const FOR_THEM =
  /^(?![接护])([\u4e00-\u9fa5]{2,6}?)(?:再|然后|好|并)?(?:送(?:给|到|去|往)?|[分发捐]给|慰问|给)(?=(?:[\u4e00-\u9fa5]{0,5}(?:老人|老兵|孤寡|五保|低保|困难|军属|环卫|户|民|们|院|兵|员|工|学生|孩子|儿童|村里?|家|校))$|(?:温暖|祝福|爱心|福|健康)$|(?:给|送给)?[\u4e00-\u9fa5]{1,6}[吃喝穿用尝]$).*$/;
const first = (said: string): string => {
  const then = FOR_THEM.exec(said);
  return then && STARTS_VERB.test(then[1] as string) ? (then[1] as string) : said;
};

/** An act said after its doers: without who it is done for, coming and politeness. Empty where nothing is said. */
export function act(text: string): string {
  let said = bare(firstOf(text)).replace(TERMS, "");
  for (let again = ""; again !== said; ) {
    again = said;
    said = said.replace(TRAIL, "").replace(MEET, "").replace(WHERE, "").replace(LEAD, "").replace(DURING, "");
    const whom = FOR_WHOM.exec(said);
    if (whom)
      said = fromVerb(whom[1] as string) ?? (whom[1] as string).replace(/^[\u4e00-\u9fa5]{1,4}家(?=..)/, "");
  }
  said = pastHelped(said);
  const moved = MOVED.exec(said);
  if (moved) said = `${moved[2]}${moved[1]}`;
  said = first(said);
  const where = STARTS_VERB.test(said) ? null : PLACE.exec(said);
  if (where && STARTS_VERB.test(said.slice(where[0].length))) said = said.slice(where[0].length);
  if (
    /^(?:帮忙|帮着?|来|去|行|好|够|左右|以上|报名|联系|吧|急|了|的|支援|援助|帮助|忙|最好|管饭|包饭|过来|过去|[找招用求缺要]人|包吃|带.*来|工|轮班|轮流|轮换|搭把手|搭手|谁.*|和.*车)?$/.test(
      said,
    )
  )
    return "";
  return said
    .replace(/^会/, "")
    .replace(/^(?:AB|[ABO])型血?(?=献血)/, "")
    .replace(ONCE, "$1")
    .replace(NIGHT, "")
    .replace(DONE, "$1");
}

/** 老人|挑水, but 老人院. */
function pastHelped(text: string): string {
  const then = text.replace(HELPED, "");
  return STARTS_VERB.test(then) ? then : text;
}

/** From the first act on: 合作社|理账, 五保老人|打扫卫生. */
function fromVerb(said: string): string | null {
  const text = pastHelped(said);
  if (STARTS_VERB.test(text)) return text;
  const pair = text.slice(1).search(VERB2_AT);
  if (pair >= 0) return text.slice(pair + 1);
  const at = text.slice(1).search(VERB_AT);
  return at < 0 || at + 1 === text.length - 0 ? null : text.slice(at + 1);
}

/** 搬桌椅搬到会场去: the same again, with where to. */
const AGAIN = new RegExp(`^([${VERB_CHARS}])([\\u4e00-\\u9fa5]{1,6})\\1[到进上去往].*$`);

/** 村口|巡逻, 王奶奶|搬家: where or for whom. */
const PLACE_OR_WHO =
  /(?:场|院|口|街|校|村|里|上|站|区|山|坡|滩|家|户|[老小][\u4e00-\u9fa5]|[大二三四五]?(?:爷|奶|叔|伯|婶|娘|妈|哥|嫂|姐|姨|舅)|爷爷|奶奶|老人|阿姨)$/;

/** 拍照片缺人手: that there are too few of them. */
const SHORT = /(?<=..)(?:缺|少|没有?|差)(?:人手?|劳动?力|帮手)了?$/;

/** An act said before its doers or in a sentence of its own (装大蒜要…, 周日上午打扫敬老院,…). Null where none is said. */
export function actOf(text: string): { act: string; sure: boolean } | null {
  let said = bare(lastOf(text)).replace(TRAIL, "").replace(SHORT, "");
  for (let again = ""; again !== said; ) {
    again = said;
    said = said.replace(LEAD, "").replace(DURING, "");
    const whom = FOR_WHOM.exec(said);
    if (whom) said = fromVerb(whom[1] as string) ?? said;
  }
  if (/^[找招用求缺要]人$/.test(said)) return null;
  if (said.length < 2 && !LONE_VERB.test(said)) return null;
  if (
    /^[\u4e00-\u9fa5]{2,5}(?:机|器|泵|仪|垫|剂|液|(?<![装卸拉开停修坐上下])车)$/.test(said) &&
    !/[人们给用子]./.test(said.slice(1))
  )
    return null; // a tool
  if (
    TOOL_END.test(said) &&
    (said.length > 2 || /[车机器泵袋]$/.test(said)) &&
    !ENDS_VERB2.test(said) &&
    isName(said.slice(said.lastIndexOf("的") + 1), said.includes("的"))
  )
    return null; // 编织袋
  said = first(said.replace(NIGHT, "").replace(DONE, "$1").replace(AGAIN, "$1$2"));
  if (STARTS_VERB.test(said)) return { act: said, sure: true };
  const where = PLACE.exec(said);
  const inside = where ? said.slice(where[0].length).replace(LEAD, "") : "";
  if (inside && STARTS_VERB.test(inside)) return { act: inside, sure: true };
  const plain = said.replace(DECOR, "");
  if (ENDS_VERB2.test(plain)) {
    const verb = (ENDS_VERB2.exec(plain) as RegExpExecArray)[0];
    const before = plain.slice(0, -verb.length);
    const place = PLACE.exec(plain)?.[0] ?? "";
    const act = PLACE_OR_WHO.test(before)
      ? verb
      : plain.length - place.length > verb.length
        ? plain.slice(place.length)
        : plain;
    return { act, sure: true };
  }
  const at = said.slice(1).search(VERB_AT) + 1;
  if (at > 0 && at < said.length - 1 && /(?:里|上|院|家|村|们|人|员|社|校|要)$/.test(said.slice(0, at)))
    return { act: said.slice(at), sure: true };
  return null;
}

export const isExpertAct = (text: string) => EXPERT_ACT.test(text);
