// A part of a clause with amounts in it: which are asked for, and of what.
import { doers } from "../../actions/doers/rules";
import { perhapsAct } from "../../actions/perhaps/rules";
import { act, actOf } from "../../actions/rules";
import { type Amount, CASE_MARK, indexOf } from "../../amounts/rules";
import { ASK, DENY, ENOUGH, EXPERT, HAD, ROLE_END, TOOL_END } from "../../lexicon/rules";
import { thingAfter, thingBefore } from "../../nouns/rules";
import { isName } from "../../words/rules";
import { readBare, SOMEONE } from "../bare/rules";
import { kindOf } from "../kinds/rules";
import { readPeople } from "../people/rules";
import { AMOUNTS, amountOf, bareName, type State, splitAsk } from "../state/rules";
import { readMoved, readThing } from "../things/rules";

export function readPart(state: State, part: string, amounts: readonly Amount[]): void {
  const marks = [...part.matchAll(AMOUNTS)];
  if (marks.length === 0) {
    readBare(state, part);
    return;
  }
  const texts = part.split(AMOUNTS);
  let before = texts[0] as string;
  let leftward =
    thingBefore(splitAsk(before).thing ?? "") !== "" ||
    (splitAsk(before).ask === "" && thingBefore(before) !== "");
  const listed = texts.at(-1) === "" && texts.slice(1, -1).every((text) => text !== "");
  marks.forEach((mark, i) => {
    let after = texts[i + 1] as string;
    let next = "";
    if (i < marks.length - 1) {
      const asked = splitAsk(after);
      if (
        amounts[indexOf(mark[0])]?.measure === "heads" &&
        TOOL_END.test(asked.before) &&
        isName(asked.before, false)
      )
        [after, next, leftward] = ["", after, leftward || listed]; // 三十个人|编织袋要一千条
      else if (
        asked.ask !== "" &&
        asked.thing === "" &&
        led(before, amounts[indexOf(mark[0])], asked.before, leftward)
      )
        [after, next] = ["", after]; // 装车要20人|卸货要10人
      else if (asked.ask !== "")
        [after, next] = [asked.before.replace(NEXT, ""), after.slice(asked.before.length)];
      else if (
        amounts[indexOf(mark[0])]?.measure === "heads" &&
        (!actOf(before)?.sure || /[上里边]$/.test(before)) &&
        doers(after).noun === "" &&
        actOf(after)?.sure
      )
        next = ""; // 五个人扫谷|六个人装袋
      else if (leftward || (listed && headsOnly(amounts[indexOf(mark[0])], after))) {
        leftward = true; // 要一百人|树苗两千棵|锹一百把
        [after, next] = ["", after];
      }
    }
    const amount = amounts[indexOf(mark[0])];
    if (amount) readAmount(state, before, amount, after);
    before = next;
  });
}

/** 装车要20人, 煤球缺一千块: what for, or of what, was said before it; what follows is another's. */
function led(before: string, amount: Amount | undefined, then: string, leftward: boolean): boolean {
  const { before: front, ask, thing } = splitAsk(before);
  if (then.replace(NEXT, "") === "") return false;
  if (/^[东西南北前后上下村][\u4e00-\u9fa5]?[头边口院面]$/.test(then)) return true; // 东头缺六个人|西头缺四个人
  if (ask === "") return leftward && front !== "" && !NEXT.test(then); // 小工八个|砖也要五千块
  if (thing !== "") return thingBefore(thing ?? "") !== "";
  // a story before it tells of neither
  if (
    !/^[\uE000\uE001]*[\u4e00-\u9fa5]{1,6}$/.test(front) ||
    /[了让被说都]/.test(front) ||
    ROLE_END.test(then)
  )
    return false;
  return amount?.measure === "heads" || amount?.unit === "个"
    ? actOf(front)?.sure === true || perhapsAct(front) !== ""
    : thingBefore(front) !== "";
}

const headsOnly = (amount: Amount | undefined, then: string): boolean =>
  amount?.measure === "heads" && !actOf(then)?.sure && doers(then).noun === "" && thingBefore(then) !== "";

/** 要十个人|再要一辆车: leads on to the next. */
const NEXT = /(?:再|还|另外?|又|也|得|外加|加上|同时|顺便|并且?)+$/;

/** 8只羊跑丢了: they are missing, not asked for. */
const LOST = /^([\u4e00-\u9fa5]{1,5}?)(?:跑丢|走丢|走失|丢|不见|被偷|病|死)了?/;
/** 原先说找十个人: until it was said otherwise. */
const BEFORE_THAT =
  /(?:说好|约好|讲好|定好)的$|(?:原先|原来|原本|本来|起初|一开始|上回说|上次说|昨天说)[^还再又]{0,5}$/;
/** 一个人住, 就两个人哪忙得过来: who is there. */
const BUSY =
  /^(?:住|在家|过日子|哪|忙不|根本|实在|又|都(?:是(?=$|[老病女残些])|忙|病|老)|[管负]|[\u4e00-\u9fa5]{1,6}不(?:完|过来|了|动|够|赢|迭))/;
/** 三十位大学生要来: they come by themselves. */
const COMING = /^[\u4e00-\u9fa5]{2,8}(?:[要将会]来|来了|要走|要到)(?:了|呢|玩|吃饭|研学|参观|学习)?$/;
/** 一个组三个人: how they are divided. */
const EACH = new RegExp(`${CASE_MARK}$`);
const ask0 = (before: string) => splitAsk(before).ask === "";

function readAmount(state: State, before: string, amount: Amount, said: string): void {
  const after = said.replace(
    /^(?:[会能懂][^的]{1,2})?(?:就|也)(?:行|够|好|可以|成|中)了?(?:[给来帮].*)?$/,
    "",
  );
  if (DENY.test(before) || ENOUGH.test(after) || BEFORE_THAT.test(before)) return;
  if (amount.measure === "heads" && ask0(before) && COMING.test(after)) return;
  if (amount.measure !== "heads" && /忙不(?:过来|迭|开)/.test(after)) return;
  if (amount.measure === "heads" && (BUSY.test(after) || EACH.test(before))) {
    if (splitAsk(after).ask !== "") readBare(state, after); // 一个人忙不过来|想找人帮着抽蒜薹
    return;
  }
  if (amount.value === null && amount.unit === "块" && after === "") return; // 好几百块
  if (ask0(before) && /^(?:坏|断|破|丢|死|病|报废)了/.test(after)) return;
  if (ask0(before) && /[压砸淹冻饿烧病毒撞咬冲摔](?:死|伤|坏|倒|断|毁|垮|走)$/.test(before)) return; // 压死一头牛
  if (ask0(before) && /[冲埋淹砸刮烧压震](?:毁|垮|断|坏|塌|倒|走)了?[\u4e00-\u9fa5]{1,5}$/.test(before))
    return; // 冲毁便道20米
  if (/(?:坏|死|倒|丢|塌|断|破|伤|病|淹|烧|毁|裂|漏|住|崩|折|碎|趴|跑)了$/.test(before)) return;
  if (HAD.test(before) && !new RegExp(`(?:还|再|另)?(?:${ASK})$`).test(before)) {
    state.had =
      amount.measure === "heads" || (amount.unit === "个" && !state.lines.some((l) => l.kind === "goods"))
        ? "people"
        : "goods";
    if (splitAsk(after).ask !== "") readBare(state, after); // 来了两辆大挂车,缺会开叉车的
    return;
  }
  const strayed = ask0(before) ? LOST.exec(after) : null;
  if (strayed && amount.measure === "count") {
    state.crop = thingAfter(strayed[1] as string).noun;
    return;
  }
  const errand =
    state.lines.at(-1)?.kind === "vehicle" ? /^(?:来|去|要)?([拉运送装卸搬抬驮])$/.exec(before) : null;
  if (errand) {
    state.purpose = `${errand[1]}${thingAfter(after).noun}`;
    return;
  }
  if (/(?:把|将)$/.test(before) && readMoved(state, before, amount, after)) return;
  const { before: front, ask, thing } = splitAsk(before);
  if (ask !== "") state.asked = true;
  if (readErrand(state, before, thing ?? "", ask, amount, after)) return;
  if (!thing && TOTAL.test(front) && readTotal(state, amount, after)) return;
  const kind = kindOf(state, amount, thing ?? "", front, ask, after);
  if (kind === null && ask === "" && amount.measure === "heads") {
    const served = actOf(`给${after}`);
    if (splitAsk(after).ask !== "") readBare(state, after);
    else if (served?.sure) state.purpose = served.act;
  }
  const known = state.lines.length;
  if (kind === "people") readPeople(state, front, ask, thing ?? "", amount, after);
  else if (kind !== null) readThing(state, kind, front, ask, thing ?? "", amount, after);
  const added = state.lines.length > known ? state.lines.at(-1) : undefined;
  if (added && APIECE.test(before)) Object.assign(added, { apiece: true, unsure: true });
}

/** 每组出5人: of each, so that how many in all is not yet said. */
const APIECE = /[每各]个?[\u4e00-\u9fa5]?(?:[出派要来抽拿凑]|至少|最少|得|都|先)*$/;
const TOTAL = /(?:一共|总共|拢共|合计|总计|共计|加起来|(?<![公])共)(?:是|就|大概|大约|还|得)*$/;

/** 每组出5人,一共要15人; 和面5人,擀皮10人,一共15人: the sum of what was said. False where it is of something else. */
function readTotal(state: State, amount: Amount, after: string): boolean {
  const unit = amount.measure === "heads" ? "人" : amount.unit;
  const parts = state.lines.filter((l) => l.unit === unit && l.quantity !== null);
  const apiece = parts.find((l) => l.apiece);
  if (apiece) {
    Object.assign(apiece, { approx: undefined }, amountOf(amount), { apiece: false, unsure: false });
    if (apiece.pending && act(after) !== "") Object.assign(apiece, { item: act(after), pending: false });
    return true;
  }
  return parts.length > 1 && parts.reduce((sum, l) => sum + (l.quantity ?? 0), 0) === amount.value;
}

/** 要修两扇门: what is worked on is not asked for. */
const WORKED_ON = /^[修盖搭铺挖砌刷拆栽种砍锯扫洗搬抬卸装]$/;

/** 请律师看三份合同, 找人抬两张桌子: the amount belongs to what they would do. */
function readErrand(
  state: State,
  before: string,
  thing: string,
  ask: string,
  amount: Amount,
  after: string,
): boolean {
  if (ask === "") return false;
  const who = doers(thing);
  if (who.noun !== "" && who.act !== "" && EXPERT.test(who.noun) && amount.measure !== "heads") {
    state.lines.push({ kind: "expertise", item: bareName(who.noun), quantity: 1, unit: "人" });
    return true;
  }
  if (WORKED_ON.test(thing) && amount.measure !== "heads") {
    state.purpose = `${thing}${thingAfter(after).noun || thingBefore(splitAsk(before).before)}`;
    state.unmanned = state.purpose;
    return true;
  }
  const some = SOMEONE.exec(before);
  if (!some || amount.measure === "heads" || act(some[1] as string) === "") return false;
  if (amount.measure === "mass" && state.sells) readThing(state, "goods", "", "", "", amount, after);
  else readBare(state, `${before}${thingAfter(after).noun}`);
  return true;
}
