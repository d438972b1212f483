// Inviting and being invited: "could you take this?", which may always be declined.
import { formatQuantity } from "@/app/_copy/numbers";
import type { AdviserKind } from "@/server/matching/advisers/schema";
import type { InvitationStatus } from "@/server/matching/invitations/lifecycle";
import type { DeclineReason, Via } from "@/server/matching/invitations/schema";
import type { WaveStatus } from "@/server/matching/invitations/waves/lifecycle";

type Measured = { unit: string; unitSize: number };

export const OVER_WORDS: Record<string, string> = {
  accepted: "这份邀请已经接下了，可以在“我的认领”里看到。",
  declined: "这份邀请已经婉拒了。又想帮的话，请到求助页里直接报名。",
  expired: "这份邀请过期了，没有关系。还想帮的话，请到求助页里看看，有空余就可以直接报名。",
  withdrawn: "对方收回了这份邀请，不用再答复了。谢谢您。",
  full: "已经有人帮满了，不用再答复了。谢谢您愿意来。",
  need: "这件求助已经结束，不用再答复了。谢谢您。",
  shift: "这个班次取消了，不用再答复了。谢谢您。",
};
/** Why an answer comes too late. */
export const invitationOver = (status: string, reason: string | null): string =>
  OVER_WORDS[reason ?? ""] ?? OVER_WORDS[status] ?? OVER_WORDS.withdrawn ?? "";

const NOT_INVITABLE: Record<string, string> = {
  own: "这是对方自己发起的求助，不用邀请。请去掉后再发。",
  unwilling: "选中的人里，有一位现在不接受邀请。请换一位。",
  unfit: "选中的人里，有一位不符合这一项的条件，或者那时已经有别的安排。请换一位。",
};
export const notInvitable = (reason: string): string =>
  NOT_INVITABLE[reason] ?? "选中的人里，有一位现在不能邀请。请换一位。";
