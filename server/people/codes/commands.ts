// One-time codes: asked for, proved, spent. Nothing here looks whether anybody has the number, so known and unknown
// numbers get the same answer after the same work.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { hashOf, randomCode, sameHash } from "@/server/platform/crypto";
import type { Db, Trx } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import type { Ctx } from "@/server/trpc/context";
import { CODE_KEPT_HOURS, CODE_MINUTES, CODE_TRIES, FINISH_MINUTES } from "./rules";
import type { RequestCodeInput, RequestCodeOutput } from "./schema";

/** Sends a code to a number, bound to the browser that asks. A new code makes the ones before it worthless. */
export async function requestCode(ctx: Ctx, input: RequestCodeInput): Promise<RequestCodeOutput> {
  const browser = ctx.browser ?? refuse("COOKIES_OFF");
  const onScreen = ctx.config.sms.driver === "console";
  if (onScreen && !ctx.config.demo) refuse("SMS_FAILED"); // nobody could ever read it
  await spend(ctx, "code_address", ctx.address);
  await spend(ctx, "code_address_day", ctx.address);
  await spend(ctx, "code_phone", input.phone);
  await spend(ctx, "code_phone_day", input.phone);

  const [id, code, now] = [uuid(), randomCode(), ctx.clock.now()];
  const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
  await ctx.db
    .insertInto("sign_in_code")
    .values({
      id,
      phone_hash: hashOf(ctx.keys, "phone", input.phone),
      browser_hash: hashOf(ctx.keys, "browser", browser),
      code_hash: hashOf(ctx.keys, "code", `${id}:${code}`),
      created_at: now,
      expires_at: expiresAt,
    })
    .execute();
  try {
    await ctx.sms.send({
      phone: input.phone,
      template: "code",
      params: { code, minutes: String(CODE_MINUTES) },
    });
  } catch (error) {
    ctx.log.warn({ err: error }, "a sign-in code was not sent");
    refuse("SMS_FAILED");
  }
  return { expiresAt, shown: onScreen ? code : null };
}

/** Refuses unless this browser's newest code for the number is the one said. Counts the try; does not spend the code. */
export async function proveCode(ctx: Ctx, said: { phone: string; code: string }): Promise<string> {
  const browser = ctx.browser ?? refuse("COOKIES_OFF");
  await spend(ctx, "verify_address", ctx.address);
  const row = await ctx.db
    .selectFrom("sign_in_code")
    .select(["id", "code_hash", "tries", "expires_at", "used_at"])
    .where("phone_hash", "=", hashOf(ctx.keys, "phone", said.phone))
    .where("browser_hash", "=", hashOf(ctx.keys, "browser", browser))
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined || row.used_at !== null || row.expires_at <= ctx.clock.now()) refuse("CODE_EXPIRED");
  await spend(ctx, "verify_phone", said.phone); // only now: who holds no code of this number cannot use up its owner's tries
  // The try is counted before the code is looked at, and stays counted whatever comes of it.
  const counted = await ctx.db
    .updateTable("sign_in_code")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("id", "=", row.id)
    .where("tries", "<", CODE_TRIES)
    .where("used_at", "is", null)
    .executeTakeFirst();
  if (counted.numUpdatedRows === 0n) refuse("CODE_EXPIRED");
  if (!sameHash(row.code_hash, hashOf(ctx.keys, "code", `${row.id}:${said.code}`)))
    refuse("CODE_WRONG", { left: Math.max(0, CODE_TRIES - row.tries - 1) });
  return row.id;
}

/** Uses a proved code up, once: whoever comes second is told it expired. First write of the act that it opens. */
export async function spendCode(trx: Trx, ctx: Ctx, codeId: string): Promise<void> {
  const now = ctx.clock.now();
  const spent = await trx
    .updateTable("sign_in_code")
    .set({ used_at: now })
    .where("id", "=", codeId)
    .where("browser_hash", "=", hashOf(ctx.keys, "browser", ctx.browser ?? ""))
    .where("used_at", "is", null)
    .where("created_at", ">", new Date(now.getTime() - FINISH_MINUTES * 60_000))
    .executeTakeFirst();
  if (spent.numUpdatedRows === 0n) refuse("CODE_EXPIRED");
}

/** Drops codes that ended a day ago; called by the clean-up timer. */
export async function forgetCodes(ctx: { db: Db; clock: Ctx["clock"] }): Promise<void> {
  await ctx.db
    .deleteFrom("sign_in_code")
    .where("expires_at", "<", new Date(ctx.clock.now().getTime() - CODE_KEPT_HOURS * 3_600_000))
    .execute();
}
