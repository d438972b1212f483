// Who is helped, and how the poster is reached: sealed when written, opened only by a look that is logged.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { hashOf, open, seal } from "@/server/platform/crypto";
import { type Trx, transact } from "@/server/platform/db";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { needFacts, needForAct } from "../data";
import type { BeneficiaryInput } from "../schema";
import { type LookAnswer, type LookInput, lookInput } from "./schema";

/** Writes the record anew or over the one there is; answers its id. */
export async function keepBeneficiary(
  trx: Trx,
  ctx: Ctx,
  regionId: number,
  known: string | null,
  given: BeneficiaryInput,
): Promise<string> {
  const sealed = (text: string | undefined) => (text === undefined ? null : seal(ctx.keys, text));
  const row = {
    region_id: regionId,
    name_cipher: seal(ctx.keys, given.name),
    phone_cipher: sealed(given.phone),
    phone_hash: given.phone === undefined ? null : hashOf(ctx.keys, "phone", given.phone),
    address_cipher: sealed(given.address),
    note_cipher: sealed(given.note),
  };
  if (known !== null) {
    await trx.updateTable("beneficiary").set(row).where("id", "=", known).execute();
    return known;
  }
  const id = uuid();
  const by = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  await trx
    .insertInto("beneficiary")
    .values({ id, ...row, created_by: by, created_at: ctx.clock.now() })
    .execute();
  return id;
}

/** Opens the contact's number or the beneficiary's record of a need for one who answers for it. Every look leaves a row. */
export async function look(ctx: Ctx, input: LookInput): Promise<LookAnswer> {
  const body = lookInput.parse(input);
  const need = await needForAct(ctx, body.needId);
  authorize(ctx, "need.look", needFacts(need));
  const opened = (cipher: string | null) => (cipher === null ? null : open(ctx.keys, cipher));
  return transact(ctx.db, async (trx) => {
    await trx
      .insertInto("need_look")
      .values({
        id: uuid(),
        need_id: need.id,
        viewer_id: ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"),
        what: body.what,
        at: ctx.clock.now(),
      })
      .execute();
    if (body.what === "contact")
      return { name: need.contact_name, phone: opened(need.contact_cipher), where: null, note: null };
    if (need.beneficiary_id === null) refuse("NOT_FOUND");
    const row = await trx
      .selectFrom("beneficiary")
      .selectAll()
      .where("id", "=", need.beneficiary_id)
      .executeTakeFirstOrThrow();
    return {
      name: open(ctx.keys, row.name_cipher),
      phone: opened(row.phone_cipher),
      where: opened(row.address_cipher),
      note: opened(row.note_cipher),
    };
  });
}
