// Who is wanted: a role by its name (电工, 心理咨询师), hands of any kind by what they are for.
import { DAY_MARK } from "../../amounts/rules";
import {
  EXPERT,
  GENERIC,
  PERSON_LOOKS,
  ROLE_END,
  ROLE_WORD,
  STARTS_VERB,
  TOOL_END,
  VERB_CHARS,
  VERB2,
} from "../../lexicon/rules";
import { act, MARKS } from "../rules";

export type Doers = { noun: string; act: string };

const HEAD_GENERIC = new RegExp(`^(?:${GENERIC})+`);
const HAS_GENERIC = new RegExp(
  `^(?<how>[^的]{1,6}?)(?!(?<=[老病客亲路盲残行])人|人机)(?:${GENERIC})(?=$|[${DAY_MARK}来去帮到给在]|[${"摘收割"}])`,
);
const LOOKS_GENERIC = new RegExp(`^(?:${PERSON_LOOKS})+(?:${GENERIC})$`);
const LOOKS = new RegExp(`^(?:${PERSON_LOOKS})+$`);
const SKILL = /^(?:会|能|懂得?|擅长|熟悉|善于)(.+?)的(.*)$/;
const SKILL_OPEN = /^(?:会|懂)(.+)$/;
const AFTER_ROLE =
  /^(?:$|[,、来去给帮到看陪讲坐教为负修也就在的上做管替跟和义咨宣值检]|一起|参加|过来|支援|协助|或|及|(?:[\uE000-\uE0FF]))/;

/** No name of people: begins or ends as an act or a manner does. */
const VERB2_ALL = new RegExp(`^(?:${VERB2})$`);
const WORKS = new RegExp(
  `^(?:${VERB_CHARS.split("").join("|")}|来|去|到|能|会|懂|有|在|帮|给|一起|一块|每|天天|赶|上|下|过)|[的里上下中到起了着]$`,
);

const NOBODY = new RegExp(`(?:各位|大家|大伙儿?|几[个位名]|谁|队|组|单位|部门|(?:${GENERIC}))$`);

/** Skills are named without the 开 of what is driven: 会开叉车的 → 叉车. */
const skill = (text: string) => act(text).replace(/^开(?=.+[车机船]$|[三四]轮$)/, "");

/** Who is wanted: a role by its name, hands of any kind by what they are for. `text`: what stands beside the number. */
export function doers(text: string): Doers {
  const said = text.replace(/^(?:左右|以上|的|,)+/, "");
  const role = roleAt(said);
  if (role) return role;
  const able = SKILL.exec(said) ?? SKILL_OPEN.exec(said);
  const learned = able?.[2] ? roleAt(able[2]) : null;
  if (learned && EXPERT.test(learned.noun)) return learned;
  const helping = /^(?:来|帮忙|帮着)+(.{2,})$/.exec(able?.[2] ?? "");
  if (helping && STARTS_VERB.test(act(helping[1] as string)))
    return { noun: "", act: act(helping[1] as string) };
  const drives = /^开(.{1,5}[车机船])的(?:人|师傅)?$/.exec(said); // 缺两个开铲车的
  if (drives) return { noun: "", act: drives[1] as string };
  if (able) return { noun: "", act: skill(able[1] as string) };
  const those = /^([^的]{2,7})的[\u4e00-\u9fa5]/.exec(said); // 割芦苇的|割到月底
  if (those && STARTS_VERB.test(those[1] as string) && !new RegExp(`的(?:${GENERIC})`).test(said))
    return { noun: "", act: act(those[1] as string) };
  const relative = new RegExp(`^(.+?)的(?:${GENERIC})(.*)$`).exec(said);
  if (relative) return { noun: "", act: act(relative[1] as string) || act(relative[2] as string) };
  const head = HEAD_GENERIC.exec(said);
  if (head) return { noun: "", act: act(said.slice(head[0].length)) };
  if (LOOKS.test(said.replace(/的$/, ""))) return { noun: "", act: "" };
  const unknown =
    /^([\u4e00-\u9fa5]{2,4}?)(?<![机器泵仪车])(?:来|去|帮忙|帮着|过来|给)([\u4e00-\u9fa5]{2,})$/.exec(said);
  if (
    unknown &&
    act(unknown[2] as string) !== "" &&
    !WORKS.test(unknown[1] as string) &&
    !(TOOL_END.test(unknown[1] as string) && /给[^来去]*$/.test(said)) && // 旧衣服|给灾民
    !NOBODY.test(unknown[1] as string)
  )
    return { noun: unknown[1] as string, act: act(unknown[2] as string) };
  const doing = /^(.{2,6})(?<!志愿|服务)者(?=$|[来去帮到给在])/.exec(said);
  if (doing) return { noun: "", act: act(doing[1] as string) };
  const led = HAS_GENERIC.exec(said);
  if (led?.groups && !(/人$/.test(led[0]) && STARTS_VERB.test((led.groups.how as string).slice(-1)))) {
    const how = led.groups.how as string;
    const rest = act(said.slice(led[0].length));
    return { noun: "", act: rest || (LOOKS.test(how) ? "" : act(how)) };
  }
  return { noun: "", act: act(said) };
}

function roleAt(said: string): Doers | null {
  let best: Doers | null = null;
  for (let end = 1; end <= Math.min(said.length, 9); end++) {
    const noun = said.slice(0, end);
    if (new RegExp(MARKS.source).test(noun)) break;
    const after = said.slice(end);
    if (noun.length < 2) continue;
    if (best !== null && /[给为替帮来去到]/.test(noun)) break; // 农艺师|给社员讲课
    if (/^(?:会(?!计)|能|懂)/.test(noun) || !ROLE_END.test(noun)) continue;
    if (
      !AFTER_ROLE.test(after) &&
      !(
        (noun.length > 2 || ROLE_WORD.test(noun) || /员$/.test(noun)) &&
        /^(?!傅|们|证|服|院|药|疗|保|学|术|务|钱|资|作|期|程|具|厂|地|培训|资格|用)[\u4e00-\u9fa5]{2,}/.test(
          after,
        )
      ) &&
      !(ROLE_WORD.test(noun) && STARTS_VERB.test(after))
    )
      continue;
    if (new RegExp(`^(?:${GENERIC})$`).test(noun)) continue;
    if (/人员$/.test(noun) && !ROLE_WORD.test(noun) && VERB2_ALL.test(noun.slice(0, -2))) continue;
    if (LOOKS_GENERIC.test(noun)) continue;
    const name = noun
      .replace(/^(?:一些|有经验的?|专业的?|好的?|咱村|本村|我们?村|村[里级]?|镇[里级]?|当地)(?=.{2,})/, "")
      .replace(/(?<=[工匠医])师傅$/, "")
      .replace(/^(?:再?来(?!宾)|那?就是|再就是|也就是|外加|加上|再|还有)(?=.{2,})/, "");
    if (/的/.test(name)) {
      const last = name.slice(name.lastIndexOf("的") + 1);
      if (new RegExp(`^(?:${GENERIC})$`).test(last)) continue;
      best = { noun: last, act: act(said.slice(end)) };
      continue;
    }
    const head = /^(.{1,4})师傅$/.exec(name);
    if (head) best = { noun: "", act: act(head[1] as string) };
    else best = { noun: name, act: act(said.slice(end)) };
  }
  return best;
}
