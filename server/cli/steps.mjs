// A line per step with its time. Plain JavaScript without dependencies, since it runs before any are installed.
const started = Date.now();

const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

/** Steps may overlap; each says its line when it is done. */
export const steps = {
  begin(name) {
    const from = Date.now();
    return (note) => {
      const line = `${name.padEnd(14)}${(note ?? "").padEnd(44)} ${seconds(Date.now() - from).padStart(8)}`;
      process.stdout.write(`${line}\n`);
    };
  },
  total() {
    process.stdout.write(`${"ready in".padEnd(58)} ${seconds(Date.now() - started).padStart(8)}\n`);
  },
};

/** Ends the process with one line that says what to do. */
export function give(line, code = 1) {
  process.stderr.write(`\n${line}\n`);
  process.exit(code);
}
