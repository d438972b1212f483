import { procedure, router } from "@/server/trpc/procedures";
import { look } from "./commands";
import { listLooks } from "./data";
import { contactOutput, lookInput, looksOutput } from "./schema";

export const contactsRouter = router({
  look: procedure("contact.see")
    .input(lookInput)
    .output(contactOutput)
    .mutation(({ ctx, input }) => look(ctx, input)),
  looks: procedure("signed-in")
    .output(looksOutput)
    .query(({ ctx }) => listLooks(ctx)),
});
