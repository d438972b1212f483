// The grammar of the whole: sentence → clauses → parts joined by 、 and 和 → [who, where or what for] [asking] [thing] amount [thing] [what of it].
// It reads from left to right and remembers what was last spoken of; what a part leaves out is taken from there.
import { AMOUNT_CLASS, type Amount, indexOf } from "../amounts/rules";
import { SPOKEN_OF } from "../fillers/rules";
import { CORRECT, EXPERT, TOO_FEW } from "../lexicon/rules";
import { isDone, isThing, NAMELESS, subjectOf } from "../nouns/names/rules";
import { tidy } from "../nouns/rules";
import type { ParsedLine } from "../schema";
import { wordsOf } from "../words/rules";
import { withBreaks } from "./breaks/rules";
import { readPart } from "./parts/rules";
import { AMOUNT, SELLS, type State } from "./state/rules";
import { readTalk } from "./talk/rules";

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
        state.spokenOf = spokenOf(said) || lastThing(said) || subject || state.spokenOf;
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
  if (/^[还再另]/.test(clause)) state.correcting = false; // 五十袋,不够,还差二十袋
  const corrected = CORRECT.exec(clause) ?? (more(state, clause, amounts) ? TOO_FEW.exec(clause) : null);
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

/** 要三十个人,不够得四十个人: of the same as before, and more. */
function more(state: State, clause: string, amounts: readonly Amount[]): boolean {
  const last = state.lines.at(-1);
  const said = amounts[indexOf(AMOUNT.exec(clause)?.[0] ?? "")];
  if (!last || !TOO_FEW.test(clause) || last.quantity === null) return false;
  if (said === undefined) return /^[^\u4e00-\u9fa5]*$/.test(clause.replace(TOO_FEW, "")); // 四个 不够 六个吧
  return (
    (said.value ?? 0) > last.quantity &&
    (said.unit === last.unit || said.measure === "heads" || last.unit === "人")
  );
}

/** 不会搞手机|杨梅: of a long story what was said last. */
function lastThing(said: string): string {
  const last = wordsOf(said.replace(/[\uE000-\uE1FF]/g, "")).at(-1);
  return last?.noun && last.text.length > 1 && isThing(last.text) ? last.text : "";
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
      `、|\\+|&|(?<=[${AMOUNT_CLASS}][^、和]{0,8})(?:(?<!说)和(?!为贵|平|睦|好|泥|灰|面|馅)|及|以及|与|跟|还有|外加|加上|另外|另)`,
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

/** 种羊20只,公的5只母的15只: shares of what was said, by one syllable no thing is called by. */
function isShare(lines: readonly ParsedLine[], line: ParsedLine, at: number): boolean {
  const shares = lines.filter((l) => SHARE.test(l.item) && l.unit === line.unit);
  const whole = lines.slice(0, at).find((l) => !SHARE.test(l.item) && l.unit === line.unit);
  const sum = shares.reduce((all, l) => all + (l.quantity ?? 0), 0);
  return shares.includes(line) && shares.length > 1 && whole !== undefined && whole.quantity === sum;
}
const SHARE = /^[公母大小红白黄青甜酸好次]$/;

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
  state.lines = state.lines.filter((l, i) => !isShare(state.lines, l, i));
  const unsure: number[] = [];
  const lines = state.lines.map(
    ({ pending, called, assumed: _, aside: __, apiece: ___, unsure: guess, ...line }, i) => {
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
    },
  );
  return { lines, unsure };
}
