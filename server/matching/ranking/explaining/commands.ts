// What was shown is kept as long as somebody may ask why.
import type { Ctx } from "@/server/trpc/context";

/** Half a year: whoever was passed over asks within weeks. An invitation keeps its own reasons for ever. */
export const KEPT_DAYS = 180;
/** At a time; the next hour takes the next. */
const AT_ONCE = 5_000;

export async function forgetRankings({ db, clock }: Pick<Ctx, "db" | "clock">): Promise<void> {
  await db
    .deleteFrom("ranking_shown")
    .where("at", "<", new Date(clock.now().getTime() - KEPT_DAYS * 86_400_000))
    .orderBy("at")
    .limit(AT_ONCE)
    .execute();
}
