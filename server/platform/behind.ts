// Rows that may follow the answer they belong to: gathered in this process, written many at a time a moment later, the last of them
// when the world closes. For what may be lost with a process that is killed, and for nothing else.
import { setTimeout as sleep } from "node:timers/promises";
import type { Db } from "./db";
import type { Log } from "./log";

/** From the first row that waits to its writing. */
export const BEHIND_MS = 150;
/** Rows that wait in a process; whoever brings the next one waits for the writing. */
export const BEHIND_MAX = 1_000;
/** Rows of one statement. */
const AT_ONCE = 100;
/** Before the one more attempt. */
const AGAIN_MS = 100;
/** Ids of what is written, so that it is not written again. */
const REMEMBERED = 5_000;

type Write = (db: Db, rows: object[]) => Promise<void>;
type Queue = {
  waiting: Map<string, object>;
  written: Set<string>;
  running: Promise<void> | null;
  timer: NodeJS.Timeout | null;
  flush(): Promise<void>;
};

const KEY = Symbol.for("haorenbang.behind");
type Queues = WeakMap<Db, Map<string, Queue>>;
/** On globalThis, since Next bundles a second copy of every module. */
function queuesOf(db: Db): Map<string, Queue> {
  const holder = globalThis as { [KEY]?: Queues };
  holder[KEY] ??= new WeakMap();
  const known = holder[KEY].get(db) ?? new Map<string, Queue>();
  holder[KEY].set(db, known);
  return known;
}

/** `write` inserts, and leaves alone what is there already: a row may come twice. Within a transaction rows are written at once. */
export function writeBehind<Row extends object>(name: string, write: (db: Db, rows: Row[]) => Promise<void>) {
  const queueOf = (db: Db, log: Log): Queue => {
    const all = queuesOf(db);
    const queue = all.get(name) ?? makeQueue(name, db, log, write as Write);
    all.set(name, queue);
    return queue;
  };
  return {
    async add({ db, log }: { db: Db; log: Log }, id: string, row: Row): Promise<void> {
      if (db.isTransaction) return write(db, [row]);
      const queue = queueOf(db, log);
      if (queue.written.has(id) || queue.waiting.has(id)) return;
      if (queue.waiting.size >= BEHIND_MAX) await queue.flush();
      queue.waiting.set(id, row);
      queue.timer ??= setTimeout(() => void queue.flush(), BEHIND_MS).unref();
    },
    /** Everything that waited when it was called is written, or given up and logged, when it answers. */
    flush: async (db: Db): Promise<void> => queuesOf(db).get(name)?.flush(),
  };
}

/** Writes whatever waits for this database: before it is closed. */
export async function drainBehind(db: Db): Promise<void> {
  await Promise.all([...queuesOf(db).values()].map((queue) => queue.flush()));
}

function makeQueue(name: string, db: Db, log: Log, write: Write): Queue {
  const queue: Queue = { waiting: new Map(), written: new Set(), running: null, timer: null, flush };
  return queue;

  async function flush(): Promise<void> {
    while (queue.running !== null) await queue.running;
    if (queue.timer !== null) clearTimeout(queue.timer);
    queue.timer = null;
    if (queue.waiting.size === 0) return;
    const rows = queue.waiting;
    queue.waiting = new Map();
    if (queue.written.size > REMEMBERED) queue.written.clear();
    for (const id of rows.keys()) queue.written.add(id);
    queue.running = writeAll(rows).finally(() => {
      queue.running = null;
    });
    await queue.running;
  }

  async function writeAll(rows: Map<string, object>): Promise<void> {
    const all = [...rows];
    for (let from = 0; from < all.length; from += AT_ONCE) {
      const some = all.slice(from, from + AT_ONCE);
      const act = () =>
        write(
          db,
          some.map(([, row]) => row),
        );
      try {
        await act().catch(async (error) => {
          log.warn({ err: error, rows: some.length }, `${name}: not written, once more`);
          await sleep(AGAIN_MS);
          await act();
        });
      } catch (error) {
        for (const [id] of some) queue.written.delete(id);
        log.error({ err: error, rows: some.length }, `${name}: given up`);
      }
    }
  }
}
