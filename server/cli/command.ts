// What an operator's command is. One file each in commands/, listed in commands.ts; hrb.ts does the rest.
import type { OpenWorld } from "@/server/platform/world";

type CommandOutcome = {
  /** For people. */
  text?: string;
  /** For --json: one object. */
  data?: unknown;
  /** The command has printed its lines itself. */
  printed?: true;
  /** 0 where left out. */
  exit?: number;
};

export type Command<O = Record<string, unknown>> = {
  /** "backup", or "admin create". */
  name: string;
  describe: string;
  /** Positional, in commander's notation: "<file>", "[name]". */
  arguments?: [string, string][];
  /** Commander's flags and their meaning: ["--needs <n>", "how many"]. */
  options?: [string, string][];
  /** What is lost, as a question; the command then asks, or needs --yes. */
  destroys?: (args: string[], options: O) => string | null;
  /** Opened without migrating; "none" for commands that need no database. */
  needs?: "world" | "none";
  run(ctx: CommandContext, args: string[], options: O): Promise<CommandOutcome>;
};

export type CommandContext = {
  /** The database, keys and configuration. Throws where the command needs "none". */
  world: OpenWorld;
  /** A line of progress, to the error stream; on a terminal it replaces the one before. */
  progress(line: string): void;
};

/** Wrong use: says why, exits 2. */
export class UsageError extends Error {
  override name = "UsageError";
}

/** For a table of commands whose options differ. */
export const command = <O>(spec: Command<O>): Command => spec as unknown as Command;
