// Asking, and answering.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { accept, decline } from "./answering/commands";
import { invite, withdraw } from "./commands";
import { countOpen, listMine, ofNeed } from "./lists/data";
import {
  acceptedAnswer,
  acceptInput,
  declineInput,
  invitationItem,
  invitedAnswer,
  inviteInput,
  mineInput,
  needInput,
  needInvitations,
  slotInput,
  withdrawInput,
} from "./schema";
import { start, stop } from "./waves/commands";

export const invitationsRouter = router({
  mine: procedure("signed-in")
    .input(mineInput)
    .output(z.array(invitationItem))
    .query(({ ctx, input }) => listMine(ctx, input)),
  count: procedure("signed-in")
    .output(z.number())
    .query(({ ctx }) => countOpen(ctx)),
  accept: procedure("invitation.answer")
    .input(acceptInput)
    .output(acceptedAnswer)
    .mutation(({ ctx, input }) => accept(ctx, input)),
  decline: procedure("invitation.answer")
    .input(declineInput)
    .output(z.void())
    .mutation(({ ctx, input }) => decline(ctx, input)),
  ofNeed: procedure("invitation.send")
    .input(needInput)
    .output(needInvitations)
    .query(({ ctx, input }) => ofNeed(ctx, input.needId)),
  invite: procedure("invitation.send")
    .input(inviteInput)
    .output(invitedAnswer)
    .mutation(({ ctx, input }) => invite(ctx, input)),
  withdraw: procedure("invitation.send")
    .input(withdrawInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  startWaves: procedure("invitation.send")
    .input(slotInput)
    .output(z.void())
    .mutation(({ ctx, input }) => start(ctx, input.slotId)),
  stopWaves: procedure("invitation.send")
    .input(slotInput)
    .output(z.void())
    .mutation(({ ctx, input }) => stop(ctx, input.slotId)),
});
