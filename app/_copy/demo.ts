// Words of the demo's persona bar.
import type { Persona } from "@/server/people/demo/schema";

export const PERSONA: Record<Persona, string> = {
  secretary: "村支书",
  volunteer: "志愿者",
  leader: "队长",
  town_admin: "街道",
  district_admin: "区管理员",
};

export const demoWords = {
  mark: "演示数据",
  note: "人、单位和数字都是编的",
  bar: "换个人看看",
  visitor: "访客",
} as const;
