// What stands in the cast's records: for the rows of the policy test about the record of a volunteer.

import { v7 as uuid } from "uuid";
import { HOUR_MS } from "@/server/time";
import type { PolicyCast } from "./cast";
import { outside } from "./inside";
import { openNeed } from "./needs";

let made: ReturnType<typeof make> | undefined;
/** Made once, outside of the tries that are rolled back. */
export function recordsOf(c: PolicyCast): ReturnType<typeof make> {
  made ??= outside(() => make(c));
  return made;
}

async function make(c: PolicyCast) {
  const { team, people } = c;
  const [leader, district, member, helper] = [
    c.as("leader"),
    c.as("district"),
    c.as("member"),
    c.as("helper"),
  ];
  const { consentId } = await leader.records.recordConsent({
    personId: people.member.id,
    organisationId: team,
    guardianName: "队员家长",
    phone: "13900000009",
    relation: "parent",
    how: "paper",
    agreed: true,
  });
  const { qualificationId: claimed } = await helper.records.claim({ kind: "doctor", issuer: "临沂市卫健委" });
  const { qualificationId: verified } = await helper.records.claim({ kind: "nurse", issuer: "临沂市卫健委" });
  await district.records.verify({ qualificationId: verified, version: 1, seen: "original" });
  const given = { personId: people.member.id, title: "好队员", grantedOn: "2026-05-04" };
  const { honourId } = await district.records.giveHonour({ ...given, grantor: "区文明办" });
  const { honourId: ofTeam } = await leader.records.giveHonour({ ...given, organisationId: team });
  await leader.records.recordTraining({
    organisationId: team,
    personIds: [people.member.id],
    title: "急救知识",
    heldOn: "2026-05-04",
    hours: "2",
  });
  const trainingId = (await leader.records.training({ organisationId: team }))[0]?.id as string;
  const words = "不对";
  const { askId: ofTraining } = await member.records.ask({ about: "training", subjectId: trainingId, words });
  const { askId: ofHonour } = await member.records.ask({ about: "honour", subjectId: honourId, words });
  return {
    consentId,
    claimed,
    verified,
    honourId,
    ofTeam,
    trainingId,
    ofTraining,
    ofHonour,
    over: await over(c),
  };
}

/** A shift that is over: of the poster's need, run by the team, with the member there. */
async function over({ world, people, team }: PolicyCast): Promise<string> {
  const now = world.clock.now().getTime();
  const times = { startsAt: new Date(now - 5 * HOUR_MS), endsAt: new Date(now - HOUR_MS) };
  const need = await openNeed(world, { posterId: people.poster.id, lines: [{ kind: "people", ...times }] });
  const [line] = need.lines;
  const ids = { slot_id: line?.slotId as string, line_id: line?.id as string, need_id: need.id };
  const created_at = world.clock.now();
  await world.db
    .insertInto("shift")
    .values({ ...ids, kind: "fixed", status: "running", skills: "[]", organisation_id: team, created_at })
    .onDuplicateKeyUpdate({ organisation_id: team })
    .execute();
  await world.db
    .insertInto("attendance")
    .values({
      id: uuid(),
      ...ids,
      person_id: people.member.id,
      status: "out",
      class: "scanned",
      in_at: times.startsAt,
      in_how: "scan",
      in_by: people.member.id,
      live_key: `${ids.slot_id}:${people.member.id}`,
      created_at,
    })
    .execute();
  return ids.slot_id;
}
