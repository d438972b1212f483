// Everybody is 您 here: one word of address on every screen, in every notice and every refusal.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { SMS_TEMPLATES } from "@/server/platform/sms/templates";

const APP = resolve(import.meta.dirname, "../../app");
const files = (folder: string): string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : /\.tsx?$/.test(name) ? [path] : [];
  });

test("no sentence says 你: 您 in address, and no 您们, which nobody says", () => {
  const found = files(APP).flatMap((path) =>
    readFileSync(path, "utf8")
      .split("\n")
      .flatMap((line, i) =>
        /你|您们/.test(line) ? [`${path.slice(APP.length)}:${i + 1} ${line.trim()}`] : [],
      ),
  );
  expect(found).toEqual([]);
});

test("text messages neither", () => {
  expect(JSON.stringify(SMS_TEMPLATES)).not.toMatch(/你|您们/);
});
