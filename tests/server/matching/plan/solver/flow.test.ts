// The solver against HiGHS on networks of every kind, and what it refuses.
import { beforeAll, describe, expect, it } from "vitest";
import { Flow, solveFlow } from "@/server/matching/plan/solver/rules";
import { FlowError, type FlowProblem } from "@/server/matching/plan/solver/schema";
import { drawn, flowProgramme, type Oracle, openOracle } from "@/tests/support/oracle";

let oracle: Oracle;
beforeAll(async () => {
  oracle = await openOracle();
});

type Arc = [from: number, to: number, capacity: number, cost: number, lower?: number];
const network = (supply: number[], arcs: Arc[]): FlowProblem => ({
  nodes: supply.length,
  supply: Float64Array.from(supply),
  from: Int32Array.from(arcs, (a) => a[0]),
  to: Int32Array.from(arcs, (a) => a[1]),
  capacity: Float64Array.from(arcs, (a) => a[2]),
  cost: Float64Array.from(arcs, (a) => a[3]),
  lower: Float64Array.from(arcs, (a) => a[4] ?? 0),
});

/** Any network: parallel arcs, loops, negative costs, nodes nobody reaches, lower bounds, and now and then no solution. */
function anyNetwork(seed: number, load: number): FlowProblem {
  const draw = drawn(seed);
  const whole = (below: number) => Math.floor(draw() * below);
  const nodes = 2 + whole(30);
  const arcs = Array.from({ length: nodes * (1 + whole(6)) }, (): Arc => {
    const capacity = whole(40);
    return [
      whole(nodes),
      whole(nodes),
      capacity,
      whole(200) - 30,
      whole(4) === 0 ? whole(Math.min(capacity, 3) + 1) : 0,
    ];
  });
  const supply = new Array<number>(nodes).fill(0);
  for (let k = 0; k < nodes; k++) {
    const amount = whole(load * 6);
    supply[whole(nodes)]! += amount;
    supply[whole(nodes)]! -= amount;
  }
  return network(supply, arcs);
}

/** Every node gives and takes what it should, and every arc stays within its bounds, in whole numbers. */
function expectFeasible({ nodes, supply, from, to, lower, capacity }: FlowProblem, flow: Float64Array): void {
  const left = Float64Array.from(supply);
  for (let a = 0; a < flow.length; a++) {
    expect(Number.isInteger(flow[a])).toBe(true);
    expect(flow[a]).toBeGreaterThanOrEqual(lower?.[a] ?? 0);
    expect(flow[a]).toBeLessThanOrEqual(capacity[a]!);
    left[from[a]!]! -= flow[a]!;
    left[to[a]!]! += flow[a]!;
  }
  for (let n = 0; n < nodes; n++) expect(left[n]).toBe(0);
}

describe("min-cost flow", () => {
  it.each([1, 2, 3])("costs what HiGHS says, in whole numbers, on 80 networks at load %i", (load) => {
    let solvable = 0;
    for (let seed = 1; seed <= 80; seed++) {
      const problem = anyNetwork(seed * 7 + load, load);
      const { objective } = oracle.solve(flowProgramme(problem));
      const answer = solveFlow(problem);
      if (objective === null) expect([seed, answer.status]).toEqual([seed, "infeasible"]);
      else {
        solvable++;
        expect([seed, answer.status, answer.objective]).toEqual([seed, "optimal", Math.round(objective)]);
        expectFeasible(problem, answer.flow);
      }
    }
    expect(solvable).toBeGreaterThan(10);
  });

  it("goes on from where it stood when costs change, to the same optimum as from the start", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const problem = anyNetwork(seed, 1);
      const flow = new Flow(problem, 1_000);
      if (flow.solve().status !== "optimal") continue;
      const draw = drawn(seed + 999);
      for (let turn = 0; turn < 4; turn++) {
        for (let k = 0; k < 5; k++) {
          const arc = Math.floor(draw() * problem.cost.length);
          problem.cost[arc] = Math.floor(draw() * 2_000) - 1_000;
          flow.reprice(arc, problem.cost[arc]!);
        }
        const again = flow.solve();
        expect(again.objective).toBe(solveFlow(problem).objective);
        expectFeasible(problem, again.flow);
      }
    }
  });

  it("has nothing to do where nobody gives and nobody takes", () => {
    expect(solveFlow(network([], []))).toMatchObject({ status: "optimal", objective: 0 });
    expect(solveFlow(network([0, 0], [[0, 1, 5, 3]]))).toMatchObject({ status: "optimal", objective: 0 });
    // … unless going round pays
    expect(
      solveFlow(
        network(
          [0, 0],
          [
            [0, 1, 5, -3],
            [1, 0, 4, 1],
          ],
        ),
      ).objective,
    ).toBe(-8);
    expect(solveFlow(network([0], [[0, 0, 7, -2]])).objective).toBe(-14);
  });

  it("says infeasible: too little room, no way, more given than taken, lower bounds nobody can meet", () => {
    expect(solveFlow(network([3, -3], [[0, 1, 2, 1]])).status).toBe("infeasible");
    expect(solveFlow(network([3, -3], [])).status).toBe("infeasible");
    expect(
      solveFlow(
        network(
          [1, -1, 0, 0],
          [
            [0, 2, 9, 1],
            [3, 1, 9, 1],
          ],
        ),
      ).status,
    ).toBe("infeasible");
    expect(solveFlow(network([3, -2], [[0, 1, 9, 1]])).status).toBe("infeasible");
    expect(solveFlow(network([0, 0], [[0, 1, 9, 1, 2]])).status).toBe("infeasible");
  });

  it("splits over parallel arcs by cost, and meets lower bounds first", () => {
    const answer = solveFlow(
      network(
        [5, -5],
        [
          [0, 1, 2, 1],
          [0, 1, 9, 4],
          [0, 1, 9, 7, 1],
        ],
      ),
    );
    expect([...answer.flow]).toEqual([2, 2, 1]);
    expect(answer.objective).toBe(2 + 8 + 7);
  });

  it("stays exact up to its limits, and names the limit beyond", () => {
    const dearest = Math.floor(2 ** 50 / 3) - 1; // two nodes and the root
    expect(solveFlow(network([1, -1], [[0, 1, 1, dearest]])).objective).toBe(dearest);
    const fault = (problem: FlowProblem) => {
      try {
        solveFlow(problem);
      } catch (error) {
        return error instanceof FlowError ? error.fault : error;
      }
      return "solved";
    };
    expect(fault(network([1, -1], [[0, 1, 1, dearest + 1]]))).toBe("COST_TOO_LARGE");
    expect(fault(network([1, -1], [[0, 1, 2 ** 51, 1]]))).toBe("AMOUNT_TOO_LARGE");
    expect(fault(network([2 ** 51, -(2 ** 51)], [[0, 1, 1, 1]]))).toBe("AMOUNT_TOO_LARGE");
    expect(fault(network([2 ** 40, -(2 ** 40)], [[0, 1, 2 ** 40, 2 ** 20]]))).toBe("OBJECTIVE_TOO_LARGE");
    expect(fault(network([1, -1], [[0, 1, 1, 0.5]]))).toBe("NOT_WHOLE");
    expect(fault(network([1, -1], [[0, 1, Number.POSITIVE_INFINITY, 1]]))).toBe("NOT_WHOLE");
    expect(fault(network([1, -1], [[0, 2, 1, 1]]))).toBe("NO_SUCH_NODE");
    expect(fault(network([1, -1], [[0, 1, 1, 1, 2]]))).toBe("BOUNDS_CROSSED");
    expect(fault({ ...network([1, -1], [[0, 1, 1, 1]]), cost: new Float64Array(2) })).toBe("ARRAYS_DIFFER");
  });

  it("stops when it is told to, and tells how far it was", () => {
    const n = 700; // an assignment: some thousand pivots
    const draw = drawn(5);
    const arcs = Array.from(
      { length: n * 12 },
      (): Arc => [Math.floor(draw() * n), n + Math.floor(draw() * n), 1, Math.floor(draw() * 1_000)],
    );
    for (let i = 0; i < n; i++) arcs.push([i, n + i, 1, 5_000]);
    const problem = network(
      Array.from({ length: 2 * n }, (_, i) => (i < n ? 1 : -1)),
      arcs,
    );
    const told: number[] = [];
    const stopped = solveFlow(problem, (pivots) => told.push(pivots) < 2);
    expect(stopped.status).toBe("cancelled");
    expect(told).toHaveLength(2);
    expect(solveFlow(problem, () => true).status).toBe("optimal");
  });
});
