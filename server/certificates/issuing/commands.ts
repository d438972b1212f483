// Issuing: the hours that stand are read behind the volunteer's lock, so that no correction slips in between.
import { randomBytes, randomInt } from "node:crypto";
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { holdHours } from "@/server/hours/ledger/commands";
import { next } from "@/server/lifecycle";
import { findOrganisation } from "@/server/organisations/data";
import { changePerson } from "@/server/people/commands";
import { addConsents } from "@/server/people/consents/commands";
import { hashOf, seal } from "@/server/platform/crypto";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { once } from "@/server/platform/idempotency";
import { authorize, type Grant } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { change, supersede } from "../commands";
import { type Certificate, findCertificate, overtaken, standing, visibleCertificate } from "../data";
import { CERTIFICATE_EVENTS } from "../lifecycle";
import { codeFrom, numberFrom, periodFault } from "../rules";
import type { IssuedView, IssueInput } from "../schema";

/** What one sheet is to say, before its numbers are known. */
type Draft = {
  personId: string;
  unitId: string;
  countyId: number;
  from: Date;
  until: Date;
  showsName: boolean;
  showsId: boolean;
  purpose: string | null;
  grant: Grant | null;
  asked: Certificate | null;
  /** The same for all of one act: by it they are found together. */
  at: Date;
};

const NUMBER_TRIES = 5;

/** Answers an ask. Hours that were reversed since it was asked for are not in it. */
export async function issueAsked(ctx: Ctx, input: { certificateId: string }): Promise<void> {
  const { row, facts } = await visibleCertificate(ctx, input.certificateId);
  const grant = authorize(ctx, "certificate.issue", facts);
  next(CERTIFICATE_EVENTS, row.status, "issue");
  const draft: Draft = {
    personId: row.person_id,
    unitId: row.unit_id,
    countyId: facts.countyId,
    from: row.from_on,
    until: row.until_on,
    showsName: row.shows_name,
    showsId: row.shows_id,
    purpose: row.purpose,
    grant,
    asked: row,
    at: ctx.clock.now(),
  };
  await again(() =>
    transact(ctx.db, async (trx) => {
      await holdHours(trx, [draft.personId]);
      if ((await findCertificate(trx, row.id))?.version !== row.version) refuse("MOVED_ON");
      const outcome = await issueOne(trx, ctx, draft);
      if (outcome === "no_hours") refuse("NOTHING_TO_CERTIFY");
      if (typeof outcome === "object" && "same" in outcome)
        refuse("ALREADY_ISSUED", { number: outcome.same });
    }),
  );
}

/** For several at once, unasked: all of them in one transaction. Who has no hours, or the same certificate already, is skipped. */
export async function issue(ctx: Ctx, input: IssueInput): Promise<IssuedView> {
  const grant = authorize(ctx, "certificate.issue", { organisationId: input.unitId }, "NOT_FOUND");
  const unit = (await findOrganisation(ctx.db, input.unitId)) ?? refuse("NOT_FOUND");
  const fault = periodFault(input.from, input.until, ctx.clock.now());
  if (fault) refuse("INVALID", { fields: fault });
  const personIds = [...new Set(input.personIds)].sort();
  return again(() =>
    once(ctx, input.key, { ...input, key: undefined }, async (trx) => {
      await holdHours(trx, personIds);
      const skipped: IssuedView["skipped"] = [];
      const issuedAt = ctx.clock.now();
      for (const personId of personIds) {
        const outcome = await issueOne(trx, ctx, {
          personId,
          unitId: unit.id,
          countyId: unit.county_id,
          from: new Date(input.from),
          until: new Date(input.until),
          showsName: true, // printed only as far as the person agrees
          showsId: false,
          purpose: input.purpose ?? null,
          grant,
          asked: null,
          at: issuedAt,
        });
        if (outcome === "no_hours") skipped.push({ personId, reason: "no_hours" });
        else if ("same" in outcome) skipped.push({ personId, reason: "same" });
        else if (input.namesOnPaper) await agreedOnPaper(trx, ctx, personId);
      }
      const issued = personIds.length - skipped.length;
      if (issued === 0 && skipped.every((one) => one.reason === "no_hours")) refuse("NOTHING_TO_CERTIFY");
      return { issued, issuedAt: issued === 0 ? null : issuedAt.getTime(), skipped };
    }),
  );
}

/** The caller holds the person's hours: a reversal comes before or after, never between. */
async function issueOne(
  trx: Trx,
  ctx: Ctx,
  draft: Draft,
): Promise<"no_hours" | { same: string } | { id: string }> {
  const entries = await trx
    .selectFrom("hours_entry as e")
    .select(["e.id", "e.minutes"])
    .where("e.recording_unit_id", "=", draft.unitId)
    .where("e.person_id", "=", draft.personId)
    .where("e.day", ">=", draft.from)
    .where("e.day", "<=", draft.until)
    .where(standing)
    .execute();
  if (entries.length === 0) return "no_hours";
  const before = await validOnes(trx, draft);
  for (const old of before)
    if (await saysTheSame(trx, old, draft, entries)) return { same: old.number ?? "" };
  const id = draft.asked?.id ?? uuid();
  await trx
    .insertInto("certificate_entry")
    .values(entries.map((entry) => ({ certificate_id: id, entry_id: entry.id })))
    .execute();
  for (const old of before) await supersede(trx, ctx, old, { replacedBy: id, grant: draft.grant });
  await write(trx, ctx, draft, id, before[0]?.id ?? null, entries);
  return { id };
}

async function write(
  trx: Trx,
  ctx: Ctx,
  draft: Draft,
  id: string,
  replaces: string | null,
  entries: { minutes: number }[],
): Promise<void> {
  const now = draft.at;
  const code = codeFrom(randomBytes(32));
  const columns = {
    status: next(CERTIFICATE_EVENTS, draft.asked?.status ?? "new", "issue"),
    number: numberFrom(draft.countyId, dayOf(now), randomInt(100_000_000)),
    code_hash: hashOf(ctx.keys, "certificate", code),
    code_cipher: seal(ctx.keys, code),
    minutes: entries.reduce((sum, entry) => sum + entry.minutes, 0),
    entry_count: entries.length,
    replaces_id: replaces,
    issued_by: ctx.actor?.personId ?? null,
    issued_at: now,
    live_key: null,
  };
  const act = {
    event: "certificate.issued",
    grant: draft.grant,
    data: { unitId: draft.unitId, minutes: columns.minutes, count: columns.entry_count },
  };
  if (draft.asked) return change(trx, ctx, draft.asked, act, columns as never);
  await trx
    .insertInto("certificate")
    .values({
      ...columns,
      id,
      person_id: draft.personId,
      unit_id: draft.unitId,
      from_on: draft.from,
      until_on: draft.until,
      shows_name: draft.showsName,
      shows_id: draft.showsId,
      purpose: draft.purpose,
      asked_by: ctx.actor?.personId ?? "",
      created_at: now,
    })
    .execute();
  await record(trx, ctx, { aggregate: "certificate", id, version: 1, ...act });
}

const validOnes = (trx: Trx, draft: Draft): Promise<Certificate[]> =>
  trx
    .selectFrom("certificate")
    .selectAll()
    .where("person_id", "=", draft.personId)
    .where("unit_id", "=", draft.unitId)
    .where("from_on", "=", draft.from)
    .where("until_on", "=", draft.until)
    .where("status", "=", "valid")
    .forUpdate()
    .execute();

/** The same hours, shown in the same way, for the same purpose. */
async function saysTheSame(
  trx: Trx,
  old: Certificate,
  draft: Draft,
  entries: { id: string }[],
): Promise<boolean> {
  if (old.shows_name !== draft.showsName || old.shows_id !== draft.showsId) return false;
  if (old.purpose !== draft.purpose || old.entry_count !== entries.length) return false;
  if ((await overtaken(trx, [old.id])).size > 0) return false;
  const rows = await trx
    .selectFrom("certificate_entry")
    .select("entry_id")
    .where("certificate_id", "=", old.id)
    .execute();
  const had = new Set(rows.map((row) => row.entry_id));
  return entries.every((entry) => had.has(entry.id));
}

/** So says who issues, who keeps the signature. Whoever took the agreement back themself is not overruled. */
async function agreedOnPaper(trx: Trx, ctx: Ctx, personId: string): Promise<void> {
  const said = await trx
    .selectFrom("consent")
    .select("id")
    .where("person_id", "=", personId)
    .where("purpose", "=", "certificate_name")
    .limit(1)
    .executeTakeFirst();
  if (said) return;
  const recordedBy = ctx.actor?.personId ?? "";
  await addConsents(trx, ctx, { personId, purposes: ["certificate_name"], how: "paper", recordedBy });
  await changePerson(trx, ctx, personId, {
    event: "person.agreed",
    forId: personId,
    data: { purpose: "certificate_name" },
  });
}

/** A number that is taken is drawn again; everything else of the act as well. */
async function again<T>(act: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await act();
    } catch (error) {
      if (tries >= NUMBER_TRIES || !isDuplicate(error, "number")) throw error;
    }
  }
}
