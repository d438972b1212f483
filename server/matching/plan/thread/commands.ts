// What runs in the thread: it solves the problem it was given, tells how far it is, and ends.
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { solvePlan } from "../model/rules";
import type { PlanAnswer, PlanProblem } from "../model/schema";

/** To the thread. `stop` becomes 1 when nobody wants the answer any more; `most`: milliseconds, then the best so far is taken. */
export type ThreadTask = { problem: PlanProblem; stop: Int32Array; most: number };
/** From the thread. */
export type ThreadWord = { share: number } | { answer: PlanAnswer; late: boolean };

const TELL_EVERY_MS = 250;

function work({ problem, stop, most }: ThreadTask, tell: (word: ThreadWord) => void): void {
  const began = performance.now();
  let told = 0;
  let late = false;
  const answer = solvePlan(problem, ({ stage, share }) => {
    const now = performance.now() - began;
    late ||= now > most;
    if (now - told > TELL_EVERY_MS) {
      told = now;
      tell({ share: stage === "flow" ? share * 0.3 : 0.3 + share * 0.7 });
    }
    return !late && Atomics.load(stop, 0) === 0;
  });
  tell({ answer, late });
}

if (!isMainThread && parentPort) {
  const port = parentPort;
  work(workerData as ThreadTask, (word) => port.postMessage(word));
}
