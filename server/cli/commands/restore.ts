import { resolve } from "node:path";
import { command } from "@/server/cli/command";
import { restoreBackup } from "@/server/platform/backup";
import { loadConfig } from "@/server/platform/config";

export const restoreCommand = command({
  name: "restore",
  describe: "fill an empty database, and an empty data folder, from a backup",
  arguments: [["<file>", "made by backup"]],
  needs: "none",
  async run({ progress }, [file = ""]) {
    const done = await restoreBackup(loadConfig(), resolve(file), (table) => progress(`restore: ${table}`));
    return { text: `${done.tables} tables, ${done.rows} rows, as of ${done.at}`, data: done };
  },
});
