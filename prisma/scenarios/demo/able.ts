// What the demo's organisations and some of its people say they can do, and when they are free: what 谁能帮 goes by.
import type { Equipment } from "@/server/organisations/abilities/schema";
import { WEEK_PARTS } from "@/server/people/profiles/availability/schema";
import { SERVICES, SKILLS } from "@/server/people/profiles/schema";
import type { Cast } from "./people";
import type { Stage } from "./stage";

/** People who let themselves be asked; the others are members only. */
const WILLING = 60;
const TOOLS: (readonly [Equipment, number][] | null)[] = [
  [["truck", 1]],
  null,
  [["tricycle", 2]],
  [["van", 1]],
  null,
  [["pump", 2]],
  [
    ["truck", 2],
    ["loudspeaker", 1],
  ],
  null,
];

/** By number, not by chance: nothing else of the world moves. */
const nth = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

export async function sayAbilities(stage: Stage, cast: Cast): Promise<void> {
  const organisations = [...cast.teams, ...cast.social, ...cast.units.filter((_, n) => n % 3 === 0)];
  for (const [n, one] of organisations.entries())
    await (await stage.as(one.leader)).organisations.change({
      organisationId: one.id,
      weeklyCapacity: String(4 + ((n * 7) % 17)),
      abilities: {
        areas: [],
        works: [...new Set([nth(SERVICES, n), nth(SERVICES, n * 3 + 1)])],
        equipment: (nth(TOOLS, n) ?? []).map(([code, amount]) => ({ code, amount })),
      },
    });
  for (const [n, personId] of cast.goodPeople.slice(0, WILLING).entries()) {
    const api = await stage.as(personId);
    await api.records.saveProfile({
      sex: undefined,
      skills: [nth(SKILLS, n), nth(SKILLS, n * 5 + 2)],
      kinds: [nth(SERVICES, n + 1)],
      version: 0,
    });
    await api.records.saveAvailability({
      invitable: true,
      free: n === 0 ? [...WEEK_PARTS].slice(3) : WEEK_PARTS.filter((_, part) => (n + part) % 2 === 0),
      reach: nth(["town", "county", "village"] as const, n),
      version: 1,
    });
  }
}
