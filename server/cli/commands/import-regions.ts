import { resolve } from "node:path";
import { command } from "@/server/cli/command";
import { nationalList } from "@/server/cli/national-list";
import { migrate } from "@/server/platform/migrate";
import { importRegions } from "@/server/regions/national/commands";

export const importRegionsCommand = command<{ from?: string }>({
  name: "import-regions",
  describe: "bring a part of the national list of divisions in; goes on where it was cut, never over edits",
  arguments: [
    ["<scope>", "all, or the name or code of a province, city, county or town: 37, 罗庄区, 371311"],
  ],
  options: [["--from <folder>", "the unpacked lists (villages.csv …) instead of fetching them with npm"]],
  async run({ world, progress }, [scope = ""], options) {
    const began = performance.now();
    await migrate(world.url);
    const folder = options.from ? resolve(options.from) : await nationalList(world.config.dataDir, progress);
    let told = 0;
    const answer = await importRegions(world, folder, scope, world.clock.now, (at) => {
      if (performance.now() - told < 500 && at.done < at.total) return;
      told = performance.now();
      progress(`regions: ${at.done} of ${at.total} (${Math.round((at.done / at.total) * 100)} %)`);
    });
    const seconds = Math.round((performance.now() - began) / 100) / 10;
    const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
    const resumed = answer.resumedAt > 0 ? `, resumed after ${answer.resumedAt}` : "";
    return {
      text: `${answer.total} regions looked at, ${answer.added} added${resumed}; ${seconds} s, peak memory ${peakMb} MB`,
      data: { ...answer, seconds, peakMb },
    };
  },
});
