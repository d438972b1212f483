import type { Finding } from "../rules";

// Who can be met when: only together do they tell too much, so both are looked for in one sentence.
const VULNERABLE = /老人|老年人|独居|空巢|残疾|儿童|孩子|留守|孤寡|五保|病人|学生|孕/;
const OFTEN =
  /每(?:天|日|晚|早|周|星期|个?月|逢)|天天|(?:周|星期)[一二三四五六日天](?:、(?:周|星期)?[一二三四五六日天])+/;
const AT_HOME = /上门|到家|家里|家中|入户|住处/;
const AT_TIME =
  /(?:每(?:天|日|晚|早|周|星期)[一二三四五六日天]?|天天)?\s*(?:早上|上午|中午|下午|晚上|傍晚|早|晚)?\s*(?:\d{1,2}\s*[::]\s*\d{2}|(?:\d{1,2}|[一二两三四五六七八九十]{1,3})\s*点(?:半|钟|整|\d{1,2}分?)?(?!心|评|名|击|多|[\u4e00-\u9fa5]?建议))/;

export function schedules(field: string, given: string, text: string): Finding[] {
  const found: Finding[] = [];
  for (const sentence of text.matchAll(/[^。!！?？\n]+/g)) {
    const time = AT_TIME.exec(sentence[0]);
    if (!time || !VULNERABLE.test(sentence[0])) continue;
    if (!OFTEN.test(sentence[0]) && !AT_HOME.test(sentence[0])) continue;
    const start = sentence.index + time.index;
    const end = start + time[0].length;
    found.push({
      field,
      kind: "schedule",
      start,
      end,
      words: given.slice(start, end),
      hard: false,
      offer: "时间确认后告知",
    });
  }
  return found;
}
