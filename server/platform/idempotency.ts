// One key, one effect, one answer: the key of a form is kept with the act's answer, in the act's own transaction.
import { createHash } from "node:crypto";
import { refuse } from "@/server/errors";
import type { Ctx } from "@/server/trpc/context";
import { type Db, isDuplicate, type Trx, transact } from "./db";

/** Answers are kept this long: a form left open over a holiday and sent again still gets its answer. */
export const KEY_KEPT_DAYS = 30;

/** The same whatever the order of its fields; fields that are undefined are left out. */
export function hashOfBody(body: unknown): string {
  return createHash("sha256").update(canonical(body)).digest("hex");
}

function canonical(value: unknown): string {
  if (value === undefined) return "null";
  if (value === null || typeof value !== "object" || value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const fields = Object.entries(value)
    .filter(([, v]) => v !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(",")}}`;
}

/** The answer given to this key before; refuses SAME_KEY_OTHER_BODY where the body was another. */
export function answerOf<T>(kept: { body_hash: string; answer: string }, bodyHash: string): T {
  if (kept.body_hash !== bodyHash) refuse("SAME_KEY_OTHER_BODY");
  return JSON.parse(kept.answer) as T;
}

export async function findAnswer(db: Db | Trx, personId: string, key: string) {
  return db
    .selectFrom("idempotency")
    .select(["body_hash", "answer", "created_at"])
    .where("person_id", "=", personId)
    .where("key", "=", key)
    .executeTakeFirst();
}

/**
 * Runs `act` in a transaction at most once per (person, key); a resend gets the first answer, which must survive JSON.
 * The key's row is written first, so that the same key sent many times at once waits for the first instead of racing it.
 * The platform itself has no keys: its acts just run.
 */
export async function once<T>(
  ctx: Pick<Ctx, "db" | "actor" | "clock">,
  key: string | null | undefined,
  body: unknown,
  act: (trx: Trx) => Promise<T>,
): Promise<T> {
  const personId = ctx.actor?.personId;
  if (!personId || !key) return transact(ctx.db, act);
  const bodyHash = hashOfBody(body);
  const kept = await findAnswer(ctx.db, personId, key);
  if (kept) return answerOf<T>(kept, bodyHash);
  try {
    return await transact(ctx.db, async (trx) => {
      await trx
        .insertInto("idempotency")
        .values({ person_id: personId, key, body_hash: bodyHash, answer: "", created_at: ctx.clock.now() })
        .execute();
      const answer = await act(trx);
      await trx
        .updateTable("idempotency")
        .set({ answer: JSON.stringify(answer ?? null) })
        .where("person_id", "=", personId)
        .where("key", "=", key)
        .execute();
      return answer;
    });
  } catch (error) {
    if (!isDuplicate(error, "PRIMARY")) throw error;
    const first = await findAnswer(ctx.db, personId, key);
    if (!first) throw error;
    return answerOf<T>(first, bodyHash);
  }
}

/** Forgets old keys; called by the worker's hourly cleaning. Answers how many. */
export async function forgetKeys(ctx: Pick<Ctx, "db" | "clock">): Promise<number> {
  const before = new Date(ctx.clock.now().getTime() - KEY_KEPT_DAYS * 86_400_000);
  const result = await ctx.db.deleteFrom("idempotency").where("created_at", "<", before).executeTakeFirst();
  return Number(result.numDeletedRows);
}
