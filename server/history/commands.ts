// The append-only record of acts. Called inside the act's own transaction, before its guarded UPDATE.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { insertRows, isDuplicate, type Trx } from "@/server/platform/db";
import { nudge } from "@/server/platform/nudge";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";

/** Aggregates whose life is recorded. Each has a `version` column that equals its newest history row's. */
export type Aggregate =
  | "need"
  | "pledge"
  | "delivery"
  | "recurring"
  | "release"
  | "organisation"
  | "person"
  | "grant"
  | "region"
  | "setting"
  | "matching"
  | "national_batch"
  | "certification"
  | "certificate"
  | "service_record"
  | "correction"
  | "spot_check"
  | "work_day"
  | "qualification"
  | "honour"
  | "training"
  | "evaluation"
  | "record_ask"
  | "shift"
  | "attendance"
  | "statement"
  | "join_request"
  | "join_link"
  | "member_import"
  | "seat"
  | "stand_in"
  | "home_visit"
  | "invitation"
  | "wave"
  | "adviser"
  | "dispatch_plan";

/** One act. data holds ids and numbers only, never personal text: erasing a person must not break the chain. */
export type Act = {
  aggregate: Aggregate;
  id: string | number;
  version: number; // the aggregate's version after the act; 1 at birth
  event: string; // "pledge.made", "need.published" …
  /** Left out: the context's. Given where several people's acts share one transaction. */
  actorId?: string | null;
  grant?: Grant | null;
  forId?: string | null;
  data?: Record<string, string | number | boolean | null>;
};

/** Writes one history row and one outbox row per act. A row that exists already means somebody was quicker (duplicate key). */
export async function record(trx: Trx, ctx: Pick<Ctx, "actor" | "clock">, ...acts: Act[]): Promise<void> {
  if (acts.length === 0) return;
  const at = ctx.clock.now();
  const asker = ctx.actor?.personId ?? null;
  await insertRows(
    trx,
    "INSERT INTO history (aggregate, subject_id, version, event, actor_id, grant_id, for_id, at, data) VALUES ",
    acts.map((act) => [
      act.aggregate,
      String(act.id),
      act.version,
      act.event,
      act.actorId === undefined ? asker : act.actorId,
      act.grant?.id ?? null,
      act.forId ?? null,
      at,
      JSON.stringify(act.data ?? {}),
    ]),
  );
  await insertRows(
    trx,
    "INSERT INTO outbox (id, aggregate, subject_id, version, event, at) VALUES ",
    acts.map((act) => [uuid(), act.aggregate, String(act.id), act.version, act.event, at]),
  );
  nudge(); // the worker waits a moment, so that the act has committed when it looks
}

/** An act of two at once: the history row that is there already says that somebody was quicker. MOVED_ON. */
export async function orMovedOn<T>(act: Promise<T>): Promise<T> {
  try {
    return await act;
  } catch (error) {
    if (isDuplicate(error)) refuse("MOVED_ON");
    throw error;
  }
}
