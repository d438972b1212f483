// The grammar of the whole: sentence → clauses → parts joined by 、 and 和 → [who, where or what for] [asking] [thing] amount [thing] [what of it].
// It reads from left to right and remembers what was last spoken of; what a part leaves out is taken from there.
import { doers } from "../actions/doers/rules";
import { act, actOf } from "../actions/rules";
import { AMOUNT_CLASS, type Amount, CASE_MARK, indexOf } from "../amounts/rules";
import { SPOKEN_OF } from "../fillers/rules";
import { ASK, CORRECT, DENY, ENOUGH, EXPERT, HAD } from "../lexicon/rules";
import { isDone, isThing, NAMELESS, subjectOf } from "../nouns/names/rules";
import { thingAfter, thingBefore, tidy } from "../nouns/rules";
import type { ParsedLine } from "../schema";
import { readBare, SOMEONE } from "./bare/rules";
import { withBreaks } from "./breaks/rules";
import { kindOf } from "./kinds/rules";
import { readPeople } from "./people/rules";
import { AMOUNT, AMOUNTS, bareName, SELLS, type State, splitAsk } from "./state/rules";
import { readTalk } from "./talk/rules";
import { readMoved, readThing } from "./things/rules";

/** unsure: lines, counted from 0, whose item is a guess by its place. leftover: a thing that is lacking or does not sell, of which nobody said how much. */
export type Read = { lines: ParsedLine[]; leftover: ParsedLine | null; unsure: number[] };

export function readClauses(text: string, amounts: readonly Amount[]): Read {
  const state: State = {
    lines: [],
    purpose: "",
    topic: "",
    subject: "",
    spokenOf: "",
    harmed: "",
    crop: "",
    correcting: false,
    asked: false,
    perhaps: "",
    had: null,
    unmanned: "",
    sells: SELLS.test(text),
  };
  for (const clause of withBreaks(text, amounts).split(/[,。;!?:…\n\uE00F\s]+/))
    if (clause !== "") {
      const said = clause.replaceAll(SPOKEN_OF, "");
      if (said !== "") readClause(state, said, amounts);
      const subject = subjectOf(said);
      if (clause.endsWith(SPOKEN_OF) && !AMOUNT.test(said))
        state.spokenOf = spokenOf(said) || subject || state.spokenOf;
      if (state.subject === "") state.subject = subject;
    }
  const lacks = /缺|没有|想要|需要|急需|求/.test(text);
  const leftover: ParsedLine | null =
    state.topic !== "" && (state.sells || lacks)
      ? {
          kind: "goods",
          item: state.topic,
          quantity: null,
          unit: null,
          direction: state.sells ? "sale" : "gift",
        }
      : null;
  const { lines, unsure } = finish(state);
  if (state.unmanned !== "" && lines.every((l) => l.kind !== "people" && l.quantity === null))
    lines.unshift({ kind: "people", item: state.unmanned, quantity: null, unit: "人" });
  return { lines, leftover, unsure };
}

function readClause(state: State, whole: string, amounts: readonly Amount[]): void {
  let clause = whole;
  const corrected = CORRECT.exec(clause);
  if (corrected) {
    state.correcting = true;
    clause = clause.slice(corrected[0].length);
    if (clause === "") return;
  }
  const each = new RegExp(`^(.*?)(?:各|分别|各要|各来)([${AMOUNT_CLASS}])(.*)$`).exec(clause);
  if (each && /[和、及与]/.test(each[1] as string)) {
    for (const name of (each[1] as string).split(/[和、及与]/)) readPart(state, `${name}${each[2]}`, amounts);
    return;
  }
  for (const part of partsOf(clause)) readPart(state, part, amounts);
  if (!AMOUNT.test(clause)) readTalk(state, clause);
}

/** 我们西梅啊: said briefly, it is a name whether the dictionary knows it or not. */
function spokenOf(said: string): string {
  const name = tidy(said);
  return /^[\u4e00-\u9fa5]{1,4}$/.test(name) &&
    !/^[老小]/.test(name) &&
    !isDone(name) &&
    !NAMELESS.test(name) &&
    isThing(name)
    ? name
    : "";
}

/** Split where the next part has an amount of its own: 100人和5台抽水泵, not 老人和孩子. */
function partsOf(clause: string): string[] {
  const parts: string[] = [];
  let rest = clause;
  for (;;) {
    const cut = new RegExp(
      `、|\\+|&|(?<=[${AMOUNT_CLASS}][^、和]{0,8})(?:和(?!为贵|平|睦|好|泥|灰|面|馅)|及|以及|与|跟|还有|外加|加上|另外|另)`,
    ).exec(rest);
    if (!cut || (!AMOUNT.test(rest) && !EXPERT.test(rest))) break;
    const before = rest.slice(0, cut.index);
    const after = rest.slice(cut.index + cut[0].length);
    if (before !== "") parts.push(before);
    rest = after;
  }
  if (rest !== "") parts.push(rest);
  return parts;
}

// ---------- a part with amounts ----------

function readPart(state: State, part: string, amounts: readonly Amount[]): void {
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
      if (asked.ask !== "")
        [after, next] = [asked.before.replace(NEXT, ""), after.slice(asked.before.length)];
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

const headsOnly = (amount: Amount | undefined, then: string): boolean =>
  amount?.measure === "heads" && !actOf(then)?.sure && doers(then).noun === "" && thingBefore(then) !== "";

/** 要十个人|再要一辆车: leads on to the next. */
const NEXT = /(?:再|还|另外?|又|也|得|外加|加上|同时|顺便|并且?)+$/;

/** 8只羊跑丢了: they are missing, not asked for. */
const LOST = /^([\u4e00-\u9fa5]{1,5}?)(?:跑丢|走丢|走失|丢|不见|被偷|病|死)了?/;
/** 原先说找十个人: until it was said otherwise. */
const BEFORE_THAT = /(?:原先|原来|原本|本来|起初|一开始|上回说|上次说|昨天说)[^还再又]{0,5}$/;
/** 一个人住, 就两个人哪忙得过来: who is there. */
const BUSY =
  /^(?:住|在家|过日子|哪|忙不|根本|实在|又|都(?:是|忙|病|老)|[管负]|[\u4e00-\u9fa5]{1,6}不(?:完|过来|了|动|够|赢|迭))/;
/** 一个组三个人: how they are divided. */
const EACH = new RegExp(`${CASE_MARK}$`);
const ask0 = (before: string) => splitAsk(before).ask === "";

function readAmount(state: State, before: string, amount: Amount, said: string): void {
  const after = said.replace(/^(?:就|也)(?:行|够|好|可以|成|中)了?(?:[给来帮].*)?$/, "");
  if (DENY.test(before) || ENOUGH.test(after) || BEFORE_THAT.test(before)) return;
  if (amount.measure !== "heads" && /忙不(?:过来|迭|开)/.test(after)) return;
  if (amount.measure === "heads" && (BUSY.test(after) || EACH.test(before))) {
    if (splitAsk(after).ask !== "") readBare(state, after); // 一个人忙不过来|想找人帮着抽蒜薹
    return;
  }
  if (amount.value === null && amount.unit === "块" && after === "") return; // 好几百块
  if (ask0(before) && /^(?:坏|断|破|丢|死|病|报废)了/.test(after)) return;
  if (/(?:坏|死|倒|丢|塌|断|破|伤|病|淹|烧|毁|裂|漏|住|崩|折|碎|趴|跑)了$/.test(before)) return;
  if (HAD.test(before) && !new RegExp(`(?:还|再|另)?(?:${ASK})$`).test(before)) {
    state.had =
      amount.measure === "heads" || (amount.unit === "个" && !state.lines.some((l) => l.kind === "goods"))
        ? "people"
        : "goods";
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
  const kind = kindOf(state, amount, thing ?? "", front, ask, after);
  if (kind === null && ask === "" && amount.measure === "heads") {
    const served = actOf(`给${after}`);
    if (splitAsk(after).ask !== "") readBare(state, after);
    else if (served?.sure) state.purpose = served.act;
  }
  if (kind === "people") readPeople(state, front, ask, thing ?? "", amount, after);
  else if (kind !== null) readThing(state, kind, front, ask, thing ?? "", amount, after);
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
    state.purpose = `${thing}${thingAfter(after).noun}`;
    state.unmanned = state.purpose;
    return true;
  }
  const some = SOMEONE.exec(before);
  if (!some || amount.measure === "heads" || act(some[1] as string) === "") return false;
  if (amount.measure === "mass" && state.sells) readThing(state, "goods", "", "", "", amount, after);
  else readBare(state, `${before}${thingAfter(after).noun}`);
  return true;
}

function finish(state: State): { lines: ParsedLine[]; unsure: number[] } {
  const people = state.lines.find((l) => l.kind === "people" && l.item !== "");
  state.lines = state.lines.filter(
    (l, i) =>
      l.quantity !== null ||
      !state.lines.some(
        (o, j) => j !== i && o.kind === l.kind && o.item === l.item && (o.quantity !== null || j < i),
      ),
  );
  if (state.lines.some((l) => !l.aside)) state.lines = state.lines.filter((l) => !l.aside);
  const unsure: number[] = [];
  const lines = state.lines.map(({ pending, called, assumed: _, aside: __, unsure: guess, ...line }, i) => {
    let item = line.item;
    if (item === "" && line.kind === "people") {
      const topic = state.topic.length > 1 ? state.topic : "";
      item = state.purpose || state.harmed || state.perhaps || topic || called || (people?.item ?? "");
      if (item !== "" && !state.purpose && !state.harmed) unsure.push(i);
    } else if (guess) unsure.push(i);
    const kept: ParsedLine = { ...line, item };
    if (kept.approx === undefined) delete kept.approx;
    if (kept.kind === "goods") kept.direction = kept.direction ?? (state.sells ? "sale" : null);
    return kept;
  });
  return { lines, unsure };
}
