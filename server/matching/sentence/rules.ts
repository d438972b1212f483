// One sentence in, lines out: deterministic, offline, in well under a millisecond. When unsure it asks, it never guesses silently.
import { DAY_MARK, takeAmounts } from "./amounts/rules";
import { readClauses } from "./clauses/rules";
import { daysIn, type Said } from "./days/rules";
import { standard } from "./dialects/rules";
import { FILLED_IN, withoutForm } from "./fields/rules";
import { withoutFillers } from "./fillers/rules";
import { hoursIn } from "./hours/rules";
import { COUNT, HEADS, MASS } from "./lexicon/rules";
import { type ParsedLine, type ParsedSentence, QUESTIONS_MAX, type Question } from "./schema";
import { TELEPHONE, takeTelephone } from "./telephone/rules";

/** Full-width figures and letters as half-width ones, place by place. */
const narrow = (text: string) =>
  text.replace(/[\uFF10-\uFF19\uFF21-\uFF3A\uFF41-\uFF5A\uFF0B\uFF0D\uFF0E\uFF05]/g, (c) =>
    String.fromCharCode(c.charCodeAt(0) - 0xfee0),
  );

/** 3 万 斤, 20 名: one amount. */
const SPACED = new RegExp(
  `(?<=[\\d一二两三四五六七八九十百千万半])[ \\t\\u3000]+(?=[百千万亿多来余]|${MASS}|${HEADS}|${COUNT})`,
  "g",
);

/** Marks as the grammar wants them, thousands without their comma. */
const plain = (text: string) =>
  withoutForm(text)
    .replace(/[，]/g, ",")
    .replace(/[。．]/g, "。")
    .replace(/[~～〜]+(?=\s*(?:$|[,，。!！]))/g, "。")
    .replace(/[；]/g, ";")
    .replace(/[！]/g, "!")
    .replace(/[？]/g, "?")
    .replace(/[：]/g, ":")
    .replace(/[（(）)【】[\]“”"'‘’《》]/g, ",")
    .replace(
      /(?<![\d.])(\d{1,3})((?:,\d{3})+)(?!\d)/g,
      (_, a: string, b: string) => a + b.replaceAll(",", ""),
    )
    .replace(/(?:\p{Extended_Pictographic}|\p{RI})\uFE0F?/gu, ",")
    .replace(
      /(大概|大约|差不多|估计|约莫|约)(?:还)?(有|要|得|需要?|缺|差)个?(?=[\d一二两三四五六七八九十百千万])/g,
      "$2$1",
    )
    .replace(/估计(?=[\d一二两三四五六七八九十百千万])/g, "大概")
    .replace(SPACED, "");

/** 陪老人过元旦: the day is part of what is done. */
const FEAST =
  /^(?:元旦|春节|新年|新春|七一|八一|国庆节?|五一|六一|年|中秋节?|端午节?|重阳节?|冬至|元宵节?|腊八节?|小年|除夕)$/;

/** 周五到周日, 28日-30日: between two days. */
const RANGE = /^(?:到|至|[-~—–])$/;

/** The last day it helps: a deadline before any other day, the latest of equals. */
function byOf(days: readonly Said[]): string | null {
  const known = days.filter((d) => d.by !== null);
  const firm = known.filter((d) => d.firm);
  return (
    (firm.length > 0 ? firm : known)
      .map((d) => d.by as string)
      .sort()
      .at(-1) ?? null
  );
}

export function parseSentence(typed: string, now: Date): ParsedSentence {
  const { phone, rest } = takeTelephone(narrow(typed));
  const text = withoutFillers(standard(plain(rest)));
  const days = daysIn(text, now);
  let dayless = "";
  let at = 0;
  const held = days.filter(
    ({ from, to }) =>
      (/[过迎办庆]$/.test(text.slice(0, from)) ||
        (/(?:^|[\n,])\s*$/.test(text.slice(0, from)) && /^\s*[\n,]/.test(text.slice(to)))) &&
      FEAST.test(text.slice(from, to)),
  );
  for (const day of days) {
    if (held.includes(day)) continue;
    const between = text.slice(at, day.from);
    dayless += (dayless.endsWith(DAY_MARK) && RANGE.test(between) ? "" : between) + DAY_MARK;
    at = day.to;
  }
  dayless = (dayless + text.slice(at)).replaceAll(FILLED_IN, "");
  const { rest: marked, amounts } = takeAmounts(dayless);
  const { lines, leftover, unsure } = readClauses(marked, amounts);
  if (lines.length === 0 && leftover !== null) lines.push(leftover);
  const meant = days.filter((day) => !held.includes(day));
  const by = byOf(meant.filter(({ told }) => !told)) ?? byOf(meant) ?? byOf(held);
  return {
    lines,
    by,
    hours: hoursIn(text),
    phone,
    story: storyOf(rest),
    questions: questionsOf(lines, by, unsure),
  };
}

/** The sentence as said, without its numbers and what only led to them. */
function storyOf(text: string): string {
  return text
    .replaceAll(TELEPHONE, "")
    .replace(/\s{2,}/g, " ")
    .replace(/[,，、;；:：\s]+(?=$|[。！？!?])/g, "")
    .replace(/^[,，、;；:：\s]+/, "")
    .replace(/([,，、])\s*[,，、]+/g, "$1")
    .trim();
}

/** What is missing, the most needed first; never more than three. */
function questionsOf(lines: readonly ParsedLine[], by: string | null, unsure: readonly number[]): Question[] {
  const asked: Question[] = [];
  if (lines.length === 0) asked.push({ ask: "what" });
  lines.forEach((line, i) => {
    if (line.item === "" || unsure.includes(i)) asked.push({ ask: "item", line: i });
  });
  lines.forEach((line, i) => {
    if (line.quantity === null) asked.push({ ask: "quantity", line: i });
  });
  lines.forEach((line, i) => {
    if (line.kind === "goods" && !line.direction) asked.push({ ask: "direction", line: i });
  });
  if (by === null) asked.push({ ask: "deadline" });
  return asked.slice(0, QUESTIONS_MAX);
}
