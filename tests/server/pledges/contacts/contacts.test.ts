import { beforeAll, describe, expect, test } from "vitest";
import { claim as claimPaper, verify } from "@/server/organisations/qualifications/commands";
import { seal } from "@/server/platform/crypto";
import { withdraw } from "@/server/pledges/changes/commands";
import { look } from "@/server/pledges/contacts/commands";
import { listLooks } from "@/server/pledges/contacts/data";
import { cancel } from "@/server/pledges/settlement/commands";
import { inOrganisation, ctxOf as testCtx } from "@/tests/support/actors";
import { openNeed } from "@/tests/support/needs";
import { claim } from "@/tests/support/pledged";
import { refusal } from "@/tests/support/refusals";
import { type Story, storyWorld } from "@/tests/support/story";
import { ctxOf, grant, person, type TestWorld } from "@/tests/support/world";

let world: TestWorld;
let story: Story;
beforeAll(async () => {
  ({ world, story } = await storyWorld());
});

/** 小李's pledge on 潘书记's need. */
async function pledgedByLi(line = {}) {
  const { pan, li } = story;
  const need = await openNeed(world, { posterId: pan.id, lines: [line] });
  const asLi = await ctxOf(world, li);
  const made = await claim(asLi, need.lines[0]!.slotId, 1);
  return { need, asLi, asPan: await ctxOf(world, pan), ...made };
}
const looksAt = (pledgeId: string) =>
  world.db.selectFrom("contact_look").selectAll().where("pledge_id", "=", pledgeId).orderBy("id").execute();

describe("telephone numbers", () => {
  test("are open between the two sides of a confirmed pledge, and each look is kept", async () => {
    const { asLi, asPan, pledgeId } = await pledgedByLi();
    expect(await look(asPan, { pledgeId })).toEqual({ name: "小李", phone: story.li.phone, through: null });
    expect(await look(asLi, { pledgeId })).toEqual({ name: "潘书记", phone: story.pan.phone, through: null });
    expect(await looksAt(pledgeId)).toMatchObject([
      { viewer_id: story.pan.id, subject_id: story.li.id },
      { viewer_id: story.li.id, subject_id: story.pan.id },
    ]);
    expect(await listLooks(asLi)).toMatchObject([{ viewer: "潘书记", pledgeId }]);
  });

  test("a contact telephone given with the need is shown instead of the poster's own", async () => {
    const { asLi, need, pledgeId } = await pledgedByLi();
    const contact_cipher = seal(world.keys, "13900001111");
    await world.db.updateTable("need").set({ contact_cipher }).where("id", "=", need.id).execute();
    expect((await look(asLi, { pledgeId })).phone).toBe("13900001111");
  });

  test("not before the poster has confirmed, not for a stranger, and nothing is kept then", async () => {
    const claimed = await claimPaper(await ctxOf(world, story.li), {
      kind: "lawyer",
      issuer: "山东省司法厅",
    });
    await verify(await ctxOf(world, story.zhou), { ...claimed, version: 1, seen: "original" });
    const { asLi, asPan, pledgeId, status } = await pledgedByLi({
      kind: "expertise",
      qualification: "lawyer",
    });
    expect(status).toBe("requested");
    await expect(look(asPan, { pledgeId })).rejects.toEqual(refusal("CONTACT_NOT_YET"));
    await expect(look(asLi, { pledgeId })).rejects.toEqual(refusal("CONTACT_NOT_YET"));
    const zhang = await ctxOf(world, await person(world, "张三"));
    await expect(look(zhang, { pledgeId })).rejects.toEqual(refusal("NOT_FOUND"));
    expect(await looksAt(pledgeId)).toEqual([]);
  });

  test("those above see the pledge but not the number", async () => {
    const { pledgeId } = await pledgedByLi();
    const zhou = testCtx(world, story.zhou.id, {
      id: "z",
      role: "district_admin",
      regionId: 371311000000,
      regionLevel: 3,
      organisationId: null,
      delegatedFrom: null,
    });
    await expect(look(zhou, { pledgeId })).rejects.toEqual(refusal("FORBIDDEN"));
  });

  test("hidden again once withdrawn, and once the need has ended", async () => {
    const first = await pledgedByLi();
    await withdraw(first.asLi, { pledgeId: first.pledgeId, reason: "busy" });
    await expect(look(first.asPan, first)).rejects.toThrow(); // unknown fields are refused too
    await expect(look(first.asPan, { pledgeId: first.pledgeId })).rejects.toEqual(refusal("CONTACT_OVER"));
    const second = await pledgedByLi();
    await cancel(second.asPan, { needId: second.need.id, reason: "other" });
    await expect(look(second.asPan, { pledgeId: second.pledgeId })).rejects.toEqual(refusal("CONTACT_OVER"));
  });

  test("of a unit: its leader's; of somebody without a telephone: that of whoever acts for them", async () => {
    const { pan, chen, team } = story;
    const need = await openNeed(world, { posterId: pan.id });
    const asPan = await ctxOf(world, pan);
    const asChen = testCtx(world, chen.id, inOrganisation(team));
    const { pledgeId } = await claim(asChen, need.lines[0]!.slotId, 5, { organisationId: team });
    expect(await look(asPan, { pledgeId })).toMatchObject({ phone: chen.phone, through: "陈队长" });
    const old = await person(world, "老王", { phone: null });
    await world.db
      .insertInto("proxy")
      .values({
        id: "p-wang",
        person_id: old.id,
        actor_id: chen.id,
        kind: "leader",
        organisation_id: team,
        consent_id: "c-wang",
        started_at: world.clock.now(),
      })
      .execute();
    const second = await claim(asChen, need.lines[0]!.slotId, 5, { forPersonId: old.id });
    const contact = await look(asPan, { pledgeId: second.pledgeId });
    expect(contact).toEqual({ name: "老王", phone: chen.phone, through: "陈队长" });
    expect((await looksAt(second.pledgeId)).map((l) => l.subject_id)).toEqual([chen.id]);
  });

  test("of a unit with several leaders: that of who has led longest, whenever one looks", async () => {
    const { pan, chen, team } = story;
    const need = await openNeed(world, { posterId: pan.id });
    const asChen = testCtx(world, chen.id, inOrganisation(team));
    const { pledgeId } = await claim(asChen, need.lines[0]!.slotId, 5, { organisationId: team });
    const elder = await person(world, "老队长");
    await world.db
      .updateTable("role_grant")
      .set({ started_at: new Date(world.clock.now().getTime() - 86_400_000) })
      .where("id", "=", await grant(world, elder, "leader", { organisationId: team }))
      .execute();
    const contact = await look(await ctxOf(world, pan), { pledgeId });
    expect(contact).toMatchObject({ phone: elder.phone, through: "老队长" });
  });
});
