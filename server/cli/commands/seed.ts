import { spawn } from "node:child_process";
import { growBigWorld } from "@/server/cli/big-world/grow";
import { command, UsageError } from "@/server/cli/command";
import type { Db } from "@/server/platform/db";
import { migrate } from "@/server/platform/migrate";
import { seedRegions } from "@/server/regions/national/commands";

const MOST = 10_000_000;

export const seedCommand = command<{
  needs?: string;
  people?: string;
  attendances?: string;
  teams?: string;
  here?: boolean;
  from?: string;
  anyway?: boolean;
}>({
  name: "seed",
  describe: "build a big world of invented needs, people and hours in the real national tree, for benches",
  options: [
    ["--needs <n>", "open needs to add (default 10000)"],
    ["--people <n>", "people to add, who post them (default: a tenth of the needs)"],
    [
      "--attendances <n>",
      "presences with their hours, over nine months in one district (alone: no open needs, regions as they are)",
    ],
    ["--teams <n>", "teams to add; then people say what they can do, and places have invented positions"],
    ["--here", "in the regions that are there, without importing the nation first"],
    ["--from <folder>", "the unpacked lists of divisions, instead of fetching them with npm"],
    ["--anyway", "even where real people have signed in"],
  ],
  async run({ world, progress }, _args, options) {
    const attendances = count(options.attendances, 0);
    const onlyServed = attendances > 0 && options.needs === undefined;
    const needs = count(options.needs, onlyServed ? 0 : 10_000);
    const people = count(options.people, Math.max(1, Math.ceil(needs / 10)));
    const teams = options.teams === undefined ? {} : { teams: count(options.teams, 0) };
    const began = performance.now();
    await migrate(world.url);
    await refuseRealPeople(world.db, options.anyway);
    let [regions, peakMb] = [0, 0];
    if (onlyServed) await seedRegions({ db: world.db });
    else if (!options.here && !(await nationIsThere(world.db))) {
      const imported = await importNation(options.from);
      regions = imported.added;
      peakMb = imported.peakMb;
    }
    const answer = await growBigWorld(world, { needs, people, attendances, ...teams }, progress);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    peakMb = Math.max(peakMb, Math.round(process.resourceUsage().maxRSS / 1024));
    return {
      text: [
        ...answer.steps.map((step) => `${step.name.padEnd(28)} ${step.seconds.toFixed(1).padStart(7)} s`),
        `${needs} needs, ${people} people, ${attendances} attendances in ${seconds} s, peak memory ${peakMb} MB`,
      ].join("\n"),
      data: { needs, people, attendances, regions, ...answer.rows, steps: answer.steps, seconds, peakMb },
    };
  },
});

/** Invented needs cannot be told from real ones afterwards. */
async function refuseRealPeople(db: Db, anyway = false): Promise<void> {
  if (anyway) return;
  const real = await db
    .selectFrom("person")
    .select("id")
    .where("origin", "in", ["self", "proxy", "setup"])
    .limit(1)
    .executeTakeFirst();
  if (real)
    throw new UsageError("real people use this database: seed one made for it, or say --anyway if you must");
}

/** In a process of its own: whoever has spelt 665,000 names keeps a hundred megabytes of dictionary. */
function importNation(from: string | undefined): Promise<{ added: number; peakMb: number }> {
  const args = ["import-regions", "all", "--json", ...(from ? ["--from", from] : [])];
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] as string, ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let answer = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    answer += chunk;
  });
  return new Promise((done, fail) => {
    child.once("error", fail);
    child.once("close", (code) =>
      code === 0 ? done(JSON.parse(answer)) : fail(new Error("the nation's regions could not be imported")),
    );
  });
}

async function nationIsThere(db: Db): Promise<boolean> {
  const done = await db
    .selectFrom("region_import")
    .select("finished_at")
    .where("scope", "=", "all")
    .executeTakeFirst();
  return done?.finished_at != null;
}

function count(given: string | undefined, byDefault: number): number {
  if (given === undefined) return byDefault;
  const n = Number(given);
  if (!Number.isInteger(n) || n < 0 || n > MOST)
    throw new UsageError(`a whole number from 0 to ${MOST}: ${given}`);
  return n;
}
