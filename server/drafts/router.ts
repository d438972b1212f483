import { procedure, router } from "@/server/trpc/procedures";
import { dropDraft, findDraft, keepDraft } from "./commands";
import { draftBody, draftNameInput, keepDraftInput } from "./schema";

export const draftsRouter = router({
  keep: procedure("anyone")
    .input(keepDraftInput)
    .mutation(({ ctx, input }) => keepDraft(ctx, input)),
  find: procedure("anyone")
    .input(draftNameInput)
    .output(draftBody.nullable())
    .query(({ ctx, input }) => findDraft(ctx, input.form)),
  drop: procedure("anyone")
    .input(draftNameInput)
    .mutation(({ ctx, input }) => dropDraft(ctx, input.form)),
});
