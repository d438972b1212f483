// What an amount counts: people, goods or vehicles. The unit says it, else the thing beside it, else what was spoken of.
import { act, actOf } from "../../actions/rules";
import { type Amount, CASE_MARK } from "../../amounts/rules";
import { GENERIC, HELPED, NOT_VEHICLE, ROLE_END, STARTS_VERB, VEHICLE_NOUN } from "../../lexicon/rules";
import { thingAfter, thingBefore, tidy } from "../../nouns/rules";
import { isNamed } from "../../words/rules";
import { looksLikePeople } from "../people/rules";
import type { State } from "../state/rules";

const PERSON_UNITS = new Set(["个", "对", "班", "队", "帮", "群", "批", "伙", "拨", "团"]);

export type Kind = "people" | "goods" | "vehicle";

/** 送120名老人看病: they are helped, not asked for. */
const SERVED = /(?:送|接|给|为|陪|帮|教|照顾|照看|慰问|服务|看望|接送|帮助|有)$/;
const SERVED_WHO =
  /^(?:[^,]{0,4})?(?:老人|孩子|学生|病人|村民|居民|游客|患者|考生|民工|乡亲|儿童|残疾人|群众|妇女|职工|孤儿|老兵|军属|困难户)/;

/** 96位70岁以上老人. */
const OF_AGE = new RegExp(`^${CASE_MARK}(?:及?以上|多|出头)?(?:的|高龄)?`);

/** 十一个高三的娃, 县里一个单位: who it is about. */
const TOLD =
  /(?:娃|孩子|小孩|老人|夫妻|媳妇|儿子|闺女|姑娘|老头|嬷嬷|姐妹|兄弟|单位|企业|老板|客商|贩子|公司|大户)$/;

/** 两个娃上学. */
const CHILD = /^(?:[大小]|上学的?)?(?:娃|孩子|儿子|闺女|姑娘|孙[子女]|双胞胎|学生|老人)/;

export function kindOf(
  state: State,
  amount: Amount,
  thing: string,
  front: string,
  ask: string,
  after: string,
): Kind | null {
  const who = after.replace(OF_AGE, "");
  if (amount.measure === "heads")
    return ask === "" && (HELPED.test(who) || /(?:老人|孩子|小学生|群众)$/.test(front))
      ? null
      : ask === "" && SERVED.test(front) && SERVED_WHO.test(who)
        ? null
        : "people";
  if (amount.measure === "mass") return "goods";
  const left = ask === "" ? thingBefore(front) : thingBefore(thing);
  const right = thingAfter(after).noun;
  const noun = left || right;
  if (ask === "" && (TOLD.test(noun) || CHILD.test(after))) return null;
  const open = state.lines.findLast((l) => l.quantity === null || l.assumed);
  if (["辆", "艘"].includes(amount.unit))
    return NOT_VEHICLE.test(noun || thingBefore(front) || open?.item || state.topic) ? "goods" : "vehicle";
  if (["台", "部", "条", "只"].includes(amount.unit) && VEHICLE_NOUN.test(noun)) return "vehicle";
  if (amount.unit === "车" && noun === "" && ask === "") return "goods";
  if (PERSON_UNITS.has(amount.unit)) {
    const beside = ask === "" ? front : thing;
    if (
      looksLikePeople(tidy(beside)) ||
      ROLE_END.test(tidy(beside)) ||
      new RegExp(`(?:${GENERIC})$`).test(tidy(beside))
    )
      return "people";
    // 要维持秩序的二十个, but 装土豆的五百个 are bags
    if (
      /^(?!装)[\u4e00-\u9fa5]{2,8}(?<![干好熟完坏旧新红黄大小过])的$/.test(beside) &&
      right === "" &&
      actOf(beside)?.sure === true
    ) {
      if (ask !== "" || state.lines.some((l) => l.kind === "people")) return "people";
    }
    if (/^(?:帮忙|打(?:个)?下手|跑腿|搭手|干活|出力)的$/.test(beside)) return "people";
    if (ask === "" && right === "" && /^(?:会(?!计)|懂).+的$/.test(front)) return "people";
    if (
      thing === "" &&
      ask !== "" &&
      right === "" &&
      (/(?:会|懂|能).+的$/.test(front) ||
        ROLE_END.test(tidy(front)) ||
        new RegExp(`(?:${GENERIC})$`).test(front))
    )
      return "people";
    if (/[请聘招]$/.test(ask) && left === "" && right !== "") return "people";
    if (left === "" && (looksLikePeople(after) || (/的$/.test(after) && STARTS_VERB.test(after))))
      return "people";
    if (
      left === "" &&
      after !== "" &&
      STARTS_VERB.test(act(after)) &&
      (right === "" || !/[机器泵仪液剂]$/.test(right)) &&
      /^[\uE000-\uE0FF]*(?:来|去|帮|给|到|会|在|就)|^[\uE000-\uE0FF]*./.test(after) &&
      actOf(after)?.sure
    )
      return "people";
    if (left === "" && right === "") {
      if (open) return open.kind === "expertise" ? "people" : open.kind;
      if (state.had) return state.had;
      const last = state.lines.at(-1);
      if (state.correcting && last) return last.kind === "expertise" ? "people" : last.kind;
      if (ask !== "" && thing === "" && front.length > 1 && thingBefore(front) === front && isNamed(front))
        return "goods"; // 枕头要二十个
      if (state.topic) return looksLikePeople(state.topic) ? "people" : "goods";
      if (actOf(front) || state.purpose) return "people";
      if (state.sells && state.subject !== "") return "goods";
      // a name nobody knows is asked about, and never lost
      return /^[\u4e00-\u9fa5]{2,6}$/.test(thing) ? "goods" : null;
    }
  }
  return "goods";
}
