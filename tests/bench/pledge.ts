// `npm run bench -- pledge`: pledging, by the command and over HTTP, 1, 16 and 64 at once, on one hot slot and 10,000 spread
// ones, against the same reads and rows by a bare mysql2 transaction with the UPDATE first. Both sides take turns in short
// slices. --json  --rounds 16  --only command|http  --entry (the API without Next, where the pages are not built)
import { parseArgs } from "node:util";
import { v7 as uuid } from "uuid";
import { scripts } from "@/package.json";
import { pledge } from "@/server/pledges/commands";
import { faultyNumbers } from "@/tests/support/sums";
import { barePledge, FLOOR } from "./pledging/floor";
import { MASTER_KEY } from "./pledging/numbers";
import { closeConnections, post, type Server, startServer } from "./pledging/servers";
import {
  asPerson,
  type BenchWorld,
  type Caller,
  callers,
  hotSlot,
  openBench,
  overPledged,
  spreadSlots,
} from "./pledging/world";
import { type Compared, compare, round, slice } from "./sides/measure";

const { values: options } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    rounds: { type: "string", default: "16" },
    only: { type: "string" },
    entry: { type: "boolean", default: false },
  },
});
const ROUNDS = Number(options.rounds);
const SLICE_MS = 250;
/** Both sides run this often before anything counts: code warm, pools open, statements kept. */
const WARM_SLICES = 4;
const AT_ONCE = [1, 16, 64];
/** A person pledges once per slot; over HTTP each needs a session, and comes back on another slot. */
const CALLERS = 4_000;
const PEAK_SECONDS = 4;
const MEMORY_GOAL = 400;
const GOALS: Record<string, number> = {
  "command spread 1": 0.8,
  "command spread 16": 0.8,
  "command spread 64": 0.8,
  "command hot 16": 1.4,
  "command hot 64": 3,
  "http spread 1": 0.5,
  "http spread 16": 0.5,
  "http spread 64": 0.5,
  "http hot 1": 0.5,
  "http hot 16": 0.5,
  "http hot 64": 0.5,
};

type Row = { name: string; goal: number | null } & Compared;
type Sides = { ours(slotId: string): Promise<unknown>; floor(slotId: string): Promise<unknown> };

const tell = (line: string) => process.stderr.write(`${line}\n`);
const newKey = () => uuid().replaceAll("-", "");
const world = await openBench();
try {
  tell("10,000 open needs …");
  const spread = await spreadSlots(world);
  const rows: Row[] = [];
  if (options.only !== "http") rows.push(...(await run("command", commandSides(), spread)));
  const http = options.only === "command" ? null : await overHttp(spread);
  rows.push(...(http?.rows ?? []));
  const over = await overPledged(world.db);
  const faults = (await faultyNumbers(world.db)).length;
  report(rows, http?.peaks ?? null, over, faults);
  if (over + faults > 0) process.exitCode = 1;
} finally {
  closeConnections();
  await world.close();
}

async function run(kind: string, sides: Sides, spread: string[]): Promise<Row[]> {
  const rows: Row[] = [];
  let n = 0;
  const next = () => spread[n++ % spread.length] as string;
  for (const where of ["spread", "hot"])
    for (const atOnce of AT_ONCE) {
      // A fresh hot slot for each slice, so that the people over HTTP may pledge again.
      const side = (act: (slotId: string) => Promise<unknown>) => async () => {
        const hot = where === "hot" ? await hotSlot(world) : null;
        return slice(atOnce, SLICE_MS, () => act(hot ?? next()));
      };
      const [ours, floor] = [side(sides.ours), side(sides.floor)];
      for (let i = 0; i < WARM_SLICES; i++) {
        await ours();
        await floor();
      }
      const name = `${kind} ${where} ${atOnce}`;
      const compared = await compare(ROUNDS, ours, floor);
      rows.push({ name, goal: GOALS[name] ?? null, ...compared });
      tell(`${name}: ${round(compared.ratio)}`);
    }
  return rows;
}

function commandSides(): Sides {
  const wish = { amount: "1", ifShort: "ask" } as const;
  return {
    ours: (slotId) => pledge(asPerson(world, uuid()), { ...wish, slotId, key: newKey() }),
    floor: (slotId) => barePledge(world.bare, uuid(), slotId, 1, newKey()),
  };
}

async function overHttp(spread: string[]) {
  tell(`${CALLERS} people with sessions, two servers …`);
  const everybody = await callers(world, CALLERS);
  const ours = await ourServer(world, "0");
  const bare = await startServer("tests/bench/pledging/bare-server.ts", [world.url], {}, ["--import", "tsx"]);
  const turns = inTurns(everybody);
  const rows = await run("http", httpSides(ours, bare, turns), spread);
  const peaks: Record<string, number> = { ours: ours.peakMegabytes(), bare: bare.peakMegabytes() };
  await Promise.all([ours.stop(), bare.stop()]);
  closeConnections();
  // As it runs in life, with its worker, under 64 at once.
  const whole = await ourServer(world, "1");
  const sides = httpSides(whole, whole, turns);
  let n = 0;
  for (let ms = 0; ms < PEAK_SECONDS * 500; ms += SLICE_MS) {
    const hot = await hotSlot(world);
    await slice(64, SLICE_MS, () => sides.ours(hot));
    await slice(64, SLICE_MS, () => sides.ours(spread[n++ % spread.length] as string));
  }
  peaks.withWorker = whole.peakMegabytes();
  await whole.stop();
  return { rows, peaks };
}

/** As `npm start` gives them to node. */
function flagsOf(script: string): string[] {
  return script.split(" ").filter((word) => word.startsWith("--"));
}

function ourServer(on: BenchWorld, worker: string): Promise<Server> {
  const env = {
    DATABASE_URL: on.url,
    HRB_MASTER_KEY: MASTER_KEY,
    HRB_DATA_DIR: `${on.dataDir}/server`,
    HRB_WORKER: worker,
    DEMO: "0",
    PORT: "0",
    HOST: "127.0.0.1",
    LOG_LEVEL: "error",
  };
  return options.entry
    ? startServer("tests/bench/pledging/entry-server.ts", [], { ...env, NODE_ENV: "production" }, [
        "--import",
        "tsx",
      ])
    : startServer("server/cli/start.mjs", [], env, flagsOf(scripts.start));
}

type Turn = (slotId: string, which: "front" | "back") => Caller;

/** Each slot sees each person once, in the whole run: ours from the front of the list, the floor from the back. */
function inTurns(everybody: Caller[]): Turn {
  const turns = new Map<string, { front: number; back: number }>();
  let [a, b] = [0, 0];
  return (slotId, which) => {
    const at = turns.get(slotId) ?? { front: a++, back: b++ };
    turns.set(slotId, at);
    const i = at[which]++ % (CALLERS / 2);
    return everybody[which === "front" ? i : CALLERS - 1 - i] as Caller;
  };
}

function httpSides(ours: Server, bare: Server, turn: Turn): Sides {
  return {
    ours: (slotId) => {
      const body = { json: { slotId, amount: "1", key: newKey() } };
      return post(ours.port, "/api/trpc/pledges.make", turn(slotId, "front").cookie, body);
    },
    floor: (slotId) => {
      const body = { slotId, amount: "1", key: newKey() };
      return post(bare.port, "/pledge", `sid=${turn(slotId, "back").sid}`, body);
    },
  };
}

function report(rows: Row[], peaks: Record<string, number> | null, over: number, faults: number): void {
  const told = rows.map((row) => ({
    name: row.name,
    ours: round(row.ours.perSecond, 0),
    floor: round(row.floor.perSecond, 0),
    ratio: round(row.ratio),
    goal: row.goal,
    met: row.goal === null ? null : row.ratio >= row.goal,
  }));
  const memory = peaks && {
    ...peaks,
    goal: MEMORY_GOAL,
    server: options.entry ? "entry without Next" : "npm start",
  };
  if (options.json) {
    const ratios = Object.fromEntries(rows.map((row) => [row.name, row.ratios.map((r) => round(r))]));
    const floor = Object.values(FLOOR).map((text) => text.replace(/\s+/g, " "));
    process.stdout.write(
      `${JSON.stringify({ bench: "pledge", rows: told, overPledged: over, faultySums: faults, memory, floor, ratios })}\n`,
    );
    return;
  }
  console.table(told);
  console.log(`over-pledged: ${over}; slots or histories that do not add up: ${faults}`);
  if (memory) console.log("peak memory, MB:", memory);
  console.log("the floor, statement by statement:");
  for (const [name, text] of Object.entries(FLOOR)) console.log(`  ${name}: ${text.replace(/\s+/g, " ")}`);
}
