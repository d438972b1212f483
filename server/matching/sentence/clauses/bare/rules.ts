// Parts without amounts that ask: for somebody, for an expert, for a car.
import { doers } from "../../actions/doers/rules";
import { act, actOf } from "../../actions/rules";
import {
  ASK,
  DENY,
  ENOUGH,
  EXPERT,
  EXPERT_ACT,
  GENERIC,
  NO_THING,
  NOT_VEHICLE,
  ROLE_END,
  STARTS_VERB,
  VEHICLE_NOUN,
} from "../../lexicon/rules";
import { NAMELESS } from "../../nouns/names/rules";
import { tidy } from "../../nouns/rules";
import { bareName, type State, splitAsk, stripPeople, withObject } from "../state/rules";

export const SOMEONE = new RegExp(
  `(?:(?:${ASK})(?:来|有)?|盼着?|有没有|谁家?|哪位|(?<=^|\\uE000)再?来(?=人))(?:(?:一些|些|点)?(?:青年|社会|爱心|热心)?(?:${GENERIC})|几[个名位]人?|谁)(?!家|们|民|用|服|证|票|宿舍|床|参|工|造|机)(.*)$`,
);
export const HAVE_SOMEONE = /(?:想|要|希望|盼望?|最好|有没)有(?:个)?人(.*)$/;

/** 求好心人帮一把, 盼大家支持: politeness, no line. */
const POLITE =
  /(?:请|求|盼|希望|拜托|麻烦|要|找|有)[^要缺需]{0,8}(?:人|士|家|位|单位|们|人家)(?:能|能够|来|都)?(?:帮(?:一把|帮忙?|个忙|忙|下忙?|一下)|伸(?:把|出)?(?:援)?手|搭(?:把|个)手|支持一?下?|想想办法|想个?办法|出出?个?主意|问问|吆喝(?:吆喝)?|支个?招|牵个?线|搭个?桥|关注|转发|扩散|认购|买点儿?|拉一把|出手|支援)(?:吧|了|啊|呀)?$/;

/** 找人收购, 谁能想想办法: a buyer, a helping word. */
const NO_HANDS = /^(?:收(?:购|$|了|走)|买(?:$|走|了)|要(?:$|的)|订购|批发)|办法|主意/;
/** 俺找人背上去, 厂家说派人: what somebody does or said they would. */
const OWN = /(?:[俺我]们?(?:自己)?(?:再|去|会|来)?[找派叫]人|说(?:是|要)?派人|派人(?:来)?了)/;

export function readBare(state: State, part: string): void {
  if (POLITE.test(part.replace(/[\uE000-\uE0FF]/g, "")) && (state.lines.length > 0 || state.sells)) return;
  if (DENY.test(part) || ENOUGH.test(part) || /^(?:想|需)?要的/.test(part) || OWN.test(part)) return;
  const asked = splitAsk(part);
  const owns =
    /(?:谁家?|哪位|哪家|谁那儿?|有没有人)(?:家里?)?有(?:闲置|富余|多余|空闲|现成|不用|闲着|空着|放着|用不着|用不上)?的?([\u4e00-\u9fa5]{1,7}?)(?:的|能|可以|肯|愿意|借|帮|来|$)/.exec(
      part,
    ) ?? /^有([\u4e00-\u9fa5]{2,7}?)的(?:请|能|可以|都|快|赶紧)?(?:来|联系|帮|吱|说|过来|借)/.exec(part);
  if (owns && !NO_THING.test(owns[1] as string)) {
    const item = tidy(owns[1] as string);
    if (item === "" || NAMELESS.test(item)) return;
    const car = VEHICLE_NOUN.test(item) && !NOT_VEHICLE.test(item);
    const lent = /借/.test(part) ? "loan" : null;
    state.lines.push(
      car
        ? { kind: "vehicle", item, quantity: null, unit: "辆" }
        : { kind: "goods", item, quantity: null, unit: null, direction: lent },
    );
    return;
  }
  const able =
    /(?:谁|哪位|有没有人|有谁)(?:家)?(?:能|会|可以|愿意|有空|方便)(?:来|过来)?(?:帮忙?|帮着|帮我们?|帮俺们?)?(.{2,})$/.exec(
      part,
    );
  if (able && !NO_HANDS.test(act(able[1] as string)) && STARTS_VERB.test(act(able[1] as string))) {
    state.lines.push({ kind: "people", item: act(able[1] as string), quantity: null, unit: "人" });
    return;
  }
  const skilled =
    /(?:有没有|有无|谁是?|哪位是?|有(?=会|懂))(?:人)?(?:会(?!计)|懂得?)([\u4e00-\u9fa5]{2,}?)的(?:人|师傅|没有)?$/.exec(
      part,
    );
  if (skilled) {
    state.unmanned = act(skilled[1] as string);
    state.purpose = state.unmanned;
    return;
  }
  const expert =
    /^(?:[\u4e00-\u9fa5]{0,6}?)有(?:没有|无)?([\u4e00-\u9fa5]{2,7}?)(?:$|能|可以|会|愿意|肯|来|在吗|吗|没有)/.exec(
      part,
    );
  if (expert && ROLE_END.test(expert[1] as string) && EXPERT.test(expert[1] as string)) {
    state.lines.push({
      kind: "expertise",
      item: bareName(expert[1] as string),
      quantity: 1,
      unit: "人",
      assumed: true,
    });
    return;
  }
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
    if (NO_HANDS.test(item)) return;
    if (purpose?.sure) state.purpose = purpose.act;
    if (
      item === "" &&
      (state.sells
        ? state.lines.length > 0
        : state.lines.some((l) => l.kind === "people" || l.kind === "expertise"))
    )
      return;
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
    const learned = /^[^员师]+$/.test(thing)
      ? (EXPERT_ACT.exec(thing.replace(/(?:一下|服务)$/, ""))?.[0] ?? "")
      : ""; // 需要法律咨询
    if (learned !== "") {
      if (!state.lines.some((l) => l.kind === "expertise"))
        state.lines.push({ kind: "expertise", item: learned, quantity: 1, unit: "人", assumed: true });
      return;
    }
    const able = /^(?:会(?!计)|懂|能).{2,}的$/.test(thing) ? doers(thing) : null; // 缺会开叉车的
    if (able && able.act !== "") {
      state.lines.push({ kind: "people", item: able.act, quantity: null, unit: "人" });
      return;
    }
    const who = doers(thing);
    if (who.noun !== "" && EXPERT.test(who.noun)) {
      state.lines.push({
        kind: "expertise",
        item: bareName(who.noun),
        quantity: 1,
        unit: "人",
        assumed: true,
      });
      return;
    }
    const car = /^([^\uE000-\uE1FF]{0,4}?车)(.*)$/.exec(thing);
    if (car && !/^[装卸修洗停推]车/.test(car[1] as string) && VEHICLE_NOUN.test(car[1] as string)) {
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
  const came =
    /(?:请|找|求|叫|盼)([\u4e00-\u9fa5]{2,6}?)(?:来|去|帮忙|帮着|上门|过来)+([\u4e00-\u9fa5]{2,})$/.exec(
      part,
    );
  const what = came ? act(came[2] as string) : "";
  if (STARTS_VERB.test(what) && !/^找/.test(what) && !/大家|各位|大伙|好心|单位/.test(came?.[1] ?? ""))
    state.lines.push({ kind: "people", item: what, quantity: null, unit: "人" });
}
