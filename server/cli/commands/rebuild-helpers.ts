import { command } from "@/server/cli/command";
import { rebuild } from "@/server/matching/candidates/keeping/commands";

export const rebuildHelpersCommand = command({
  name: "helpers rebuild",
  describe: "make anew who can help and what is wanted, from what people and organisations say and did",
  async run({ world, progress }) {
    const data = await rebuild(world.db, progress);
    return { text: `${data.people} people, ${data.organisations} organisations, ${data.needs} needs`, data };
  },
});
