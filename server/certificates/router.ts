// Certificates: asked for, issued, printed, ended; and checked by anybody who holds a code.
import { z } from "zod";
import { limited, procedure, router } from "@/server/trpc/procedures";
import { checkCode } from "./checking/data";
import { ask, revoke, turnDown, withdraw } from "./commands";
import { oneCertificate } from "./data";
import { issue, issueAsked } from "./issuing/commands";
import { membersOf, mine, ofUnit } from "./lists/data";
import { papers } from "./papers/data";
import {
  answerInput,
  askInput,
  certificateInput,
  certificateView,
  checkInput,
  issuedView,
  issueInput,
  listView,
  membersInput,
  membersView,
  mineInput,
  mineView,
  ofUnitInput,
  papersInput,
  paperView,
  publicView,
} from "./schema";

export const certificatesRouter = router({
  check: procedure("anyone")
    .input(checkInput)
    .output(publicView)
    .query(({ ctx, input }) => checkCode(ctx, input.code)),
  mine: procedure("signed-in")
    .input(mineInput)
    .output(mineView)
    .query(({ ctx, input }) => mine(ctx, input.personId)),
  one: procedure("certificate.see")
    .input(certificateInput)
    .output(certificateView)
    .query(({ ctx, input }) => oneCertificate(ctx, input.certificateId)),
  ofUnit: procedure("certificate.issue")
    .input(ofUnitInput)
    .output(listView)
    .query(({ ctx, input }) => ofUnit(ctx, input)),
  membersOf: procedure("certificate.issue")
    .input(membersInput)
    .output(membersView)
    .query(({ ctx, input }) => membersOf(ctx, input)),
  papers: procedure("certificate.print")
    .use(limited("pdf"))
    .input(papersInput)
    .output(z.array(paperView))
    .query(({ ctx, input }) => papers(ctx, input)),
  ask: procedure("certificate.ask")
    .input(askInput)
    .output(z.object({ certificateId: z.string() }))
    .mutation(({ ctx, input }) => ask(ctx, input)),
  withdraw: procedure("certificate.ask")
    .input(certificateInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  issueAsked: procedure("certificate.issue")
    .input(certificateInput)
    .output(z.void())
    .mutation(({ ctx, input }) => issueAsked(ctx, input)),
  issue: procedure("certificate.issue")
    .input(issueInput)
    .output(issuedView)
    .mutation(({ ctx, input }) => issue(ctx, input)),
  refuse: procedure("certificate.issue")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => turnDown(ctx, input)),
  revoke: procedure("certificate.revoke")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => revoke(ctx, input)),
});
