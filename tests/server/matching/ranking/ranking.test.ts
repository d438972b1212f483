import { v7 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import { rebuild } from "@/server/matching/candidates/keeping/commands";
import { invite } from "@/server/matching/invitations/commands";
import { WEEKLY_CAP_LOW, weekOf } from "@/server/matching/invitations/rules";
import { inviteInput } from "@/server/matching/invitations/schema";
import { needsForMe, whoCanHelp } from "@/server/matching/ranking/commands";
import { flushShown } from "@/server/matching/ranking/keeping/commands";
import { setWeights } from "@/server/matching/score/commands";
import { BUILT_IN, scoreOf } from "@/server/matching/score/rules";
import { setWeightsInput } from "@/server/matching/score/schema";
import { createCaller } from "@/server/trpc/root";
import {
  able,
  ago,
  inStory,
  need,
  pan,
  SHIFT,
  says,
  story,
  took,
  who,
  world,
} from "@/tests/support/suggested";
import { ctxOf, organisation, person, places, visitor } from "@/tests/support/world";

inStory();

describe("who can help", () => {
  it("names the near and able first, each with its reasons in facts", async () => {
    const far = await organisation(world, "傅庄运输队", "party_team", places.fuzhuang);
    const here = await organisation(world, "西潘墩互助队", "village", places.xipandun);
    for (const id of [far, here]) await able(world, id, "equipment", "truck", 2);
    const before = await need([{ kind: "goods" }]);
    await took(world, { organisation: here }, before, {
      status: "settled",
      accepted: 1,
      at: new Date("2025-10-01T00:00:00Z"),
    });
    await rebuild(world.db);
    const asked = await need([{ kind: "vehicle", quantity: 2 }]);
    const { rows, slot } = await who(asked.id);
    expect(slot?.item).toBe("货车");
    expect(rows.map((row) => row.name)).toEqual(["西潘墩互助队", "傅庄运输队"]); // the story's team has no vehicle
    expect(rows[0]?.reasons).toEqual([
      { code: "same_village" },
      { code: "has", what: "tool:truck", count: 2 },
      { code: "helped_before", count: 1, at: new Date("2025-10-01T00:00:00Z") },
      { code: "light_load", count: 0 },
    ]);
    expect(rows[1]?.reasons.map((one) => one.code)).toEqual(["same_county", "has", "light_load"]);
  });

  it("is for the poster, the town and the district; nobody else knows there is such a list", async () => {
    const { id } = await need([{ kind: "people", ...SHIFT }]);
    await rebuild(world.db);
    for (const allowed of [story.pan, story.gao, story.zhou])
      expect((await whoCanHelp(await ctxOf(world, allowed), { needId: id })).needId).toBe(id);
    for (const other of [story.li, story.chen])
      await expect(whoCanHelp(await ctxOf(world, other), { needId: id })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
    await expect(whoCanHelp(visitor(world), { needId: id })).rejects.toMatchObject({ code: "SIGN_IN_FIRST" });
  });

  it("shows persons only who said they may be asked, masked, and without their load or history", async () => {
    const asked = await need([{ kind: "people", quantity: 3, ...SHIFT }]);
    const shy = await person(world, "王小羞", { regionId: places.xipandun });
    await says(world, shy.id, { invitable: false });
    const open = await person(world, "赵大方", { regionId: places.xipandun });
    await says(world, open.id, { free_parts: 63 });
    await took(world, { person: open.id }, await need([{ kind: "goods" }]), {
      status: "settled",
      accepted: 1,
    });
    await rebuild(world.db);
    const { rows } = await who(asked.id);
    const people = rows.filter((row) => row.helperKind === "person");
    expect(people.map((row) => row.name)).toEqual(["赵**"]);
    expect(people[0]?.reasons.map((one) => one.code)).toEqual(["same_village", "free_then"]);
    expect(people[0]?.whyNot).toEqual([]); // three are looked for, and nobody comes as three
    expect(JSON.stringify(rows)).not.toContain(open.phone);
    // … nor a score that would tell them
    expect(people[0]).toMatchObject({ score: null, parts: null });
    const { shownId } = await who(asked.id);
    const told = await createCaller(await pan()).ranking.shown({ shownId: shownId as string });
    expect(told.rows.find((row) => row.id === open.id)).toMatchObject({ score: null, parts: null });
    expect(told.rows.find((row) => row.id === story.team)?.score).not.toBeNull();
  });

  it("leaves out who may not: too far for them, without the licence, bound already, busy then, or the poster", async () => {
    const asked = await need([{ kind: "people", quantity: 3, ...SHIFT }]);
    const near = await person(world, "近", { regionId: places.xisanchong });
    await says(world, near.id, { reach: "town" });
    const bound = await person(world, "约", { regionId: places.xipandun });
    await says(world, bound.id);
    await says(world, story.pan.id);
    const busy = await person(world, "忙", { regionId: places.xipandun });
    await says(world, busy.id);
    const other = await need([{ kind: "people", ...SHIFT }]);
    await took(world, { person: busy.id }, other);
    await world.db
      .updateTable("pledge")
      .set({ live_key: `${other.lines[0]!.slotId}:${busy.id}:` })
      .where("person_id", "=", busy.id)
      .execute();
    const free = await person(world, "闲", { regionId: places.xipandun });
    await says(world, free.id);
    await took(world, { person: bound.id }, asked);
    await world.db
      .updateTable("pledge")
      .set({ live_key: `${asked.lines[0]!.slotId}:${bound.id}:` })
      .where("person_id", "=", bound.id)
      .execute();
    await rebuild(world.db);
    const named = (await who(asked.id)).rows
      .filter((row) => row.helperKind === "person")
      .map((row) => row.helperId);
    expect(named).toEqual([free.id]);
    const law = await need([{ kind: "expertise", qualification: "lawyer" }]);
    expect((await who(law.id)).rows).toEqual([]);
  });

  it("declining lowers nobody: offers declined, invitations declined or let go leave the order and each score as they were", async () => {
    const teams = await Promise.all(
      ["甲", "乙", "丙"].map((name) => organisation(world, `${name}队`, "party_team", places.gaodu)),
    );
    const asked = await need([{ kind: "people", quantity: 3, ...SHIFT }]);
    await rebuild(world.db);
    const before = (await who(asked.id)).rows;
    const other = await need([{ kind: "people", ...SHIFT }]);
    for (const [n, status] of ["declined", "lapsed", "refused"].entries())
      await took(world, { organisation: teams[n] as string }, other, { status });
    for (const [n, status] of ["declined", "expired", "withdrawn"].entries())
      await world.db
        .insertInto("invitation")
        .values({
          id: uuid(),
          need_id: asked.id,
          line_id: asked.lines[0]!.id,
          slot_id: asked.lines[0]!.slotId,
          kind: "people",
          county_id: places.luozhuang,
          helper_kind: "organisation",
          helper_id: teams[n] as string,
          status,
          asked: 1,
          via: "chosen",
          why: "[]",
          sent_at: ago(1),
          expires_at: ago(0),
        } as never)
        .execute();
    await rebuild(world.db);
    // Who said no to this is not asked for it again; everybody else stands as before, and they themselves on every other list.
    expect((await who(asked.id)).rows).toEqual(before.filter((row) => row.helperId !== teams[0]));
    expect((await who(other.id)).rows.map((row) => row.helperId)).toContain(teams[0]);
  });

  it("marks who need not be asked: an invitation waits for them, or they had the week's", async () => {
    const [waits, enough, free] = await Promise.all(
      ["甲", "乙", "丙"].map((name) => organisation(world, `${name}队`, "party_team", places.gaodu)),
    );
    const asked = await need([{ kind: "people", quantity: 9, ...SHIFT }]);
    await rebuild(world.db);
    await world.db
      .insertInto("invitation_week")
      .values({
        helper_id: enough as string,
        week_on: new Date(`${weekOf(world.clock.now())}T00:00:00Z`),
        sent: WEEKLY_CAP_LOW,
      })
      .execute();
    const picks = [{ helperKind: "organisation", helperId: waits }];
    await invite(
      await pan(),
      inviteInput.parse({ slotId: asked.lines[0]!.slotId, picks, key: uuid().replaceAll("-", "") }),
    );
    const marks = new Map((await who(asked.id)).rows.map((row) => [row.helperId, row.notNow]));
    expect([waits, enough, free].map((id) => marks.get(id as string))).toEqual(["waiting", "enough", null]);
  });
});

describe("needs for me", () => {
  it("brings what suits: my village's, what I can do, what is soon; not my own, not what I have taken", async () => {
    const li = story.li;
    await says(world, li.id, { invitable: false, skills: '["loading"]', kinds: '["elderly"]' });
    const suits = await need([{ kind: "people", ...SHIFT }]);
    await world.db
      .updateTable("need_line")
      .set({ service: "elderly" })
      .where("need_id", "=", suits.id)
      .execute();
    const plain = await need([{ kind: "people", ...SHIFT }]);
    await need([{ kind: "people", ...SHIFT }], { posterId: li.id });
    const taken = await need([{ kind: "goods" }]);
    await took(world, { person: li.id }, taken);
    await world.db
      .updateTable("pledge")
      .set({ live_key: `${taken.lines[0]!.slotId}:${li.id}:` })
      .where("person_id", "=", li.id)
      .execute();
    await need([{ kind: "vehicle" }]);
    await rebuild(world.db);
    const { rows } = await needsForMe(await ctxOf(world, li), {});
    expect(rows.map((row) => row.needId)).toEqual([suits.id, plain.id]);
    expect(rows[0]?.reasons.map((one) => one.code)).toEqual(["same_town", "has", "urgent", "still_open"]);
  });

  it("for a team is its leader's to see", async () => {
    await need([{ kind: "people", ...SHIFT }]);
    await rebuild(world.db);
    const organisationId = story.team;
    expect((await needsForMe(await ctxOf(world, story.chen), { organisationId })).rows).toHaveLength(1);
    for (const other of [story.li, story.pan])
      await expect(needsForMe(await ctxOf(world, other), { organisationId })).rejects.toMatchObject({
        code: "NOT_FOUND",
      });
  });

  it("holds nothing confidential, and nothing that is full, paused or past", async () => {
    await need([{ kind: "people", ...SHIFT }], { lane: "confidential" });
    const full = await need([{ kind: "people", ...SHIFT }]);
    await world.db
      .updateTable("slot")
      .set({ remaining: 0, promised: 10 })
      .where("need_id", "=", full.id)
      .execute();
    const past = await need([{ kind: "people", ...SHIFT }]);
    await world.db
      .updateTable("slot")
      .set({ cut_off_at: ago(1) })
      .where("need_id", "=", past.id)
      .execute();
    const paused = await need([{ kind: "people", ...SHIFT }]);
    await world.db.updateTable("need").set({ status: "paused" }).where("id", "=", paused.id).execute();
    await rebuild(world.db);
    expect((await needsForMe(await ctxOf(world, story.li), {})).rows).toEqual([]);
  });
});

describe("what the law keeps apart", () => {
  it("a gift nobody qualified receives is suggested to the village alone, and nobody else is invited to it", async () => {
    const own = await organisation(world, "本村合作社", "party_team", places.xipandun);
    const far = await organisation(world, "外村企业", "party_team", places.fuzhuang);
    const asked = await need([{ kind: "goods", direction: "gift", quantity: 100 }]);
    await world.db
      .updateTable("need_line")
      .set({ via_organisation: null })
      .where("id", "=", asked.lines[0]!.id)
      .execute();
    await rebuild(world.db);
    const ids = (await who(asked.id)).rows.map((row) => row.helperId);
    expect(ids).toContain(own);
    expect(ids).not.toContain(far);
    await says(world, story.li.id, { reach: "any" });
    await world.db
      .updateTable("person")
      .set({ home_region_id: places.fuzhuang })
      .where("id", "=", story.li.id)
      .execute();
    await rebuild(world.db);
    const mine = await needsForMe(await ctxOf(world, story.li), {});
    expect(mine.rows.map((row) => row.needId)).not.toContain(asked.id);
    const picks = [{ helperKind: "organisation", helperId: far }];
    await expect(
      invite(
        await pan(),
        inviteInput.parse({ slotId: asked.lines[0]!.slotId, picks, key: uuid().replaceAll("-", "") }),
      ),
    ).rejects.toMatchObject({ code: "NOT_INVITABLE", facts: { reason: "gift" } });
  });

  it("a qualification that has run out is no reason, and bars where the law asks for one", async () => {
    await says(world, story.li.id, { reach: "any" });
    await world.db
      .insertInto("qualification")
      .values({
        id: uuid(),
        person_id: story.li.id,
        kind: "lawyer",
        status: "verified",
        issuer: "司法局",
        expires_on: ago(1),
        created_at: ago(400),
      })
      .execute();
    const free = await need([{ kind: "expertise", item: "律师看看合同", quantity: 1 }]);
    const bound = await need([{ kind: "expertise", item: "看看合同", qualification: "lawyer", quantity: 1 }]);
    await rebuild(world.db);
    const row = (await who(free.id)).rows.find((one) => one.helperId === story.li.id);
    expect(row?.reasons.filter((reason) => reason.what === "may:lawyer")).toEqual([]);
    expect((await who(bound.id)).rows.map((one) => one.helperId)).not.toContain(story.li.id);
  });
});

describe("weights", () => {
  it("that a newer server wrote beside ours leave every score a number", () => {
    const parts = Object.fromEntries(Object.keys(BUILT_IN).map((part) => [part, 0.5])) as never;
    expect(scoreOf(parts, { ...BUILT_IN, tomorrow: 9 } as never)).toBe(scoreOf(parts, BUILT_IN));
  });

  const weights = { ...BUILT_IN, distance: 0, fit: 0, history: 100, explore: 0 };
  const set = async (by: { id: string }, version: number) =>
    setWeights(await ctxOf(world, by), { countyId: places.luozhuang, version, weights, note: "先看老关系" });

  it("are whole points within their limits: a field that was emptied is refused, never counted as nought", () => {
    const wrong = (distance: string, explore = "0") =>
      setWeightsInput
        .safeParse({
          ...{ countyId: places.luozhuang, version: 0, note: "看看" },
          weights: { ...weights, distance, explore },
        })
        .error?.issues.map((issue) => issue.message);
    for (const typed of ["", "  ", "abc"]) expect(wrong(typed)).toEqual(["malformed"]);
    expect([wrong("-1"), wrong("101"), wrong("1.5")]).toEqual([["too_small"], ["too_large"], ["not_whole"]]);
    expect([wrong("0"), wrong("100"), wrong("30", "20")]).toEqual([undefined, undefined, undefined]);
    expect(wrong("30", "21")).toEqual(["too_large"]);
  });

  it("are the district's; what was shown before is explained by what held then, and adds up", async () => {
    const old = await organisation(world, "老朋友队", "party_team", places.fuzhuang);
    await took(world, { organisation: old }, await need([{ kind: "goods" }]), {
      status: "settled",
      accepted: 1,
      at: ago(300),
    });
    const asked = await need([{ kind: "people", quantity: 2, ...SHIFT }]);
    await rebuild(world.db);
    const before = await who(asked.id);
    expect(before.rows[0]?.helperId).toBe(story.team);
    expect(await set(story.zhou, 0)).toEqual({ version: 1 });
    const after = await who(asked.id);
    expect(after).toMatchObject({ weightsVersion: 1 });
    expect(after.rows[0]?.helperId).toBe(old);
    const zhou = createCaller(await ctxOf(world, story.zhou));
    for (const shown of [before, after]) {
      const told = await zhou.ranking.shown({ shownId: shown.shownId as string });
      expect(told.weightsVersion).toBe(shown.weightsVersion);
      expect(told.rows.map((row) => row.id)).toEqual(shown.rows.map((row) => row.helperId));
      for (const row of told.rows) expect(row.parts && scoreOf(row.parts, told.weights)).toBe(row.score);
      expect(told.rows.map((row) => row.reasons)).toEqual(shown.rows.map((row) => row.reasons));
    }
    await zhou.ranking.setWeights({
      ...{ countyId: places.luozhuang, version: 1, note: "近的要紧" },
      weights: { ...weights, distance: 20 },
    });
    const { past } = await zhou.ranking.weights({ countyId: places.luozhuang });
    expect(past.map(({ version, setBy }) => [version, setBy])).toEqual([
      [2, "周主任"],
      [1, "周主任"],
    ]);
    expect(past.map(({ changes }) => changes.map(({ part, from, to }) => `${part} ${from} ${to}`))).toEqual([
      ["distance 0 20"],
      ["distance 30 0", "fit 25 0", "history 10 100", "explore 5 0"],
    ]);
  });

  it("set by two at once: one does, the other is told it moved on; the town may not, another reads nothing", async () => {
    const answers = await Promise.allSettled([set(story.zhou, 0), set(story.zhou, 0)]);
    expect(answers.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = answers.find((one) => one.status === "rejected") as PromiseRejectedResult;
    expect(lost.reason).toMatchObject({ code: "MOVED_ON" });
    await expect(set(story.gao, 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
    const shown = await need([{ kind: "people", ...SHIFT }]);
    await rebuild(world.db);
    const { shownId } = await who(shown.id);
    for (const other of [story.li, story.gao])
      await expect(
        createCaller(await ctxOf(world, other)).ranking.shown({ shownId: shownId as string }),
      ).rejects.toMatchObject({ message: "NOT_FOUND" });
  });

  it("a page loaded again on the same day is the same row, and a suggestion is its reader's alone", async () => {
    await need([{ kind: "people", ...SHIFT }]);
    await rebuild(world.db);
    const li = await ctxOf(world, story.li);
    const [first, again] = [await needsForMe(li, {}), await needsForMe(li, {})];
    expect(again.shownId).toBe(first.shownId);
    await flushShown(world.db);
    expect(await world.db.selectFrom("ranking_shown").select("id").execute()).toHaveLength(1);
    await expect(
      createCaller(await ctxOf(world, story.zhou)).ranking.shown({ shownId: first.shownId as string }),
    ).rejects.toMatchObject({ message: "NOT_FOUND" });
  });
});

/** From the tables themselves, written apart from what is tested. */
