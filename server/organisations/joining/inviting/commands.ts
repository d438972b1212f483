// A leader writes somebody down: who has an account is invited and says yes themself, who has none is entered. The answer is the same.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { addPerson } from "@/server/people/commands";
import { addGrant } from "@/server/people/grants/commands";
import { placeOfOrganisation } from "@/server/people/grants/data";
import { hashOf } from "@/server/platform/crypto";
import { insertRows, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { isMember } from "../../members/data";
import type { MemberRole } from "../../members/schema";
import { approveIn } from "../commands";
import { JOIN_EVENTS } from "../lifecycle";
import type { AddInput } from "../schema";

type Invited = {
  organisationId: string;
  personIds: readonly string[];
  role: MemberRole;
  grant: Grant | null;
};

/**
 * Invites people who are not in it and whose rows the caller holds. Who is invited already stays so; who has asked to come has said yes
 * already and is let in.
 */
export async function invitePeople(trx: Trx, ctx: Ctx, given: Invited): Promise<void> {
  const { organisationId, role, grant } = given;
  if (given.personIds.length === 0) return;
  const key = (personId: string) => `${organisationId}:${personId}`;
  const live = await trx
    .selectFrom("join_request")
    .select(["id", "person_id", "status"])
    .where("live_key", "in", given.personIds.map(key))
    .execute();
  for (const one of live) if (one.status === "asked") await approveIn(trx, ctx, one.id, grant);
  const waiting = new Set(live.map((one) => one.person_id));
  const [now, status] = [ctx.clock.now(), next(JOIN_EVENTS, "new", "invite")];
  const rows = given.personIds.filter((id) => !waiting.has(id)).map((personId) => ({ id: uuid(), personId }));
  await insertRows(
    trx,
    "INSERT INTO join_request (id, organisation_id, person_id, status, role, live_key, created_at) VALUES ",
    rows.map(({ id, personId }) => [id, organisationId, personId, status, role, key(personId), now]),
  );
  await record(
    trx,
    ctx,
    ...rows.map(
      ({ id, personId }): Act => ({
        aggregate: "join_request",
        id,
        version: 1,
        event: "join_request.invited",
        grant,
        forId: personId,
        data: { organisationId, role },
      }),
    ),
  );
}

/** One more, by name and number. Refuses ALREADY_GRANTED for who is in it; of everybody else it says nothing. */
export async function addOne(ctx: Ctx, input: AddInput): Promise<void> {
  const { organisationId, role } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  const grant = authorize(ctx, "grant.give", { role, place, organisationId }, "NOT_FOUND");
  await spend(ctx, "person_create", ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"));
  await transact(ctx.db, async (trx) => {
    // The team's row is locked, so that a double tap finds what the first tap made.
    await trx.selectFrom("organisation").select("id").where("id", "=", organisationId).forUpdate().execute();
    const people = await trx
      .selectFrom("person as p")
      .innerJoin("person_phone as h", "h.person_id", "p.id")
      .select(["p.id", "p.status"])
      .where("h.hash", "=", hashOf(ctx.keys, "phone", input.phone))
      .where("p.name", "=", input.name)
      .where("p.status", "in", ["active", "off"])
      .orderBy("p.id")
      .execute();
    const known = people.find((one) => one.status === "active");
    if (known !== undefined) {
      await trx.selectFrom("person").select("id").where("id", "=", known.id).forUpdate().execute();
      if (await isMember(trx, organisationId, known.id)) refuse("ALREADY_GRANTED");
      await invitePeople(trx, ctx, { organisationId, personIds: [known.id], role, grant });
      return;
    }
    if (people.length > 0) return; // switched off: nothing reaches them, and nobody learns it here
    const personId = await addPerson(trx, ctx, { ...input, regionId: 0, origin: "proxy", under: grant });
    await addGrant(trx, ctx, {
      personId,
      role,
      regionId: 0,
      organisationId,
      delegatedFrom: null,
      under: grant,
    });
  });
}
