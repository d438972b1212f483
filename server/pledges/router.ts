// Pledging and what follows from it. Amounts go in as typed in the line's unit and come out in smallest units.
import { z } from "zod";
import { viewInput } from "@/server/needs/views/schema";
import { procedure, router } from "@/server/trpc/procedures";
import { amend, approve, refuseRequest, remove, withdraw } from "./changes/commands";
import { pledge } from "./commands";
import { listHelpers, listMine, listOfNeed, listOfOrganisation, visibleItem } from "./lists/data";
import { runningOf } from "./lists/running/data";
import { runningInput, runningNeeds } from "./lists/running/schema";
import {
  helperPage,
  helpersInput,
  mineInput,
  ofNeedInput,
  ofOrganisationInput,
  pledgeItem,
  pledgePage,
} from "./lists/schema";
import { giversOf } from "./making/gifts/data";
import { accept, decline, logCall } from "./offers/commands";
import {
  acceptInput,
  amendInput,
  changedPledge,
  pledgeAnswer,
  pledgeInput,
  pledgeRef,
  removeInput,
  withdrawInput,
} from "./schema";
import { pledgeAsVisitor } from "./visits/commands";
import { visitAnswer, visitInput } from "./visits/schema";

export const pledgesRouter = router({
  make: procedure("pledge.make")
    .input(pledgeInput)
    .output(pledgeAnswer)
    .mutation(({ ctx, input }) => pledge(ctx, input)),
  visit: procedure("anyone")
    .input(visitInput)
    .output(visitAnswer)
    .mutation(({ ctx, input }) => pledgeAsVisitor(ctx, input)),
  amend: procedure("pledge.change")
    .input(amendInput)
    .output(changedPledge)
    .mutation(({ ctx, input }) => amend(ctx, input)),
  withdraw: procedure("pledge.change")
    .input(withdrawInput)
    .output(changedPledge)
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  accept: procedure("pledge.change")
    .input(acceptInput)
    .output(changedPledge)
    .mutation(({ ctx, input }) => accept(ctx, input)),
  decline: procedure("pledge.change")
    .input(pledgeRef)
    .output(changedPledge)
    .mutation(({ ctx, input }) => decline(ctx, input)),
  approve: procedure("pledge.manage")
    .input(pledgeRef)
    .output(changedPledge)
    .mutation(({ ctx, input }) => approve(ctx, input)),
  refuse: procedure("pledge.manage")
    .input(removeInput)
    .output(changedPledge)
    .mutation(({ ctx, input }) => refuseRequest(ctx, input)),
  remove: procedure("pledge.manage")
    .input(removeInput)
    .output(changedPledge)
    .mutation(({ ctx, input }) => remove(ctx, input)),
  logCall: procedure("pledge.manage")
    .input(pledgeRef)
    .output(changedPledge)
    .mutation(({ ctx, input }) => logCall(ctx, input)),
  /** Of these needs those the asker runs, for their desk. */
  running: procedure("signed-in")
    .input(runningInput)
    .output(runningNeeds)
    .query(({ ctx, input }) => runningOf(ctx, input)),
  givers: procedure("anyone")
    .input(viewInput)
    .output(z.array(z.string()))
    .query(({ ctx, input }) => giversOf(ctx, input.needId)),
  one: procedure("pledge.see")
    .input(pledgeRef.pick({ pledgeId: true }))
    .output(pledgeItem)
    .query(({ ctx, input }) => visibleItem(ctx, input.pledgeId)),
  mine: procedure("signed-in")
    .input(mineInput)
    .output(pledgePage)
    .query(({ ctx, input }) => listMine(ctx, input)),
  ofOrganisation: procedure("pledge.list")
    .input(ofOrganisationInput)
    .output(pledgePage)
    .query(({ ctx, input }) => listOfOrganisation(ctx, input)),
  ofNeed: procedure("need.run")
    .input(ofNeedInput)
    .output(pledgePage)
    .query(({ ctx, input }) => listOfNeed(ctx, input)),
  helpers: procedure("anyone")
    .input(helpersInput)
    .output(helperPage)
    .query(({ ctx, input }) => listHelpers(ctx, input)),
});
