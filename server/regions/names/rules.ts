// Pinyin initials of a name, for search: 西潘墩村 → xpdc. Server only: the dictionary is too heavy for a page.
import { pinyin } from "pinyin-pro";

/** Lower case, at most 64 characters; what has no reading stands as it is. Words decide between readings (重庆 → cq). */
export function initials(name: string): string {
  const letters = pinyin(name, { pattern: "first", toneType: "none", type: "array" }).join("");
  return [...letters.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 64).join("");
}
