import { command } from "@/server/cli/command";
import { retryParked } from "@/server/history/outbox/commands";
import { listParkedEvents } from "@/server/history/outbox/data";
import { listParkedTimers } from "@/server/timers/data";

export const parkedCommand = command<{ retry?: boolean }>({
  name: "parked",
  describe: "list the events and timers that were given up after many tries, or have them tried again",
  options: [["--retry", "the cause is gone: try them again"]],
  async run({ world }, _args, { retry }) {
    if (retry) {
      const again = await retryParked(world);
      return { text: `${again.events} events and ${again.timers} timers will be tried again`, data: again };
    }
    const events = await listParkedEvents(world.db);
    const timers = await listParkedTimers(world.db);
    const lines = [
      ...events.map((e) => `event  ${e.event} ${e.subject_id} v${e.version}: ${e.last_error}`),
      ...timers.map((t) => `timer  ${t.act} ${t.ref}: ${t.last_error}`),
    ];
    return { text: lines.join("\n") || "nothing is parked", data: { events, timers } };
  },
});
