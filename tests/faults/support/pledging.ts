// A process that pledges as fast as it can and says so: "sent {…}" before each pledge, "done <key> <pledgeId>" after its answer.
import { v7 as uuid } from "uuid";
import { createDb } from "@/server/platform/db";
import { pledge } from "@/server/pledges/commands";
import { pledgeInput } from "@/server/pledges/schema";
import { ctxOf } from "@/tests/support/actors";

const [url, ...slots] = process.argv.slice(2) as [string, ...string[]];
const world = { db: createDb(url), clock: { now: () => new Date() } };
/** Bounded: a parent that never kills us is not harmed. */
const until = Date.now() + 20_000;

async function loop(): Promise<void> {
  for (let n = 0; Date.now() < until; n++) {
    const sent = {
      personId: uuid(),
      slotId: slots[n % slots.length] as string,
      key: uuid().replaceAll("-", ""),
    };
    process.stdout.write(`sent ${JSON.stringify(sent)}\n`);
    const { pledgeId } = await pledge(
      ctxOf(world, sent.personId),
      pledgeInput.parse({ slotId: sent.slotId, amount: 1, key: sent.key }),
    );
    process.stdout.write(`done ${sent.key} ${pledgeId}\n`);
  }
}

await Promise.all(Array.from({ length: 16 }, loop));
await world.db.destroy();
