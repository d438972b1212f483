// Once an hour: what has run out and is of no more use is dropped. Nothing here is history, and nothing here is somebody's work.
import { forgetTickets } from "@/server/attendance/tickets/commands";
import { forgetDrafts } from "@/server/drafts/commands";
import { forgetRankings } from "@/server/matching/ranking/explaining/commands";
import { forgetSheets } from "@/server/organisations/imports/commands";
import { lapseInvitations } from "@/server/organisations/joining/inviting/commands";
import { forgetCodes } from "@/server/people/codes/commands";
import { forgetSessions } from "@/server/people/sessions/commands";
import { forgetKeys } from "@/server/platform/idempotency";
import { forgetLimits } from "@/server/platform/limits";
import { setTimer } from "@/server/timers/commands";
import type { Ctx } from "@/server/trpc/context";

const EVERY_MS = 3_600_000;
const REF = "all";

/** Timer person.code_cleanup. Sets itself anew; a round that fails is tried again by the timer. */
export async function cleanUp(ctx: Ctx): Promise<void> {
  await forgetCodes(ctx);
  await forgetLimits(ctx.db);
  await forgetSessions(ctx);
  await forgetKeys(ctx);
  await forgetDrafts(ctx);
  await forgetTickets(ctx);
  await forgetSheets(ctx);
  await lapseInvitations(ctx);
  await forgetRankings(ctx);
  await setTimer(ctx.db, "person.code_cleanup", REF, new Date(ctx.clock.now().getTime() + EVERY_MS));
}

/** Called by each worker as it starts; leaves a timer that is set as it is. */
export async function planCleaning(ctx: Ctx): Promise<void> {
  await ctx.db
    .insertInto("timer")
    .ignore()
    .values({ act: "person.code_cleanup", ref: REF, at: ctx.clock.now() })
    .execute();
}
