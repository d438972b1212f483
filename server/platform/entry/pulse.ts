// Is the database there? Known at once when a statement finds it gone, and by asking every two seconds otherwise
// (a frozen server refuses nothing, it only never answers). It asks by a connection of its own: a queue in front of the
// pool is our being busy, not the database being away.
import { type Connection, createConnection } from "mysql2/promise";
import type { Log } from "@/server/platform/log";

const EVERY_MS = 2_000;
const AGAIN_MS = 250;
const PATIENCE_MS = 3_000;

export type Pulse = {
  readonly lost: boolean;
  /** A statement found the connection gone. */
  note(): void;
  watch(url: string, log: Log): void;
  /** Called when asking has shown that it is away: whoever waits for it need not wait on. */
  onLost(told: () => void): void;
  stop(): void;
};

export function createPulse(): Pulse {
  let lost = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let ask: (() => Promise<void>) | undefined;
  let asking: Promise<void> | undefined;
  let connection: Connection | undefined;
  const waiting: (() => void)[] = [];

  const answers = async (url: string): Promise<boolean> => {
    let late: NodeJS.Timeout | undefined;
    // The answer may have come while we were busy: it is read before patience is said to be over.
    const patience = new Promise<never>((_, reject) => {
      late = setTimeout(() => setImmediate(reject, new Error("no answer")), PATIENCE_MS);
    });
    try {
      const asked = (async () => {
        connection ??= await quiet(createConnection({ uri: url, connectTimeout: PATIENCE_MS }));
        await connection.query("SELECT 1");
      })();
      await Promise.race([asked, patience]);
      return true;
    } catch {
      connection?.destroy();
      connection = undefined;
      return false;
    } finally {
      clearTimeout(late);
    }
  };

  const soon = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(round, ms).unref();
  };
  const round = () => {
    if (asking) return;
    asking = ask?.().finally(() => {
      asking = undefined;
      soon(lost ? AGAIN_MS : EVERY_MS);
    });
  };

  return {
    get lost() {
      return lost;
    },
    note() {
      lost = true;
      soon(0);
    },
    watch(url, log) {
      ask = async () => {
        const before = lost;
        lost = !(await answers(url));
        if (lost && !before) log.error("the database does not answer");
        if (lost) for (const told of waiting) told();
        if (!lost && before) log.info("the database answers again");
      };
      soon(EVERY_MS);
    },
    onLost(told) {
      waiting.push(told);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
      connection?.destroy();
    },
  };
}

/** A connection cut while nobody asks is found by the next question; it must not end the process. */
async function quiet(opening: Promise<Connection>): Promise<Connection> {
  const connection = await opening;
  connection.on("error", () => {});
  return connection;
}
