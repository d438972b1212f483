// Why somebody suits, in people's words.
import type { Reason } from "@/server/matching/score/schema";

const WORDS: Partial<Record<Reason["code"], (reason: Reason) => string>> = {
  same_village: () => "本村",
  same_town: () => "本镇",
  near: () => "邻镇",
  same_county: () => "本区",
  helped_before: () => "帮过这个村",
  light_load: (r) => `本月只接 ${r.count ?? 0} 单`,
  can_send: (r) => `一周能出 ${r.count ?? 0} 人`,
  free_then: () => "那时有空",
};
export const reasonWord = (reason: Reason): string => WORDS[reason.code]?.(reason) ?? "";
