// A leader writes somebody down by name and number: they are invited, and a member by their own yes. Nobody is looked for, so the answer,
// the list and the time it takes are the same whether the number has an account or not.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { placeOfOrganisation } from "@/server/people/grants/data";
import { hashOf, seal } from "@/server/platform/crypto";
import { insertRows, type Trx, transact } from "@/server/platform/db";
import { spend } from "@/server/platform/limits";
import { authorize, type Grant, type Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { findOrganisation } from "../../data";
import type { MemberRole } from "../../members/schema";
import { liveRequest } from "../data";
import { JOIN_EVENTS } from "../lifecycle";
import { invitedSince, isLapsed } from "../rules";
import type { AddInput } from "../schema";
import { admit, findRequest, type Request, step } from "../steps/commands";
import { madeTo, membersWritten, type Written, writtenKey } from "./data";

/** One round of the hourly cleaning. */
const LAPSE_AT_ONCE = 500;

type Invited = {
  organisationId: string;
  people: readonly Written[];
  role: MemberRole;
  grant: Grant | null;
};

/** Invites people; who waits already under this name and number goes on waiting. The caller holds the organisation's row. */
export async function invitePeople(trx: Trx, ctx: Ctx, given: Invited): Promise<void> {
  const { organisationId, role, grant } = given;
  // 43 of 64 characters are what the column has beside an id: 172 bits.
  const key = (one: Written) =>
    `${organisationId}:${hashOf(ctx.keys, "join", `invited ${writtenKey(one)}`).slice(0, 43)}`;
  const keyed = new Map(given.people.map((one) => [key(one), one]));
  if (keyed.size === 0) return;
  const waiting = await trx
    .selectFrom("join_request")
    .select("live_key")
    .where("live_key", "in", [...keyed.keys()])
    .execute();
  for (const { live_key } of waiting) keyed.delete(live_key ?? "");
  const [now, status] = [ctx.clock.now(), next(JOIN_EVENTS, "new", "invite")];
  const rows = [...keyed].map(([live, one]) => ({ id: uuid(), live, ...one }));
  await insertRows(
    trx,
    "INSERT INTO join_request (id, organisation_id, status, role, name_cipher, phone_hash, live_key, created_at) VALUES ",
    rows.map(({ id, live, name, phone }) => [
      id,
      organisationId,
      status,
      role,
      seal(ctx.keys, name),
      hashOf(ctx.keys, "phone", phone),
      live,
      now,
    ]),
  );
  await record(
    trx,
    ctx,
    ...rows.map(
      ({ id }): Act => ({
        aggregate: "join_request",
        id,
        version: 1,
        event: "join_request.invited",
        grant,
        data: { organisationId, role },
      }),
    ),
  );
}

/** One more, by name and number. Refuses ALREADY_GRANTED for whom the organisation itself brought in by them. */
export async function addOne(ctx: Ctx, input: AddInput): Promise<void> {
  const { organisationId, role } = input;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  const grant = authorize(ctx, "grant.give", { role, place, organisationId }, "NOT_FOUND");
  await spend(ctx, "person_create", ctx.actor?.personId ?? refuse("SIGN_IN_FIRST"));
  await transact(ctx.db, async (trx) => {
    // The team's row is locked, so that a double tap finds what the first tap made.
    await trx.selectFrom("organisation").select("id").where("id", "=", organisationId).forUpdate().execute();
    if ((await membersWritten(ctx, trx, organisationId, [input])).size > 0) refuse("ALREADY_GRANTED");
    await invitePeople(trx, ctx, { organisationId, people: [input], role, grant });
  });
}

/** Yes to an invitation; it answers what they had asked, too. Joins the caller's transaction. Refuses TEAM_NOT_ACTIVE. */
export async function accept(trx: Trx, ctx: Ctx, row: Request, me: string): Promise<void> {
  if ((await findOrganisation(trx, row.organisation_id))?.status !== "verified") refuse("TEAM_NOT_ACTIVE");
  await admit(trx, ctx, row.organisation_id, me, null, row.role as Role);
  const asked = await liveRequest(trx, row.organisation_id, me);
  if (asked !== null) await step(trx, ctx, await findRequest({ db: trx }, asked.id), "withdraw");
  await step(trx, ctx, row, "accept", { me });
}

/** Yes or no to an invitation, by whoever proved its number. Refuses JOIN_LINK_OVER where it was taken back or its month is over. */
export async function answerInvitation(
  ctx: Ctx,
  input: { requestId: string; yes: boolean },
): Promise<{ organisationId: string }> {
  const [row, me] = [await findRequest(ctx, input.requestId), ctx.actor?.personId ?? ""];
  // It names nobody any more, or its month is over.
  const isOver =
    row.status === "invited" ? isLapsed(row, ctx.clock.now()) : (row.phone_hash ?? row.person_id) === null;
  const mine = madeTo(ctx.db, me).select("j.id").where("j.id", "=", row.id);
  const isMine = isOver || (await mine.executeTakeFirst()) !== undefined;
  authorize(ctx, "member.answer", { personId: isMine ? me : (row.person_id ?? "") }, "NOT_FOUND");
  if (isOver) refuse("JOIN_LINK_OVER");
  await transact(ctx.db, (trx) =>
    input.yes ? accept(trx, ctx, row, me) : step(trx, ctx, row, "decline", { me }),
  );
  return { organisationId: row.organisation_id };
}

/** Invited by mistake: whoever was told of it is told so. Refuses WRONG_STATE and MOVED_ON where it was answered meanwhile. */
export async function takeInvitationBack(ctx: Ctx, input: { requestId: string }): Promise<void> {
  const row = await findRequest(ctx, input.requestId);
  const { organisation_id: organisationId } = row;
  const place = await placeOfOrganisation(ctx.db, organisationId);
  const facts = { role: row.role as Role, place, organisationId };
  const grant = authorize(ctx, "grant.give", facts, "NOT_FOUND");
  await transact(ctx.db, (trx) => step(trx, ctx, row, "takeBack", { grant }));
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
  for (const row of stale) await transact(ctx.db, (trx) => step(trx, ctx, row, "lapse"));
}
