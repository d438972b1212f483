// A proxy ends: the consent it rests on is withdrawn, never deleted, and the person's history says so.
import type { Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { changePerson } from "../../commands";

type Proxy = { id: string; person_id: string; actor_id: string; consent_id: string };

export async function endProxies(
  trx: Trx,
  ctx: Pick<Ctx, "actor" | "clock">,
  proxies: readonly Proxy[],
): Promise<void> {
  const now = ctx.clock.now();
  for (const proxy of proxies) {
    await trx.updateTable("proxy").set({ ended_at: now }).where("id", "=", proxy.id).execute();
    await trx
      .updateTable("consent")
      .set({ withdrawn_at: now })
      .where("id", "=", proxy.consent_id)
      .where("withdrawn_at", "is", null)
      .execute();
    await changePerson(trx, ctx, proxy.person_id, {
      event: "person.proxy_ended",
      forId: proxy.person_id,
      data: { actorId: proxy.actor_id },
    });
  }
}

/** Of those whose grants in an organisation have ended: who is nothing there any more is acted for by no leader of it. */
export async function endLeadersWord(
  trx: Trx,
  ctx: Pick<Ctx, "actor" | "clock">,
  left: readonly { person_id: string; organisation_id: string }[],
): Promise<void> {
  for (const one of left) {
    const proxies = await trx
      .selectFrom("proxy as x")
      .select(["x.id", "x.person_id", "x.actor_id", "x.consent_id"])
      .where("x.person_id", "=", one.person_id)
      .where("x.organisation_id", "=", one.organisation_id)
      .where("x.kind", "=", "leader")
      .where("x.ended_at", "is", null)
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom("role_grant as g")
              .select("g.id")
              .whereRef("g.person_id", "=", "x.person_id")
              .whereRef("g.organisation_id", "=", "x.organisation_id")
              .where("g.ended_at", "is", null),
          ),
        ),
      )
      .execute();
    await endProxies(trx, ctx, proxies);
  }
}
