// Asking for a certificate and what becomes of it. Issuing, in which the numbers are read, stands in issuing/commands.ts.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record } from "@/server/history/commands";
import type { OutboxEvent } from "@/server/history/outbox/rules";
import { next } from "@/server/lifecycle";
import { findOrganisation } from "@/server/organisations/data";
import { changePerson } from "@/server/people/commands";
import { addConsents } from "@/server/people/consents/commands";
import { whoAgreed } from "@/server/people/consents/data";
import { actsFor } from "@/server/people/proxies/data";
import { type DB, isDuplicate, type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { type Certificate, findCertificate, hasIdCard, sumFor, visibleCertificate } from "./data";
import { CERTIFICATE_EVENTS } from "./lifecycle";
import { periodFault } from "./rules";
import { ASKS_MAX, type AskInput } from "./schema";

/** Asks the recording unit. What may be printed is agreed to here, purpose by purpose (PIPL art. 14). */
export async function ask(ctx: Ctx, input: AskInput): Promise<{ certificateId: string }> {
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const personId = input.personId ?? actor.personId;
  const own = personId === actor.personId;
  const acts = !own && (await actsFor(ctx.db, actor.personId, personId));
  authorize(ctx, "certificate.ask", { personId, actsFor: acts }, "NOT_FOUND");
  const unit = (await findOrganisation(ctx.db, input.unitId)) ?? refuse("NOT_FOUND");
  const fault = periodFault(input.from, input.until, ctx.clock.now());
  if (fault) refuse("INVALID", { fields: fault });
  // The whole number is the owner's own to give: who acts for them may use a word they gave, not give it.
  if (input.showsId && !own && !(await whoAgreed(ctx.db, [personId], "certificate_id")).has(personId))
    refuse("INVALID", { fields: { showsId: "not_agreed" } });
  if (input.showsId && !(await hasIdCard(ctx.db, personId)))
    refuse("INVALID", { fields: { showsId: "no_id_number" } });
  const row = {
    person_id: personId,
    unit_id: unit.id,
    from_on: new Date(input.from),
    until_on: new Date(input.until),
  };
  if ((await sumFor(ctx.db, row)).count === 0) refuse("NOTHING_TO_CERTIFY");
  await notTooMany(ctx, personId, unit.id);
  const id = uuid();
  try {
    return await once(ctx, input.key, { ...input, key: undefined }, async (trx) => {
      await agreeTo(trx, ctx, personId, input, own);
      await trx
        .insertInto("certificate")
        .values({
          ...row,
          id,
          status: next(CERTIFICATE_EVENTS, "new", "ask"),
          shows_name: input.showsName,
          shows_id: input.showsId,
          purpose: input.purpose ?? null,
          asked_by: actor.personId,
          live_key: [personId, unit.id, input.from, input.until].join(":"),
          created_at: ctx.clock.now(),
        })
        .execute();
      await record(trx, ctx, {
        aggregate: "certificate",
        id,
        version: 1,
        event: "certificate.asked",
        forId: own ? null : personId,
        data: { unitId: unit.id },
      });
      return { certificateId: id };
    });
  } catch (error) {
    if (isDuplicate(error, "live_key")) refuse("ALREADY_ASKED");
    throw error;
  }
}

async function notTooMany(ctx: Ctx, personId: string, unitId: string): Promise<void> {
  const waiting = await ctx.db
    .selectFrom("certificate")
    .select("id")
    .where("person_id", "=", personId)
    .where("unit_id", "=", unitId)
    .where("status", "=", "asked")
    .execute();
  if (waiting.length >= ASKS_MAX) refuse("TOO_MANY", { max: ASKS_MAX });
}

/** Ticks of the form become consents that stand until taken back. Who asks for another was told so. */
async function agreeTo(
  trx: Trx,
  ctx: Ctx,
  personId: string,
  ticks: Pick<AskInput, "showsName" | "showsId">,
  own: boolean,
): Promise<void> {
  for (const [ticked, purpose] of [
    [ticks.showsName, "certificate_name"],
    [ticks.showsId, "certificate_id"],
  ] as const) {
    if (!ticked || (await whoAgreed(trx, [personId], purpose)).has(personId)) continue;
    await addConsents(trx, ctx, {
      personId,
      purposes: [purpose],
      how: own ? "self" : "spoken",
      recordedBy: ctx.actor?.personId ?? "",
    });
    await changePerson(trx, ctx, personId, {
      event: "person.agreed",
      forId: own ? null : personId,
      data: { purpose },
    });
  }
}

/** The volunteer needs it no longer. */
export async function withdraw(ctx: Ctx, input: { certificateId: string }): Promise<void> {
  const { row, facts } = await visibleCertificate(ctx, input.certificateId);
  authorize(ctx, "certificate.ask", facts);
  const status = next(CERTIFICATE_EVENTS, row.status, "withdraw");
  await end(ctx, row, { event: "certificate.withdrawn" }, { status, live_key: null });
}

/** Not issued, and why: what is not true the volunteer can have corrected first. */
export async function turnDown(ctx: Ctx, input: { certificateId: string; reason: string }): Promise<void> {
  const { row, facts } = await visibleCertificate(ctx, input.certificateId);
  const grant = authorize(ctx, "certificate.issue", facts);
  const status = next(CERTIFICATE_EVENTS, row.status, "refuse");
  await end(
    ctx,
    row,
    { event: "certificate.refused", grant },
    { status, reason: input.reason, live_key: null },
  );
}

/** It should not have been issued: from now on the public page says so. */
export async function revoke(ctx: Ctx, input: { certificateId: string; reason: string }): Promise<void> {
  const { row, facts } = await visibleCertificate(ctx, input.certificateId);
  const grant = authorize(ctx, "certificate.revoke", facts);
  const status = next(CERTIFICATE_EVENTS, row.status, "revoke");
  await end(ctx, row, { event: "certificate.revoked", grant }, { status, reason: input.reason });
}

/**
 * The consumer "certificates": hours were reversed, so what rests on them no longer says the truth. Given a context whose db is
 * the effect's transaction.
 */
export async function overtake(ctx: Ctx, event: Pick<OutboxEvent, "subject_id">): Promise<void> {
  const rows = await ctx.db
    .selectFrom("hours_entry as gone")
    .innerJoin("certificate_entry as c", "c.entry_id", "gone.reverses_id")
    .innerJoin("certificate as x", "x.id", "c.certificate_id")
    .select("x.id")
    .distinct()
    .where("gone.record_id", "=", event.subject_id)
    .where("x.status", "=", "valid")
    .execute();
  for (const { id } of rows) {
    const row = await findCertificate(ctx.db, id);
    if (row?.status !== "valid") continue;
    await transact(ctx.db, (trx) => supersede(trx, ctx, row, {}));
  }
}

/** Another says it better, or the ledger no longer says it. */
export async function supersede(
  trx: Trx,
  ctx: Ctx,
  row: Certificate,
  by: { replacedBy?: string; grant?: Act["grant"] },
): Promise<void> {
  const status = next(CERTIFICATE_EVENTS, row.status, "supersede");
  const data: Act["data"] = { unitId: row.unit_id, ...(by.replacedBy ? { replacedBy: by.replacedBy } : {}) };
  await change(
    trx,
    ctx,
    row,
    { event: "certificate.superseded", grant: by.grant, data },
    { status, replaced_by_id: by.replacedBy ?? null, ended_at: ctx.clock.now() as never },
  );
}

type Columns = Partial<Omit<DB["certificate"], "id" | "version" | "created_at">>;
type Change = Pick<Act, "event" | "grant" | "data">;

const end = (ctx: Ctx, row: Certificate, act: Change, columns: Columns) =>
  transact(ctx.db, (trx) =>
    change(
      trx,
      ctx,
      row,
      { ...act, data: { unitId: row.unit_id } },
      { ...columns, ended_at: ctx.clock.now() as never },
    ),
  );

/** One guarded change with its history row; refuses MOVED_ON where somebody was quicker. */
export async function change(
  trx: Trx,
  ctx: Ctx,
  row: Certificate,
  act: Change,
  columns: Columns,
): Promise<void> {
  const version = row.version + 1;
  await orMovedOn(record(trx, ctx, { aggregate: "certificate", id: row.id, version, ...act }));
  const updated = await trx
    .updateTable("certificate")
    .set({ ...columns, version } as never)
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .where("status", "=", row.status)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}
