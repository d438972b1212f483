// The rows of a sheet become invitations, and without a number members: a thousand at a time, a few statements each, all in the caller's
// transaction. Whether a number has an account is not asked.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { type Act, record } from "@/server/history/commands";
import { CONSENT_DOCUMENT } from "@/server/people/consents/schema";
import { seal } from "@/server/platform/crypto";
import { chunks, insertRows, type Trx } from "@/server/platform/db";
import type { Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { invitePeople } from "../../joining/inviting/commands";
import { dayOfText, sexOf } from "../rules";
import type { JudgedRow } from "../schema";

/** Rows of one statement: half a megabyte of history, well below any server's packet. */
const CHUNK = 1_000;

type Given = { organisationId: string; rows: readonly JudgedRow[]; grant: Grant | null };

export async function writePeople(
  trx: Trx,
  ctx: Ctx,
  given: Given,
): Promise<{ entered: number; invited: number }> {
  const counted = { entered: 0, invited: 0 };
  for (const chunk of chunks(given.rows, CHUNK)) {
    const entered = await enterPeople(
      trx,
      ctx,
      given,
      chunk.filter((row) => row.phone === ""),
    );
    await addMembers(trx, ctx, given, entered);
    const people = chunk.filter((row) => row.phone !== "");
    await invitePeople(trx, ctx, { ...given, people, role: "member" });
    counted.entered += entered.length;
    counted.invited += people.length;
  }
  return counted;
}

/** People without a number: record, consents on paper, and the leader's word for them. Returns their ids. */
async function enterPeople(
  trx: Trx,
  ctx: Ctx,
  { organisationId, grant }: Given,
  rows: readonly JudgedRow[],
): Promise<string[]> {
  if (rows.length === 0) return [];
  const by = ctx.actor?.personId ?? refuse("SIGN_IN_FIRST");
  const now = ctx.clock.now();
  const people = rows.map((row) => ({ id: uuid(), consentId: uuid(), row }));
  await insertRows(
    trx,
    "INSERT INTO person (id, name, home_region_id, status, origin, created_by, created_at) VALUES ",
    people.map(({ id, row }) => [id, row.name, row.regionId, "active", "import", by, now]),
  );
  await insertRows(
    trx,
    "INSERT INTO person_private (person_id, birth_cipher, updated_at) VALUES ",
    people.flatMap(({ id, row }) => {
      const born = dayOfText(row.born);
      return born === null ? [] : [[id, seal(ctx.keys, born), now]];
    }),
  );
  await insertRows(
    trx,
    "INSERT INTO person_profile (person_id, sex, skills, kinds, updated_at) VALUES ",
    people.flatMap(({ id, row }) => {
      const sex = sexOf(row.sex);
      return sex === null ? [] : [[id, sex, "[]", "[]", now]];
    }),
  );
  await insertRows(
    trx,
    "INSERT INTO consent (id, person_id, purpose, document, how, recorded_by, given_at) VALUES ",
    people.flatMap(({ id, consentId }) => [
      [consentId, id, "proxy", CONSENT_DOCUMENT, "paper", by, now],
      [uuid(), id, "privacy", CONSENT_DOCUMENT, "paper", by, now],
      [uuid(), id, "age_14", CONSENT_DOCUMENT, "paper", by, now],
    ]),
  );
  await insertRows(
    trx,
    "INSERT INTO proxy (id, person_id, actor_id, kind, organisation_id, consent_id, started_at) VALUES ",
    people.map(({ id, consentId }) => [uuid(), id, by, "leader", organisationId, consentId, now]),
  );
  await record(
    trx,
    ctx,
    ...people.map(
      ({ id, row }): Act => ({
        aggregate: "person",
        id,
        version: 1,
        event: "person.joined",
        grant,
        forId: id,
        data: { origin: "import", regionId: row.regionId },
      }),
    ),
  );
  return people.map(({ id }) => id);
}

async function addMembers(
  trx: Trx,
  ctx: Ctx,
  { organisationId, grant }: Given,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  const now = ctx.clock.now();
  const grants = personIds.map((personId) => ({ id: uuid(), personId }));
  await insertRows(
    trx,
    "INSERT INTO role_grant (id, person_id, role, region_id, organisation_id, granted_by, started_at) VALUES ",
    grants.map(({ id, personId }) => [
      id,
      personId,
      "member",
      0,
      organisationId,
      ctx.actor?.personId ?? null,
      now,
    ]),
  );
  await record(
    trx,
    ctx,
    ...grants.map(
      ({ id, personId }): Act => ({
        aggregate: "grant",
        id,
        version: 1,
        event: "grant.given",
        grant,
        forId: personId,
        data: { personId, role: "member", regionId: 0, organisationId, imported: true },
      }),
    ),
  );
}
