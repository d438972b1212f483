// The two steps every question takes: it is put, and something becomes of it. Who may is asked by the caller.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { addWorkDays } from "../calendar/data";
import { upholdRecord } from "../correcting/commands";
import { RECORD_WORK_DAYS } from "../rules";
import { type CorrectionRow, disputes, waitingOn } from "./data";
import { CORRECTION_EVENTS, type CorrectionStatus, WAITING } from "./lifecycle";
import { liveKeyOf } from "./rules";
import type { About } from "./schema";

type Question = {
  about: About;
  slotId: string;
  recordId: string | null;
  personId: string; // whose hours
  unitId: string | null; // who answers; null: the district
  from: Date | null;
  to: Date | null;
  words: string;
  grant: Grant | null;
};

/** QUESTION_OPEN where another one about the same waits. Due in ten working days. */
export async function put(trx: Trx, ctx: Ctx, q: Question): Promise<{ correctionId: string }> {
  const correctionId = uuid();
  const now = ctx.clock.now();
  await record(trx, ctx, {
    aggregate: "correction",
    id: correctionId,
    version: 1,
    event: q.about === "unit" ? "correction.proposed" : "correction.asked",
    grant: q.grant,
    forId: q.personId,
    data: { correctionId, recordId: q.recordId, about: q.about },
  });
  await trx
    .insertInto("correction")
    .values({
      id: correctionId,
      about: q.about,
      slot_id: q.slotId,
      record_id: q.recordId,
      person_id: q.personId,
      unit_id: q.unitId,
      status: "asked",
      from_at: q.from,
      to_at: q.to,
      words: q.words,
      asked_by: ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"),
      due_at: await addWorkDays(trx, now, RECORD_WORK_DAYS),
      live_key: liveKeyOf(q),
      created_at: now,
    })
    .execute()
    .catch((error) => {
      if (isDuplicate(error, "live_key")) refuse("QUESTION_OPEN");
      throw error;
    });
  return { correctionId };
}

type Step = {
  status: CorrectionStatus;
  event: string;
  grant: Grant | null;
  data?: Act["data"];
  set: Partial<CorrectionRow>;
};

export async function step(trx: Trx, ctx: Ctx, row: CorrectionRow, to: Step): Promise<void> {
  const version = row.version + 1;
  const after = { ...row, ...to.set };
  const asked = { recordId: after.record_id, slotId: row.slot_id, personId: row.person_id };
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "correction",
      id: row.id,
      version,
      event: to.event,
      grant: to.grant,
      forId: row.person_id,
      data: {
        correctionId: row.id,
        recordId: after.record_id,
        about: row.about,
        ...to.data,
        ...(row.about === "unit" ? { askedBy: row.asked_by } : {}),
      },
    }),
  );
  const done = await trx
    .updateTable("correction")
    .set({
      ...to.set,
      status: to.status,
      live_key: WAITING.includes(to.status) ? liveKeyOf(asked) : null,
      version,
    })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst()
    .catch((error) => {
      if (isDuplicate(error, "live_key")) refuse("QUESTION_OPEN");
      throw error;
    });
  if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
}

/** Nothing is asked any more: what was in dispute stands as it did. */
export async function takeBack(
  trx: Trx,
  ctx: Ctx,
  row: CorrectionRow,
  { status, grant }: Pick<Step, "status" | "grant">,
): Promise<void> {
  if (disputes(row)) await upholdRecord(trx, ctx, row.record_id, { grant });
  await step(trx, ctx, row, { status, event: "correction.withdrawn", grant, set: {} });
}

/** The presence was undone, wholly or its end: its times are nothing to be asked about any more. The caller holds the person's hours. */
export async function lapseQuestion(trx: Trx, ctx: Ctx, recordId: string): Promise<void> {
  const row = await waitingOn(trx, recordId);
  if (row === null || !disputes(row)) return;
  const status = next(CORRECTION_EVENTS, row.status, "lapse");
  const event = row.about === "unit" ? "correction.proposal_lapsed" : "correction.lapsed";
  await step(trx, ctx, row, { status, event, grant: null, set: {} });
}
