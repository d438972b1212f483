// Agreeing and taking back. Rows are never deleted: that somebody had agreed, and until when, may have to be shown later.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Trx, transact } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { changePerson } from "../commands";
import { CONSENT_DOCUMENT, type How, type Purpose, type WITHDRAWABLE } from "./schema";

/** The day it was signed, and where the sheet is kept. */
export type Paper = { signedOn: Date; keptAt: string };

/** Writes consents of a person, as recorded by somebody (themself or another). Returns their ids. */
export async function addConsents(
  trx: Trx,
  ctx: Pick<Ctx, "clock">,
  given: { personId: string; purposes: Purpose[]; how: How; recordedBy: string; paper?: Paper },
): Promise<string[]> {
  const rows = given.purposes.map((purpose) => ({
    id: uuid(),
    person_id: given.personId,
    purpose,
    document: CONSENT_DOCUMENT,
    how: given.how,
    recorded_by: given.recordedBy,
    given_at: ctx.clock.now(),
    signed_on: given.paper?.signedOn ?? null,
    kept_at: given.paper?.keptAt ?? null,
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
  await transact(ctx.db, (trx) => say(trx, ctx, { personId, purpose, agreed, grant: null }));
}

type Said = { personId: string; purpose: Own; agreed: boolean; grant: Grant | null; paper?: Paper };

/** Agreed or taken back, by the person or whoever acts for them; what holds already is not said again. */
export async function say(trx: Trx, ctx: Ctx, said: Said): Promise<void> {
  const { personId, purpose, agreed, grant, paper } = said;
  const recordedBy = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const live = await trx
    .selectFrom("consent")
    .select("id")
    .where("person_id", "=", personId)
    .where("purpose", "=", purpose)
    .where("withdrawn_at", "is", null)
    .execute();
  if (live.length > 0 === agreed) return;
  const how: How = paper === undefined ? "self" : "paper";
  if (agreed) await addConsents(trx, ctx, { personId, purposes: [purpose], how, recordedBy, paper });
  else
    await trx
      .updateTable("consent")
      .set({ withdrawn_at: ctx.clock.now() })
      .where("person_id", "=", personId)
      .where("purpose", "=", purpose)
      .where("withdrawn_at", "is", null)
      .execute();
  const event = agreed ? "person.agreed" : "person.withdrew";
  const forId = recordedBy === personId ? null : personId;
  await changePerson(
    trx,
    ctx,
    personId,
    { event, grant, forId, data: { purpose } },
    purpose === "public_name" ? { public_name: agreed } : {},
  );
}
