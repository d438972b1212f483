import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { pledgeAnswer } from "../schema";
import { confirmUnit, denyUnit, open, record } from "./commands";
import { listReleases, visibleBoard } from "./data";
import {
  boardOutput,
  denyInput,
  listInput,
  openInput,
  recordInput,
  releaseOutput,
  releaseRef,
} from "./schema";

const held = z.object({ status: z.string(), amount: z.number(), onWay: z.number(), accepted: z.number() });

export const releasesRouter = router({
  open: procedure("release.run")
    .input(openInput)
    .output(z.object({ releaseId: z.string() }))
    .mutation(({ ctx, input }) => open(ctx, input)),
  record: procedure("pledge.record")
    .input(recordInput)
    .output(pledgeAnswer)
    .mutation(({ ctx, input }) => record(ctx, input)),
  confirm: procedure("pledge.change")
    .input(denyInput)
    .output(held)
    .mutation(({ ctx, input }) => confirmUnit(ctx, input)),
  deny: procedure("pledge.change")
    .input(denyInput)
    .output(held)
    .mutation(({ ctx, input }) => denyUnit(ctx, input)),
  board: procedure("release.run")
    .input(releaseRef)
    .output(boardOutput)
    .query(({ ctx, input }) => visibleBoard(ctx, input.releaseId)),
  list: procedure("release.run")
    .input(listInput)
    .output(z.array(releaseOutput))
    .query(({ ctx, input }) => listReleases(ctx, input.regionId)),
});
