import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { listPlans, viewPlan } from "./board/data";
import { askForPlan, cancelPlan, editItem, lookUp } from "./commands";
import {
  editInput,
  listInput,
  lookInput,
  makeInput,
  planActInput,
  planInput,
  planRow,
  planView,
  sendInput,
} from "./schema";
import { sendPlan } from "./sending/commands";

const ref = z.object({ planId: z.string() });

export const planRouter = router({
  list: procedure("plan.make")
    .input(listInput)
    .output(z.array(planRow))
    .query(({ ctx, input }) => listPlans(ctx, input)),
  view: procedure("plan.make")
    .input(planInput)
    .output(planView)
    .query(({ ctx, input }) => viewPlan(ctx, input)),
  make: procedure("plan.make")
    .input(makeInput)
    .output(ref)
    .mutation(({ ctx, input }) => askForPlan(ctx, input)),
  cancel: procedure("plan.make")
    .input(planActInput)
    .mutation(({ ctx, input }) => cancelPlan(ctx, input)),
  edit: procedure("plan.make")
    .input(editInput)
    .output(ref)
    .mutation(({ ctx, input }) => editItem(ctx, input)),
  lookUp: procedure("plan.make")
    .input(lookInput)
    .mutation(({ ctx, input }) => lookUp(ctx, input)),
  send: procedure("plan.send")
    .input(sendInput)
    .output(z.object({ invited: z.number(), left: z.number() }))
    .mutation(({ ctx, input }) => sendPlan(ctx, input)),
});
