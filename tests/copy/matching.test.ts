import { describe, expect, it } from "vitest";
import { reasonWord } from "@/app/_copy/matching";

const now = new Date("2026-11-18T02:00:00Z");
const say = (reason: Parameters<typeof reasonWord>[0]) => reasonWord(reason, now);

describe("reasons in people's words", () => {
  it("say where, with what, how busy and since when", () => {
    expect(say({ code: "same_town" })).toBe("本镇");
    expect(say({ code: "has", what: "tool:truck", count: 1 })).toBe("有货车");
    expect(say({ code: "has", what: "tool:truck", count: 2 })).toBe("有 2 辆货车");
    expect(say({ code: "has", what: "may:lawyer", count: 1 })).toBe("有核实过的律师");
    expect(say({ code: "light_load", count: 1 })).toBe("本月只接 1 单");
    expect(say({ code: "helped_before", at: new Date("2025-12-31T15:59:59Z") })).toBe("去年帮过这个村");
    expect(say({ code: "helped_before", at: new Date("2025-12-31T16:00:00Z") })).toBe("今年帮过这个村"); // New Year in China
    expect(say({ code: "helped_before", at: new Date("2022-06-01T00:00:00Z") })).toBe("2022年帮过这个村");
  });

  it("say what is open as the line's direction has it", () => {
    const open = { code: "still_open", count: 37_000_000 } as const;
    const jin = { unit: "jin", unitSize: 500 };
    expect(reasonWord(open, now, { ...jin, direction: "sale" })).toBe("还有 7.4万斤待认购");
    expect(reasonWord(open, now, { ...jin, direction: "gift" })).toBe("还差 7.4万斤");
  });
});
