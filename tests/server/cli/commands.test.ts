import { describe, expect, it } from "vitest";
import { COMMANDS, commandsFor } from "@/server/cli/commands";

describe("the operator's commands", () => {
  it("are called by the names they are listed by", async () => {
    for (const [name, load] of Object.entries(COMMANDS)) expect((await load()).name).toBe(name);
  });

  it("are loaded alone where one is named, and all where none is", async () => {
    expect((await commandsFor(["parse", "要10个人"])).map((one) => one.name)).toEqual(["parse"]);
    expect((await commandsFor(["demo", "empty"])).map((one) => one.name)).toEqual(["demo empty"]);
    expect(await commandsFor(["--help"])).toHaveLength(Object.keys(COMMANDS).length);
    expect(await commandsFor(["demo"])).toHaveLength(Object.keys(COMMANDS).length);
  });
});
