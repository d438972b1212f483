import { describe, expect, it } from "vitest";
import type { CommandContext } from "@/server/cli/command";
import { parseCommand } from "@/server/cli/commands/parse";
import { sentences } from "@/tests/bench/parsing/score";

const none = {
  get world(): never {
    throw new Error("no database");
  },
  progress: () => {},
} as unknown as CommandContext;

describe("hrb parse", () => {
  it("prints the shape of the labelled sentences, and opens no database", async () => {
    const { id: _, ...first } = sentences("given-sentences.jsonl")[0]!;
    const { data } = await parseCommand.run(none, [first.text], { now: first.now });
    expect(data).toEqual(first);
  });

  it("says of a moment that is none that it is none", async () => {
    await expect(parseCommand.run(none, ["要10个人"], { now: "明天" })).rejects.toThrow("is no moment");
  });
});
