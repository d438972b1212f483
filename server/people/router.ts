// People: myself, my consents, roles, and those I act for.
import { z } from "zod";
import { refuse } from "@/server/errors";
import { procedure, router } from "@/server/trpc/procedures";
import { rename, settle, switchOff, switchOn } from "./commands";
import { agree, withdraw } from "./consents/commands";
import { listConsents } from "./consents/data";
import { agreeInput, consentView, withdrawInput } from "./consents/schema";
import { whoAmI } from "./data";
import { findByPhone } from "./finding/data";
import { findByPhoneInput, foundPerson } from "./finding/schema";
import { endRole, giveRole } from "./grants/commands";
import { visibleHolders } from "./grants/data";
import { endRoleInput, giveRoleInput, holderView, rolesInput } from "./grants/schema";
import { endProxy, registerPerson, registerRelative } from "./proxies/commands";
import { listActedFor, listActing } from "./proxies/data";
import { endProxyInput, proxyView, registerInput, registerRelativeInput } from "./proxies/schema";
import { meView, renameInput, settleInput, switchInput } from "./schema";

const personAnswer = z.object({ personId: z.string() });
const myId = (ctx: { actor: { personId: string } | null }) => ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");

export const peopleRouter = router({
  me: procedure("anyone")
    .output(meView.nullable())
    .query(({ ctx }) => whoAmI(ctx)),
  rename: procedure("signed-in")
    .input(renameInput)
    .output(z.void())
    .mutation(({ ctx, input }) => rename(ctx, input)),
  settle: procedure("signed-in")
    .input(settleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => settle(ctx, input)),

  consents: procedure("signed-in")
    .output(z.array(consentView))
    .query(({ ctx }) => listConsents(ctx.db, myId(ctx))),
  agree: procedure("signed-in")
    .input(agreeInput)
    .output(z.void())
    .mutation(({ ctx, input }) => agree(ctx, input)),
  withdraw: procedure("signed-in")
    .input(withdrawInput)
    .output(z.void())
    .mutation(({ ctx, input }) => withdraw(ctx, input)),

  actedFor: procedure("signed-in")
    .output(z.array(proxyView))
    .query(({ ctx }) => listActedFor(ctx.db, myId(ctx))),
  acting: procedure("signed-in")
    .output(z.array(proxyView))
    .query(({ ctx }) => listActing(ctx.db, myId(ctx))),
  register: procedure("person.register")
    .input(registerInput)
    .output(personAnswer)
    .mutation(({ ctx, input }) => registerPerson(ctx, input)),
  registerRelative: procedure("signed-in")
    .input(registerRelativeInput)
    .output(personAnswer)
    .mutation(({ ctx, input }) => registerRelative(ctx, input)),
  endProxy: procedure("signed-in")
    .input(endProxyInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endProxy(ctx, input)),

  roles: procedure("grant.list")
    .input(rolesInput)
    .output(z.array(holderView))
    .query(({ ctx, input }) => visibleHolders(ctx, input)),
  giveRole: procedure("grant.give")
    .input(giveRoleInput)
    .output(personAnswer.extend({ grantId: z.string() }))
    .mutation(({ ctx, input }) => giveRole(ctx, input)),
  endRole: procedure("grant.end")
    .input(endRoleInput)
    .output(z.void())
    .mutation(({ ctx, input }) => endRole(ctx, input)),
  /** A query that counts as a look-up of its own: only by the whole number. */
  findByPhone: procedure("person.find")
    .input(findByPhoneInput)
    .output(z.array(foundPerson))
    .query(({ ctx, input }) => findByPhone(ctx, input)),
  switchOff: procedure("person.switch")
    .input(switchInput)
    .output(z.void())
    .mutation(({ ctx, input }) => switchOff(ctx, input)),
  switchOn: procedure("person.switch")
    .input(switchInput)
    .output(z.void())
    .mutation(({ ctx, input }) => switchOn(ctx, input)),
});
