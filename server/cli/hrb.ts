// `npm run hrb -- <command>`: what an operator does besides running the server. Exit codes: 0 done, 1 failed,
// 2 wrong use, 78 wrong configuration; a command may have its own (verify: 3 where an invariant is broken).
import { createInterface } from "node:readline/promises";
import { Command as Commander } from "commander";
import { type Command, type CommandContext, UsageError } from "./command";
import { commandsFor } from "./commands";

const program = new Commander("hrb")
  .description("好人帮: the operator's commands. Settings come from the environment, as for `npm start`.")
  .configureHelp({ sortSubcommands: true })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    throw error;
  });

for (const spec of await commandsFor(process.argv.slice(2))) {
  const words = spec.name.split(" ");
  const parent = words
    .slice(0, -1)
    .reduce(
      (at, word) =>
        at.commands.find((one) => one.name() === word) ?? at.command(word).description(`${word} …`),
      program,
    );
  const entry = parent.command(words.at(-1) as string).description(spec.describe);
  for (const [name, meaning] of spec.arguments ?? []) entry.argument(name, meaning);
  for (const [flags, meaning] of spec.options ?? []) entry.option(flags, meaning);
  entry.option("--json", "print one JSON object");
  if (spec.destroys) entry.option("--yes", "do not ask");
  entry.action(async (...given: unknown[]) => {
    const options = given.at(-2) as { json?: boolean; yes?: boolean };
    await perform(
      spec,
      given
        .slice(0, -2)
        .filter((arg) => arg !== undefined)
        .flat() as string[],
      options,
    );
  });
}

async function perform(
  spec: Command,
  args: string[],
  options: { json?: boolean; yes?: boolean },
): Promise<void> {
  const question = spec.destroys?.(args, options);
  if (question && !options.yes && !(await agreed(question))) {
    process.stderr.write("nothing was changed\n");
    process.exitCode = 2;
    return;
  }
  const opening = spec.needs === "none" ? null : open();
  // Ctrl-C leaves nothing running: a statement under way is rolled back by the server.
  for (const signal of ["SIGINT", "SIGTERM"] as const)
    process.once(signal, () => void opening?.then((world) => world.close()).finally(() => process.exit(130)));
  const world = await opening;
  try {
    const outcome = await spec.run(contextOf(world), args, options);
    if (process.stderr.isTTY) process.stderr.write("\u001b[2K\r");
    if (options.json && !outcome.printed) process.stdout.write(`${JSON.stringify(outcome.data ?? {})}\n`);
    else if (outcome.text) process.stdout.write(`${outcome.text}\n`);
    process.exitCode = outcome.exit ?? 0;
  } finally {
    await world?.close();
  }
}

async function open() {
  const [{ destination }, { loadConfig }, { createLog }, { openWorld }] = await Promise.all([
    import("pino"),
    import("@/server/platform/config"),
    import("@/server/platform/log"),
    import("@/server/platform/world"),
  ]);
  return openWorld(loadConfig(), { log: createLog(process.env.LOG_LEVEL ?? "warn", destination(2)) });
}

function contextOf(world: CommandContext["world"] | null): CommandContext {
  return {
    get world() {
      if (!world) throw new Error("this command opens no database");
      return world;
    },
    progress: (line) => process.stderr.write(process.stderr.isTTY ? `\u001b[2K\r${line}` : `${line}\n`),
  };
}

async function agreed(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new UsageError(`${question} Without a terminal this needs --yes.`);
  const prompt = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await prompt.question(`${question} Type yes to go on: `);
  prompt.close();
  return answer.trim() === "yes";
}

try {
  await program.parseAsync();
} catch (error) {
  const { code, name, message } = error as Error & { code?: string };
  if (!code?.startsWith("commander.")) {
    process.stderr.write(`${message}\n`);
    if (process.env.LOG_LEVEL === "debug") process.stderr.write(`${(error as Error).stack}\n`);
    process.exitCode = name === "UsageError" ? 2 : 1;
  }
}
