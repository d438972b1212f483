// The first start lays down the holidays that are known; it never writes over what somebody has kept since.

import type { Db } from "@/server/platform/db";
import { dateOf } from "@/server/time";
import { announcedDays } from "./rules";

/** Returns how many days were added: none where the calendar has any. */
export async function seedCalendar(db: Db, now: Date): Promise<number> {
  const there = await db.selectFrom("work_day").select("day").limit(1).executeTakeFirst();
  if (there !== undefined) return 0;
  const days = announcedDays();
  await db
    .insertInto("work_day")
    .values(
      days.map(({ day, works, note }) => ({
        day: dateOf(day),
        works,
        note,
        updated_at: now,
      })),
    )
    .onDuplicateKeyUpdate({ updated_at: now })
    .execute();
  return days.length;
}
