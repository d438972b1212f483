import { resolve } from "node:path";
import { command } from "@/server/cli/command";
import { writeBackup } from "@/server/platform/backup";

export const backupCommand = command({
  name: "backup",
  describe: "write database, keys and anchors into one file (it opens everything: keep it like a key)",
  arguments: [["<file>", "a file that does not exist yet"]],
  async run({ world, progress }, [file = ""]) {
    const done = await writeBackup(world, resolve(file), (table) => progress(`backup: ${table}`));
    return {
      text: `${file}: ${done.tables} tables, ${done.rows} rows, ${done.bytes} bytes`,
      data: { file: resolve(file), ...done },
    };
  },
});
