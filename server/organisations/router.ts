// Organisations: looked for by anyone, entered by their leaders, verified by those above.
import { z } from "zod";
import { procedure, router } from "@/server/trpc/procedures";
import { apply, giveBack, switchOff, switchOn, turnDown, verify } from "./commands";
import { listOrganisations, myOrganisations, searchOrganisations, visibleOrganisation } from "./data";
import { answer, change } from "./describing/commands";
import {
  answerInput,
  applyInput,
  changeInput,
  giveBackInput,
  listInput,
  mineRow,
  organisationInput,
  organisationRow,
  organisationView,
  pendingRow,
  searchInput,
  turnDownInput,
} from "./schema";
import { addTitle, removeTitle } from "./titles/commands";
import { addTitleInput, removeTitleInput } from "./titles/schema";

export const organisationsRouter = router({
  search: procedure("anyone")
    .input(searchInput)
    .output(z.array(organisationRow))
    .query(({ ctx, input }) => searchOrganisations(ctx, input)),
  one: procedure("anyone")
    .input(organisationInput)
    .output(organisationView)
    .query(({ ctx, input }) => visibleOrganisation(ctx, input.organisationId)),
  mine: procedure("signed-in")
    .output(z.array(mineRow))
    .query(({ ctx }) => myOrganisations(ctx)),
  list: procedure("organisation.list")
    .input(listInput)
    .output(z.array(pendingRow))
    .query(({ ctx, input }) => listOrganisations(ctx, input)),
  add: procedure("organisation.apply")
    .input(applyInput)
    .output(z.object({ organisationId: z.string(), verified: z.boolean() }))
    .mutation(({ ctx, input }) => apply(ctx, input)),
  change: procedure("organisation.change")
    .input(changeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => change(ctx, input)),
  verify: procedure("organisation.verify")
    .input(organisationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => verify(ctx, input)),
  turnDown: procedure("organisation.verify")
    .input(turnDownInput)
    .output(z.void())
    .mutation(({ ctx, input }) => turnDown(ctx, input)),
  giveBack: procedure("organisation.verify")
    .input(giveBackInput)
    .output(z.void())
    .mutation(({ ctx, input }) => giveBack(ctx, input)),
  answer: procedure("organisation.change")
    .input(answerInput)
    .output(z.void())
    .mutation(({ ctx, input }) => answer(ctx, input)),
  switchOff: procedure("organisation.verify")
    .input(organisationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => switchOff(ctx, input)),
  switchOn: procedure("organisation.verify")
    .input(organisationInput)
    .output(z.void())
    .mutation(({ ctx, input }) => switchOn(ctx, input)),
  addTitle: procedure("organisation.verify")
    .input(addTitleInput)
    .output(z.object({ id: z.string() }))
    .mutation(({ ctx, input }) => addTitle(ctx, input)),
  removeTitle: procedure("organisation.verify")
    .input(removeTitleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => removeTitle(ctx, input)),
});
