// Reads a WeChat 接龙 list: "1. 张三 2、李四 10袋 ③王五+2人 4. 赵六（取消）". Pure.
import { type Amount, takeAmounts } from "../sentence/amounts/rules";
import { numeralAt } from "../sentence/numerals/rules";
import { TELEPHONE, takeTelephone } from "../sentence/telephone/rules";

export type ChainRow = {
  /** The row as it stands, without telephone numbers. */
  said: string;
  name: string;
  /** As said, in the unit said; null: not said. */
  amount: Pick<Amount, "value" | "unit" | "measure"> | null;
  /** +2人, 带2个: besides the one named. */
  extra: number;
  withdrawn: boolean;
  /** The same name stood further up. */
  twice: boolean;
};

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳";
const NUMBER = /(?:^|(?<=[\s,;，；。]))(\d{1,3})\s*[.、．)）:：]\s*(?=[^\d\s])/gm;
const EXAMPLE = /^\s*(?:例(?:如|子)?|示例|格式|比如)[\s:：.、]?/;
const WITHDRAWN = /取消|退出|不(?:参加|去|来|报|要)了?|来不了|去不了|撤回|作废|划掉/;
const BRINGS =
  /(?:\+|＋|加|另?带|和?(?:家人|家属|朋友)?另?外?)\s*(\d{1,2}|[一二两三四五六七八九十])\s*(?:个人|个|人|位|名)?/;
const PLUS = /(?:\+|带|加)\s*(?:\d|[一二两三四五六七八九十])/;
/** 农商银行 10: a number alone counts in what is asked for. */
const BARE = /^[\s:：,，、\-–—=]*(\d{1,6}(?:\.\d+)?)[\s。.]*$/;
const NAME = /^[\u4e00-\u9fa5·A-Za-z]{2,20}/;
const NAME_END = /[\s\d+,;:(\-–—=/]/;

/** Half-width figures and marks, numbers in circles and boxes as plain ones, no pictures. */
function plain(text: string): string {
  return text
    .replace(/[\uFF10-\uFF19\uFF0B]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(new RegExp(`[${CIRCLED}]`, "g"), (c) => `\n${CIRCLED.indexOf(c) + 1}. `)
    .replace(/🔟/gu, "\n10. ")
    .replace(/(\d)\uFE0F?\u20E3/g, "$1. ")
    .replace(/\p{Extended_Pictographic}|[\uFE0F\u200D]/gu, " ")
    .replace(/\r\n?/g, "\n");
}

/** The entries in order. What stands before the first number (#接龙, the title), and the example, are none. */
export function readChain(text: string): ChainRow[] {
  const clear = plain(text)
    .split("\n")
    .filter((line) => !EXAMPLE.test(line))
    .join("\n");
  const starts = [...clear.matchAll(NUMBER)];
  const seen = new Set<string>();
  return starts.flatMap((start, i) => {
    const from = start.index + start[0].length;
    const row = readRow(clear.slice(from, starts[i + 1]?.index ?? clear.length));
    if (row === null) return [];
    const twice = seen.has(row.name);
    if (!row.withdrawn) seen.add(row.name);
    return [{ ...row, twice }];
  });
}

function readRow(text: string): Omit<ChainRow, "twice"> | null {
  const first = text.split("\n").find((line) => line.trim() !== "") ?? "";
  const said = takeTelephone(first).rest.replaceAll(TELEPHONE, "").replace(/\s+/g, " ").trim();
  if (said === "" || EXAMPLE.test(said)) return null;
  const withdrawn = WITHDRAWN.test(said);
  const open = said.replace(/[(（【[].*?[)）】\]]/g, " ").trim();
  const name = nameOf(open || said);
  const rest = (open || said).slice(name.length);
  const extra = PLUS.test(rest) ? numberIn(BRINGS.exec(rest)?.[1]) : 0;
  const { amounts } = takeAmounts(
    rest.replace(/(?<=^)[\s:：,，、\-–—=]+/, "").replace(extra > 0 ? BRINGS : /$^/, ""),
  );
  const alone = BARE.exec(rest)?.[1];
  const amount: ChainRow["amount"] =
    amounts.find((one) => one.value !== null) ??
    (alone === undefined ? null : { value: Number(alone), unit: "个", measure: "count" });
  return { said, name, amount, extra, withdrawn };
}

/** Up to the first mark; where none stands between, up to the shortest name that leaves an amount: 赵六两袋. */
function nameOf(said: string): string {
  const end = said.search(NAME_END);
  const whole = (end < 0 ? said : said.slice(0, end)).slice(0, 20);
  for (let length = 2; length < Math.min(whole.length, 5); length++) {
    const { amounts, rest } = takeAmounts(whole.slice(length));
    if (amounts.length === 1 && rest.length === 1) return whole.slice(0, length);
  }
  const cut = /^(.{2,4}?)(?=[带加](?:\d|[一二两三四五六七八九十]|$)|取消|退出|来不了)/.exec(whole)?.[1];
  return cut ?? NAME.exec(whole)?.[0] ?? whole;
}

function numberIn(text: string | undefined): number {
  const read = text === undefined ? null : numeralAt(text, 0);
  return read?.value ?? 0;
}

/** Heads of a row where people are asked for: those said, else the one named, and whom they bring. */
export function headsOf(row: Pick<ChainRow, "amount" | "extra">): number {
  const { amount, extra } = row;
  const said = amount?.measure === "heads" || amount?.unit === "个" ? (amount.value ?? 1) : 1;
  return Math.max(1, Math.round(said)) + extra;
}
