// People and experts with a number beside them: who, or what for.

import { type Doers, doers } from "../../actions/doers/rules";
import { perhapsAct } from "../../actions/perhaps/rules";
import { act, actOf, isExpertAct } from "../../actions/rules";
import type { Amount } from "../../amounts/rules";
import { EXPERT, GENERIC, PERSON_LOOKS, ROLE_END } from "../../lexicon/rules";
import { wordsOf } from "../../words/rules";
import { amountOf, harmOf, type State, stripPeople, tidyPeople, withObject } from "../state/rules";

/** 力气大的: people by their looks. */
const LOOKS_ALONE = new RegExp(`^(?:${PERSON_LOOKS})+的$`);

export function looksLikePeople(text: string): boolean {
  const said = text.replace(/[\uE000-\uE0FF].*$/, "");
  if (said === "工" || LOOKS_ALONE.test(said) || /^(?:会|懂|能).+的/.test(said)) return true;
  if (new RegExp(`^(?:[^的]{0,4}的)?(?:${GENERIC})(?!们?[机器用具])`).test(said)) return true;
  const { noun } = doers(said);
  return noun !== "";
}

export function readPeople(
  state: State,
  front: string,
  ask: string,
  thing: string,
  amount: Amount,
  after: string,
): void {
  const beside = ask === "" ? "" : tidyPeople(thing);
  let who: Doers = { noun: "", act: "" };
  if (beside !== "") {
    who = doers(beside);
    const then = act(after);
    if (who.noun === "" && who.act === "") who.act = then;
  } else {
    who = doers(after);
    if (who.noun === "" && front !== "") {
      const before = doers(tidyPeople(front));
      if (who.act === "" && /^(?:会|懂|能).+的$/.test(tidyPeople(front))) who = before;
      else if (before.noun !== "" && (ask === "" || ROLE_END.test(tidyPeople(front)))) who = before;
      else if (
        (who.act === "" &&
          new RegExp(`的(?:${GENERIC})$|^[^的]{2,6}(?:${GENERIC})$`).test(tidyPeople(front)) &&
          ask !== "") ||
        (who.act === "" && ask === "" && beside === "")
      ) {
        const near = ask === "" || !actOf(front) ? before.act : "";
        if (near !== "" && (actOf(near) || ask !== "" || new RegExp(`(?:${GENERIC})$`).test(front)))
          who.act = near;
      }
    }
  }
  const harm = harmOf(front);
  if (harm !== "") state.harmed = harm;
  const purpose =
    front === "" || harm !== "" || (ask === "" && ROLE_END.test(tidyPeople(front)))
      ? null
      : actOf(stripPeople(front).replace(/[也还都再]+$/, ""));
  if (purpose?.sure) state.purpose = purpose.act;
  let item = who.noun || who.act;
  if (item === "" && purpose) item = purpose.act;
  let unsure = false;
  if (item === "" && harm === "" && (ask !== "" || (after === "" && state.lines.length > 0))) {
    item = perhapsAct(front);
    unsure = item !== "";
  }
  if (
    item === "" &&
    ask === "" &&
    front !== "" &&
    (after === "" || wordsOf(front)[0]?.kind === "act") &&
    !/^(?:报|招|限|名额)/.test(front)
  )
    item = perhapsAct(front);
  if (/^(?:看看|瞧瞧|问问)$/.test(item)) item = ""; // politeness
  if (purpose?.sure && ASK_AROUND.test(item)) item = purpose.act;
  item = withObject(state, item.length > ACT_MAX ? lastAct(item) : item);
  const open = state.lines.find(
    (l) => (l.quantity === null || l.assumed) && l.kind !== "goods" && l.kind !== "vehicle",
  );
  const last = state.lines.at(-1);
  if (state.correcting && last && last.kind !== "goods" && last.kind !== "vehicle") {
    Object.assign(last, { approx: undefined }, amountOf(amount));
    if (item !== "" && last.pending) Object.assign(last, { item, pending: false });
    state.correcting = false;
    return;
  }
  if (open && (item === "" || (who.noun === "" && !open.assumed))) {
    Object.assign(open, amountOf(amount), { assumed: false });
    if (/^会/.test(after) && who.act !== "") open.item = who.act;
    if (item !== "" && open.pending) Object.assign(open, { item, pending: false });
    return;
  }
  if (item === "" && ask === "" && amount.value === 1 && last?.unit === "人" && last.quantity === 1) return; // 律师一位|就行
  const expert = who.noun !== "" ? EXPERT.test(who.noun) : isExpertAct(item);
  const called = calledIn(`${thing} ${front} ${after}`);
  if (item === "" && /工$/.test(called) && last && ROLE_END.test(last.item)) item = called; // 瓦工4人、小工6人
  if (item === "") item = state.purpose;
  state.lines.push({
    kind: expert ? "expertise" : "people",
    item,
    ...amountOf(amount),
    unit: "人",
    pending: item === "",
    ...(unsure ? { unsure: true } : {}),
    called,
  });
  state.correcting = false;
}

/** 端菜的差十个人帮忙找: to ask around for them is nobody's work. */
const ASK_AROUND = /^(?:[找问发转喊]{1,2}|联系|打听)(?:一?下)?$/;

/** Longer acts are stories. */
const ACT_MAX = 7;
/** …没日没夜地采现在|采菇: the last that is done, and to what. */
function lastAct(story: string): string {
  const words = wordsOf(story);
  const at = words.findLastIndex(({ kind }) => kind === "act");
  return at < 0 || words.slice(at + 1).some(({ kind }) => kind !== "thing")
    ? story
    : words
        .slice(at)
        .map(({ text }) => text)
        .join("");
}

/** Where nothing says what for: the hands by their own name, if it says anything (小工, 大学生). */
const calledIn = (text: string): string =>
  /小工|短工|帮工|大学生|高中生|民兵|妇女|女工|男工|临时工|农民工/.exec(text)?.[0] ?? "";
