// Is the database there? Known at once when a statement finds it gone, and by asking every two seconds otherwise
// (a frozen server refuses nothing, it only never answers).
import { sql } from "kysely";
import type { Db } from "@/server/platform/db";
import type { Log } from "@/server/platform/log";

const EVERY_MS = 2_000;
const AGAIN_MS = 250;
const PATIENCE_MS = 2_000;

export type Pulse = {
  readonly lost: boolean;
  /** A statement found the connection gone. */
  note(): void;
  watch(db: Db, log: Log): void;
  stop(): void;
};

export function createPulse(): Pulse {
  let lost = false;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let ask: (() => Promise<void>) | undefined;
  let asking: Promise<void> | undefined;

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
    watch(db, log) {
      ask = async () => {
        const before = lost;
        lost = !(await answers(db));
        if (lost && !before) log.error("the database does not answer");
        if (!lost && before) log.info("the database answers again");
      };
      soon(EVERY_MS);
    },
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function answers(db: Db): Promise<boolean> {
  let late: NodeJS.Timeout | undefined;
  const patience = new Promise<boolean>((resolve) => {
    late = setTimeout(resolve, PATIENCE_MS, false);
  });
  const answer = sql`SELECT 1`.execute(db).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, patience]).finally(() => clearTimeout(late));
}
