import { ensureDemoWorld } from "@/prisma/scenarios/demo/build";
import { emptyDemoWorld, strangers } from "@/prisma/scenarios/demo/empty";
import { command, UsageError } from "@/server/cli/command";
import { seedRegions } from "@/server/regions/national/commands";

export const demoBuildCommand = command({
  name: "demo build",
  describe: "make the demo world where there is none",
  async run({ world }) {
    if (!world.config.demo) throw new UsageError("DEMO=0: this installation has no demo world");
    await seedRegions({ db: world.db });
    const acts = await ensureDemoWorld(world);
    return { text: acts === null ? "there is a world already" : `${acts} acts played`, data: { acts } };
  },
});

export const demoEmptyCommand = command<{ strangers?: boolean }>({
  name: "demo empty",
  describe: "take the demo world away; the regions stay",
  options: [["--strangers", "also where people are who do not belong to the demo"]],
  destroys: () => "This deletes every person, organisation, need, pledge and record in the database.",
  async run({ world }, _args, options) {
    if (!world.config.demo)
      throw new UsageError("DEMO=0: this installation has no demo world, and nothing is deleted");
    const others = await strangers(world);
    if (others > 0 && !options.strangers)
      throw new UsageError(
        `${others} people do not belong to the demo: nothing was deleted. With --strangers they go too.`,
      );
    const tables = await emptyDemoWorld(world);
    return { text: `${tables} tables emptied`, data: { tables } };
  },
});
