// Clauses without amounts that ask for nothing by themselves: what it is all about.
import { perhapsAct } from "../../actions/perhaps/rules";
import { act, actOf } from "../../actions/rules";
import { CASE_MARK, DAY_MARK } from "../../amounts/rules";
import { BUYER, ENDS_VERB2, LONE_VERB, NO_THING, STARTS_VERB, VERB_CHARS, VERB2 } from "../../lexicon/rules";
import { NAMELESS, ONE_SYLLABLE } from "../../nouns/names/rules";
import { thingAfter, tidy, unhandled } from "../../nouns/rules";
import { isNamed } from "../../words/rules";
import { harmOf, remember, SELLS, type State, splitAsk, WHOLE_ACT, withObject } from "../state/rules";

const NO_HANDS =
  /(?:没有?|无|缺|少)人(?:手)?(?!来?(?:收(?:购|$|了|呢)|要|买|拉(?:$|了|呢))|管|认|理|问|敢|家)(.*)$/;

/** 缺锄头, 没有气球: what is lacking, however its name begins. Not hands, not buyers. */
const LACKING = new RegExp(
  `(?:没有?|缺少?|想要|需要|少)((?!有|人|到|能|法|办法|劳力|主意|经验|钱|${BUYER}|[卖销买]|收(?![音割获纳集发]))[\\u4e00-\\u9fa5]{1,6})$`,
);
function lacking(clause: string): string {
  const said =
    LACKING.exec(
      isNamed(clause.slice(clause.search(/(?:没有?|缺少?)[^没缺]*$/)).replace(/^(?:没有?|缺少?)|了$/g, ""))
        ? clause.replace(/了$/, "") // 没有粉笔了, but 没修完了
        : clause,
    )?.[1] ?? "";
  return /[完上好掉了着]$/.test(said) || NO_THING.test(said) ? "" : said;
}

/** 修路水泥不够, 没书看: too little of what. */
const TOO_LITTLE = new RegExp(
  `(?:^|[的了]|${VERB2})([\\u4e00-\\u9fa5]{1,6}?)(?:不够|不足)(?:用|吃|烧|使|盖|穿|住|喝|坐|睡)?了?$|没(?:有)?((?!法)[\\u4e00-\\u9fa5]{1,4})[看用吃穿烧喝住坐睡盖使耍玩戴]$`,
);

const OVERDUE = new RegExp(
  `(?:^|[${CASE_MARK}${DAY_MARK}])([\\u4e00-\\u9fa5]{1,6}?)([${VERB_CHARS}])不(?:完|过来|赢|及|迭)了?$`,
);

/** A clause that asks for nothing by itself: what it is about. */
export function readTalk(state: State, clause: string): void {
  const nobody = NO_HANDS.exec(clause);
  if (nobody && act(nobody[1] as string) !== "" && !state.lines.at(-1)?.pending) {
    const verb = act(nobody[1] as string);
    if (STARTS_VERB.test(verb)) {
      const field = thingAfter(
        clause
          .slice(0, nobody.index)
          .replace(new RegExp(`^.*${CASE_MARK}`), "")
          .replace(/[\uE000-\uE0FF]/g, "")
          .replace(/[熟黄倒老枯]了?$/, ""),
      ).noun;
      if (LONE_VERB.test(verb) && /^[\u4e00-\u9fa5]{1,5}$/.test(field)) state.crop = field;
      else if (LONE_VERB.test(verb) && field === "" && state.crop === "") state.crop = state.topic;
      state.purpose = withObject(state, verb);
      if (/没有?人|缺人|无人/.test(nobody[0])) state.unmanned = state.purpose;
      return;
    }
  }
  const harm = harmOf(clause);
  if (harm !== "") {
    state.harmed = harm;
    return;
  }
  // 辣子摘不完, 茶叶摘不过来
  const behind = OVERDUE.exec(clause);
  const behindThing = tidy(behind?.[1] ?? "");
  if (behindThing !== "" && isNamed(behindThing)) {
    state.crop = behindThing;
    state.purpose = `${behind?.[2]}${behindThing}`;
    return;
  }
  const crop = new RegExp(
    `${CASE_MARK}([\\u4e00-\\u9fa5]{1,5}?)(?:等着|等|要|没|没人|急着|该|熟了|倒伏|还没|必须|得)(.*)$`,
  ).exec(clause);
  if (crop) {
    state.crop = tidy(crop[1] as string);
    const alone = /没人([\u4e00-\u9fa5]{1,2})$/.exec(clause);
    if (alone && LONE_VERB.test(alone[1] as string) && !/[收买管要]/.test(alone[1] as string))
      state.unmanned = `${alone[1]}${state.crop}`;
    remember(state, state.crop, clause.slice(clause.indexOf(crop[1] as string) + (crop[1] as string).length));
    return;
  }
  const lying = new RegExp(`^([\\u4e00-\\u9fa5]{2,5}?)(?:倒伏|熟|黄|枯|旱|涝)了?[${CASE_MARK}]`).exec(clause);
  if (lying) {
    state.crop = tidy(lying[1] as string);
    return;
  }
  const undone =
    /^([\u4e00-\u9fa5]{2,7}?)(?:还没|没人?|等着|急着|该|要)([\u4e00-\u9fa5]{1,2}?)(?:上|完|好|了|呢)*$/.exec(
      clause.replace(/[\uE000-\uE0FF]/g, ""),
    );
  if (
    undone &&
    (LONE_VERB.test(undone[2] as string) || ENDS_VERB2.test(undone[2] as string)) &&
    !/[卖买管]|没人收/.test(undone[0])
  ) {
    state.crop = tidy(undone[1] as string).replace(/^.{1,3}家/, "");
    if (WHOLE_ACT.test(undone[2] as string)) state.purpose = undone[2] as string;
    else if (state.crop !== "") state.purpose = `${undone[2]}${state.crop}`;
    if (/没人/.test(undone[0])) state.unmanned = state.purpose;
    return;
  }
  const short = /^(.*?)(?:人手|劳力|劳动力|人)(?:不足|不够|紧张|短缺|太少)/.exec(clause);
  if (short) {
    const what = actOf(short[1] as string);
    if (what) state.purpose = what.act;
    return;
  }
  const { before, ask, thing } = splitAsk(clause);
  const said =
    actOf(ask !== "" && thing === "" ? before : clause) ?? (ask !== "" && thing ? actOf(thing) : null);
  if (
    said === null &&
    (ask === "" || /^人手?/.test(thing ?? "")) &&
    !SELLS.test(clause) &&
    state.perhaps === ""
  )
    state.perhaps = perhapsAct(ask === "" ? clause : before);
  if (said === null && /[要得]$/.test(ask) && /^[\u4e00-\u9fa5]{2,4}$/.test(thing ?? ""))
    state.perhaps = thing ?? "";
  const doing = /缺([\u4e00-\u9fa5]{2,6})的$/.exec(clause)?.[1] ?? "";
  if (STARTS_VERB.test(doing)) {
    state.purpose = doing;
    return;
  }
  const lacked = /(?:没有|缺少?)[^没有缺]{1,6}$/.test(clause) && lacking(clause) !== "";
  const fresh =
    said?.sure &&
    !said.act.includes("了") &&
    !lacked &&
    !new RegExp(`${SELLS.source}|不|电话|联系|管饭|包午?饭|包吃`).test(clause);
  if (fresh && said) {
    state.purpose = said.act;
    const waiting = state.lines.filter((l) => l.pending && l.kind === "people");
    for (const line of waiting) Object.assign(line, { item: withObject(state, said.act), pending: false });
    if (state.correcting && waiting.length === 0) state.correcting = false;
  } else if (!/电话|联系|帮(?!(?:忙|着)?卖)/.test(clause)) {
    const little = TOO_LITTLE.exec(clause);
    const lack = little?.[1] ?? little?.[2] ?? lacking(clause);
    const noun =
      lack !== ""
        ? tidy(lack)
        : ask !== "" && thing && isNamed(thing)
          ? tidy(thing)
          : thingAfter(unhandled(clause.replace(/[\uE000-\uE0FF]/g, ""))).noun;
    if (
      noun !== "" &&
      noun.length <= 6 &&
      (noun.length > 1 || ONE_SYLLABLE.includes(noun)) &&
      !NO_THING.test(noun) &&
      !NAMELESS.test(noun) &&
      !/^(?:急|大家|谢谢|救命|您好|你好|各位)$/.test(noun)
    )
      state.topic = noun;
  }
}
