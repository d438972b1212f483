// One tap to be 潘书记. Only a demo may do this: outside, every way in says NOT_FOUND, and the procedures are not mounted.
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { type Trx, transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { cookieOf, openSession } from "../sessions/commands";
import { PERSONAS_SETTING, personasOf } from "./data";
import type { Persona } from "./schema";

/** Signs the browser in as a persona of the demo world. */
export async function signInAsPersona(
  ctx: Ctx,
  input: { persona: Persona },
): Promise<{ personId: string; cookies: string[] }> {
  if (!ctx.config.demo) refuse("NOT_FOUND");
  const personId = (await personasOf(ctx.db))[input.persona] ?? refuse("NOT_FOUND");
  const sessionId = await transact(ctx.db, async (trx) => {
    const invented = await trx
      .selectFrom("person")
      .select("id")
      .where("id", "=", personId)
      .where("origin", "=", "demo")
      .where("status", "=", "active")
      .executeTakeFirst();
    if (invented === undefined) refuse("NOT_FOUND"); // never a real person, whatever the settings say
    return openSession(trx, ctx, personId);
  });
  return { personId, cookies: [await cookieOf(ctx, sessionId)] };
}

/** Says who the personas are; the demo world calls this when it is made. */
export async function setPersonas(
  trx: Trx,
  ctx: Pick<Ctx, "clock" | "config">,
  people: Record<Persona, string>,
): Promise<void> {
  if (!ctx.config.demo) refuse("NOT_FOUND");
  const now = ctx.clock.now();
  await record(
    trx,
    { actor: null, clock: ctx.clock },
    {
      aggregate: "setting",
      id: `0:${PERSONAS_SETTING}`,
      version: 1,
      event: "setting.changed",
    },
  );
  await trx
    .insertInto("setting")
    .values({ region_id: 0, name: PERSONAS_SETTING, value: JSON.stringify(people), updated_at: now })
    .execute();
}
