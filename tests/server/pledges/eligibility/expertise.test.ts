// Reg. art. 16: what the law keeps for the qualified is promised and accepted only where somebody has looked at the paper, and it holds.

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { qualificationCalled } from "@/server/needs/lines/rules";
import { claim, revoke, verify } from "@/server/organisations/qualifications/commands";
import { approve } from "@/server/pledges/changes/commands";
import { pledge } from "@/server/pledges/commands";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import { openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
let zhou: Ctx;
let slotId = "";
beforeAll(async () => {
  ({ world, story } = await storyWorld());
  zhou = await ctxOf(world, story.zhou);
});
beforeEach(async () => {
  const line = { kind: "expertise", item: "看合同的律师", quantity: 2, qualification: "lawyer" } as const;
  slotId = (await openNeed(world, { posterId: story.pan.id, lines: [line] })).lines[0]?.slotId ?? "";
});

const someone = async (name: string) =>
  ctxOf(world, await person(world, name, { regionId: story.places.gaodu }));
const dayAhead = (days: number) =>
  new Date(world.clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);
async function qualified(ctx: Ctx, expiresOn?: string): Promise<string> {
  const { qualificationId } = await claim(ctx, { kind: "lawyer", issuer: "山东省司法厅", expiresOn });
  await verify(zhou, { qualificationId, version: 1, seen: "original" });
  return qualificationId;
}
const offer = (ctx: Ctx, more: object = {}) =>
  pledge(ctx, { slotId, amount: "1", key: newKey(), ...more } as never);
const LACKS = { code: "NOT_ELIGIBLE", facts: { reason: "lacks_qualification", qualification: "lawyer" } };

describe("a line that asks for a lawyer", () => {
  it("refuses who has none, who only claims one, and whose has run out; who holds one asks the poster", async () => {
    const wang = await someone("王一");
    await expect(offer(wang)).rejects.toMatchObject(LACKS);
    await claim(wang, { kind: "lawyer", issuer: "山东省司法厅" });
    await expect(offer(wang)).rejects.toMatchObject(LACKS);
    const zhang = await someone("张三");
    await qualified(zhang, dayAhead(0));
    expect(await offer(zhang)).toMatchObject({ status: "requested" });
    const li = await someone("李四");
    const id = await qualified(li, dayAhead(1));
    await world.db
      .updateTable("qualification")
      .set({ expires_on: new Date(dayAhead(-1)) })
      .where("id", "=", id)
      .execute();
    await expect(offer(li)).rejects.toMatchObject(LACKS);
  });

  it("is asked again at the poster's yes: a qualification taken back in between is none", async () => {
    const wang = await someone("王一");
    const qualificationId = await qualified(wang);
    const { pledgeId } = await offer(wang);
    await revoke(zhou, { qualificationId, version: 2, reason: "证书已注销" });
    const pan = await ctxOf(world, story.pan);
    await expect(approve(pan, { pledgeId })).rejects.toMatchObject(LACKS);
    await qualified(wang);
    expect(await approve(pan, { pledgeId })).toMatchObject({ status: "confirmed" });
  });

  it("takes of an organisation as many as it has members who hold one", async () => {
    const chen = await ctxOf(world, story.chen);
    const asTeam = { organisationId: story.team };
    await expect(offer(chen, asTeam)).rejects.toMatchObject({
      ...LACKS,
      facts: { ...LACKS.facts, team: true },
    });
    const wang = await someone("王一");
    await qualified(wang);
    await expect(offer(chen, asTeam)).rejects.toMatchObject(LACKS); // not of the team
    await grant(world, { id: wang.actor?.personId ?? "" }, "member", { organisationId: story.team });
    await expect(offer(chen, { ...asTeam, amount: "2" })).rejects.toMatchObject(LACKS);
    expect(await offer(chen, asTeam)).toMatchObject({ status: "requested" });
  });

  it("is what it is called: whoever writes 律师 and ticks nothing asks for one by law", () => {
    expect(
      ["看合同的律师", "义诊医生", "调解邻里纠纷", "兽医师", "农技指导"].map(qualificationCalled),
    ).toEqual(["lawyer", "doctor", "mediator", null, null]);
  });
});
