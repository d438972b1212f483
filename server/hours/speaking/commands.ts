// Somebody says that hours count, or that they do not. Whose word reaches how far is asked per record.
import { type RefusalCode, refuse } from "@/server/errors";
import { next } from "@/server/lifecycle";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { hoursFacts, type Known } from "../facts/data";
import { holdHours } from "../ledger/commands";
import { RECORD_EVENTS } from "../lifecycle";
import { confirmRecords, type Outcome, stepRecord } from "../records/commands";
import { flagsIn, flagsText, type Why } from "../rules";
import type { ConfirmInput, DiscardInput } from "../schema";
import { visibleRecord, wordOf } from "./data";

/** One or many. One that does not count is refused with its reason; of many, each is answered for itself. */
export async function confirm(ctx: Ctx, input: ConfirmInput): Promise<Outcome[]> {
  const ids = [...new Set(input.recordIds)];
  for (const id of ids) {
    const known = await visibleRecord(ctx, id);
    authorize(ctx, "hours.confirm", hoursFacts(known));
    if (ids.length === 1) next(RECORD_EVENTS, known.record.status, "confirm");
  }
  const outcomes = await transact(ctx.db, (trx) =>
    confirmRecords(trx, ctx, ids, (known) => wordOf(ctx, known)),
  );
  // Refused only now: that the record waits for somebody above is to stay written.
  const [only] = outcomes;
  if (ids.length === 1 && only?.why) refuseWhy(only.why, only.dayMinutes);
  return outcomes;
}

const REFUSALS: Record<Why | "moved_on", RefusalCode> = {
  own: "OWN_HOURS",
  second: "NEEDS_SECOND",
  leader: "FORBIDDEN",
  parent: "NEEDS_PARENT",
  district: "NEEDS_DISTRICT",
  overlap: "HOURS_OVERLAP",
  no_unit: "NO_RECORDING_UNIT",
  nothing: "NOTHING_TO_COUNT",
  paid_time: "NOTHING_TO_COUNT",
  earns_nothing: "NOTHING_TO_COUNT",
  moved_on: "MOVED_ON",
};

export function refuseWhy(why: Why | "moved_on", dayMinutes: number): never {
  refuse(REFUSALS[why], { hours: Math.round(dayMinutes / 6) / 10 });
}

/** It is not to be counted: with a reason, while it is not in the ledger yet. */
export async function discard(ctx: Ctx, input: DiscardInput): Promise<void> {
  const known = await visibleRecord(ctx, input.recordId);
  const grant = authorize(ctx, "hours.confirm", hoursFacts(known));
  next(RECORD_EVENTS, known.record.status, "discard");
  await transact(ctx.db, (trx) => discardOne(trx, ctx, known, input.reason, grant));
}

/** In the caller's transaction, which has asked who may. */
export async function discardOne(
  trx: Trx,
  ctx: Ctx,
  { record }: Known,
  reason: string,
  grant: Grant | null,
  checked = false,
): Promise<void> {
  await holdHours(trx, [record.person_id]);
  await stepRecord(trx, ctx, record, {
    event: "discard",
    said: "hours.discarded",
    grant,
    set: {
      reason,
      waits_for: null,
      flags: checked ? flagsText([...flagsIn(record.flags), "checked"]) : record.flags,
    },
  });
}
