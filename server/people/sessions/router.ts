// Signing in and out, devices, hats.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { requestCode } from "../codes/commands";
import { requestCodeInput, requestCodeOutput } from "../codes/schema";
import { finishEntry, verifyCodeAndEnter } from "../entry/commands";
import { enterInput, entryAnswer, finishInput } from "../entry/schema";
import { wearInput } from "../grants/schema";
import { isSetupToken, setUp } from "../setup/commands";
import { setupInput, setupTokenInput } from "../setup/schema";
import { endSession, signOut, signOutEverywhere, wearHat } from "./commands";
import { listDevices } from "./data";
import { cookiesAnswer, deviceView, endSessionInput, everywhereInput } from "./schema";

export const sessionsRouter = router({
  requestCode: procedure("anyone")
    .input(requestCodeInput)
    .output(requestCodeOutput)
    .mutation(({ ctx, input }) => requestCode(ctx, input)),
  enter: procedure("anyone")
    .input(enterInput)
    .output(entryAnswer)
    .mutation(({ ctx, input }) => verifyCodeAndEnter(ctx, input)),
  finish: procedure("anyone")
    .input(finishInput)
    .output(entryAnswer)
    .mutation(({ ctx, input }) => finishEntry(ctx, input)),
  setupOpen: procedure("anyone")
    .input(setupTokenInput)
    .output(z.boolean())
    .query(({ ctx, input }) => isSetupToken(ctx, input.token)),
  setUp: procedure("anyone")
    .input(setupInput)
    .output(cookiesAnswer.extend({ personId: z.string() }))
    .mutation(({ ctx, input }) => setUp(ctx, input)),
  signOut: procedure("anyone")
    .output(cookiesAnswer)
    .mutation(({ ctx }) => signOut(ctx)),
  signOutEverywhere: procedure("signed-in")
    .input(everywhereInput)
    .output(cookiesAnswer)
    .mutation(({ ctx, input }) => signOutEverywhere(ctx, input.keepThis)),
  devices: procedure("signed-in")
    .output(z.array(deviceView))
    .query(({ ctx }) => listDevices(ctx)),
  endDevice: procedure("signed-in")
    .input(endSessionInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endSession(ctx, input.id)),
  wear: procedure("signed-in")
    .input(wearInput)
    .output(z.void())
    .mutation(({ ctx, input }) => wearHat(ctx, input.grantId ?? null)),
});
