// The calendar is the whole installation's: what the State Council announces each November. Deadlines already set do not move.

import { record } from "@/server/history/commands";
import type { Trx } from "@/server/platform/db";
import { transact } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import { dateOf, dayText } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import type { SetDaysInput } from "./schema";

export async function setDays(ctx: Ctx, input: SetDaysInput): Promise<void> {
  const grant = authorize(ctx, "calendar.change", undefined);
  await transact(ctx.db, async (trx) => {
    for (const one of input.days) {
      const row = { works: one.works, note: one.note, updated_by: ctx.actor?.personId ?? null };
      await trx
        .insertInto("work_day")
        .values({ day: dateOf(one.day), ...row, updated_at: ctx.clock.now() })
        .onDuplicateKeyUpdate({ ...row, updated_at: ctx.clock.now() })
        .execute();
      await tell(trx, ctx, one.day, { works: one.works }, grant);
    }
  });
}

/** Back to what the weekday says. */
export async function clearDay(ctx: Ctx, input: { day: string }): Promise<void> {
  const grant = authorize(ctx, "calendar.change", undefined);
  await transact(ctx.db, async (trx) => {
    const done = await trx.deleteFrom("work_day").where("day", "=", dateOf(input.day)).executeTakeFirst();
    if (done.numDeletedRows > 0n) await tell(trx, ctx, input.day, { works: null }, grant);
  });
}

async function tell(
  trx: Trx,
  ctx: Ctx,
  day: string,
  data: { works: boolean | null },
  grant: ReturnType<typeof authorize>,
): Promise<void> {
  const last = await trx
    .selectFrom("history")
    .select((eb) => eb.fn.max("version").as("version"))
    .where("aggregate", "=", "work_day")
    .where("subject_id", "=", day)
    .executeTakeFirst();
  await record(trx, ctx, {
    aggregate: "work_day",
    id: day,
    version: Number(last?.version ?? 0) + 1,
    event: "calendar.changed",
    grant,
    data,
  });
}

export async function calendarOf(ctx: Ctx, input: { year: number }) {
  const rows = await ctx.db
    .selectFrom("work_day")
    .select(["day", "works", "note"])
    .where("day", ">=", dateOf(`${input.year}-01-01`))
    .where("day", "<=", dateOf(`${input.year}-12-31`))
    .orderBy("day")
    .execute();
  return {
    year: input.year,
    days: rows.map((row) => ({ ...row, day: dayText(row.day) })),
    mayChange: may(ctx, "calendar.change", undefined) !== false,
  };
}
