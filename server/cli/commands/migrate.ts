import { command, UsageError } from "@/server/cli/command";
import { migrate, resolveMigration } from "@/server/platform/migrate";

export const migrateCommand = command<{ resolve?: string; name?: string }>({
  name: "migrate",
  describe: "bring the database to this version's tables",
  options: [
    ["--resolve <outcome>", "say how a half-applied migration ended: applied or rolled-back"],
    ["--name <migration>", "which, with --resolve"],
  ],
  async run({ world, progress }, _args, { resolve, name }) {
    if (resolve !== undefined || name !== undefined) {
      if ((resolve !== "applied" && resolve !== "rolled-back") || !name)
        throw new UsageError("--resolve needs applied or rolled-back, and --name the migration");
      const found = await resolveMigration(world.db, name, resolve);
      return {
        text: found ? `${name}: ${resolve}` : `${name} is not half-applied`,
        data: { name, found },
        exit: found ? 0 : 1,
      };
    }
    const applied = await migrate(world.url, { log: progress });
    return { text: applied.length > 0 ? `${applied.length} applied` : "at head", data: { applied } };
  },
});
