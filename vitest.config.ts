import { defineConfig } from "vitest/config";

process.env.TZ = "Asia/Kathmandu"; // +05:45: no rule may lean on the machine's time zone

export default defineConfig({
  resolve: { alias: { "@/": `${import.meta.dirname}/` } },
  test: {
    include: [
      "tests/server/**/*.test.ts",
      "tests/structure/**/*.test.ts",
      "tests/faults/**/*.test.ts",
      "tests/app/**/*.test.{ts,tsx}",
      "tests/copy/**/*.test.ts",
    ],
    globalSetup: "tests/support/global-setup.ts",
    setupFiles: "tests/support/setup.ts",
    pool: "forks",
    isolate: false, // a file's own is its database (support/database.ts); modules keep nothing that is not by database
    maxWorkers: 2,
    testTimeout: 60_000, // a busy machine is slow, not wrong
    hookTimeout: 60_000,
    env: { TZ: "Asia/Kathmandu" },
  },
});
