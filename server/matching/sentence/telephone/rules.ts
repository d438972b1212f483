// Telephone numbers, however they are spaced or spelled. They leave the sentence: a story is public.

/** Stands where a number was; ends a clause. */
export const TELEPHONE = "\uE00F";

const GAP = String.raw`[\s\-–—.·_]{0,2}`;
const LEAD = String.raw`(?:(?:联系|咨询|订购)?(?:电话|手机|座机|热线|方式)?(?:号码?)?(?:是|为)?[:：]?\s*)?(?:(?<=电话)打|请?拨打?|致电)?\s*`;
const MOBILE = String.raw`(?<![\d.])(?:\+?86${GAP})?1${GAP}[3-9](?:${GAP}\d){9}(?!\d)`;
const SPELLED = "[幺一][三四五六七八九](?:[零〇幺一二三四五六七八九]){9}";
const LANDLINE = String.raw`(?<!\d)[(（]?0(?:10|2\d|[3-9]\d{2})[)）]?${GAP}[2-9](?:${GAP}\d){6,7}(?!\d)`;
/** Without the area code a number only where it is called one. */
const LOCAL = String.raw`(?<=(?:电话|座机|固话|号码)(?:号码?)?[是为:：\s]{0,3})[2-9]\d{6,7}(?!\d)`;
const ANY = new RegExp(`${LEAD}(${MOBILE}|${SPELLED}|${LANDLINE}|${LOCAL})`, "g");
const DIGITS = "零一二三四五六七八九";

const digitsOf = (said: string) =>
  said
    .replace(/[〇幺]/g, (d) => (d === "幺" ? "1" : "0"))
    .replace(/[零一二三四五六七八九]/g, (d) => String(DIGITS.indexOf(d)))
    .replace(/\D/g, "")
    .replace(/^86(?=1\d{10}$)/, "");

/** The first mobile number, else the first of any kind, as digits; and the text with marks in their place. Half-width digits only. */
export function takeTelephone(text: string): { phone: string | null; rest: string } {
  const found: string[] = [];
  const rest = text.replace(ANY, (_, said: string) => {
    found.push(digitsOf(said));
    return TELEPHONE;
  });
  return { phone: found.find((n) => /^1\d{10}$/.test(n)) ?? found[0] ?? null, rest };
}
