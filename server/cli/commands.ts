// Every operator's command. Add a file in commands/, then a line here. Each is loaded when it is called: reading a
// sentence should not wait for the demo world.
import type { Command } from "./command";

export const COMMANDS: Record<string, () => Promise<Command>> = {
  "admin create": async () => (await import("./commands/admin")).adminCreateCommand,
  "admin link": async () => (await import("./commands/admin")).adminLinkCommand,
  doctor: async () => (await import("./commands/doctor")).doctorCommand,
  migrate: async () => (await import("./commands/migrate")).migrateCommand,
  backup: async () => (await import("./commands/backup")).backupCommand,
  restore: async () => (await import("./commands/restore")).restoreCommand,
  "keys rotate": async () => (await import("./commands/keys")).keysRotateCommand,
  verify: async () => (await import("./commands/verify")).verifyCommand,
  parked: async () => (await import("./commands/parked")).parkedCommand,
  parse: async () => (await import("./commands/parse")).parseCommand,
  "import-regions": async () => (await import("./commands/import-regions")).importRegionsCommand,
  "helpers rebuild": async () => (await import("./commands/rebuild-helpers")).rebuildHelpersCommand,
  "rankings explain": async () => (await import("./commands/explain-rankings")).explainRankingsCommand,
  seed: async () => (await import("./commands/seed")).seedCommand,
  "demo build": async () => (await import("./commands/demo")).demoBuildCommand,
  "demo empty": async () => (await import("./commands/demo")).demoEmptyCommand,
};

/** The one the words begin with; all of them where they name none, for the help and what is said of a wrong name. */
export async function commandsFor(words: readonly string[]): Promise<Command[]> {
  const named = Object.keys(COMMANDS).find((name) => name.split(" ").every((word, i) => words[i] === word));
  const load = named === undefined ? Object.values(COMMANDS) : [COMMANDS[named] as () => Promise<Command>];
  return Promise.all(load.map((one) => one()));
}
