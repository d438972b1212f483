// One's own inbox.
import { noticeDelivered } from "@/server/pledges/offers/commands";
import { type Ctx, systemCtx } from "@/server/trpc/context";
import { procedure, router } from "@/server/trpc/procedures";
import { markAllRead, markRead } from "./commands";
import { countUnread, listInbox } from "./data";
import { inboxInput, inboxOutput, markReadInput, unreadOutput } from "./schema";

const me = (ctx: Ctx): string => ctx.actor?.personId ?? "";

export const noticesRouter = router({
  inbox: procedure("signed-in")
    .input(inboxInput)
    .output(inboxOutput)
    .query(({ ctx, input }) => listInbox(ctx.db, me(ctx), input.cursor ?? null)),
  unread: procedure("signed-in")
    .output(unreadOutput)
    .query(async ({ ctx }) => ({ unread: await countUnread(ctx.db, me(ctx)) })),
  markRead: procedure("signed-in")
    .input(markReadInput)
    .output(unreadOutput)
    .mutation(async ({ ctx, input }) => {
      const read = await markRead(ctx, input.ids);
      await startClocks(ctx, read);
      return { unread: await countUnread(ctx.db, me(ctx)) };
    }),
  markAllRead: procedure("signed-in")
    .output(unreadOutput)
    .mutation(async ({ ctx }) => {
      await startClocks(ctx, await markAllRead(ctx));
      return { unread: await countUnread(ctx.db, me(ctx)) };
    }),
});

/** Who has read of an offer has been told of it, with or without a text message. */
async function startClocks(ctx: Ctx, read: { kind: string; pledge_id: string | null }[]): Promise<void> {
  for (const { kind, pledge_id } of read)
    if (kind === "pledge_offered" && pledge_id)
      await noticeDelivered(systemCtx(ctx), pledge_id, ctx.clock.now());
}
