// Needs: from the first draft to the end of recruiting.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { look } from "./beneficiaries/commands";
import { lookAnswer, lookInput } from "./beneficiaries/schema";
import { certify, revoke } from "./certification/commands";
import { certificationAnswer, certifyInput, revokeInput } from "./certification/schema";
import { giveBack, publish, reject, submit, takeBack } from "./commands";
import { confirm } from "./confirm/commands";
import { confirmInput } from "./confirm/schema";
import { countByPlace } from "./desk/counts/data";
import { countsInput, countsOutput } from "./desk/counts/schema";
import { countDesk, listDesk } from "./desk/data";
import { deskCount, deskInput, deskPage } from "./desk/schema";
import { keepDraft } from "./drafting/commands";
import { changeLines } from "./lines/commands";
import { listReceivers } from "./lines/data";
import { changeLinesInput } from "./lines/schema";
import { change, pause, resume, seal } from "./recruiting/commands";
import {
  changeInput,
  draftInput,
  giveBackInput,
  needAnswer,
  needRef,
  publishInput,
  rejectInput,
} from "./schema";
import { listMine, managedNeed, visibleNeed } from "./views/data";
import { findings, manageView, mineInput, minePage, needView, viewInput, wordingInput } from "./views/schema";
import { checkWording } from "./wording/rules";

export const needsRouter = router({
  visible: procedure("anyone")
    .input(viewInput)
    .output(needView)
    .query(({ ctx, input }) => visibleNeed(ctx, input)),
  /** Whom a gift line may name; public, as their title is. */
  receivers: procedure("signed-in")
    .output(z.array(z.object({ id: z.string(), name: z.string() })))
    .query(({ ctx }) => listReceivers(ctx)),
  managed: procedure("need.see")
    .input(viewInput)
    .output(manageView)
    .query(({ ctx, input }) => managedNeed(ctx, input)),
  mine: procedure("signed-in")
    .input(mineInput)
    .output(minePage)
    .query(({ ctx, input }) => listMine(ctx, input)),
  desk: procedure("signed-in")
    .input(deskInput)
    .output(deskPage)
    .query(({ ctx, input }) => listDesk(ctx, input)),
  deskCount: procedure("signed-in")
    .output(deskCount)
    .query(({ ctx }) => countDesk(ctx)),
  byPlace: procedure("desk.see")
    .input(countsInput)
    .output(countsOutput)
    .query(({ ctx, input }) => countByPlace(ctx, input)),
  /** Pointed out while typing; the acts themselves check again. */
  wording: procedure("signed-in")
    .input(wordingInput)
    .output(findings)
    .query(({ input }) => checkWording(input.texts)),

  saveDraft: procedure("need.draft")
    .input(draftInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => keepDraft(ctx, input)),
  submit: procedure("need.edit")
    .input(publishInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => submit(ctx, input)),
  publish: procedure("need.verify")
    .input(publishInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => publish(ctx, input)),
  giveBack: procedure("need.verify")
    .input(giveBackInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => giveBack(ctx, input)),
  reject: procedure("need.verify")
    .input(rejectInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => reject(ctx, input)),
  takeBack: procedure("need.edit")
    .input(needRef)
    .output(needAnswer)
    .mutation(({ ctx, input }) => takeBack(ctx, input)),
  pause: procedure("need.run")
    .input(needRef)
    .output(needAnswer)
    .mutation(({ ctx, input }) => pause(ctx, input)),
  resume: procedure("need.run")
    .input(needRef)
    .output(needAnswer)
    .mutation(({ ctx, input }) => resume(ctx, input)),
  seal: procedure("need.run")
    .input(needRef)
    .output(needAnswer)
    .mutation(({ ctx, input }) => seal(ctx, input)),
  change: procedure("need.run")
    .input(changeInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => change(ctx, input)),
  changeLines: procedure("need.run")
    .input(changeLinesInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => changeLines(ctx, input)),
  confirm: procedure("need.run")
    .input(confirmInput)
    .output(needAnswer)
    .mutation(({ ctx, input }) => confirm(ctx, input)),
  certify: procedure("need.certify")
    .input(certifyInput)
    .output(certificationAnswer)
    .mutation(({ ctx, input }) => certify(ctx, input)),
  revokeCertification: procedure("need.certify")
    .input(revokeInput)
    .output(certificationAnswer)
    .mutation(({ ctx, input }) => revoke(ctx, input)),
  look: procedure("need.look")
    .input(lookInput)
    .output(lookAnswer)
    .mutation(({ ctx, input }) => look(ctx, input)),
});
