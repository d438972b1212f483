import { expect } from "vitest";
import { isRefusal } from "@/server/errors";

/** For `rejects.toEqual`: a refusal with this code, and at least these facts. */
export const refusal = (code: string, facts?: object) =>
  expect.objectContaining({
    name: "Refusal",
    code,
    ...(facts ? { facts: expect.objectContaining(facts) } : {}),
  });

/** The code of a refusal; anything else as it is. */
export const codeOf = (error: unknown) => (isRefusal(error) ? error.code : error);
