// The API behind our entry, without Next: for measuring while the pages are not built (--entry). Child process of the bench.
import { entry as words } from "@/app/_copy/entry";
import { refusalSentence } from "@/app/_copy/refusals";
import { loadConfig } from "@/server/platform/config";
import { createPulse } from "@/server/platform/entry/pulse";
import { createEntry } from "@/server/platform/entry/server";
import { openWorld } from "@/server/platform/world";
import { TRPC_PREFIX, trpcHandle } from "@/server/trpc/http";

const world = await openWorld(loadConfig());
const { server } = createEntry({
  world,
  pulse: createPulse(),
  pages: async (_req, res) => {
    res.writeHead(404);
    res.end();
  },
  routes: { [TRPC_PREFIX]: trpcHandle(world, refusalSentence) },
  words: { ...words, missing: words.malformed },
  inlineScripts: [],
  dev: false,
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ ready: true, port: (server.address() as { port: number }).port });
});
process.on("disconnect", () => process.exit(0));
