// Goods and vehicles with an amount beside them.
import { perhapsAct } from "../../actions/perhaps/rules";
import { actOf } from "../../actions/rules";
import type { Amount } from "../../amounts/rules";
import { HAVE, NO_THING, STARTS_VERB, VERB_CHARS, VERB2 } from "../../lexicon/rules";
import { isDone, NAMELESS, ONE_SYLLABLE, subjectOf } from "../../nouns/names/rules";
import { onlyHandled, thingAfter, thingBefore, tidy } from "../../nouns/rules";
import type { ParsedLine } from "../../schema";
import { amountOf, type Draft, remember, type State } from "../state/rules";

export function readThing(
  state: State,
  kind: "goods" | "vehicle",
  front: string,
  ask: string,
  thing: string,
  amount: Amount,
  after: string,
): void {
  const seen = thingAfter(after);
  // 苞谷四万斤|受了潮: no name
  const right =
    kind === "vehicle" && !/[车船机艇轮]$/.test(seen.noun) && actOf(after)?.sure === true
      ? { noun: "", rest: after } // 借两辆拉化肥
      : ask === "" && seen.noun.length === 1 && !ONE_SYLLABLE.includes(seen.noun)
        ? { noun: "", rest: after }
        : seen;
  // 要鲜活的二十只鸡
  const asked = ask === "" || (thing.endsWith("的") && right.noun !== "") ? "" : thingBefore(thing);
  let noun = asked;
  let rest = right.noun + right.rest;
  if (noun === "" && !(ask === "" && right.noun === "")) [noun, rest] = [right.noun, right.rest];
  const purpose = actOf(front);
  if (
    noun === "" ||
    (ask === "" &&
      right.noun !== "" &&
      STARTS_VERB.test(after) &&
      thingBefore(front) !== "" &&
      !HAVING.test(front))
  ) {
    const left = thingBefore(front);
    if (left !== "" && !(ask !== "" && purpose?.sure)) [noun, rest] = [left, right.noun + right.rest];
  }
  if (purpose?.sure && noun !== thingBefore(front)) state.purpose = purpose.act;
  else if (ask !== "" && noun !== thingBefore(front) && state.perhaps === "")
    state.perhaps = perhapsAct(front);
  if (ask !== "" && state.purpose === "" && noun === right.noun) {
    const then = actOf(right.rest);
    if (then?.sure) state.purpose = then.act;
  }
  const last = state.lines.at(-1);
  const direction = directionOf(state, kind, ask, noun, front);
  if (
    state.correcting &&
    last &&
    last.kind === kind &&
    (noun === "" || noun === last.item || last.unit === amount.unit)
  ) {
    restate(last, amount, noun);
    state.correcting = false;
    return;
  }
  state.correcting = false;
  const left = state.lines.find(
    (l) =>
      l.kind === kind &&
      (noun === "" || l.item === noun || (kind === "vehicle" && l.item === "车")) &&
      (l.quantity === null ||
        (l.quantity === 1 && (noun === "" || l.item === noun) && /[批堆]/.test(l.unit ?? "")) ||
        ((/剩|余/.test(front + ask) || (state.had === "goods" && /还有$/.test(front))) &&
          l.unit === amount.unit)),
  );
  const name = noun || (kind === "vehicle" && /车$/.test(state.topic) ? state.topic : "");
  if (left) {
    restate(left, amount, name);
    return;
  }
  if (kind === "goods" && ask === "" && MOVED.test(rest)) {
    state.purpose = `${(MOVED.exec(rest) as RegExpExecArray)[1]}${noun}`;
    return;
  }
  const errand = kind === "vehicle" ? ERRAND.exec(noun) : null;
  if (errand) {
    state.purpose = errand[1] as string;
    noun = noun.slice(state.purpose.length);
  }
  if (ask === "" && front === "" && noun !== "" && state.spokenOf !== "" && AFTER_ALL.test(right.rest))
    noun = "";
  // 跳绳要六十根: it begins like an act, and is counted like a thing
  const counted =
    kind === "goods" && noun === "" && ask !== "" && thing === "" && /^[\u4e00-\u9fa5]{2,4}$/.test(front);
  if (counted && amount.measure === "count" && !VERB2_ALONE.test(front)) noun = front;
  // a name no dictionary knows is asked about, and never lost
  const strange =
    kind === "goods" && noun === "" && /^[\u4e00-\u9fa5]{2,6}$/.test(thing) && tidy(thing) === "";
  if (strange && !onlyHandled(thing)) noun = thing;
  const junk = noun !== "" && (NAMELESS.test(noun) || isDone(noun) || (ask === "" && WHERE.test(noun)));
  const near = state.spokenOf || state.topic || state.crop;
  const unsure =
    kind === "goods" && (((strange || counted) && noun !== "") || ((noun === "" || junk) && near === "")); // what the story is about: to be asked
  if (kind === "goods" && (noun === "" || junk)) noun = near || state.subject || subjectOf(front) || noun;
  if (noun === "") noun = kind === "vehicle" ? (/车$/.test(state.topic) ? state.topic : "车") : "";
  state.spokenOf = "";
  state.topic = "";
  remember(state, noun, rest);
  if (state.lines.some((l) => l.kind === kind && l.item === noun && l.quantity === amount.value)) return;
  const told =
    (ask === "" || NO_THING.test(noun)) &&
    !HAVING.test(front) &&
    amount.measure !== "mass" &&
    kind === "goods";
  const few = (amount.value ?? 1) <= 1 && CROWD.test(amount.unit);
  const aside =
    told && (few || junk || NO_THING.test(noun) || noun === "" || (amount.value === null && !state.sells));
  state.lines.push({
    kind,
    item: noun,
    ...amountOf(amount),
    unit: amount.unit,
    ...(kind === "goods" ? { direction } : {}),
    ...(aside ? { aside } : {}),
    ...(unsure ? { unsure } : {}),
  });
}
const VERB2_ALONE = new RegExp(`^(?:${VERB2})$`);
/** 屋里还堆着一千斤: where, and of what was said before. */
const WHERE = /^(?:屋|院|棚|库|窖|仓|塘|圈|栏|家|地)[里外头上]?$/;
/** 鹅啊|三百二十只饲料又涨价了: what follows is another matter. */
const AFTER_ALL = /^(?:又|都|也|还|本来|实在|老|光)/;
/** Another amount of it; under another name, where one is said. */
const restate = (line: Draft, amount: Amount, name: string): Draft =>
  Object.assign(line, { approx: undefined }, amountOf(amount), { unit: amount.unit }, name && { item: name });

/** 一帮, 一片, 一圈: counting words that ask for nothing by themselves. */
const CROWD = /^(?:[片帮圈份口朵米批堆伙群窝遍声步面层阵股项]|班)$/;

/** 接送老人|面包车: what it is to do, and the car by its common name. */
const ERRAND = new RegExp(
  `^([${VERB_CHARS}][\\u4e00-\\u9fa5]{1,5}?)(?=(?:[大小中轻重]|电动|农用|敞篷|自卸)*(?:货|卡|面包|三轮|四轮|翻斗|渣土|冷藏|冷链|平板|皮卡|吊|轿|客|商务|拖挂)车$)`,
);
const HAVING = new RegExp(`${HAVE}$`);

const MOVED =
  /^(?:[\uE000-\uE0FF]|要|得|需要?|必须|等着|急着|全都?)*(送|运|拉|搬|驮|背)(?:到|往|去|给|上|进|回)/;

function directionOf(
  state: State,
  kind: string,
  ask: string,
  _noun: string,
  front: string,
): ParsedLine["direction"] {
  if (kind !== "goods") return null;
  if (/借/.test(ask + front)) return "loan";
  if (ask !== "" && !/卖|售/.test(front)) return "gift";
  if (state.sells || new RegExp(HAVE).test(front)) return "sale";
  return state.asked ? "gift" : null;
}

/** 把三十袋化肥拉回家: an errand, unless it is to be sold. */
export function readMoved(state: State, before: string, amount: Amount, after: string): boolean {
  const at = after.slice(1).search(/[拉运送搬装卸抬扛背卖销处清出推]/) + 1;
  if (at < 1) return false;
  const noun = tidy(after.slice(0, at));
  if (/[卖销处清出推]/.test(after[at] as string) || /^.[走完掉]/.test(after.slice(at))) {
    state.lines.push({
      kind: "goods",
      item: noun,
      ...amountOf(amount),
      unit: amount.unit,
      direction: "sale",
    });
    return true;
  }
  const item = `${after[at]}${noun}`;
  if (/人|谁|哪位|志愿者/.test(before))
    state.lines.push({ kind: "people", item, quantity: null, unit: "人" });
  else state.purpose = item;
  return true;
}
