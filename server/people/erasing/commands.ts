// What is forgotten of a person who closes their account (PIPL art. 47). What the law has kept of their service (Ord. 67) stays under an
// id that leads to nobody; consents stay too, withdrawn, since that somebody had agreed may have to be shown.
import type { Trx } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { changePerson } from "../commands";
import { endGrants } from "../grants/commands";
import { endProxies } from "../proxies/ending/commands";
import { ERASED_NAME } from "../rules";

/** Joins the caller's transaction; the person's row is locked by it. */
export async function erasePerson(trx: Trx, ctx: Ctx, personId: string): Promise<void> {
  const live = await trx
    .selectFrom("role_grant")
    .select(["id", "version", "person_id"])
    .where("person_id", "=", personId)
    .where("ended_at", "is", null)
    .execute();
  await endGrants(trx, ctx, live, null, () => ({ reason: "closed" }));
  await endProxies(
    trx,
    ctx,
    await trx
      .selectFrom("proxy")
      .select(["id", "person_id", "actor_id", "consent_id"])
      .where((eb) => eb.or([eb("person_id", "=", personId), eb("actor_id", "=", personId)]))
      .where("ended_at", "is", null)
      .execute(),
  );
  const now = ctx.clock.now();
  await trx
    .updateTable("consent")
    .set({ withdrawn_at: now })
    .where("person_id", "=", personId)
    .where("withdrawn_at", "is", null)
    .execute();
  await trx
    .updateTable("guardian_consent")
    .set({ guardian_name: ERASED_NAME, phone_cipher: "", withdrawn_at: now })
    .where("person_id", "=", personId)
    .execute();
  for (const table of ["person_phone", "person_private", "person_profile", "session"] as const)
    await trx.deleteFrom(table).where("person_id", "=", personId).execute();
  await trx.deleteFrom("draft").where("owner", "=", personId).execute();
  await changePerson(
    trx,
    ctx,
    personId,
    { event: "person.erased" },
    { name: ERASED_NAME, public_name: false, home_region_id: 0, status: "erased" },
  );
}
