// The word of somebody who cannot tick for themself, written down by who acts for them, and taken back the same way. Nobody's word
// stands above their own: whoever has a telephone is asked there.
import { refuse } from "@/server/errors";
import { transact } from "@/server/platform/db";
import { DAY_MS, dateOf, dayOf } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { visibleRecord } from "../../profiles/data";
import { say } from "../commands";
import { signsIn } from "./data";
import { SIGNED_WITHIN_DAYS, type SignedInput } from "./schema";

/** Signed already: nothing changes. SAYS_IT_THEMSELF where they have a telephone of their own. */
export async function recordSigned(ctx: Ctx, input: SignedInput): Promise<void> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  if (facts.personId === ctx.actor?.personId || (await signsIn(ctx, facts.personId)))
    refuse("SAYS_IT_THEMSELF");
  const [today, signedOn] = [dayOf(ctx.clock.now()), dateOf(input.signedOn)];
  if (input.signedOn > today) refuse("INVALID", { fields: { signedOn: "in_the_future" } });
  if (signedOn.getTime() < dateOf(today).getTime() - SIGNED_WITHIN_DAYS * DAY_MS)
    refuse("INVALID", { fields: { signedOn: "too_old" } });
  const paper = { signedOn, keptAt: input.keptAt };
  await transact(ctx.db, (trx) =>
    say(trx, ctx, { personId: facts.personId, purpose: "national", agreed: true, grant, paper }),
  );
}

/** They do not agree any more, and said so to who acts for them. */
export async function takeBackSigned(ctx: Ctx, input: { personId: string }): Promise<void> {
  const { facts, grant } = await visibleRecord(ctx, input.personId, "record.keep");
  await transact(ctx.db, (trx) =>
    say(trx, ctx, { personId: facts.personId, purpose: "national", agreed: false, grant }),
  );
}
