// What the grammar remembers while it reads, and the small readings that several parts share.
import { AMOUNT_CLASS, type Amount } from "../../amounts/rules";
import { ASK, BUYER, COME, GENERIC, LONE_VERB, STARTS_VERB, VERB2 } from "../../lexicon/rules";
import { tidy } from "../../nouns/rules";
import type { ParsedLine } from "../../schema";

export const AMOUNT = new RegExp(`[${AMOUNT_CLASS}]`);
export const AMOUNTS = new RegExp(`[${AMOUNT_CLASS}]`, "g");
export const LAST_ASK = new RegExp(`^(?<before>.*)(?<ask>${ASK})(?<thing>.*?)$`);
export const SELLS = new RegExp(
  `滞销|积压|卖|销路|销不|没销|急售|急销|出售|转让|出让|没有?人来?[收要买拉]|没人收|没人要|没人买|没人拉|压手里|压在|堆在|没有?(?:${BUYER})|收购|认购|买家|出栏|清仓|烂在|压在|砸在|剩|便宜|处理|自提|急出|罢园`,
);
export type Draft = ParsedLine & {
  pending?: boolean;
  called?: string;
  unsure?: boolean;
  assumed?: boolean;
  /** 每组5人: of each. */
  apiece?: boolean;
  /** Told, perhaps, and not asked for: 这一片, 好几只都不吃草了. Left out where anything else is asked for. */
  aside?: boolean;
};
export type State = {
  lines: Draft[];
  /** What hands would be for, as said last. */
  purpose: string;
  /** The thing last spoken of without an amount. */
  topic: string;
  /** What the story is about, in case nothing nearer is named. */
  subject: string;
  /** The same where a particle marks it: 鹅啊. */
  spokenOf: string;
  /** What was harmed or is too much: 河堤, 大棚. */
  harmed: string;
  /** A crop in the field: 30亩花生等着收. */
  crop: string;
  correcting: boolean;
  /** What somebody already has enough or part of, so that 还差10个 knows of what. */
  had: "people" | "goods" | null;
  /** 麦子没人割: what there are no hands for; asked for, where nothing else is. */
  unmanned: string;
  sells: boolean;
  /** Something was asked for; what follows in the list is asked for too. */
  asked: boolean;
  /** 葡萄园要埋藤: perhaps an act no list knows. */
  perhaps: string;
};

export function splitAsk(text: string): { before: string; ask: string; thing: string | null } {
  const come = new RegExp(COME).exec(text);
  if (come)
    return {
      before: text.slice(0, come.index).replace(/(?:再|还|又|得|赶紧|尽快|抓紧|马上)+$/, ""),
      ask: "来",
      thing: "",
    };
  const m = LAST_ASK.exec(text);
  if (!m?.groups) return { before: text, ask: "", thing: null };
  let { before, ask, thing } = m.groups as { before: string; ask: string; thing: string };
  // the longest asking word that ends here: 急需要 is one
  const longer = new RegExp(`(?:${ASK})+$`).exec(before + ask);
  if (longer) [before, ask] = [(before + ask).slice(0, longer.index), longer[0]];
  thing = thing.replace(/^(?:上|到|有|几)(?=$)/, "");
  return { before, ask, thing };
}

export function amountOf(amount: Amount): Pick<ParsedLine, "quantity" | "approx"> {
  return {
    quantity: amount.value,
    ...(amount.approx && amount.value !== null ? { approx: true as const } : {}),
  };
}

export const stripPeople = (text: string) =>
  text.replace(new RegExp(`(?<![老病客亲路盲残])(?:${GENERIC})(?:也|还|都)?$`), "");
export const tidyPeople = (text: string) =>
  text
    .replace(/[\uE000-\uE0FF]/g, "")
    .replace(/(?:大概|大约|也|还|都|就|只|约|共|一共|至少|最少|起码|少说)+$/, "")
    .replace(
      /^(?:我们?村?|俺们?村?|咱们?村?|村里|另外|还|也|再|要是|如果|最好|有没有|有无|谁|哪位|有|盼着?|求|想请|请|找)+/,
      "",
    );

/** 收 of peanuts spoken of just before is 收花生. */
export function withObject(state: State, item: string): string {
  if (!LONE_VERB.test(item)) return item;
  const thing =
    state.crop ||
    (/[修堵通清扒挖铲]/.test(item) ? state.harmed : "") ||
    state.lines.findLast((l) => l.kind === "goods")?.item ||
    "";
  const verb = item.replace(/(?:一.|完|掉|好|走)$/, "");
  if (thing !== "") return `${verb}${thing}`;
  return state.purpose !== "" && (item === "" || (verb.length < 2 && state.purpose.startsWith(verb)))
    ? state.purpose
    : item;
}

/** An act that has its object in it: nothing is to be added. */
export const WHOLE_ACT = new RegExp(
  `^(?=.*[车货箱淤草水雪冰枝头火地肥药饭菜碗课班岗树包房桥井沟渠棚戏]$)(?:${VERB2})$`,
);

/** 胡萝卜没刨, 花生等着收, 大蒜必须装完: what hands would do. */
export function remember(state: State, noun: string, said: string): void {
  const alone = /没有?人(?:来|去|能)?([\u4e00-\u9fa5]{1,2})(?:了|呢|啊)*$/.exec(said)?.[1] ?? "";
  if (noun !== "" && LONE_VERB.test(alone) && STARTS_VERB.test(alone) && !/[卖买收要管拉]/.test(alone)) {
    state.purpose = `${alone}${noun}`;
    return;
  }
  const wait = /^(?:等着|急着|要|得|该)([\u4e00-\u9fa5]{2})(?:了|呢)?$/.exec(said)?.[1] ?? "";
  if (WHOLE_ACT.test(wait)) {
    state.purpose = wait;
    return;
  }
  const m =
    /^(?:[\uE000-\uE0FF]|还|等着|等|要|没|没人|急着|该|必须|得|快|能|都)+([\u4e00-\u9fa5]{1,2}?)(?:完|掉|好|走|了|呢|啊)*$/.exec(
      said,
    );
  if (
    m &&
    noun !== "" &&
    STARTS_VERB.test(m[1] as string) &&
    LONE_VERB.test(m[1] as string) &&
    !/[卖买]/.test(m[1] as string)
  )
    state.purpose = `${m[1]}${noun}`;
}

export const bareName = (text: string) =>
  text
    .replace(/^(?:我们|咱们?|俺们?|本)?(?:村|镇|社区|街道)(?:级|里|上|的)?(?=.{2,})/, "")
    .replace(/^(?:一[位名个])/, "");

export const HARM =
  /(?:冲|压|淹|吹|刮|砸|震|烧|泡|埋|掀|毁|堵)(?:了|垮了?|塌了?|倒了?|坏了?|断了?|毁了?|没了?)([\u4e00-\u9fa5]{2,6})$/;
export const HARMED =
  /^(?:[\uE000-\uE0FF])*([\u4e00-\u9fa5]{2,6}?)(?:被[\u4e00-\u9fa5]{1,3})?(?:冲|压|淹|吹|刮|砸|震|烧|泡)?(?:塌方|滑坡|涨水|失火|进水|渗水|漏雨|结冰|溃堤|塌|垮|堵|断|决口|溃|漏水|积水|着火|裂|倒|坏)了?$/;

export function harmOf(text: string): string {
  const harm = HARM.exec(text) ?? HARMED.exec(text);
  return harm ? tidy((harm[1] as string).replace(/被.*$/, "")) : "";
}
