// One Chinese sentence per refusal: what happened, and what to do next.
import type { RefusalCode, RefusalFacts } from "@/server/errors";

type Sentence = string | ((facts: RefusalFacts) => string);

export const REFUSAL_SENTENCES: Record<RefusalCode, Sentence> = {
  NOT_FOUND: "没有找到这一页，可能已经撤下。请返回首页再找找。",
  INVALID: "有几处没填对，请看标红的地方，改好再提交。",
  SIGN_IN_FIRST: "请先用手机号登录，登录后会回到这里。",
  FORBIDDEN: "这件事您现在的身份办不了。请切换身份，或联系村（社区）书记。",
  MOVED_ON: "刚刚有人先处理了。请看最新情况，再决定要不要继续。",
  WRONG_STATE: "这件事已经到了下一步，现在不能这样办。请看最新情况。",
  SAME_KEY_OTHER_BODY: "这份表单已经提交过，内容和这次不同。请刷新页面后重新填写。",
  TOO_MANY: "操作太频繁了，请过一会儿再试。",
  TRY_AGAIN: "系统正忙，没有办成，也没有重复办理。请稍后再试一次。",
  FILE_TOO_LARGE: "这张照片太大了，每张最多 8 MB。请拍小一点，或先压缩再传。",
  FILE_TYPE: "只能传照片（JPG、PNG 或 WebP）。请重新选一张。",
  FILE_BROKEN: "这张照片打不开，可能没有传完整。请重新选一张再传。",
  FILE_TOO_MANY_PIXELS: "这张照片的尺寸太大，系统打不开。请用普通模式重拍一张。",
  TOO_MANY_FILES: (f) => `这里最多放 ${f.max} 张照片，请先删掉几张再传。`,
};

/** The sentence for a refusal, with its facts filled in. */
export function refusalSentence(code: RefusalCode, facts: RefusalFacts = {}): string {
  const sentence = REFUSAL_SENTENCES[code];
  return typeof sentence === "function" ? sentence(facts) : sentence;
}
