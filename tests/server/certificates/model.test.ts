// Random lives of one volunteer's hours and certificates, against a model: minutes per shift that stand, and what was certified.
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { checkCertificates } from "@/server/history/verify/certificates/data";
import { strikeRecord } from "@/server/hours/correcting/commands";
import { transact } from "@/server/platform/db";
import type { Ctx } from "@/server/trpc/context";
import { refusalOf } from "@/server/trpc/procedures";
import { createCaller } from "@/server/trpc/root";
import { drain } from "@/server/worker";
import { type LaidHours, layHours } from "../../support/ledger";
import { openNeed } from "../../support/needs";
import { newKey } from "../../support/pledged";
import { type Story, storyWorld } from "../../support/story";
import { ctxOf, person, type TestWorld, visitor } from "../../support/world";

let world: TestWorld;
let story: Story;
let chen: Ctx;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
  chen = await ctxOf(world, story.chen);
});

type Shift = { laid: LaidHours; day: number; minutes: number };
type Certified = { id: string; code: string; shifts: Set<Shift>; minutes: number; revoked: boolean };

const acts = fc.array(
  fc.record({
    what: fc.constantFrom("serve", "serve", "strike", "issue", "revoke", "work"),
    pick: fc.nat(),
    minutes: fc.integer({ min: 1, max: 240 }),
    days: fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })),
  }),
  { minLength: 6, maxLength: 20 },
);

test("whatever happens to the hours, a certificate that shows as valid is the sum of rows that stand", async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (history) => {
      const api = createCaller(chen);
      const who = await person(world, "志愿者");
      const standing: Shift[] = [];
      const certified: Certified[] = [];
      for (const act of history) {
        const [from, until] = [Math.min(...act.days), Math.max(...act.days)];
        if (act.what === "serve") standing.push(await serve(who.id, act.days[0], act.minutes));
        if (act.what === "strike" && standing.length > 0) {
          const [gone] = standing.splice(act.pick % standing.length, 1) as [Shift];
          await transact(world.db, (trx) => strikeRecord(trx, chen, gone.laid.recordId, { grant: null }));
        }
        if (act.what === "issue") {
          const inside = standing.filter(({ day }) => day >= from && day <= until);
          const made = await issue(who.id, from, until);
          const same = certified.some(
            (one) => one.minutes > 0 && isStill(one, standing) && sameDays(one, inside),
          );
          if (inside.length === 0) expect(made).toBeNull();
          else if (made === null) expect(same).toBe(true);
          else {
            const minutes = inside.reduce((sum, shift) => sum + shift.minutes, 0);
            expect(made.minutes).toBe(minutes);
            certified.push({
              id: made.id,
              code: made.code ?? "",
              shifts: new Set(inside),
              minutes,
              revoked: false,
            });
          }
        }
        const one = certified[act.pick % Math.max(certified.length, 1)];
        if (act.what === "revoke" && one)
          await api.certificates.revoke({ certificateId: one.id, reason: "开错了" }).then(
            () => {
              one.revoked = true;
            },
            (error) => expect(refusalOf(error)?.code).toBe("WRONG_STATE"),
          );
        if (act.what === "work") await drain(world);
        await expectTrue(certified, standing);
      }
      await drain(world);
      const faults = await transact(world.db, async (trx) => (await checkCertificates(trx)).result().faults);
      expect(faults).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 120_000);

const isStill = (one: Certified, standing: Shift[]) =>
  !one.revoked && [...one.shifts].every((shift) => standing.includes(shift));
const sameDays = (one: Certified, inside: Shift[]) =>
  one.shifts.size === inside.length && inside.every((shift) => one.shifts.has(shift));

async function expectTrue(certified: Certified[], standing: Shift[]): Promise<void> {
  for (const one of certified) {
    const seen = await createCaller(visitor(world)).certificates.check({ code: one.code });
    expect(seen.minutes).toBe(one.minutes); // what was certified is never rewritten
    if (seen.status === "valid") expect(isStill(one, standing)).toBe(true);
    if (one.revoked) expect(seen.status).toBe("revoked");
  }
}

async function serve(personId: string, day: number, minutes: number): Promise<Shift> {
  const need = await openNeed(world, { posterId: story.pan.id, lines: [{ kind: "people" }] });
  const [line] = need.lines;
  const laid = await layHours(world, {
    personId,
    needId: need.id,
    lineId: line?.id ?? "",
    slotId: line?.slotId ?? "",
    unitId: story.team,
    from: new Date(Date.UTC(2026, 10, day, 1)),
    minutes,
  });
  return { laid, day, minutes };
}

/** Null where there was nothing to certify, or the same was certified already. */
async function issue(personId: string, from: number, until: number) {
  const api = createCaller(chen);
  const day = (n: number) => `2026-11-${String(n).padStart(2, "0")}`;
  world.clock.advance({ seconds: 1 });
  const done = await api.certificates
    .issue({
      unitId: story.team,
      personIds: [personId],
      from: day(from),
      until: day(until),
      namesOnPaper: false,
      key: newKey(),
    })
    .catch((error) => {
      expect(refusalOf(error)?.code).toBe("NOTHING_TO_CERTIFY");
      return { issued: 0 };
    });
  if (done.issued === 0) return null;
  const { items } = await api.certificates.ofUnit({ unitId: story.team });
  return api.certificates.one({ certificateId: items[0]?.id ?? "" });
}
