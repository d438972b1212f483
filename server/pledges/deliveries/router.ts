import { z } from "zod";
import { id } from "@/server/platform/schema";
import { procedure, router } from "@/server/trpc/procedures";
import { accept, close, correct, recall, receive, send } from "./commands";
import { listOfPledge } from "./data";
import { giveBack } from "./loans/commands";
import {
  acceptInput,
  closeInput,
  deliveryAnswer,
  deliveryOutput,
  deliveryRef,
  receiveInput,
  returnInput,
  sendInput,
} from "./schema";

export const deliveriesRouter = router({
  send: procedure("delivery.send")
    .input(sendInput)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => send(ctx, input)),
  recall: procedure("delivery.send")
    .input(deliveryRef)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => recall(ctx, input)),
  receive: procedure("delivery.accept")
    .input(receiveInput)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => receive(ctx, input)),
  close: procedure("delivery.accept")
    .input(closeInput)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => close(ctx, input)),
  correct: procedure("delivery.accept")
    .input(closeInput)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => correct(ctx, input)),
  accept: procedure("delivery.accept")
    .input(acceptInput)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => accept(ctx, input)),
  giveBack: procedure("delivery.return")
    .input(returnInput)
    .output(deliveryAnswer)
    .mutation(({ ctx, input }) => giveBack(ctx, input)),
  list: procedure("pledge.see")
    .input(z.strictObject({ pledgeId: id }))
    .output(z.array(deliveryOutput))
    .query(({ ctx, input }) => listOfPledge(ctx, input.pledgeId)),
});
