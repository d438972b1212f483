// The shape every act on a need shares: one transaction, its history row first, the guarded UPDATE of the need last.
import type { Updateable } from "kysely";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { type DB, type Db, type Trx, transact } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";
import type { NeedRow } from "../data";
import { after, type NeedEvent } from "../lifecycle";
import { confirmDueAt } from "../rules";
import type { NeedAnswer } from "../schema";

type Step = {
  event: NeedEvent;
  /** As history says it: "need.published". */
  said: string;
  grant: Grant | null;
  set?: Updateable<DB["need"]>;
  /** Ids and numbers only. */
  data?: Record<string, string | number | boolean | null>;
  /** What else belongs to the act, between its history row and the guarded UPDATE. */
  within?: (trx: Trx) => Promise<void>;
  /** What reads the need as it is now: the lists. */
  afterwards?: (trx: Trx) => Promise<void>;
};

/** Whoever comes second on the same version is told MOVED_ON, and nothing of theirs remains. */
export async function step(ctx: Ctx, need: NeedRow, s: Step, db: Db | Trx = ctx.db): Promise<NeedAnswer> {
  const status = after(need.status, s.event);
  const version = need.version + 1;
  return orMovedOn(
    transact(db as Db, async (trx) => {
      await record(trx, ctx, {
        aggregate: "need",
        id: need.id,
        version,
        event: s.said,
        grant: s.grant,
        data: s.data ?? {},
      });
      await s.within?.(trx);
      const done = await trx
        .updateTable("need")
        .set({ ...s.set, status, version, updated_at: ctx.clock.now() })
        .where("id", "=", need.id)
        .where("version", "=", need.version)
        .executeTakeFirst();
      if (done.numUpdatedRows !== 1n) refuse("MOVED_ON");
      await s.afterwards?.(trx);
      return { needId: need.id, status, version };
    }),
  );
}

/** The weekly 还需要 is asked a week from now. */
export async function startWeek(trx: Trx, ctx: Ctx, needId: string): Promise<void> {
  await setTimer(trx, "need.confirm_due", needId, confirmDueAt(ctx.clock.now()));
}
