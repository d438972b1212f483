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
};

/** The sentence beside a field, or null where the field is fine. */
export function reasonSentence(code: string | undefined): string | null {
  if (code === undefined) return null;
  return REASONS[code] ?? "这里填得不对，请检查一下";
}
