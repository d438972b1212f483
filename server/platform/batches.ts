// Work that waits for the same thing is done together: while one batch of a key runs, the next one gathers.
// The first to come waits for nobody. In-process only; correctness never leans on it.

type Waiting<Item, Result> = { item: Item; done: (result: Result) => void; fail: (error: unknown) => void };

/** Answers results in the order of its items. */
export type Run<Item, Result> = (key: string, items: Item[]) => Promise<Result[]>;

export function batcher<Item, Result>(max: number, run: Run<Item, Result>) {
  const queues = new Map<string, Waiting<Item, Result>[]>(); // a key is here while a batch of it runs

  async function drain(key: string, queue: Waiting<Item, Result>[]): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, max);
      try {
        const results = await run(
          key,
          batch.map((w) => w.item),
        );
        batch.forEach((w, i) => {
          w.done(results[i] as Result);
        });
      } catch (error) {
        for (const w of batch) w.fail(error);
      }
    }
    queues.delete(key);
  }

  return (key: string, item: Item): Promise<Result> =>
    new Promise((done, fail) => {
      const waiting = { item, done, fail };
      const running = queues.get(key);
      if (running) {
        running.push(waiting);
        return;
      }
      const queue = [waiting];
      queues.set(key, queue);
      void drain(key, queue);
    });
}
