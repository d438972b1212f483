// Asking to join a team, and being let in. Who opens a link that admits is a member at once.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { addGrant } from "@/server/people/grants/commands";
import { isDuplicate, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize, type Grant, type Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../data";
import { isMember } from "../members/data";
import { findLink, liveRequest } from "./data";
import { JOIN_EVENTS } from "./lifecycle";
import { invitedSince, isLapsed, linkState } from "./rules";
import type { AskInput, EnterLinkInput } from "./schema";

/** One round of the hourly cleaning. */
const LAPSE_AT_ONCE = 500;

type Joined = { organisationId: string; status: "asked" | "joined" };
type Link = NonNullable<Awaited<ReturnType<typeof findLink>>>;

/** I would like to be in it. Asking twice is asking once. */
export const ask = (ctx: Ctx, input: AskInput): Promise<Joined> =>
  join(ctx, input.organisationId, input.note, null);

/** I come by an invitation. Refuses JOIN_LINK_OVER. */
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
  if (organisation === null || organisation.status !== "verified") refuse("NOT_FOUND");
  authorize(ctx, "member.ask", undefined);
  const personId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  if (await isMember(ctx.db, organisationId, personId)) return { organisationId, status: "joined" };
  if (link === null && (await liveRequest(ctx.db, organisationId, personId))?.status === "asked")
    return { organisationId, status: "asked" };
  if (link !== null && linkState(link, ctx.clock.now()) !== "live") refuse("JOIN_LINK_OVER");
  await spend(ctx, "join_ask", personId);
  const enters = link?.admits === true;
  try {
    return await transact(ctx.db, async (trx) => {
      await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
      if (await isMember(trx, organisationId, personId)) return { organisationId, status: "joined" };
      const waiting = await liveRequest(trx, organisationId, personId);
      if (waiting?.status === "invited") {
        await accept(trx, ctx, await findRequest({ db: trx }, waiting.id)); // both want it
        return { organisationId, status: "joined" };
      }
      if (waiting !== null && !enters) return { organisationId, status: "asked" };
      if (waiting !== null) await takeBack(trx, ctx, waiting.id); // the invitation answers it
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

/** A member from now on; who is in it already, as whatever, stays what they are. */
async function admit(
  trx: Trx,
  ctx: Ctx,
  organisationId: string,
  personId: string,
  under: Grant | null,
  role: Role = "member",
): Promise<void> {
  await trx.selectFrom("person").select("id").where("id", "=", personId).forUpdate().execute();
  if (await isMember(trx, organisationId, personId)) return;
  await addGrant(trx, ctx, {
    personId,
    role,
    regionId: 0,
    organisationId,
    delegatedFrom: null,
    under,
  });
}

/** Welcome. */
export async function approve(ctx: Ctx, input: { requestId: string }): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  const grant = authorize(ctx, "member.admit", { organisationId: row.organisation_id }, "NOT_FOUND");
  await transact(ctx.db, (trx) => letIn(trx, ctx, row, grant));
}

async function letIn(trx: Trx, ctx: Ctx, row: Request, grant: Grant | null): Promise<void> {
  await admit(trx, ctx, row.organisation_id, row.person_id, grant);
  await step(trx, ctx, row, "approve", grant);
}

/** A request that is answered by being written down by the leader too. */
export async function approveIn(trx: Trx, ctx: Ctx, requestId: string, grant: Grant | null): Promise<void> {
  await letIn(trx, ctx, await findRequest({ db: trx }, requestId), grant);
}

/** Not this time; the reason, if any, is for the one who asked. */
export async function refuseRequest(
  ctx: Ctx,
  input: { requestId: string; reason?: string | undefined },
): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  const grant = authorize(ctx, "member.admit", { organisationId: row.organisation_id }, "NOT_FOUND");
  await transact(ctx.db, (trx) => step(trx, ctx, row, "refuse", grant, input.reason ?? null));
}

/** Yes to an invitation. Joins the caller's transaction. */
async function accept(trx: Trx, ctx: Ctx, row: Request): Promise<void> {
  await admit(trx, ctx, row.organisation_id, row.person_id, null, row.role as Role);
  await step(trx, ctx, row, "accept", null);
}

/** Yes or no to an invitation; one whose month is over is over. Refuses WRONG_STATE. */
export async function answerInvitation(
  ctx: Ctx,
  input: { requestId: string; yes: boolean },
): Promise<{ organisationId: string }> {
  const row = await findRequest(ctx, input.requestId);
  authorize(ctx, "member.answer", { personId: row.person_id }, "NOT_FOUND");
  if (row.status === "invited" && isLapsed(row, ctx.clock.now())) refuse("WRONG_STATE", { status: "lapsed" });
  await transact(ctx.db, (trx) => (input.yes ? accept(trx, ctx, row) : step(trx, ctx, row, "decline", null)));
  return { organisationId: row.organisation_id };
}

/** They close their account: what they asked is withdrawn, what they were invited to is declined. By themselves. */
export async function endRequestsOf(trx: Trx, ctx: Ctx, personId: string): Promise<void> {
  const rows = await trx
    .selectFrom("join_request")
    .selectAll()
    .where("person_id", "=", personId)
    .where("status", "in", ["asked", "invited"])
    .execute();
  for (const row of rows) await step(trx, ctx, row, row.status === "asked" ? "withdraw" : "decline", null);
}

/** Invitations nobody answered; called by the hourly cleaning. */
export async function lapseInvitations(ctx: Ctx): Promise<void> {
  const stale = await ctx.db
    .selectFrom("join_request")
    .selectAll()
    .where("status", "=", "invited")
    .where("created_at", "<=", invitedSince(ctx.clock.now()))
    .orderBy("created_at")
    .limit(LAPSE_AT_ONCE)
    .execute();
  for (const row of stale) await transact(ctx.db, (trx) => step(trx, ctx, row, "lapse", null));
}

/** I have changed my mind. */
export async function withdraw(ctx: Ctx, input: { requestId: string }): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  authorize(ctx, "member.take_back", { personId: row.person_id }, "NOT_FOUND");
  await transact(ctx.db, (trx) => step(trx, ctx, row, "withdraw", null));
}

async function takeBack(trx: Trx, ctx: Ctx, requestId: string): Promise<void> {
  await step(trx, ctx, await findRequest({ db: trx }, requestId), "withdraw", null);
}

type Request = Awaited<ReturnType<typeof findRequest>>;

async function findRequest(ctx: Pick<Ctx, "db">, id: string) {
  return (
    (await ctx.db.selectFrom("join_request").selectAll().where("id", "=", id).executeTakeFirst()) ??
    refuse("NOT_FOUND")
  );
}

const EVENT_NAMES = {
  approve: "join_request.approved",
  refuse: "join_request.refused",
  withdraw: "join_request.withdrawn",
  accept: "join_request.accepted",
  decline: "join_request.declined",
  lapse: "join_request.lapsed",
} as const;

/** By who asked or was invited, or by time: nobody else answers. */
const OWN: readonly (keyof typeof EVENT_NAMES)[] = ["withdraw", "accept", "decline", "lapse"];

async function step(
  trx: Trx,
  ctx: Ctx,
  row: Request,
  event: keyof typeof EVENT_NAMES,
  grant: Grant | null,
  reason: string | null = null,
): Promise<void> {
  const status = next(JOIN_EVENTS, row.status, event);
  const version = row.version + 1;
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "join_request",
      id: row.id,
      version,
      event: EVENT_NAMES[event],
      grant,
      forId: row.person_id,
      data: { organisationId: row.organisation_id },
    }),
  );
  const answers = OWN.includes(event) ? {} : { answered_by: ctx.actor?.personId ?? null, reason };
  const moved = await trx
    .updateTable("join_request")
    .set({ status, version, live_key: null, answered_at: ctx.clock.now(), ...answers })
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) refuse("MOVED_ON");
}
