// Asking about one's own record, taking it back, and the answer: what was wrong is struck out in the same act.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { addWorkDays } from "@/server/hours/calendar/data";
import { next } from "@/server/lifecycle";
import { strikeOut } from "@/server/organisations/striking/commands";
import { recordFacts, visibleRecord } from "@/server/people/profiles/data";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { subjectOf } from "./data";
import { ASK_EVENTS } from "./lifecycle";
import { type About, ANSWER_WORK_DAYS, type AnswerInput, ASKS_MAX, type AskInput } from "./schema";

/** One question a thing at a time; asked again while it waits, it is the same question. */
export async function ask(ctx: Ctx, input: AskInput): Promise<{ askId: string }> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  const { personId } = facts;
  const actor = ctx.actor ?? refuse("SIGN_IN_FIRST");
  const subject = (await subjectOf(ctx.db, input.about, input.subjectId, personId)) ?? refuse("NOT_FOUND");
  const id = uuid();
  const now = ctx.clock.now();
  const dueAt = await addWorkDays(ctx.db, now, ANSWER_WORK_DAYS);
  const liveKey = `${input.about}:${input.subjectId}`;
  return transact(ctx.db, async (trx) => {
    await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
    const waiting = await trx
      .selectFrom("record_ask")
      .select(["id", "live_key"])
      .where("person_id", "=", personId)
      .where("status", "=", "asked")
      .execute();
    const same = waiting.find((one) => one.live_key === liveKey);
    if (same) return { askId: same.id };
    if (waiting.length >= ASKS_MAX) refuse("TOO_MANY", { max: ASKS_MAX });
    await trx
      .insertInto("record_ask")
      .values({
        id,
        person_id: personId,
        about: input.about,
        subject_id: input.subjectId,
        organisation_id: subject.organisationId,
        status: "asked",
        words: input.words,
        asked_by: actor.personId,
        due_at: dueAt,
        live_key: liveKey,
        created_at: now,
      })
      .execute();
    await record(trx, ctx, {
      aggregate: "record_ask",
      id,
      version: 1,
      event: "record_ask.asked",
      grant,
      forId: personId,
      data: { about: input.about, subjectId: input.subjectId, organisationId: subject.organisationId },
    });
    return { askId: id };
  });
}

type Step = { askId: string; version: number };

/** It was right after all, or settled by word of mouth. */
export async function withdraw(ctx: Ctx, input: Step): Promise<void> {
  const row = await find(ctx, input.askId);
  const { grant } = await visibleRecord(ctx, row.person_id, "record.keep");
  await transact(ctx.db, (trx) => move(trx, ctx, row, input.version, "withdraw", grant, {}));
}

/** By whoever wrote it down, or those above; never by the person themself. */
export async function answer(ctx: Ctx, input: AnswerInput): Promise<void> {
  const row = await find(ctx, input.askId);
  const known = (await recordFacts(ctx, row.person_id)) ?? refuse("NOT_FOUND");
  // Who wrote it down answers even when the person has left the organisation since.
  const grant = authorize(
    ctx,
    "record.answer",
    { ...known, organisationId: row.organisation_id },
    "NOT_FOUND",
  );
  const about = row.about as About;
  await transact(ctx.db, async (trx) => {
    if (input.outcome === "corrected") {
      const subject = await subjectOf(trx, about, row.subject_id, row.person_id);
      // Struck out before it was answered: that is a correction too.
      if (subject !== null)
        await strikeOut(trx, ctx, { what: about, id: row.subject_id, version: subject.version }, grant);
    }
    await move(trx, ctx, row, input.version, input.outcome === "corrected" ? "correct" : "uphold", grant, {
      answer: input.answer,
      answered_by: ctx.actor?.personId ?? null,
      answered_at: ctx.clock.now(),
    });
  });
}

async function find(ctx: Ctx, askId: string) {
  return (
    (await ctx.db
      .selectFrom("record_ask")
      .select(["id", "person_id", "about", "subject_id", "organisation_id", "status"])
      .where("id", "=", askId)
      .executeTakeFirst()) ?? refuse("NOT_FOUND")
  );
}

const TOLD = {
  withdraw: "record_ask.withdrawn",
  correct: "record_ask.corrected",
  uphold: "record_ask.upheld",
} as const;

async function move(
  trx: Trx,
  ctx: Ctx,
  row: { id: string; status: string; person_id: string; about: string },
  version: number,
  event: keyof typeof TOLD,
  grant: Grant | null,
  columns: { answer?: string; answered_by?: string | null; answered_at?: Date },
): Promise<void> {
  const status = next(ASK_EVENTS, row.status, event);
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "record_ask",
      id: row.id,
      version: version + 1,
      event: TOLD[event],
      grant,
      forId: row.person_id,
      data: { about: row.about },
    }),
  );
  const updated = await trx
    .updateTable("record_ask")
    .set({ ...columns, status, live_key: null, version: version + 1 })
    .where("id", "=", row.id)
    .where("status", "=", row.status)
    .where("version", "=", version)
    .executeTakeFirst();
  if (updated.numUpdatedRows === 0n) refuse("MOVED_ON");
}
