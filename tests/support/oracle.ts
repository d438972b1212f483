// HiGHS as the independent oracle of the district's plan: linear and mixed-integer programmes, column by column.
import loadHighs from "highs";
import type { FlowProblem } from "@/server/matching/plan/solver/schema";

type Highs = Awaited<ReturnType<typeof loadHighs>>;

/** Rows are added with their bounds, columns with their cost, bounds and entries in those rows. */
export class Programme {
  private readonly cost: number[] = [];
  private readonly bounds: [number[], number[]] = [[], []];
  private readonly rows: [number[], number[]] = [[], []];
  private readonly starts = [0];
  private readonly at: number[] = [];
  private readonly value: number[] = [];
  private readonly whole: number[] = [];
  private readonly start: number[] = [];

  row(lower: number, upper: number): number {
    this.rows[0].push(lower);
    return this.rows[1].push(upper) - 1;
  }

  column(
    cost: number,
    lower: number,
    upper: number,
    entries: [row: number, value: number][],
    whole = false,
    start = 0,
  ): number {
    for (const [row, value] of entries) {
      this.at.push(row);
      this.value.push(value);
    }
    this.starts.push(this.at.length);
    this.bounds[0].push(lower);
    this.bounds[1].push(upper);
    this.whole.push(whole ? 1 : 0);
    this.start.push(start);
    return this.cost.push(cost) - 1;
  }

  /** A solution to start from: what each column was given as `start`. */
  startingAt(): Float64Array {
    return Float64Array.from(this.start);
  }

  data(highs: Highs) {
    return {
      numCols: this.cost.length,
      numRows: this.rows[0].length,
      sense: highs.constants.objectiveSense.minimize,
      colCost: Float64Array.from(this.cost),
      colLower: Float64Array.from(this.bounds[0]),
      colUpper: Float64Array.from(this.bounds[1]),
      rowLower: Float64Array.from(this.rows[0]),
      rowUpper: Float64Array.from(this.rows[1]),
      matrix: {
        format: "csc" as const,
        numCols: this.cost.length,
        numRows: this.rows[0].length,
        starts: Int32Array.from(this.starts),
        indices: Int32Array.from(this.at),
        values: Float64Array.from(this.value),
      },
      ...(this.whole.some(Boolean) ? { integrality: Int32Array.from(this.whole) } : {}),
    };
  }
}

/** `seconds` by the clock, `cpu` of this process, both of loading and solving alone. */
export type Solved = {
  objective: number | null;
  bound: number;
  optimal: boolean;
  seconds: number;
  cpu: number;
};
export type Oracle = {
  infinity: number;
  /** `from`: begins at the columns' own start. */
  solve(programme: Programme, seconds?: number, from?: "nothing" | "start"): Solved;
};

/** Loads the solver; `solve` is synchronous. objective null: there is no solution, or none was found in time. */
export async function openOracle(): Promise<Oracle> {
  const highs = await loadHighs();
  return {
    infinity: highs.infinity,
    solve(programme, seconds = 600, from = "nothing") {
      const data = programme.data(highs);
      const colValue = programme.startingAt();
      const [began, spent] = [performance.now(), process.cpuUsage()];
      return highs.withModel(data, (model) => {
        model.options.set({ output_flag: false, time_limit: seconds });
        if (from === "start") model.setSolution({ colValue });
        model.run();
        const { user, system } = process.cpuUsage(spent);
        const status = model.getModelStatus();
        const optimal = status === highs.constants.modelStatus.optimal;
        const value = model.getObjectiveValue();
        const found = optimal || (status === highs.constants.modelStatus.timeLimit && Math.abs(value) < 1e15);
        return {
          objective: found ? value : null,
          bound: data.integrality ? Number(model.info.get("mip_dual_bound")) : value,
          optimal,
          seconds: (performance.now() - began) / 1000,
          cpu: (user + system) / 1e6,
        };
      });
    },
  };
}

/** The programme of a min-cost flow: a row per node, a column per arc. A loop moves nothing, so it has no entry. */
export function flowProgramme({ nodes, supply, from, to, capacity, cost, lower }: FlowProblem): Programme {
  const programme = new Programme();
  for (let n = 0; n < nodes; n++) programme.row(supply[n]!, supply[n]!);
  for (let a = 0; a < from.length; a++)
    programme.column(
      cost[a]!,
      lower?.[a] ?? 0,
      capacity[a]!,
      from[a] === to[a]
        ? []
        : [
            [from[a]!, 1],
            [to[a]!, -1],
          ],
    );
  return programme;
}

/** Numbers in [0, 1) from a seed: the same on every machine (mulberry32). */
export function drawn(seed: number): () => number {
  let a = seed >>> 0;
  return () => {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), a | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
