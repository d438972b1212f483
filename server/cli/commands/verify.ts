import { resolve } from "node:path";
import { command } from "@/server/cli/command";
import { anchorFile } from "@/server/history/anchors/commands";
import { readAnchors } from "@/server/history/anchors/data";
import { verify } from "@/server/history/verify/data";

/** An invariant does not hold: not the same as a command that could not run. */
const BROKEN = 1;

export const verifyCommand = command<{ anchors?: string }>({
  name: "verify",
  describe: "read the whole database and say which invariant does not hold",
  options: [["--anchors <file>", "heads of the history chain (default: anchors.log in the data folder)"]],
  async run({ world }, _args, { anchors }) {
    const file = anchors ? resolve(anchors) : anchorFile(world.config.dataDir);
    const verdict = await verify(world.db, { anchors: readAnchors(file) });
    const lines = verdict.checks.flatMap(({ name, ok, checked, faults }) => [
      `${ok ? "ok  " : "FAIL"}  ${name.padEnd(10)} ${checked} checked`,
      ...faults.map((fault) => `        ${fault}`),
    ]);
    return { text: lines.join("\n"), data: verdict, exit: verdict.ok ? 0 : BROKEN };
  },
});
