// The procedures: each declares who may; one place turns a refusal into a transport error.
import { initTRPC, TRPCError } from "@trpc/server";
import superjson from "superjson";
import { ZodError } from "zod";
import { isRefusal, REFUSALS, Refusal, type RefusalFacts } from "@/server/errors";
import { type LimitName, spend } from "@/server/platform/limits";
import type { Action } from "@/server/policy";
import type { Ctx } from "./context";

/** may: "anyone", "signed-in" (concerns only the asker's own things), or the policy action that decides. */
export type Meta = { may: "anyone" | "signed-in" | Action };

/** Field path → reason code, for pages to mark the field. */
function fieldsOf(error: ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.join(".") || "_";
    fields[path] ??= issue.message;
  }
  return fields;
}

/** The refusal behind a transport error, or null where it is a fault of ours. */
export function refusalOf(error: unknown): Refusal | null {
  if (isRefusal(error)) return error;
  if (error instanceof ZodError) return new Refusal("INVALID", { fields: fieldsOf(error) });
  if (error instanceof TRPCError && error.cause) return refusalOf(error.cause);
  return null;
}

const t = initTRPC
  .context<Ctx>()
  .meta<Meta>()
  .create({
    transformer: superjson,
    isDev: false,
    errorFormatter({ shape, error, ctx }) {
      const refusal = refusalOf(error);
      const facts: RefusalFacts = refusal?.facts ?? {};
      const sentence = refusal && ctx?.sentenceOf?.(refusal.code, facts);
      return {
        ...shape,
        message: refusal?.code ?? "FAULT",
        data: {
          code: shape.data.code,
          httpStatus: shape.data.httpStatus,
          refusal: refusal?.code ?? "FAULT",
          facts,
          ...(sentence ? { sentence } : {}),
        },
      };
    },
  });

const refusals = t.middleware(async ({ next, ctx, path }) => {
  const result = await next();
  if (result.ok) return result;
  const refusal = refusalOf(result.error);
  if (refusal === null) {
    ctx.log.error({ err: result.error.cause ?? result.error, path }, "fault");
    return result;
  }
  throw new TRPCError({ code: REFUSALS[refusal.code], message: refusal.code, cause: refusal });
});

/** A mutation that never asked the policy it declares is an error, even when it succeeded. */
const policyAsked = t.middleware(async ({ next, ctx, meta, type, path }) => {
  if (meta === undefined) throw new Error(`${path} does not declare who may`);
  if (meta.may !== "anyone" && ctx.actor === null && !ctx.system)
    throw new TRPCError({ code: "UNAUTHORIZED", cause: new Refusal("SIGN_IN_FIRST") });
  const result = await next();
  if (
    result.ok &&
    type === "mutation" &&
    meta.may !== "anyone" &&
    meta.may !== "signed-in" &&
    !ctx.asked.has(meta.may)
  )
    throw new Error(`${path} succeeded without asking ${meta.may}`);
  return result;
});

/**
 * Counts a call of what costs much against its person's limit (server/platform/limits): `procedure(…).use(limited("report"))`.
 * Refuses TOO_MANY before anything is read. A list that is taken away counts its beginning and its further pages apart.
 */
export const limited = (name: LimitName, further: LimitName = name) =>
  t.middleware(async ({ next, ctx, getRawInput }) => {
    const asked = await getRawInput();
    const isFurther =
      typeof asked === "object" && asked !== null && "after" in asked && asked.after !== undefined;
    if (ctx.actor !== null) await spend(ctx, isFurther ? further : name, ctx.actor.personId);
    return next();
  });

export const router = t.router;
export const callerFactory = t.createCallerFactory;

/** Every procedure begins here: `procedure("need.edit").input(schema).mutation(…)`. */
export const procedure = (may: Meta["may"]) => t.procedure.meta({ may }).use(refusals).use(policyAsked);
