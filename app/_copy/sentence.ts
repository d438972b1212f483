// Words of the posting box: say it in a sentence, see what was understood, put it right.
import type { LineChoice } from "@/app/_shared/desk/line-fields";
import type { Question } from "@/server/matching/sentence/schema";

export const sentenceWords = {
  box: "有什么难处，说一句话",
  boxHint: "打字，或者用手机键盘上的话筒说。有电话也一起说，不会公开。",
  example: "比如：我们村还有二十万斤大米没卖出去，要15个人周六来装车",
  go: "听我说",
  byHand: "不用一句话，一项一项填",
  again: "改一改，重新说",
  title: "我听到的是这样",
  lead: "对的不用动，不对的直接改。",
  youSaid: "您说的",
  asks: (n: number) => (n === 1 ? "还差一样没听清" : `还有 ${n} 样没听清`),
  asksHelp: "在下面补上就行。",
  allClear: "都听明白了",
  allClearHelp: "看一眼，选好“注意什么”就能发。",
  saleHelp: "卖东西的还要补几样，选好“注意什么”，就能往下走。",
  nothing: "没听出缺什么",
  nothingHelp: "在下面选一样填上，或者换个说法重新说。",
  line: (n: number) => `第 ${n} 项`,
  what: "是哪一种",
  adviserMeant: (adviser: string, choice: string) =>
    `听着像是${adviser}的事。要不要按${adviser}来找？改选“${choice}”，本村有${adviser}的就先问他们。`,
  drop: "这一项不要",
  when: "哪天、几点",
  day: "哪天（最晚到哪天）",
  dayHint: "出人的就是干活那天；东西是最晚哪天。",
  from: "几点开始",
  to: "几点结束",
  hoursGuessed: "您没说几点，先写成上午 8 点到下午 5 点，不对就改。",
  place: "在哪里集合",
  titleLabel: "一句话说清是什么事",
  story: "说说情况",
  storyHint: "这是您的原话，电话已经拿掉了。谁都能看到。",
  written: "标题、情况、联系人已经替您写好，点开可以改",
  phoneTaken: "电话从您的话里拿出来放到这里了，只给报上名的人看。",
  saleMore: "卖东西的，法规要求写明下面几样：",
  save: "下一步：看看别人看到的样子",
  moreLater: "还缺别的，保存以后还可以再加。",
} as const;

/** Why the box gives a sentence back, where there is more to say than of any field. */
const WRONG: Record<string, string> = {
  too_long: "太长了，一次最多 1000 字。请拣要紧的说，多的删掉。",
  money:
    "平台不能募钱、收款。请删掉要钱的话和账号，只说需要的东西、人手或车辆。筹钱请找有公开募捐资格的慈善组织。",
};
export const saidWrong = (reason: string | undefined): string | undefined => WRONG[reason ?? ""];

/** A question for each thing missing; item is empty where it was not heard. */
export function questionSentence({ ask }: Question, item: string): string {
  switch (ask) {
    case "what":
      return "缺的是什么？";
    case "item":
      return "这些人来做什么，或者是什么东西？";
    case "quantity":
      return item === "" ? "一共要多少？" : `“${item}”要多少？`;
    case "direction":
      return item === "" ? "是卖不掉，还是缺？" : `“${item}”是卖不掉，还是缺？`;
    case "deadline":
      return "最晚到哪天？";
    case "phone":
      return "打哪个电话？";
  }
}

const TITLE: Record<LineChoice, (item: string) => string> = {
  sale: (item) => `${item}没卖出去`,
  gift: (item) => `缺${item}`,
  loan: (item) => `想借${item}`,
  people: (item) => `${item}要人`,
  vehicle: (item) => `要${item}`,
  expertise: (item) => `请懂行的人：${item}`,
};
/** One line that was heard, as a title says it: without its number, which is put right below. */
export const titleHeard = (item: string, choice: LineChoice | undefined): string =>
  choice === undefined ? item : TITLE[choice](item);
