// I close my account: proved by a code to my own number, after everything others count on has been seen to. At once, and for good.
import { refuse } from "@/server/errors";
import { proveCode, requestCode, spendCode } from "@/server/people/codes/commands";
import { phoneOf } from "@/server/people/data";
import { erasePerson } from "@/server/people/erasing/commands";
import { ERASED_NAME } from "@/server/people/rules";
import { endedSessionCookie } from "@/server/platform/auth";
import { seal } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { blockersOf } from "./data";
import type { CloseInput } from "./schema";

const me = (ctx: Ctx): string => ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
const myPhone = async (ctx: Ctx): Promise<string> => (await phoneOf(ctx, me(ctx))) ?? refuse("NEEDS_A_PHONE");

/** To one's own number, never to one that is typed in: a stolen session alone closes nothing. */
export async function sendCode(ctx: Ctx): Promise<{ shown: string | null }> {
  const { shown } = await requestCode(ctx, { phone: await myPhone(ctx) });
  return { shown };
}

/** Refuses CANNOT_CLOSE while somebody counts on me, CODE_WRONG, CODE_EXPIRED. */
export async function close(ctx: Ctx, input: CloseInput): Promise<{ cookies: string[] }> {
  const personId = me(ctx);
  if (!input.understood) refuse("INVALID", { fields: { understood: "required" } });
  await mustBeFree(ctx, ctx.db, personId);
  const codeId = await proveCode(ctx, { phone: await myPhone(ctx), code: input.code });
  await transact(ctx.db, async (trx) => {
    await spendCode(trx, ctx, codeId);
    await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
    await mustBeFree(ctx, trx, personId); // once more: something may have been promised meanwhile
    await forgetElsewhere(trx, ctx, personId);
    await erasePerson(trx, ctx, personId);
  });
  return { cookies: [endedSessionCookie(ctx.config.secure)] };
}

async function mustBeFree(ctx: Ctx, db: Parameters<typeof blockersOf>[0], personId: string): Promise<void> {
  const blockers = await blockersOf(db, personId, ctx.clock.now());
  if (blockers.length > 0) refuse("CANNOT_CLOSE", { because: blockers.map((one) => one.code).join(",") });
}

/** Their own words and numbers in what stays: notes of pledges, contacts of needs, certificates of qualification and their photos, messages. */
async function forgetElsewhere(trx: Trx, ctx: Ctx, personId: string): Promise<void> {
  await trx
    .updateTable("pledge")
    .set({ note: null, end_note: null, answer_note: null })
    .where("person_id", "=", personId)
    .execute();
  await trx.updateTable("need").set({ contact_cipher: null }).where("poster_id", "=", personId).execute();
  await trx
    .updateTable("beneficiary")
    .set({
      name_cipher: seal(ctx.keys, ERASED_NAME),
      phone_cipher: null,
      phone_hash: null,
      address_cipher: null,
      note_cipher: null,
    })
    .where("person_id", "=", personId)
    .execute();
  await trx
    .updateTable("join_request")
    .set({ note: null, reason: null })
    .where("person_id", "=", personId)
    .execute();
  const papers = await trx
    .selectFrom("qualification as q")
    .innerJoin("attachment as a", (join) =>
      join.onRef("a.subject_id", "=", "q.id").on("a.aggregate", "=", "qualification"),
    )
    .select(["a.id", "a.file_id"])
    .where("q.person_id", "=", personId)
    .execute();
  if (papers.length > 0) {
    const ids = (key: "id" | "file_id") => papers.map((one) => one[key]);
    await trx.deleteFrom("attachment").where("id", "in", ids("id")).execute();
    await trx.deleteFrom("file").where("id", "in", ids("file_id")).execute();
  }
  await trx
    .updateTable("qualification")
    .set({ number_cipher: null })
    .where("person_id", "=", personId)
    .execute();
  for (const table of ["notice", "sms"] as const)
    await trx.deleteFrom(table).where("person_id", "=", personId).execute();
}
