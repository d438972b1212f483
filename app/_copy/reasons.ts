// A sentence per reason code of a field (the messages of the Zod schemas): what is wrong, and how to put it right.
const REASONS: Record<string, string> = {
  required: "这一项要填",
  too_long: "太长了，请写短一点",
  too_short: "太短了，请写详细一点",
  too_small: "填得太小了",
  too_large: "填得太大了",
  too_many: "选得太多了",
  malformed: "这里填得不对，请检查一下",
  not_whole: "请填一个整数",
  control_characters: "里面有看不见的特殊符号，请删掉后重新输入",
  not_a_mobile_number: "请填 11 位手机号",
  not_a_date: "请填一个真实的日期",
  in_the_past: "这个时间已经过去了，请填以后的时间",
  too_far: "这个日期太远了",
  ends_before_start: "结束时间要晚于开始时间",
  must_add_up: "收下、退回和缺少的加起来，要正好等于送出的数量",
  unknown: "没有这个选项，请重新选",
  // people, organisations, settings
  not_a_code: "请填短信里的六位数字",
  not_a_phone_number: "请填座机（带区号）、手机号或服务热线",
  wrong_level: "地方选得不对，请重新选",
  before_start: "结束的日子不能早于开始",
  // regions
  taken: "这里已经有这个名字了，请直接用它，或换一个名字",
  not_a_name: "名字要以文字或数字开头",
  not_a_place: "不能并到这里，请重新选一个地方",
  // needs
  in_the_future: "这个日期还没到，请核对",
  too_old: "这个日期太早了，请核对",
  too_long_shift: "一个班次最长 24 小时，请分成几项",
  not_found: "没有找到，请重新选",
  not_a_village: "请选到村（社区）",
  consent_needed: "替别人求助，要写明对方怎么同意的",
  licence_needed: "预包装的要填生产许可证号",
  insurance_needed: "有危险的活要先投意外险，投了再发布",
  not_for_this: "这一项不能用这个单位",
  other_unit: "单位和这一项的不一样，请换算后再填",
  not_a_pack: "只有袋、箱这类才填每件多重",
  not_qualified: "这家组织没有公开募捐资格，不能代收",
  needs_certification: "要先由镇（街道）现场核实存货",
  below_promised: "不能比已经答应出去的少",
  nothing_changed: "没有改动",
  phone: "公开文字里不能写电话、微信号，请删掉",
  id_number: "公开文字里不能写身份证号，请删掉",
  money: "平台不能募钱、收款，请删掉这些字句",
  illness: "会让人知道病情，请换个说法",
  alone: "会让人知道家里没人，请换个说法",
  poverty: "会让人知道家境，请换个说法",
  disability: "会让人知道身体情况，请换个说法",
  child: "会让人认出孩子，请换个说法",
  name: "会让人认出这位老人，请换个说法",
  door: "写到门牌了，请只写村名，接单后再告知",
  schedule: "会让人知道什么时候能碰到老人、孩子，请换个说法",
};

/** The sentence beside a field, or null where the field is fine. */
export function reasonSentence(code: string | undefined): string | null {
  if (code === undefined) return null;
  return REASONS[code] ?? "这里填得不对，请检查一下";
}
