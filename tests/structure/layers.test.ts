// Who may import whom (ARCHITECTURE.md, "Direction"), and what files may be called.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = resolve(import.meta.dirname, "../..");

function filesBelow(folder: string): string[] {
  const at = join(ROOT, folder);
  if (!existsSync(at)) return [];
  return readdirSync(at).flatMap((name) => {
    const path = join(at, name);
    return statSync(path).isDirectory() ? filesBelow(relative(ROOT, path)) : [relative(ROOT, path)];
  });
}

const isCode = (file: string) => /\.(ts|tsx|mts|mjs)$/.test(file) && !file.endsWith(".generated.ts");
const code = [...filesBelow("app"), ...filesBelow("server")].filter(isCode);

/** Project files a file imports at run time or as types, without extension. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(ROOT, file), "utf8");
  return [...source.matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)]
    .map((m) => m[1] as string)
    .filter((spec) => spec.startsWith("@/") || spec.startsWith("."))
    .map((spec) =>
      spec.startsWith("@/") ? spec.slice(2) : relative(ROOT, resolve(ROOT, dirname(file), spec)),
    );
}

/** Imports that break a rule, as "file → import". */
const offences = (from: (file: string) => boolean, bad: (target: string, file: string) => boolean) =>
  code.filter(from).flatMap((file) =>
    importsOf(file)
      .filter((t) => bad(t, file))
      .map((t) => `${file} → ${t}`),
  );

const DAG = [
  "regions",
  "people",
  "organisations",
  "needs",
  "pledges",
  "attendance",
  "hours",
  "certificates",
  "records",
  "reports",
  "matching",
];
const PURE = /^server\/(?:.*\/)?(schema|lifecycle|rules|policy|errors|time)$/;

describe("layers", () => {
  it("pages reach the server only through app/_trpc; of server they import pure files alone", () => {
    expect(
      offences(
        (f) => f.startsWith("app/") && !f.startsWith("app/_trpc/") && !f.startsWith("app/api/"),
        (t) => t.startsWith("server/") && !PURE.test(t),
      ),
    ).toEqual([]);
  });

  it("the server knows nothing of the pages", () => {
    expect(
      offences(
        (f) => f.startsWith("server/") && f !== "server/main.ts",
        (t) => t.startsWith("app/"),
      ),
    ).toEqual([]);
  });

  it("a module imports only modules before it: regions ← people ← organisations ← needs ← pledges", () => {
    const rank = (path: string) => DAG.indexOf(path.split("/")[1] ?? "");
    expect(
      offences(
        (f) => f.startsWith("server/") && rank(f) >= 0,
        (t, f) => t.startsWith("server/") && rank(t) > rank(f),
      ),
    ).toEqual([]);
  });

  it("rules, lifecycles and policy are pure: no database, no clock, no request", () => {
    expect(
      offences(
        (f) => /^server\/.*\/?(rules|lifecycle)\.ts$/.test(f) || f === "server/policy.ts",
        (t) => /^server\/(platform\/(?!schema$|sms\/templates$)|trpc\/|.*\/(data|commands|router)$)/.test(t),
      ),
    ).toEqual([]);
  });

  it("SQL stays in data.ts and commands.ts", () => {
    const speaksSql = (file: string) =>
      /\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql`/.test(
        readFileSync(join(ROOT, file), "utf8"),
      );
    const allowed = /^server\/(platform|cli)\/|\/(data|commands)\.ts$/;
    expect(code.filter((f) => speaksSql(f) && !allowed.test(f))).toEqual([]);
  });

  it("the parts that could ship in another product know no module", () => {
    expect(
      offences(
        (f) => f.startsWith("app/_ui/"),
        (t) => t.startsWith("server/") || t.startsWith("app/_shared"),
      ),
    ).toEqual([]);
  });
});

describe("names", () => {
  it("a module has only the names a stranger expects", () => {
    const allowed =
      /\/(schema|lifecycle|rules|data|commands|router)\.ts$|\/README\.md$|\/data\/[a-z-]+\.csv$/;
    const free = /^server\/(platform|cli|trpc)\/|^server\/(policy|errors|lifecycle|time|main|worker)\.ts$/;
    expect(filesBelow("server").filter((f) => !free.test(f) && !allowed.test(f))).toEqual([]);
  });

  it("no drawers: utils, helpers, types, service, index, lib", () => {
    expect(
      code.filter((f) => /(^|\/)(utils?|helpers?|types|services?|index|lib|misc)(\.|\/)/.test(f)),
    ).toEqual([]);
  });

  it("files and folders are kebab-case", () => {
    const odd = (part: string) => !/^\[(\.\.\.)?[a-zA-Z]+\]$|^[_(]?[a-z0-9.@_-]+\)?$/.test(part); // [pledgeId] is an identifier
    expect(code.filter((f) => f.split("/").some(odd))).toEqual([]);
  });

  it("every module has a README of at most 40 lines", () => {
    const modules = readdirSync(join(ROOT, "server")).filter(
      (m) => existsSync(join(ROOT, "server", m, "router.ts")) || DAG.includes(m),
    );
    const faulty = modules.filter((m) => {
      const readme = join(ROOT, "server", m, "README.md");
      return !existsSync(readme) || readFileSync(readme, "utf8").split("\n").length > 41;
    });
    expect(faulty).toEqual([]);
  });

  it("the top folders are the given ones", () => {
    const given = ["app", "prisma", "public", "server", "tests"];
    const found = readdirSync(ROOT, { withFileTypes: true })
      .filter(
        (e) =>
          e.isDirectory() &&
          !e.name.startsWith(".") &&
          !["node_modules", "test-results", "playwright-report"].includes(e.name),
      )
      .map((e) => e.name);
    expect(found.filter((f) => !given.includes(f))).toEqual([]);
  });
});
