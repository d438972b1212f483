// Asking to join a team, and being let in. Who opens a link that admits is a member at once.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../data";
import { isMember } from "../members/data";
import { findLink, liveRequest } from "./data";
import { accept } from "./inviting/commands";
import { openTo } from "./inviting/data";
import { JOIN_EVENTS } from "./lifecycle";
import { linkState } from "./rules";
import type { AskInput, EnterLinkInput } from "./schema";
import { admit, findRequest, step } from "./steps/commands";

type Joined = { organisationId: string; status: "asked" | "joined" };
type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** I would like to be in it. Asking twice is asking once. */
export const ask = (ctx: Ctx, input: AskInput): Promise<Joined> =>
  join(ctx, input.organisationId, input.note, null);

/** I come by an invitation. Refuses JOIN_LINK_OVER, TEAM_NOT_ACTIVE. */
export async function enterByLink(ctx: Ctx, input: EnterLinkInput): Promise<Joined> {
  const link = (await findLink(ctx, input.token)) ?? refuse("NOT_FOUND");
  return join(ctx, link.organisation_id, input.note, link);
}

async function join(
  ctx: Ctx,
  organisationId: string,
  note: string | undefined,
  link: Link | null,
): Promise<Joined> {
  const organisation = await findOrganisation(ctx.db, organisationId);
  if (organisation?.status !== "verified") refuse(link === null ? "NOT_FOUND" : "TEAM_NOT_ACTIVE");
  authorize(ctx, "member.ask", undefined);
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  if (await isMember(ctx.db, organisationId, personId)) return { organisationId, status: "joined" };
  if (link === null && (await liveRequest(ctx.db, organisationId, personId)) !== null)
    return { organisationId, status: "asked" };
  if (link !== null && linkState(link, ctx.clock.now()) !== "live") refuse("JOIN_LINK_OVER");
  await spend(ctx, "join_ask", personId);
  const enters = link?.admits === true;
  try {
    return await transact(ctx.db, async (trx) => {
      await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
      if (await isMember(trx, organisationId, personId)) return { organisationId, status: "joined" };
      const [invited] = await openTo(trx, personId, ctx.clock.now())
        .select("j.id")
        .where("j.organisation_id", "=", organisationId)
        .execute();
      if (invited) {
        await accept(trx, ctx, await findRequest({ db: trx }, invited.id), personId); // both want it
        return { organisationId, status: "joined" };
      }
      const waiting = await liveRequest(trx, organisationId, personId);
      if (waiting !== null && !enters) return { organisationId, status: "asked" };
      if (waiting !== null) await step(trx, ctx, await findRequest({ db: trx }, waiting.id), "withdraw"); // the link answers it
      await insertRequest(trx, ctx, { organisationId, personId, note, link, enters });
      if (enters) await admit(trx, ctx, organisationId, personId, null);
      if (link !== null) await countUse(trx, ctx, link.id);
      return { organisationId, status: enters ? "joined" : "asked" };
    });
  } catch (error) {
    if (isDuplicate(error, "live_key")) return { organisationId, status: "asked" }; // a double tap
    throw error;
  }
}

type NewRequest = {
  organisationId: string;
  personId: string;
  note: string | undefined;
  link: Link | null;
  enters: boolean;
};

async function insertRequest(trx: Trx, ctx: Ctx, given: NewRequest): Promise<void> {
  const [id, now] = [uuid(), ctx.clock.now()];
  const event = given.enters ? "enter" : "ask";
  await trx
    .insertInto("join_request")
    .values({
      id,
      organisation_id: given.organisationId,
      person_id: given.personId,
      status: next(JOIN_EVENTS, "new", event),
      note: given.note ?? null,
      invitation_id: given.link?.id ?? null,
      answered_by: given.enters ? (given.link?.created_by ?? null) : null,
      answered_at: given.enters ? now : null,
      live_key: given.enters ? null : `${given.organisationId}:${given.personId}`,
      created_at: now,
    })
    .execute();
  await record(trx, ctx, {
    aggregate: "join_request",
    id,
    version: 1,
    event: given.enters ? "join_request.entered" : "join_request.asked",
    data: { organisationId: given.organisationId, linkId: given.link?.id ?? null },
  });
}

/** One place of the link; the last of two who come at once finds none. */
async function countUse(trx: Trx, ctx: Ctx, linkId: string): Promise<void> {
  const used = await trx
    .updateTable("join_link")
    .set((eb) => ({ uses: eb("uses", "+", 1) }))
    .where("id", "=", linkId)
    .where("ended_at", "is", null)
    .where("expires_at", ">", ctx.clock.now())
    .whereRef("uses", "<", "uses_max")
    .executeTakeFirst();
  if (used.numUpdatedRows === 0n) refuse("JOIN_LINK_OVER");
}

/** Welcome. */
export async function approve(ctx: Ctx, input: { requestId: string }): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  const grant = authorize(ctx, "member.admit", { organisationId: row.organisation_id }, "NOT_FOUND");
  const asker = row.person_id ?? refuse("NOT_FOUND");
  await transact(ctx.db, async (trx) => {
    await admit(trx, ctx, row.organisation_id, asker, grant);
    await step(trx, ctx, row, "approve", { grant, answer: { reason: null } });
  });
}

/** Not this time; the reason, if any, is for the one who asked. */
export async function refuseRequest(
  ctx: Ctx,
  input: { requestId: string; reason?: string | undefined },
): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  const grant = authorize(ctx, "member.admit", { organisationId: row.organisation_id }, "NOT_FOUND");
  const answer = { reason: input.reason ?? null };
  await transact(ctx.db, (trx) => step(trx, ctx, row, "refuse", { grant, answer }));
}

/** They close their account: what they asked is withdrawn. An invitation is to a number: it goes on waiting, as to anybody's. */
export async function endRequestsOf(trx: Trx, ctx: Ctx, personId: string): Promise<void> {
  const rows = await trx
    .selectFrom("join_request")
    .selectAll()
    .where("person_id", "=", personId)
    .where("status", "=", "asked")
    .execute();
  for (const row of rows) await step(trx, ctx, row, "withdraw");
}

/** I have changed my mind. */
export async function withdraw(ctx: Ctx, input: { requestId: string }): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  authorize(ctx, "member.take_back", { personId: row.person_id ?? "" }, "NOT_FOUND");
  await transact(ctx.db, (trx) => step(trx, ctx, row, "withdraw"));
}
