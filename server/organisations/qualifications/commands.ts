// Claimed by its holder, decided on by somebody else, ended by either. The row moves only along lifecycle.ts.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { visibleRecord } from "@/server/people/profiles/data";
import { seal } from "@/server/platform/crypto";
import { type DB, isDuplicate, type Trx, transact } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import { dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { QUALIFICATION_EVENTS } from "./lifecycle";
import { CLAIMS_MAX, type ClaimInput, type RefuseInput, type VerifyInput } from "./schema";

const liveKey = (personId: string, kind: string) => `${personId}:${kind}`;
/** A renewal waits beside what it will replace. */
const renewalKey = (personId: string, kind: string) => `${liveKey(personId, kind)}:next`;

/** Refuses ALREADY_CLAIMED where one waits; beside a verified one it is a renewal. */
export async function claim(ctx: Ctx, input: ClaimInput): Promise<{ qualificationId: string }> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  if (facts.place === null) refuse("SETTLE_FIRST"); // nobody would be above them to look at it
  if (input.expiresOn !== undefined && input.expiresOn < dayOf(ctx.clock.now()))
    refuse("INVALID", { fields: { expiresOn: "in_the_past" } });
  const { personId } = facts;
  const id = uuid();
  try {
    await transact(ctx.db, async (trx) => {
      // The person's row is locked, so that the count of what waits is exact.
      await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
      const live = await trx
        .selectFrom("qualification")
        .select(["kind", "status"])
        .where("person_id", "=", personId)
        .where("live_key", "is not", null)
        .execute();
      if (live.filter((one) => one.status === "claimed").length >= CLAIMS_MAX)
        refuse("TOO_MANY", { max: CLAIMS_MAX });
      const renews = live.some((one) => one.kind === input.kind && one.status === "verified");
      await trx
        .insertInto("qualification")
        .values({
          id,
          person_id: personId,
          kind: input.kind,
          status: "claimed",
          number_cipher: input.number === undefined ? null : seal(ctx.keys, input.number),
          issuer: input.issuer,
          expires_on: input.expiresOn === undefined ? null : new Date(input.expiresOn),
          live_key: renews ? renewalKey(personId, input.kind) : liveKey(personId, input.kind),
          created_at: ctx.clock.now(),
        })
        .execute();
      await record(trx, ctx, {
        aggregate: "qualification",
        id,
        version: 1,
        event: "qualification.claimed",
        grant,
        forId: personId,
        data: { kind: input.kind, renews },
      });
    });
  } catch (error) {
    if (isDuplicate(error, "live_key")) refuse("ALREADY_CLAIMED");
    throw error;
  }
  return { qualificationId: id };
}

type Step = { qualificationId: string; version: number };
type Event = "verify" | "refuse" | "revoke" | "drop";
const TOLD = {
  verify: "qualification.verified",
  refuse: "qualification.refused",
  revoke: "qualification.revoked",
  drop: "qualification.dropped",
  renew: "qualification.renewed",
} as const satisfies Record<Exclude<keyof typeof QUALIFICATION_EVENTS, "claim">, string>;

/** The paper was seen, as a photo or itself. What it renews ends in the same act. */
export async function verify(ctx: Ctx, input: VerifyInput): Promise<void> {
  const { row, grant } = await visible(ctx, input, "verify");
  await transact(ctx.db, async (trx) => {
    if (input.seen === "photo" && !(await hasPhoto(trx, row.id))) refuse("NO_EVIDENCE");
    const old = await trx
      .selectFrom("qualification")
      .selectAll()
      .where("live_key", "=", liveKey(row.person_id, row.kind))
      .where("id", "<>", row.id)
      .executeTakeFirst();
    if (old) await move(trx, ctx, old, "renew", grant, { live_key: null });
    await move(
      trx,
      ctx,
      row,
      "verify",
      grant,
      {
        verified_by: ctx.actor?.personId ?? null,
        verified_at: ctx.clock.now(),
        live_key: liveKey(row.person_id, row.kind),
      },
      { seen: input.seen },
    );
  });
}

/** It is not what it says, or cannot be read: the reason is told. */
export const turnDown = (ctx: Ctx, input: RefuseInput) => end(ctx, input, "refuse", input.reason);
/** It was taken away, or verified by mistake. */
export const revoke = (ctx: Ctx, input: RefuseInput) => end(ctx, input, "revoke", input.reason);
/** Its holder takes it back. */
export const drop = (ctx: Ctx, input: Step) => end(ctx, input, "drop", null);

async function end(ctx: Ctx, input: Step, event: Event, reason: string | null): Promise<void> {
  const { row, grant } = await visible(ctx, input, event);
  await transact(ctx.db, (trx) => move(trx, ctx, row, event, grant, { reason, live_key: null }));
}

type Columns = Partial<Pick<DB["qualification"], "reason" | "live_key" | "verified_by">> & {
  verified_at?: Date;
};
type Kept = { id: string; person_id: string; kind: string; status: string; version: number };

async function visible(ctx: Ctx, input: Step, event: Event): Promise<{ row: Kept; grant: Grant | null }> {
  const row =
    (await ctx.db
      .selectFrom("qualification")
      .select(["id", "person_id", "kind", "status", "version"])
      .where("id", "=", input.qualificationId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND");
  const { grant } = await visibleRecord(ctx, row.person_id, QUALIFICATION_EVENTS[event].action);
  next(QUALIFICATION_EVENTS, row.status, event);
  if (row.version !== input.version) refuse("MOVED_ON");
  return { row, grant };
}

const hasPhoto = async (trx: Trx, id: string): Promise<boolean> =>
  (await trx
    .selectFrom("attachment")
    .select("id")
    .where("aggregate", "=", "qualification")
    .where("subject_id", "=", id)
    .limit(1)
    .executeTakeFirst()) !== undefined;

async function move(
  trx: Trx,
  ctx: Ctx,
  row: Kept,
  event: Event | "renew",
  grant: Grant | null,
  columns: Columns,
  data: Record<string, string> = {},
): Promise<void> {
  const status = next(QUALIFICATION_EVENTS, row.status, event);
  const version = row.version + 1;
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "qualification",
      id: row.id,
      version,
      event: TOLD[event],
      grant,
      forId: row.person_id,
      data: { kind: row.kind, ...data },
    }),
  );
  const updated = await orMovedOn(
    trx
      .updateTable("qualification")
      .set({ ...columns, status, version })
      .where("id", "=", row.id)
      .where("status", "=", row.status)
      .where("version", "=", row.version)
      .executeTakeFirst(),
  );
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}
