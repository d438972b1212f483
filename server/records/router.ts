// The record of a volunteer: seen by them and theirs, kept by them, added to by those who know.
import { z } from "zod";
import { end as endHonour, give as giveHonour } from "@/server/organisations/honours/commands";
import {
  endInput as endHonourInput,
  giveInput as giveHonourInput,
} from "@/server/organisations/honours/schema";
import { claim, drop, revoke, turnDown, verify } from "@/server/organisations/qualifications/commands";
import { listQueue, visibleCase } from "@/server/organisations/qualifications/data";
import {
  caseView,
  claimInput,
  dropInput,
  oneInput,
  queueInput,
  queueRow,
  refuseInput,
  verifyInput,
} from "@/server/organisations/qualifications/schema";
import { endTraining, recordTraining } from "@/server/organisations/training/commands";
import { visibleTraining } from "@/server/organisations/training/data";
import {
  endInput as endTrainingInput,
  recordInput as recordTrainingInput,
  trainedRow,
  listInput as trainingInput,
} from "@/server/organisations/training/schema";
import { recordSigned, takeBackSigned } from "@/server/people/consents/paper/commands";
import { visibleSigned } from "@/server/people/consents/paper/data";
import { signedInput, signedView, whoseInput as signedWhose } from "@/server/people/consents/paper/schema";
import { recordConsent, registerChild, takeBack } from "@/server/people/guardians/commands";
import { visibleGuardian } from "@/server/people/guardians/data";
import {
  childInput,
  consentInput,
  guardianInput,
  guardianView,
  takeBackInput,
} from "@/server/people/guardians/schema";
import { availabilityInput } from "@/server/people/profiles/availability/schema";
import { forgetNumber, saveAvailability, saveIdentity, saveProfile } from "@/server/people/profiles/commands";
import { visibleProfile } from "@/server/people/profiles/data";
import { identityInput, profileInput, profileView, whoseInput } from "@/server/people/profiles/schema";
import { procedure, router } from "@/server/trpc/procedures";
import { answer, ask, withdraw } from "./asks/commands";
import { listQueue as listAskQueue } from "./asks/data";
import {
  answerInput,
  askInput,
  queueInput as askQueueInput,
  queueRow as askQueueRow,
  withdrawInput,
} from "./asks/schema";
import { close, sendCode } from "./closing/commands";
import { visibleClosing } from "./closing/data";
import { closedView, closeInput, closingView, sentView } from "./closing/schema";
import { visibleVolunteer } from "./data";
import { giveEvaluations } from "./evaluations/commands";
import { visibleEvaluations } from "./evaluations/data";
import { giveInput, shiftInput, shiftView } from "./evaluations/schema";
import { everythingOfMine } from "./mine/data";
import { mineView } from "./mine/schema";
import { recordInput, recordView } from "./schema";

export const recordsRouter = router({
  of: procedure("record.see")
    .input(recordInput)
    .output(recordView)
    .query(({ ctx, input }) => visibleVolunteer(ctx, input)),
  profile: procedure("record.keep")
    .input(whoseInput)
    .output(profileView)
    .query(({ ctx, input }) => visibleProfile(ctx, input.personId)),
  /** Of oneself alone: no input says of whom. */
  mine: procedure("signed-in")
    .output(mineView)
    .query(({ ctx }) => everythingOfMine(ctx)),
  closing: procedure("signed-in")
    .output(closingView)
    .query(({ ctx }) => visibleClosing(ctx)),
  sendClosingCode: procedure("signed-in")
    .output(sentView)
    .mutation(({ ctx }) => sendCode(ctx)),
  close: procedure("signed-in")
    .input(closeInput)
    .output(closedView)
    .mutation(({ ctx, input }) => close(ctx, input)),
  saveProfile: procedure("record.keep")
    .input(profileInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveProfile(ctx, input)),
  saveAvailability: procedure("record.keep")
    .input(availabilityInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveAvailability(ctx, input)),
  saveIdentity: procedure("record.keep")
    .input(identityInput)
    .output(z.void())
    .mutation(({ ctx, input }) => saveIdentity(ctx, input)),
  forgetNumber: procedure("record.keep")
    .input(whoseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => forgetNumber(ctx, input)),

  guardian: procedure("record.see")
    .input(guardianInput)
    .output(guardianView)
    .query(({ ctx, input }) => visibleGuardian(ctx, input)),
  recordConsent: procedure("guardian.record")
    .input(consentInput)
    .output(z.object({ consentId: z.string() }))
    .mutation(({ ctx, input }) => recordConsent(ctx, input)),
  takeBackConsent: procedure("record.see")
    .input(takeBackInput)
    .output(z.void())
    .mutation(({ ctx, input }) => takeBack(ctx, input)),
  registerChild: procedure("signed-in")
    .input(childInput)
    .output(z.object({ personId: z.string() }))
    .mutation(({ ctx, input }) => registerChild(ctx, input)),

  signed: procedure("record.keep")
    .input(signedWhose)
    .output(signedView)
    .query(({ ctx, input }) => visibleSigned(ctx, input)),
  recordSigned: procedure("record.keep")
    .input(signedInput)
    .output(z.void())
    .mutation(({ ctx, input }) => recordSigned(ctx, input)),
  takeBackSigned: procedure("record.keep")
    .input(signedWhose)
    .output(z.void())
    .mutation(({ ctx, input }) => takeBackSigned(ctx, input)),

  claim: procedure("record.keep")
    .input(claimInput)
    .output(z.object({ qualificationId: z.string() }))
    .mutation(({ ctx, input }) => claim(ctx, input)),
  drop: procedure("record.keep")
    .input(dropInput)
    .output(z.void())
    .mutation(({ ctx, input }) => drop(ctx, input)),
  /** A claim to be decided on, or one's own. */
  case: procedure("qualification.verify")
    .input(oneInput)
    .output(caseView)
    .query(({ ctx, input }) => visibleCase(ctx, input.qualificationId)),
  queue: procedure("qualification.list")
    .input(queueInput)
    .output(z.array(queueRow))
    .query(({ ctx, input }) => listQueue(ctx, input)),
  verify: procedure("qualification.verify")
    .input(verifyInput)
    .output(z.void())
    .mutation(({ ctx, input }) => verify(ctx, input)),
  turnDown: procedure("qualification.verify")
    .input(refuseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => turnDown(ctx, input)),
  revoke: procedure("qualification.verify")
    .input(refuseInput)
    .output(z.void())
    .mutation(({ ctx, input }) => revoke(ctx, input)),

  giveHonour: procedure("honour.give")
    .input(giveHonourInput)
    .output(z.object({ honourId: z.string() }))
    .mutation(({ ctx, input }) => giveHonour(ctx, input)),
  endHonour: procedure("honour.give")
    .input(endHonourInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endHonour(ctx, input)),
  training: procedure("grant.list")
    .input(trainingInput)
    .output(z.array(trainedRow))
    .query(({ ctx, input }) => visibleTraining(ctx, input)),
  recordTraining: procedure("training.record")
    .input(recordTrainingInput)
    .output(z.object({ recorded: z.number() }))
    .mutation(({ ctx, input }) => recordTraining(ctx, input)),
  endTraining: procedure("training.record")
    .input(endTrainingInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endTraining(ctx, input)),

  evaluations: procedure("evaluation.give")
    .input(shiftInput)
    .output(shiftView)
    .query(({ ctx, input }) => visibleEvaluations(ctx, input.slotId)),
  evaluate: procedure("evaluation.give")
    .input(giveInput)
    .output(z.object({ given: z.number() }))
    .mutation(({ ctx, input }) => giveEvaluations(ctx, input)),

  ask: procedure("record.keep")
    .input(askInput)
    .output(z.object({ askId: z.string() }))
    .mutation(({ ctx, input }) => ask(ctx, input)),
  withdrawAsk: procedure("record.keep")
    .input(withdrawInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx, input)),
  asks: procedure("record.answer")
    .input(askQueueInput)
    .output(z.array(askQueueRow))
    .query(({ ctx, input }) => listAskQueue(ctx, input)),
  answerAsk: procedure("record.answer")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => answer(ctx, input)),
});
