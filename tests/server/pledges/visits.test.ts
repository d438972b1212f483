import { beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { requestCode } from "@/server/people/codes/commands";
import { signOut } from "@/server/people/sessions/commands";
import { readCookies } from "@/server/platform/auth";
import { pledgeAsVisitor } from "@/server/pledges/visits/commands";
import type { VisitInput } from "@/server/pledges/visits/schema";
import { contextFrom } from "@/server/trpc/request";
import { openNeed } from "@/tests/support/needs";
import { newKey } from "@/tests/support/pledged";
import { person, type TestWorld, testWorld, visitor } from "@/tests/support/world";

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
let phones = 0;
const newPhone = () => `188${String(++phones).padStart(8, "0")}`;
const aSlot = async (spec: Parameters<typeof openNeed>[1] = {}) =>
  (await openNeed(world, spec)).lines[0]!.slotId;

async function withCode(phone: string) {
  const ctx = visitor(world);
  await requestCode(ctx, { phone });
  return { ctx, code: world.sms.sent.at(-1)!.params.code as string };
}
const post = (phone: string, code: string, slotId: string, more: object = {}): VisitInput =>
  ({
    phone,
    code,
    slotId,
    amount: "10",
    key: newKey(),
    name: "李小明",
    privacy: true,
    age14: true,
    ...more,
  }) as never;
const people = async () => (await world.db.selectFrom("person").select("id").execute()).length;
const pledgesOf = (slotId: string) =>
  world.db.selectFrom("pledge").selectAll().where("slot_id", "=", slotId).execute();

describe("a visitor from a shared link", () => {
  it("pledges with phone and code: that is the sign-up, and the cookie signs them in", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const done = await pledgeAsVisitor(ctx, post(phone, code, slotId));
    expect(done).toMatchObject({ kind: "pledged", isNew: true, answer: { status: "confirmed" } });
    if (done.kind !== "pledged") return;
    const cookie = done.cookies[0]!.split(";")[0]!;
    const next = await contextFrom(world, { headers: new Headers({ cookie }), address: "" });
    expect(readCookies(cookie).size).toBe(1);
    const [pledge] = await pledgesOf(slotId);
    expect(pledge!.person_id).toBe(next.actor!.personId);
  });

  it("a resend after a dead network gives the same pledge, signs in again, and makes nobody twice", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const form = post(phone, code, slotId);
    const before = await people();
    const first = await pledgeAsVisitor(ctx, form);
    const second = await pledgeAsVisitor({ ...ctx, asked: new Set() }, form);
    expect(second).toMatchObject({ kind: "pledged" });
    expect((second as typeof first & { answer: unknown }).answer).toEqual(
      (first as typeof first & { answer: unknown }).answer,
    );
    expect(await people()).toBe(before + 1);
    expect(await pledgesOf(slotId)).toHaveLength(1);
  });

  it("a double tap, both under way at once, is one pledge", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const form = post(phone, code, slotId);
    const both = await Promise.all([pledgeAsVisitor(ctx, form), pledgeAsVisitor({ ...ctx }, form)]);
    expect(both.map((b) => b.kind)).toEqual(["pledged", "pledged"]);
    expect(await pledgesOf(slotId)).toHaveLength(1);
  });

  it("another browser with the same phone, code and key is not let in, nor this one an hour later", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const form = post(phone, code, slotId);
    await pledgeAsVisitor(ctx, form);
    const refused = (who: typeof ctx) => pledgeAsVisitor(who, form).catch((e) => (isRefusal(e) ? e.code : e));
    expect(await refused(visitor(world))).toBe("CODE_EXPIRED");
    world.clock.advance({ hours: 1 });
    expect(await refused(ctx)).toBe("CODE_EXPIRED");
  });

  it("who has signed out is not signed in again by the page behind: telephones are shared", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const form = post(phone, code, slotId);
    const done = await pledgeAsVisitor(ctx, form);
    if (done.kind !== "pledged") throw new Error(done.kind);
    const cookie = done.cookies[0]!.split(";")[0]!;
    await signOut(await contextFrom(world, { headers: new Headers({ cookie }), address: "" }));
    const again = await pledgeAsVisitor({ ...ctx, asked: new Set() }, form).catch((e) => e);
    expect(again).toMatchObject({ code: "CODE_EXPIRED" });
  });

  it("a wrong code pledges nothing and counts as a try", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const wrong = code === "000000" ? "000001" : "000000";
    const error = await pledgeAsVisitor(ctx, post(phone, wrong, slotId)).catch((e) => e);
    expect([error.code, error.facts.left]).toEqual(["CODE_WRONG", 4]);
    expect(await pledgesOf(slotId)).toHaveLength(0);
  });

  it("where the pledge is refused they are in all the same, and told why", async () => {
    const slotId = await aSlot({ status: "paused" });
    const phone = newPhone();
    const { ctx, code } = await withCode(phone);
    const done = await pledgeAsVisitor(ctx, post(phone, code, slotId));
    expect(done).toMatchObject({ kind: "refused", refusal: "NOT_OPEN", facts: { status: "paused" } });
    expect((done as { cookies: string[] }).cookies).toHaveLength(1);
  });

  it("a number two people share asks who it is, and the second post pledges", async () => {
    const slotId = await aSlot();
    const phone = newPhone();
    const wang = await person(world, "王大爷", { phone });
    await person(world, "王小花", { phone });
    const { ctx, code } = await withCode(phone);
    const form = post(phone, code, slotId);
    const asked = await pledgeAsVisitor(ctx, form);
    expect(asked).toMatchObject({ kind: "more" });
    if (asked.kind !== "more") return;
    expect(asked.people).toHaveLength(2);
    const { key, amount } = form;
    const second = { token: asked.token, personId: wang.id, slotId, amount, key };
    const done = await pledgeAsVisitor(ctx, second as VisitInput);
    expect(done).toMatchObject({ kind: "pledged", isNew: false });
    expect((await pledgesOf(slotId))[0]!.person_id).toBe(wang.id);
    expect(await pledgeAsVisitor(ctx, second as VisitInput)).toMatchObject({ kind: "pledged" });
  });
});
