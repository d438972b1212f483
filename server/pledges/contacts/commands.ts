// Looking at the other side's telephone number: an act, since each look is kept.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { phoneOf } from "@/server/people/data";
import { listActing } from "@/server/people/proxies/data";
import { open } from "@/server/platform/crypto";
import { transact } from "@/server/platform/db";
import { authorize, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { type Known, visiblePledge } from "../facts/data";
import { contactState, isHearsay, mustBeOpen } from "./rules";
import { type Contact, lookInput } from "./schema";

/** The helper sees the poster's, the poster's side the helper's. Refuses CONTACT_NOT_YET, CONTACT_OVER. */
export async function look(ctx: Ctx, input: { pledgeId: string }): Promise<Contact> {
  const known = await visiblePledge(ctx, lookInput.parse(input).pledgeId);
  authorize(ctx, "contact.see", known.facts);
  mustBeOpen(contactState(known.pledge.status, known.need.status));
  const isHelper = may(ctx, "pledge.change", known.facts) !== false;
  if (!isHelper && isHearsay(known.pledge)) refuse("CONTACT_NOT_YET");
  const { subjectId, contact } = isHelper ? await ofPoster(ctx, known) : await ofHelper(ctx, known);
  const viewerId = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  await transact(ctx.db, (trx) =>
    trx
      .insertInto("contact_look")
      .values({
        id: uuid(),
        pledge_id: known.pledge.id,
        viewer_id: viewerId,
        subject_id: subjectId,
        at: ctx.clock.now(),
      })
      .execute(),
  );
  return contact;
}

type Found = { subjectId: string; contact: Contact };

async function ofPoster(ctx: Ctx, { need }: Known): Promise<Found> {
  const phone = need.contact_cipher
    ? open(ctx.keys, need.contact_cipher)
    : await phoneOf(ctx, need.poster_id);
  return { subjectId: need.poster_id, contact: { name: need.contact_name, phone, through: null } };
}

async function ofHelper(ctx: Ctx, { pledge }: Known): Promise<Found> {
  if (pledge.organisation_id !== null) return ofOrganisation(ctx, pledge.organisation_id);
  return ofPerson(ctx, pledge.person_id ?? "");
}

/** Their own number, or that of whoever acts for them. */
async function ofPerson(ctx: Ctx, personId: string): Promise<Found> {
  const name = await nameOf(ctx, personId);
  const phone = await phoneOf(ctx, personId);
  if (phone !== null) return { subjectId: personId, contact: { name, phone, through: null } };
  const proxy = (await listActing(ctx.db, personId)).at(-1); // who was first to
  if (!proxy) return { subjectId: personId, contact: { name, phone: null, through: null } };
  const through = await nameOf(ctx, proxy.personId);
  return {
    subjectId: proxy.personId,
    contact: { name, phone: await phoneOf(ctx, proxy.personId), through },
  };
}

/** The number the organisation gave, or its leader's. */
async function ofOrganisation(ctx: Ctx, organisationId: string): Promise<Found> {
  const row = await ctx.db
    .selectFrom("organisation")
    .select(["name", "contact_name", "phone_cipher"])
    .where("id", "=", organisationId)
    .executeTakeFirstOrThrow();
  if (row.phone_cipher !== null)
    return {
      subjectId: organisationId,
      contact: { name: row.name, phone: open(ctx.keys, row.phone_cipher), through: row.contact_name },
    };
  const leader = await ctx.db
    .selectFrom("role_grant")
    .select("person_id")
    .where("organisation_id", "=", organisationId)
    .where("role", "in", ["leader", "manager"])
    .where("ended_at", "is", null)
    .orderBy("role") // the leader before the manager
    .orderBy("started_at")
    .orderBy("id")
    .executeTakeFirst();
  if (!leader) return { subjectId: organisationId, contact: { name: row.name, phone: null, through: null } };
  const through = await nameOf(ctx, leader.person_id);
  const phone = await phoneOf(ctx, leader.person_id);
  return { subjectId: leader.person_id, contact: { name: row.name, phone, through } };
}

async function nameOf(ctx: Ctx, personId: string): Promise<string> {
  const row = await ctx.db.selectFrom("person").select("name").where("id", "=", personId).executeTakeFirst();
  return row?.name ?? "";
}
