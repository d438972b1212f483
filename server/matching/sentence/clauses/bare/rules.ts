// Parts and clauses without amounts: asking without a number, and talk that says what it is all about.
import { act, actOf, doers } from "../../actions/rules";
import { CASE_MARK } from "../../amounts/rules";
import {
  ASK,
  DENY,
  ENDS_VERB2,
  ENOUGH,
  EXPERT,
  EXPERT_ACT,
  LONE_VERB,
  STARTS_VERB,
  VEHICLE_NOUN,
} from "../../lexicon/rules";
import { thingAfter, tidy, unhandled } from "../../nouns/rules";
import {
  bareName,
  harmOf,
  remember,
  SELLS,
  type State,
  splitAsk,
  stripPeople,
  withObject,
} from "../state/rules";

export const NO_HANDS = /(?:没有?|无|缺|少)人(?:手)?(?!收(?:购|$|了|呢)|要|买|管|认|理|问|敢|家)(.*)$/;
export const SOMEONE = new RegExp(
  `(?:${ASK}|盼着?|有没有|谁家?|哪位)(?:人手|帮手|志愿者|义工|好心人|劳力|劳动力|壮劳力|小伙子|人|几[个名位]人?|谁)(?!家|们|民)(.*)$`,
);
export const HAVE_SOMEONE = /(?:想|要|希望|盼望?|最好|有没)有(?:个)?人(.*)$/;

export function readBare(state: State, part: string): void {
  if (DENY.test(part) || ENOUGH.test(part)) return;
  const asked = splitAsk(part);
  const visit =
    /(?:请|盼|让|求|想请|需要|麻烦)(.{2,14}?)(?:来人|派人|派员|来|派|过来|上门|出面)(.{2,})$/.exec(part);
  if (visit && (EXPERT.test(visit[1] as string) || EXPERT_ACT.test(act(visit[2] as string)))) {
    const what = act(visit[2] as string);
    const who = doers(bareName(visit[1] as string)).noun;
    const item =
      who !== "" && EXPERT.test(who) && !/室|院|所|站|委|局/.test(visit[1] as string)
        ? who
        : (EXPERT_ACT.exec(what)?.[0] ?? what);
    state.lines.push({ kind: "expertise", item, quantity: 1, unit: "人" });
    return;
  }
  const called = /(?:请|盼|求|想请|麻烦)(.{2,14}?)(?:来人|派人|派员)(.{2,})$/.exec(part);
  if (called && act(called[2] as string) !== "") {
    state.lines.push({ kind: "people", item: act(called[2] as string), quantity: null, unit: "人" });
    return;
  }
  const some = HAVE_SOMEONE.exec(part) ?? SOMEONE.exec(part);
  if (some) {
    const purpose = actOf(stripPeople(part.slice(0, some.index)));
    const item = withObject(
      state,
      doers(some[1] as string).noun || act(some[1] as string) || (purpose?.act ?? ""),
    );
    if (purpose?.sure) state.purpose = purpose.act;
    if (item === "" && state.sells && state.lines.length > 0) return;
    if (!state.lines.some((l) => l.kind === "people" && l.quantity === null))
      state.lines.push({
        kind: "people",
        item: item || state.purpose,
        quantity: null,
        unit: "人",
        pending: item === "" && state.purpose === "",
      });
    return;
  }
  if (asked.ask !== "") {
    const thing = (asked.thing ?? "").replace(/^(?:个|一下|咱|我们|村里?(?!医))/, "");
    const who = doers(thing);
    if (who.noun !== "" && EXPERT.test(who.noun)) {
      state.lines.push({ kind: "expertise", item: bareName(who.noun), quantity: 1, unit: "人" });
      return;
    }
    const car = /^([^\uE000-\uE1FF]{0,4}?车)(.*)$/.exec(thing);
    if (car && VEHICLE_NOUN.test(car[1] as string)) {
      state.lines.push({ kind: "vehicle", item: car[1] as string, quantity: null, unit: "辆" });
      const then = actOf(car[2] as string);
      if (then?.sure) state.purpose = then.act;
      return;
    }
    if (who.noun !== "" && /缺|找|招|要|求|请|叫|派/.test(asked.ask)) {
      state.lines.push({ kind: "people", item: who.noun, quantity: null, unit: "人" });
      return;
    }
  }
}

/** A clause that asks for nothing by itself: what it is about. */
export function readTalk(state: State, clause: string): void {
  const nobody = NO_HANDS.exec(clause);
  if (nobody && act(nobody[1] as string) !== "" && !state.lines.at(-1)?.pending) {
    const verb = act(nobody[1] as string);
    if (STARTS_VERB.test(verb)) {
      state.purpose = withObject(state, verb);
      return;
    }
  }
  const harm = harmOf(clause);
  if (harm !== "") {
    state.harmed = harm;
    return;
  }
  const crop = new RegExp(
    `${CASE_MARK}([\\u4e00-\\u9fa5]{1,5}?)(?:等着|等|要|没|没人|急着|该|熟了|倒伏|还没|必须|得)(.*)$`,
  ).exec(clause);
  if (crop) {
    state.crop = tidy(crop[1] as string);
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
    if (state.crop !== "") state.purpose = `${undone[2]}${state.crop}`;
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
  if (said === null && /[要得]$/.test(ask) && /^[\u4e00-\u9fa5]{2,4}$/.test(thing ?? ""))
    state.perhaps = thing ?? "";
  const fresh = said?.sure && !new RegExp(`${SELLS.source}|不|电话|联系|管饭|包午?饭|包吃`).test(clause);
  if (fresh && said) {
    state.purpose = said.act;
    const waiting = state.lines.filter((l) => l.pending && l.kind === "people");
    for (const line of waiting) Object.assign(line, { item: withObject(state, said.act), pending: false });
    if (state.correcting && waiting.length === 0) state.correcting = false;
  } else if (!/电话|联系|帮(?!(?:忙|着)?卖)/.test(clause)) {
    const lack = /(?:没有?|缺少?|想要|需要|少)([\u4e00-\u9fa5]{1,6})$/.exec(clause);
    const noun = lack ? tidy(lack[1] as string) : thingAfter(unhandled(clause)).noun;
    if (
      noun !== "" &&
      noun.length <= 6 &&
      !/^(?:急|大家|谢谢|救命|您好|你好|各位|劳力|人手|人|销路|办法|钱|买家|出路|着落|主意|经验)$/.test(noun)
    )
      state.topic = noun;
  }
}
