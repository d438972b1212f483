// The persona bar's procedures. With DEMO=0 they do not exist; the command behind them refuses besides.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { cookiesAnswer } from "../sessions/schema";
import { signInAsPersona } from "./commands";
import { listPersonas } from "./data";
import { personaInput, personaView } from "./schema";

const procedures = {
  personas: procedure("anyone")
    .output(z.array(personaView))
    .query(({ ctx }) => listPersonas(ctx)),
  become: procedure("anyone")
    .input(personaInput)
    .output(cookiesAnswer.extend({ personId: z.string() }))
    .mutation(({ ctx, input }) => signInAsPersona(ctx, input)),
};

/** The same reading of DEMO as the configuration's, which has refused every other value at start. */
export function demoProcedures(demo: string | undefined): Partial<typeof procedures> {
  return demo === "0" || demo === "false" ? {} : procedures;
}

export const demoRouter = router(demoProcedures(process.env.DEMO) as typeof procedures);
