import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { attach, detach, show } from "./commands";
import { listAttachments } from "./data";
import { attachInput, attachmentInput, attachmentOutput, subjectInput } from "./schema";

export const filesRouter = router({
  attach: procedure("file.attach")
    .input(attachInput)
    .output(z.object({ attachmentId: z.string() }))
    .mutation(({ ctx, input }) => attach(ctx, input)),
  detach: procedure("file.attach")
    .input(attachmentInput)
    .output(z.void())
    .mutation(({ ctx, input }) => detach(ctx, input)),
  show: procedure("file.show")
    .input(z.strictObject({ ...attachmentInput.shape, isPublic: z.boolean("malformed") }))
    .output(z.void())
    .mutation(({ ctx, input }) => show(ctx, input)),
  list: procedure("anyone")
    .input(subjectInput)
    .output(z.array(attachmentOutput))
    .query(({ ctx, input }) => listAttachments(ctx, input.aggregate, input.subjectId)),
});
