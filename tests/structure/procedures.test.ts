// Every procedure declares who may, takes only declared fields, and gives only declared fields.
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { POLICY } from "@/server/policy";
import { root } from "@/server/trpc/root";

type Def = { type: string; meta?: { may: string }; inputs: z.ZodType[]; output?: z.ZodType };
const procedures = Object.entries(root._def.procedures as unknown as Record<string, { _def: Def }>).map(
  ([path, p]) => ({ path, ...p._def }),
);

/** On one's own certificate, for as long as one agrees; read where the file is made and nowhere else. */
const PRINTED = ["certificates.papers: idNumber"];

describe("procedures", () => {
  it("each says who may: anyone, signed-in, or an action of the policy", () => {
    const unknown = procedures.filter(
      (p) => !p.meta || !["anyone", "signed-in", ...Object.keys(POLICY)].includes(p.meta.may),
    );
    expect(unknown.map((p) => p.path)).toEqual([]);
    expect(procedures.length).toBeGreaterThan(30);
  });

  it("a query declares its output, so that a new column never leaves by itself", () => {
    expect(procedures.filter((p) => p.type === "query" && !p.output).map((p) => p.path)).toEqual([]);
  });

  it("a mutation refuses fields it does not know", () => {
    const loose = procedures.filter((p) =>
      p.inputs.some((input) => {
        const json = z.toJSONSchema(input, { unrepresentable: "any", io: "input" }) as {
          type?: string;
          additionalProperties?: unknown;
        };
        return json.type === "object" && json.additionalProperties !== false;
      }),
    );
    expect(loose.map((p) => p.path)).toEqual([]);
  });

  it("no output names a private field", () => {
    const PRIVATE = /cipher|_hash$|idNumber|id_number|address$|birth/i;
    const names = (schema: unknown, found: string[] = []): string[] => {
      if (typeof schema !== "object" || schema === null) return found;
      for (const [key, value] of Object.entries(schema)) {
        if (key === "properties" && typeof value === "object" && value !== null)
          found.push(...Object.keys(value));
        names(value, found);
      }
      return found;
    };
    const faulty = procedures.flatMap((p) =>
      p.output
        ? names(z.toJSONSchema(p.output, { unrepresentable: "any" }))
            .filter((n) => PRIVATE.test(n))
            .map((n) => `${p.path}: ${n}`)
        : [],
    );
    expect(faulty.filter((name) => !PRINTED.includes(name))).toEqual([]);
  });
});
