// Members: who is in it, joining, leaving, being imported from a sheet.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { check, drop, run } from "../imports/commands";
import { sheetToCorrect, showImport } from "../imports/data";
import { checkInput, importInput, importView, runAnswer, runInput, sheetView } from "../imports/schema";
import { approve, ask, enterByLink, refuseRequest, withdraw } from "../joining/commands";
import { invitation, listLinks, listRequests, myRequests } from "../joining/data";
import { addOne, answerInvitation, takeInvitationBack } from "../joining/inviting/commands";
import { listInvited, myInvitations } from "../joining/inviting/data";
import { endLink, makeLink } from "../joining/links/commands";
import {
  addInput,
  answerInput,
  askInput,
  endLinkInput,
  enterLinkInput,
  invitationView,
  invitedView,
  joinAnswer,
  linkView,
  makeLinkInput,
  myInvitationView,
  myRequestView,
  refuseInput,
  requestInput,
  requestsInput,
  requestView,
  tokenInput,
} from "../joining/schema";
import { leave, remove, setRole } from "./commands";
import { countMembers, listFormer, listMembers } from "./data";
import {
  countsView,
  formerInput,
  formerView,
  membersInput,
  membersView,
  removeInput,
  roleInput,
  teamInput,
} from "./schema";

export const membersRouter = router({
  list: procedure("member.see")
    .input(membersInput)
    .output(membersView)
    .query(({ ctx, input }) => listMembers(ctx, input)),
  former: procedure("member.see")
    .input(formerInput)
    .output(formerView)
    .query(({ ctx, input }) => listFormer(ctx, input)),
  counts: procedure("member.see")
    .input(teamInput)
    .output(countsView)
    .query(({ ctx, input }) => countMembers(ctx, input)),
  leave: procedure("signed-in")
    .input(teamInput)
    .output(z.void())
    .mutation(({ ctx, input }) => leave(ctx, input)),
  remove: procedure("grant.end")
    .input(removeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => remove(ctx, input)),
  setRole: procedure("grant.give")
    .input(roleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => setRole(ctx, input)),

  ask: procedure("member.ask")
    .input(askInput)
    .output(joinAnswer)
    .mutation(({ ctx, input }) => ask(ctx, input)),
  invitation: procedure("anyone")
    .input(tokenInput)
    .output(invitationView)
    .query(({ ctx, input }) => invitation(ctx, input)),
  enterByLink: procedure("signed-in")
    .input(enterLinkInput)
    .output(joinAnswer)
    .mutation(({ ctx, input }) => enterByLink(ctx, input)),
  myRequests: procedure("signed-in")
    .output(z.array(myRequestView))
    .query(({ ctx }) => myRequests(ctx)),
  takeBack: procedure("member.take_back")
    .input(requestInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  myInvitations: procedure("signed-in")
    .output(z.array(myInvitationView))
    .query(({ ctx }) => myInvitations(ctx)),
  answer: procedure("member.answer")
    .input(answerInput)
    .output(z.object({ organisationId: z.string() }))
    .mutation(({ ctx, input }) => answerInvitation(ctx, input)),
  add: procedure("grant.give")
    .input(addInput)
    .output(z.void())
    .mutation(({ ctx, input }) => addOne(ctx, input)),
  invited: procedure("member.admit")
    .input(requestsInput)
    .output(invitedView)
    .query(({ ctx, input }) => listInvited(ctx, input)),
  takeInvitationBack: procedure("grant.give")
    .input(requestInput)
    .output(z.void())
    .mutation(({ ctx, input }) => takeInvitationBack(ctx, input)),
  requests: procedure("member.admit")
    .input(requestsInput)
    .output(z.array(requestView))
    .query(({ ctx, input }) => listRequests(ctx, input)),
  approve: procedure("member.admit")
    .input(requestInput)
    .output(z.void())
    .mutation(({ ctx, input }) => approve(ctx, input)),
  refuse: procedure("member.admit")
    .input(refuseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => refuseRequest(ctx, input)),
  links: procedure("member.admit")
    .input(teamInput)
    .output(z.array(linkView))
    .query(({ ctx, input }) => listLinks(ctx, input)),
  makeLink: procedure("member.admit")
    .input(makeLinkInput)
    .output(z.object({ linkId: z.string(), token: z.string() }))
    .mutation(({ ctx, input }) => makeLink(ctx, input)),
  endLink: procedure("member.admit")
    .input(endLinkInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endLink(ctx, input)),

  checkSheet: procedure("member.import")
    .input(checkInput)
    .output(z.object({ importId: z.string() }))
    .mutation(({ ctx, input }) => check(ctx, input)),
  sheet: procedure("member.import")
    .input(importInput)
    .output(importView)
    .query(({ ctx, input }) => showImport(ctx, input)),
  sheetToCorrect: procedure("member.import")
    .input(importInput)
    .output(sheetView)
    .query(({ ctx, input }) => sheetToCorrect(ctx, input)),
  importSheet: procedure("member.import")
    .input(runInput)
    .output(runAnswer)
    .mutation(({ ctx, input }) => run(ctx, input)),
  dropSheet: procedure("member.import")
    .input(importInput)
    .output(z.void())
    .mutation(({ ctx, input }) => drop(ctx, input)),
});
