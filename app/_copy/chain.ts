// Words of the 接龙 list, in and out.
import type { ChainAsk } from "@/server/matching/chain/schema";
import { whyWord } from "./seats";

export const chainWords = {
  title: "粘贴接龙",
  leadTeam: "把微信群里的接龙粘贴到下面，系统认出是谁、几个人，您看过再存。",
  leadUnits:
    "把大家在群里接的龙粘贴到下面，看过再存。单位认的，存了以后由单位自己确认；个人的，只能替登记过代报名的人报。",
  paste: "接龙内容",
  pasteHint: "整段粘贴就行，一行一个。电话不会保存。",
  example: "1. 张三\n2. 李四 10袋\n3. 王五+2人",
  exampleUnits: "1. 银雀山商会 10袋\n2. 育才小学 5\n3. 王五",
  read: "看看认出了谁",
  tooLong: "太长了，一次最多 4000 字，这里只留下了前面的。请看看最后一行完不完整，后面的存完再粘贴一次。",
  check: "看看认得对不对",
  checkHelp: (n: number) => `认出 ${n} 行。不对的改一下，不要的去掉。一起存：要么都存上，要么一行也不存。`,
  noRows: "没有认出接龙",
  noRowsHelp: "每行前面要有序号，像“1. 张三”“2、李四 10袋”。",
  left: (n: number) => `一次最多存 60 行，后面还有 ${n} 行没有列出来，请存完再粘贴一次。`,
  remaining: (left: string) => `还差 ${left}`,
  who: "是谁",
  unnamed: "不记名，只算数",
  skip: "这一行不要",
  choose: "请选",
  heads: "几个人（连他自己）",
  headsOfUnit: "来几个人",
  unknown:
    "有的名字没有找到。单位：可能名字不全，也可能还没有核实，可以到现场登记里按名字找。个人：要他本人同意、您登记过代报名，才能替他报；登记完回来再粘贴一次，或把这件事的链接发给他自己报。",
  toRelease: "去按名字找单位",
  toProxies: "去登记代报名",
  proxySince: (day: string) => `${day} 登记代报名`,
  notOpen: "这件事现在不收了",
  notOpenHelp: "开放的时候才能记接龙。",
  amount: (unit: string) => `多少${unit}`,
  since: (day: string) => `${day} 入队`,
  save: "一起存",
  again: "重新粘贴",
  saved: (rows: number, named: number) =>
    named > 0 ? `存好了：${rows} 行，报上名字的 ${named} 人会收到通知。` : `存好了：${rows} 行。`,
  gone: "这一次没有再存：这份名单已经存过，或者换成了别的。请看看现在报了多少，还有没存的，再粘贴一次。",
  whichLine: "这份接龙是哪一项的？",
  door: "粘贴接龙名单",
  doorOf: (team: string) => `${team}：粘贴接龙名单`,
  doorUnits: "粘贴接龙（大家口头认的）",
  outTitle: "接龙",
  outLabel: "接龙文字（可以复制到群里接着填）",
  outHint: "和本页公开的内容一样：不愿公开姓名的只写姓。",
} as const;

const ASK: Record<ChainAsk, string> = {
  which: "有几位同名的，请选是哪一位",
  unknown: "没有找到这个名字",
  twice: "上面已经有这个名字了",
  amount: "没说多少",
  unit: "单位和这里的不一样，请换算",
  brings: "一人报一个名额，先只算他自己。带来的人请每人写一行名字",
  withdrawn: "这一行说不来了",
};
export const askWord = (ask: ChainAsk): string => ASK[ask];

const ROW: Record<string, string> = {
  which: "请选是哪一位，或选“不记名”“这一行不要”",
  amount: "还没写多少",
  malformed: "数量看不懂，请写数字",
  too_small: "数量太小",
  not_whole: "要写整数",
  required: "请选是谁，或去掉这一行",
  twice: "和上面一行是同一个，请合成一行",
  full: "已经满了",
  only_part: "剩下的不够这么多",
  already_pledged: "已经认过了，请在原来的上面改数",
  not_open: "现在不收了",
  past_cut_off: "报名时间已过",
  not_found: "没有找到，或者不能替他报",
  own_sale: "卖方自己不能认",
  one_each: "一人报一个名额，带来的人请每人写一行名字",
  organisation_not_verified: "这个单位还没有核实",
};
export const rowWord = (code: string): string => ROW[code] ?? whyWord(code);

type ChainFacts = {
  title: string;
  lacks: readonly string[];
  deadline: string | null;
  url: string;
  /** Who helps and how much, as the reader may see it. */
  rows: readonly string[];
};

/** The list as it is pasted into a group, to be gone on with. */
export function chainText(f: ChainFacts): string {
  return [
    "#接龙",
    f.title,
    ...f.lacks.map((lack) => `· ${lack}`),
    ...(f.deadline ? [`截止：${f.deadline}`] : []),
    f.url,
    "",
    ...f.rows.map((row, i) => `${i + 1}. ${row}`),
    `${f.rows.length + 1}. `,
  ].join("\n");
}
