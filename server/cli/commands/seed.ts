import { growBigWorld } from "@/server/cli/big-world/grow";
import { command, UsageError } from "@/server/cli/command";
import { nationalList } from "@/server/cli/national-list";
import type { Db } from "@/server/platform/db";
import { migrate } from "@/server/platform/migrate";
import { importRegions } from "@/server/regions/national/commands";

const MOST = 10_000_000;

export const seedCommand = command<{ needs?: string; people?: string; here?: boolean; from?: string }>({
  name: "seed",
  describe: "build a big world of invented needs and people in the real national tree, for benches",
  options: [
    ["--needs <n>", "open needs to add (default 10000)"],
    ["--people <n>", "people to add, who post them (default: a tenth of the needs)"],
    ["--here", "in the regions that are there, without importing the nation first"],
    ["--from <folder>", "the unpacked lists of divisions, instead of fetching them with npm"],
  ],
  destroys: () =>
    "Invented needs cannot be told from real ones afterwards; do this only in a database made for it.",
  async run({ world, progress }, _args, options) {
    const needs = count(options.needs, 10_000);
    const people = count(options.people, Math.max(1, Math.ceil(needs / 10)));
    const began = performance.now();
    await migrate(world.url);
    let regions = 0;
    if (!options.here && !(await nationIsThere(world.db))) {
      const folder = options.from ?? (await nationalList(world.config.dataDir, progress));
      let told = 0;
      const imported = await importRegions(world, folder, "all", world.clock.now, (at) => {
        if (performance.now() - told < 1_000) return;
        told = performance.now();
        progress(`regions: ${at.done} of ${at.total}`);
      });
      regions = imported.added;
    }
    const answer = await growBigWorld(world, { needs, people }, progress);
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    return {
      text: [
        ...answer.steps.map((step) => `${step.name.padEnd(28)} ${step.seconds.toFixed(1).padStart(7)} s`),
        `${needs} needs, ${people} people in ${seconds} s, peak memory ${peakMb} MB`,
      ].join("\n"),
      data: { needs, people, regions, ...answer.rows, steps: answer.steps, seconds, peakMb },
    };
  },
});

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
