// I close my account: proved by a code to my own number, after everything others count on has been seen to. At once, and for good.
import { sql } from "kysely";
import { withdraw as withdrawCertificate } from "@/server/certificates/commands";
import { refuse } from "@/server/errors";
import { withdraw as withdrawQuestion } from "@/server/hours/corrections/asking/commands";
import { endRequestsOf } from "@/server/organisations/joining/commands";
import { proveCode, requestCode, spendCode } from "@/server/people/codes/commands";
import { phoneOf } from "@/server/people/data";
import { erasePerson } from "@/server/people/erasing/commands";
import { ERASED_NAME } from "@/server/people/rules";
import { endedSessionCookie } from "@/server/platform/auth";
import { seal } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { withdraw as withdrawAsk } from "../asks/commands";
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
  await mustBeFree(ctx, personId);
  const codeId = await proveCode(ctx, { phone: await myPhone(ctx), code: input.code });
  await transact(ctx.db, async (trx) => {
    await spendCode(trx, ctx, codeId);
    await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
    const inner = { ...ctx, db: trx };
    await mustBeFree(inner, personId); // once more: something may have been promised meanwhile
    await askNoMore(trx, inner, personId);
    await forgetElsewhere(trx, ctx, personId);
    await erasePerson(trx, ctx, personId);
  });
  return { cookies: [endedSessionCookie(ctx.config.secure)] };
}

async function mustBeFree(ctx: Ctx, personId: string): Promise<void> {
  const blockers = await blockersOf(ctx, personId);
  if (blockers.length > 0) refuse("CANNOT_CLOSE", { because: blockers.map((one) => one.code).join(",") });
}

/** What waits for somebody's answer is taken back: nobody is there to read it. Before the words are forgotten. */
async function askNoMore(trx: Trx, ctx: Ctx, personId: string): Promise<void> {
  await endRequestsOf(trx, ctx, personId);
  const mine = (table: "certificate" | "record_ask" | "correction") =>
    trx
      .selectFrom(table as "record_ask")
      .select(["id", "version"])
      .where("person_id", "=", personId)
      .where("status", "in", ["asked", "appealed"]);
  for (const { id } of await mine("certificate").execute())
    await withdrawCertificate(ctx, { certificateId: id });
  for (const { id, version } of await mine("record_ask").execute())
    await withdrawAsk(ctx, { askId: id, version });
  const questions = mine("correction").where(sql<boolean>`about <> 'unit'`); // the unit's own is not theirs
  for (const { id } of await questions.execute()) await withdrawQuestion(ctx, { correctionId: id });
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
    .set({ note: null, reason: null, name_cipher: null, phone_hash: null })
    .where("person_id", "=", personId)
    .execute();
  await trx
    .updateTable("correction")
    .set({ words: "", appeal: null })
    .where("person_id", "=", personId)
    .where("about", "<>", "unit")
    .execute();
  await trx.updateTable("record_ask").set({ words: "" }).where("person_id", "=", personId).execute();
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
