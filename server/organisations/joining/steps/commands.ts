// One guarded step of a request or an invitation, with its history; and being let in.
import { refuse } from "@/server/errors";
import { orMovedOn, record } from "@/server/history/commands";
import { next } from "@/server/lifecycle";
import { addGrant } from "@/server/people/grants/commands";
import type { Trx } from "@/server/platform/db";
import type { Grant, Role } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { isMember } from "../../members/data";
import { JOIN_EVENTS } from "../lifecycle";

export type Request = Awaited<ReturnType<typeof findRequest>>;

export async function findRequest(ctx: Pick<Ctx, "db">, id: string) {
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
  takeBack: "join_request.taken_back",
  lapse: "join_request.lapsed",
} as const;

/** answer: the team's own, to who asked. me: who answers an invitation; whom it named is forgotten with any other end of it. */
export type Step = {
  grant?: Grant | null;
  answer?: { reason: string | null };
  me?: string;
};

/** Refuses WRONG_STATE, and MOVED_ON where somebody was quicker. */
export async function step(
  trx: Trx,
  ctx: Ctx,
  row: Request,
  event: keyof typeof EVENT_NAMES,
  { grant = null, answer, me }: Step = {},
): Promise<void> {
  const status = next(JOIN_EVENTS, row.status, event);
  const version = row.version + 1;
  const personId = me ?? row.person_id;
  await orMovedOn(
    record(trx, ctx, {
      aggregate: "join_request",
      id: row.id,
      version,
      event: EVENT_NAMES[event],
      grant,
      forId: personId,
      data: { organisationId: row.organisation_id },
    }),
  );
  const moved = await trx
    .updateTable("join_request")
    .set({ status, version, live_key: null, answered_at: ctx.clock.now(), person_id: personId })
    .set(event === "accept" ? {} : { name_cipher: null, phone_hash: null })
    .set(answer ? { answered_by: ctx.actor?.personId ?? null, reason: answer.reason } : {})
    .where("id", "=", row.id)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (moved.numUpdatedRows === 0n) refuse("MOVED_ON");
}

/** A member from now on; who is in it already, as whatever, stays what they are. */
export async function admit(
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
