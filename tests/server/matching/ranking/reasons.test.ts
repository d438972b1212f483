// Every reason that is shown, recomputed from the tables by other means.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { needsForMe } from "@/server/matching/ranking/commands";
import type { Reason } from "@/server/matching/score/schema";
import { type LineSpec, TEST_PLACE } from "@/tests/support/needs";
import {
  able,
  ago,
  anew,
  inStory,
  need,
  SHIFT,
  says,
  story,
  took,
  who,
  world,
} from "@/tests/support/suggested";
import { ctxOf, organisation, person, places } from "@/tests/support/world";

inStory();

async function isTrue(
  reason: Reason,
  row: { helperKind: string; helperId: string },
  needId: string,
  slotId: string,
) {
  const { db } = world;
  const one = await db.selectFrom("need").selectAll().where("id", "=", needId).executeTakeFirstOrThrow();
  const slot = await db.selectFrom("slot").selectAll().where("id", "=", slotId).executeTakeFirstOrThrow();
  const isPerson = row.helperKind === "person";
  const org = isPerson
    ? null
    : await db
        .selectFrom("organisation")
        .selectAll()
        .where("id", "=", row.helperId)
        .executeTakeFirstOrThrow();
  const man = isPerson
    ? await db.selectFrom("person").selectAll().where("id", "=", row.helperId).executeTakeFirstOrThrow()
    : null;
  const profile = isPerson
    ? await db
        .selectFrom("person_profile")
        .selectAll()
        .where("person_id", "=", row.helperId)
        .executeTakeFirst()
    : undefined;
  const home = await db
    .selectFrom("region")
    .selectAll()
    .where("id", "=", org?.region_id ?? man?.home_region_id ?? 0)
    .executeTakeFirstOrThrow();
  const mine = (
    await db
      .selectFrom("pledge")
      .selectAll()
      .where(isPerson ? "person_id" : "organisation_id", "=", row.helperId)
      .execute()
  ).filter((pledge) => ["confirmed", "disputed", "settled", "attended"].includes(pledge.status));
  switch (reason.code) {
    case "same_village":
      return home.village_id !== 0 && home.village_id === one.village_id;
    case "same_town":
      return home.town_id !== 0 && home.town_id === one.town_id && home.village_id !== one.village_id;
    case "same_county":
      return home.county_id === one.county_id && home.town_id !== one.town_id;
    case "has": {
      const [space, code] = (reason.what as string).split(":");
      if (space === "tool" || space === "work") {
        if (isPerson) return (JSON.parse(profile?.kinds ?? "[]") as string[]).includes(code as string);
        const row2 = await db
          .selectFrom("organisation_ability")
          .selectAll()
          .where("organisation_id", "=", row.helperId)
          .where("kind", "=", space === "tool" ? "equipment" : "work")
          .where("code", "=", code as string)
          .executeTakeFirst();
        return row2?.amount === reason.count;
      }
      return (JSON.parse(profile?.skills ?? "[]") as string[]).includes(code as string);
    }
    case "light_load": {
      const taken = mine.filter((pledge) => pledge.created_at >= new Date("2026-10-31T16:00:00Z")).length;
      return taken === reason.count && taken <= 1;
    }
    case "helped_before": {
      const came = mine.filter(
        (pledge) => pledge.status === "attended" || (pledge.status === "settled" && pledge.accepted > 0),
      );
      const there = [];
      for (const pledge of came) {
        const at = await db
          .selectFrom("need")
          .select("village_id")
          .where("id", "=", pledge.need_id)
          .executeTakeFirstOrThrow();
        const when = await db
          .selectFrom("slot")
          .select("starts_at")
          .where("id", "=", pledge.slot_id)
          .executeTakeFirstOrThrow();
        if (at.village_id === one.village_id) there.push((when.starts_at ?? pledge.created_at).getTime());
      }
      return there.length === reason.count && Math.max(...there) === reason.at?.getTime();
    }
    case "can_send":
      return org?.weekly_capacity === reason.count && (reason.count as number) >= slot.remaining;
    case "free_then":
      return ((profile?.free_parts ?? 0) & 8) !== 0; // Saturday morning is bit 3
    case "urgent":
      return (slot.starts_at ?? one.deadline_at).getTime() - world.clock.now().getTime() <= 72 * 3_600_000;
    case "still_open":
      return slot.remaining === reason.count;
    default:
      return false;
  }
}

describe("reasons", () => {
  const villages = [places.xipandun, places.xisanchong, places.gaodu, places.fuzhuang];
  const helper = fc.record({
    person: fc.boolean(),
    at: fc.constantFrom(...villages),
    works: fc.subarray(["elderly", "farming"]),
    trucks: fc.integer({ min: 0, max: 3 }),
    skills: fc.subarray(["loading", "driving"]),
    capacity: fc.integer({ min: 1, max: 20 }),
    free: fc.integer({ min: 0, max: 63 }),
    pledges: fc.array(
      fc.record({
        status: fc.constantFrom("confirmed", "attended", "settled", "withdrawn", "declined"),
        days: fc.integer({ min: 0, max: 400 }),
        accepted: fc.integer({ min: 0, max: 1 }),
        near: fc.boolean(),
      }),
      { maxLength: 3 },
    ),
  });
  const line = fc.constantFrom<LineSpec>(
    { kind: "people", quantity: 8, ...SHIFT },
    { kind: "vehicle", quantity: 2 },
    { kind: "goods", quantity: 500 },
  );

  it("shown are true: each is recomputed from the tables", { timeout: 120_000 }, async () => {
    let seen = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(helper, { minLength: 3, maxLength: 7 }),
        line,
        fc.boolean(),
        async (all, asks, serves) => {
          await anew();
          const nearNeed = await need([{ kind: "goods" }]);
          const farNeed = await need([{ kind: "people", ...SHIFT }], {
            place: { ...TEST_PLACE, town: places.fuzhuang, village: places.xisanchong },
          });
          for (const [n, one] of all.entries()) {
            const id = one.person
              ? (await person(world, `人${n}`, { regionId: one.at })).id
              : await organisation(world, `队${n}`, "party_team", one.at);
            if (one.person)
              await says(world, id, {
                skills: JSON.stringify(one.skills),
                kinds: JSON.stringify(one.works),
                free_parts: one.free,
              });
            else {
              for (const work of one.works) await able(world, id, "work", work);
              if (one.trucks > 0) await able(world, id, "equipment", "truck", one.trucks);
              if (serves) await able(world, id, "area", String(places.xipandun));
              await world.db
                .updateTable("organisation")
                .set({ weekly_capacity: one.capacity })
                .where("id", "=", id)
                .execute();
            }
            for (const { status, days, accepted, near } of one.pledges)
              await took(
                world,
                one.person ? { person: id } : { organisation: id },
                near ? nearNeed : farNeed,
                {
                  status,
                  accepted,
                  at: ago(days),
                },
              );
          }
          const asked = await need([asks]);
          if (asks.kind === "people")
            await world.db
              .updateTable("need_line")
              .set({ service: "elderly" })
              .where("need_id", "=", asked.id)
              .execute();
          await rebuild(world.db);
          const { rows, slot } = await who(asked.id);
          for (const row of rows)
            for (const reason of row.reasons) {
              seen++;
              expect([reason, await isTrue(reason, row, asked.id, slot?.slotId as string)]).toEqual([
                reason,
                true,
              ]);
            }
          const mine = await needsForMe(await ctxOf(world, story.li), {});
          for (const row of mine.rows)
            for (const reason of row.reasons)
              expect([
                reason,
                await isTrue(reason, { helperKind: "person", helperId: story.li.id }, row.needId, row.slotId),
              ]).toEqual([reason, true]);
        },
      ),
      { numRuns: 10 },
    );
    expect(seen).toBeGreaterThan(40);
  });
});
