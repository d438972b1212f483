// Agreeing and taking back. Rows are never deleted: that somebody had agreed, and until when, may have to be shown later.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { changePerson } from "../commands";
import { CONSENT_DOCUMENT, type How, type Purpose, type WITHDRAWABLE } from "./schema";

/** Writes consents of a person, as recorded by somebody (themself or another). Returns their ids. */
export async function addConsents(
  trx: Trx,
  ctx: Pick<Ctx, "clock">,
  given: { personId: string; purposes: Purpose[]; how: How; recordedBy: string },
): Promise<string[]> {
  const rows = given.purposes.map((purpose) => ({
    id: uuid(),
    person_id: given.personId,
    purpose,
    document: CONSENT_DOCUMENT,
    how: given.how,
    recorded_by: given.recordedBy,
    given_at: ctx.clock.now(),
  }));
  if (rows.length > 0) await trx.insertInto("consent").values(rows).execute();
  return rows.map((row) => row.id);
}

type Own = (typeof WITHDRAWABLE)[number];

/** I agree to a purpose; agreeing twice changes nothing. */
export async function agree(ctx: Ctx, input: { purpose: Own }): Promise<void> {
  await change(ctx, input.purpose, true);
}

/** I take an agreement back; it ends from now on. */
export async function withdraw(ctx: Ctx, input: { purpose: Own }): Promise<void> {
  await change(ctx, input.purpose, false);
}

async function change(ctx: Ctx, purpose: Own, agreed: boolean): Promise<void> {
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  await transact(ctx.db, async (trx) => {
    const live = await trx
      .selectFrom("consent")
      .select("id")
      .where("person_id", "=", personId)
      .where("purpose", "=", purpose)
      .where("withdrawn_at", "is", null)
      .execute();
    if (live.length > 0 === agreed) return;
    if (agreed)
      await addConsents(trx, ctx, { personId, purposes: [purpose], how: "self", recordedBy: personId });
    else
      await trx
        .updateTable("consent")
        .set({ withdrawn_at: ctx.clock.now() })
        .where("person_id", "=", personId)
        .where("purpose", "=", purpose)
        .where("withdrawn_at", "is", null)
        .execute();
    const event = agreed ? "person.agreed" : "person.withdrew";
    await changePerson(
      trx,
      ctx,
      personId,
      { event, data: { purpose } },
      purpose === "public_name" ? { public_name: agreed } : {},
    );
  });
}
