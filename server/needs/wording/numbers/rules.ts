// Numbers that lead to a person or an account, however they are spaced.
import type { Rule } from "../rules";

const GAP = String.raw`[\s\-–—.·_]{0,2}`;
const spaced = (pattern: string, times: number) => `(?:${GAP}${pattern}){${times}}`;
const groups = (match: string) => match.split(/[\s\-–—.·_]+/).filter(Boolean);

/** One run, or groups as people write a number (138 0013 8000), or every digit apart; not a row of small figures. */
function writtenAsOne(match: RegExpExecArray): boolean {
  const parts = groups(match[0]);
  if (parts.length === 1 || parts.every((p) => p.length === 1)) return true;
  return parts.length <= 5 && (parts[0] as string).length >= 3;
}

/** The check digit of bank cards. */
function luhn(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const doubled = Number(digits[digits.length - 1 - i]) * (i % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

export const NUMBERS: Rule[] = [
  {
    kind: "id_number",
    pattern: new RegExp(
      String.raw`(?<!\d)[1-9]${spaced("\\d", 5)}${GAP}(?:1${GAP}[89]|2${GAP}0)${spaced("\\d", 2)}${GAP}[01]${GAP}\d${GAP}[0-3]${GAP}\d${spaced("\\d", 3)}${GAP}[\dXx](?!\d)`,
      "g",
    ),
    counts: (m) => {
      const d = m[0].replace(/[^\dXx]/g, "");
      const [month, day] = [Number(d.slice(10, 12)), Number(d.slice(12, 14))];
      return month >= 1 && month <= 12 && day >= 1 && day <= 31 && writtenAsOne(m);
    },
    offer: "",
  },
  {
    kind: "money",
    pattern: new RegExp(String.raw`(?<!\d)[1-9]${spaced("\\d", 15)}(?:${GAP}\d){0,3}(?!\d)`, "g"),
    counts: (m, text) => {
      const digits = m[0].replace(/\D/g, "");
      const named = /(?:卡号|账号|帐号|账户|帐户|汇到|打到|转到)[^\d]{0,6}$/.test(text.slice(0, m.index));
      return writtenAsOne(m) && (named || digits.startsWith("62") || (/^[45]/.test(digits) && luhn(digits)));
    },
    offer: "",
  },
  {
    kind: "phone",
    pattern: new RegExp(String.raw`(?<![\d.])(?:\+?86${GAP})?1${GAP}[3-9]${spaced("\\d", 9)}(?!\d)`, "g"),
    counts: (m) => writtenAsOne({ ...m, 0: m[0].replace(/^\+?86(?=\D)/, "") } as RegExpExecArray),
    offer: "",
  },
  { kind: "phone", pattern: /(?<!\d)0\d{2,3}[\s-]?[2-8]\d{6,7}(?!\d)/g, offer: "" },
  { kind: "phone", pattern: /[幺一][三四五六七八九](?:[零〇幺一二三四五六七八九]){9}/g, offer: "" },
  {
    kind: "phone",
    pattern: /(?:微信号?|vx|wx|qq|扣扣)(?:同号|号|是|为)?[\s::]*(?=[a-z\d_-]*[\d_-])[a-z\d][a-z\d_-]{5,19}/gi,
    offer: "",
  },
];
