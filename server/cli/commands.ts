// Every operator's command. Add a file in commands/, then a line here.
import type { Command } from "./command";
import { adminCreateCommand, adminLinkCommand } from "./commands/admin";
import { backupCommand } from "./commands/backup";
import { demoBuildCommand, demoEmptyCommand } from "./commands/demo";
import { doctorCommand } from "./commands/doctor";
import { explainRankingsCommand } from "./commands/explain-rankings";
import { importRegionsCommand } from "./commands/import-regions";
import { keysRotateCommand } from "./commands/keys";
import { migrateCommand } from "./commands/migrate";
import { parkedCommand } from "./commands/parked";
import { parseCommand } from "./commands/parse";
import { rebuildHelpersCommand } from "./commands/rebuild-helpers";
import { restoreCommand } from "./commands/restore";
import { seedCommand } from "./commands/seed";
import { verifyCommand } from "./commands/verify";

export const COMMANDS: Command[] = [
  adminCreateCommand,
  adminLinkCommand,
  doctorCommand,
  migrateCommand,
  backupCommand,
  restoreCommand,
  keysRotateCommand,
  verifyCommand,
  parkedCommand,
  parseCommand,
  importRegionsCommand,
  rebuildHelpersCommand,
  explainRankingsCommand,
  seedCommand,
  demoBuildCommand,
  demoEmptyCommand,
];
