import { command } from "@/server/cli/command";
import { rotateKeys } from "@/server/platform/rotation";

export const keysRotateCommand = command({
  name: "keys rotate",
  describe:
    "seal everything under the newest master key (put it first in HRB_MASTER_KEY, the old ones after it); may be cut off and run again",
  async run({ world, progress }) {
    const tables = await rotateKeys(world, progress);
    const sealed = tables.reduce((sum, one) => sum + one.sealed, 0);
    return {
      text: [
        ...tables.map((one) => `${one.table.padEnd(18)} ${one.seen} rows, ${one.sealed} sealed anew`),
        `${sealed} texts sealed anew. Keep the old keys in HRB_MASTER_KEY: numbers are looked up by hashes of the eldest.`,
      ].join("\n"),
      data: { newest: world.keys.newest.id, tables },
    };
  },
});
