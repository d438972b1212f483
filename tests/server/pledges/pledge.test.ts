import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isRefusal } from "@/server/errors";
import { createDb, type Db } from "@/server/platform/db";
import { pledge, pledgeMany } from "@/server/pledges/commands";
import { type PledgeInput, pledgeInput } from "@/server/pledges/schema";
import { anOrganisation, ctxOf, inOrganisation } from "@/tests/support/actors";
import { testClock } from "@/tests/support/clock";
import { testDb, testDbUrl } from "@/tests/support/database";
import { openNeed } from "@/tests/support/needs";
import { faultyNumbers } from "@/tests/support/sums";

let db: Db;
const clock = testClock();
beforeAll(async () => {
  db = await testDb();
});

const world = () => ({ db, clock });
const newKey = () => uuid().replaceAll("-", "");
const send = (personId: string, input: Omit<PledgeInput, "key"> & { key?: string }, ...grants: never[]) =>
  pledge(ctxOf(world(), personId, ...grants), pledgeInput.parse({ key: newKey(), ...input }));
const codeOf = (error: unknown) => (isRefusal(error) ? error.code : error);
const slotOf = (id: string) =>
  db.selectFrom("slot").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
const xiaoLi = uuid();

describe("one pledge", () => {
  it("reserves its amount, and writes one history row, one outbox row and its key with it", async () => {
    const need = await openNeed(world(), { lines: [{ direction: "sale", quantity: 200_000 }] });
    const slotId = need.lines[0]!.slotId;
    const made = await send(xiaoLi, { slotId, amount: "1000" });
    expect(made).toMatchObject({ status: "confirmed", amount: 500_000, wanted: 500_000, waits: false });
    expect(await slotOf(slotId)).toMatchObject({ promised: 500_000, remaining: 99_500_000 });
    const rows = async (table: "history" | "outbox") =>
      db
        .selectFrom(table)
        .select(["event", "version"])
        .where("aggregate", "=", "pledge")
        .where("subject_id", "=", made.pledgeId)
        .execute();
    expect(await rows("history")).toEqual([{ event: "pledge.made", version: 1 }]);
    expect(await rows("outbox")).toEqual([{ event: "pledge.made", version: 1 }]);
    expect(await faultyNumbers(db)).toEqual([]);
  });

  it("counts in the line's unit: half a jin is 250 g, a third of a person is refused with the field", async () => {
    const need = await openNeed(world(), { lines: [{}, { kind: "people" }] });
    const made = await send(uuid(), { slotId: need.lines[0]!.slotId, amount: "0.5" });
    expect(made.amount).toBe(250);
    const refused = await send(uuid(), { slotId: need.lines[1]!.slotId, amount: "0.3" }).catch((e) => e);
    expect([codeOf(refused), refused.facts]).toEqual(["INVALID", { fields: { amount: "not_whole" } }]);
  });

  it("a helper has one live pledge per slot; the second is told which to amend", async () => {
    const need = await openNeed(world());
    const slotId = need.lines[0]!.slotId;
    const first = await send(xiaoLi, { slotId, amount: 1 });
    const refused = await send(xiaoLi, { slotId, amount: 1 }).catch((e) => e);
    expect([codeOf(refused), refused.facts.pledgeId]).toEqual(["ALREADY_PLEDGED", first.pledgeId]);
  });

  it("is refused on a need that is paused, past its cut-off, or one's own sale; a draft is not found", async () => {
    const at = async (spec: Parameters<typeof openNeed>[1], personId = uuid()) => {
      const need = await openNeed(world(), spec);
      return send(personId, { slotId: need.lines[0]!.slotId, amount: 1 }).catch((e) => codeOf(e));
    };
    expect(await at({ status: "paused" })).toBe("NOT_OPEN");
    expect(await at({ status: "draft" })).toBe("NOT_FOUND");
    const past = new Date(clock.now().getTime() - 1);
    expect(await at({ lines: [{ kind: "people", cutOffAt: past }] })).toBe("PAST_CUT_OFF");
    const panShuji = uuid();
    expect(await at({ posterId: panShuji, lines: [{ direction: "sale" }] }, panShuji)).toBe("OWN_SALE");
    expect(await at({ posterId: panShuji, lines: [{ direction: "gift" }] }, panShuji)).toMatchObject({
      status: "confirmed",
    });
    const seller = uuid();
    expect(await at({ lines: [{ direction: "sale", sellerPerson: seller }] }, seller)).toBe("OWN_SALE");
    expect(await send(xiaoLi, { slotId: uuid(), amount: 1 }).catch((e) => codeOf(e))).toBe("NOT_FOUND");
  });

  it("names a day from today to a season ahead, in China: later ones would be locked and never asked about", async () => {
    const at = testClock("2026-03-01T16:30:00.000Z"); // half past midnight of the second
    const later = { db, clock: at };
    const { lines } = await openNeed(later);
    const slotId = lines[0]!.slotId;
    const expecting = (expectedOn: string) =>
      pledge(
        ctxOf(later, uuid()),
        pledgeInput.parse({ slotId, amount: "1", key: newKey(), expectedOn }),
      ).catch((e) => e.facts?.fields?.expectedOn);
    expect(await expecting("2026-03-01")).toBe("in_the_past");
    expect(await expecting("2026-03-02")).toMatchObject({ status: "confirmed" });
    expect(await expecting("2026-06-02")).toMatchObject({ status: "confirmed" });
    expect(await expecting("2026-06-03")).toBe("too_far");
    expect(await expecting("9999-12-31")).toBe("too_far");
  });

  it("in an organisation's name: by its leader, once it is verified", async () => {
    const need = await openNeed(world());
    const slotId = need.lines[0]!.slotId;
    const organisationId = await anOrganisation(world(), "红心志愿服务队");
    const newcomer = await anOrganisation(world(), "还没核实的队", "pending");
    const chen = uuid();
    const as = (o: string, ...grants: Parameters<typeof inOrganisation>[]) =>
      pledge(
        ctxOf(world(), chen, ...grants.map((g) => inOrganisation(...g))),
        pledgeInput.parse({ slotId, amount: 10, key: newKey(), organisationId: o }),
      ).catch((e) => codeOf(e));
    expect(await as(organisationId)).toBe("FORBIDDEN");
    expect(await as(organisationId, [organisationId, "member"])).toBe("FORBIDDEN");
    expect(await as(newcomer, [newcomer, "leader"])).toBe("ORGANISATION_NOT_VERIFIED");
    expect(await as(organisationId, [organisationId, "leader"])).toMatchObject({ status: "confirmed" });
    expect(await as(organisationId, [organisationId, "manager"])).toBe("ALREADY_PLEDGED");
  });

  it("for somebody without a phone: only with a live proxy on record", async () => {
    const need = await openNeed(world(), { lines: [{ kind: "people" }] });
    const [daughter, mother] = [uuid(), uuid()];
    const somebody = { name: "李大妈", status: "active", origin: "proxy", created_at: clock.now() };
    await db
      .insertInto("person")
      .values({ id: mother, ...somebody })
      .execute();
    const input = { slotId: need.lines[0]!.slotId, amount: 1, forPersonId: mother };
    expect(await send(daughter, input).catch((e) => codeOf(e))).toBe("FORBIDDEN");
    const proxy = {
      id: uuid(),
      person_id: mother,
      actor_id: daughter,
      kind: "relative",
      consent_id: uuid(),
      started_at: clock.now(),
    };
    await db.insertInto("proxy").values(proxy).execute();
    const made = await send(daughter, input);
    const row = await db
      .selectFrom("pledge")
      .selectAll()
      .where("id", "=", made.pledgeId)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ person_id: mother, recorded_by: daughter, via: "proxy" });
    await db.updateTable("proxy").set({ ended_at: clock.now() }).where("id", "=", proxy.id).execute();
    const other = await openNeed(world());
    expect(await send(daughter, { ...input, slotId: other.lines[0]!.slotId }).catch((e) => codeOf(e))).toBe(
      "FORBIDDEN",
    );
  });
});

describe("many at once", () => {
  // Four databases handles stand for four servers: each batches by itself, so only the slot's guard keeps them right.
  const servers: Db[] = [];
  beforeAll(async () => {
    const url = await testDbUrl();
    for (let i = 0; i < 4; i++) servers.push(createDb(url, { connectionLimit: 6 }));
  });
  afterAll(async () => {
    await Promise.all(servers.map((server) => server.destroy()));
  });
  const crowd = (n: number, slotId: string, input: Partial<PledgeInput> = {}) =>
    Promise.all(
      Array.from({ length: n }, (_, i) =>
        pledge(
          ctxOf({ db: servers[i % 4] as Db, clock }, uuid()),
          pledgeInput.parse({ slotId, amount: 1000, key: newKey(), ...input }),
        ).then(
          (made) => made.status,
          (error) => codeOf(error),
        ),
      ),
    );
  const count = (all: unknown[], what: unknown) => all.filter((one) => one === what).length;

  it("400 people ask for 1,000 of 200,000 jin on sale at once: exactly 200 get it, 200 are told it is full", async () => {
    const need = await openNeed(world(), { lines: [{ direction: "sale", quantity: 200_000 }] });
    const slotId = need.lines[0]!.slotId;
    const all = await crowd(400, slotId);
    expect([count(all, "confirmed"), count(all, "FULL")]).toEqual([200, 200]);
    expect(await slotOf(slotId)).toMatchObject({ promised: 100_000_000, remaining: 0, waiting: 0 });
    expect(await faultyNumbers(db)).toEqual([]);
  });

  it("the same on a gift: 200 get it, 200 stand in the queue", async () => {
    const need = await openNeed(world(), { lines: [{ direction: "gift", quantity: 200_000 }] });
    const slotId = need.lines[0]!.slotId;
    const all = await crowd(400, slotId);
    expect([count(all, "confirmed"), count(all, "waitlisted")]).toEqual([200, 200]);
    expect(await slotOf(slotId)).toMatchObject({ remaining: 0, waiting: 200 });
    expect(await faultyNumbers(db)).toEqual([]);
  });

  it("the same key sent 50 times at once is one pledge and 50 equal answers", async () => {
    const need = await openNeed(world());
    const input = { slotId: need.lines[0]!.slotId, amount: 7, key: newKey() };
    const sends = Array.from({ length: 50 }, (_, i) =>
      pledge(ctxOf({ db: servers[i % 4] as Db, clock }, xiaoLi), pledgeInput.parse(input)),
    );
    const answers = await Promise.all(sends);
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    const rows = await db.selectFrom("pledge").select("id").where("slot_id", "=", input.slotId).execute();
    expect(rows).toHaveLength(1);
    expect(await send(xiaoLi, input)).toEqual(answers[0]);
    expect(await send(xiaoLi, { ...input, amount: 8 }).catch((e) => codeOf(e))).toBe("SAME_KEY_OTHER_BODY");
    expect(await faultyNumbers(db)).toEqual([]);
  });

  it("one that cannot be written does not harm those it waits with", async () => {
    const need = await openNeed(world());
    const slotId = need.lines[0]!.slotId;
    const wish = (note: string | null) => ({
      helper: { kind: "person" as const, personId: uuid() },
      amount: 1,
      note,
      allowed: { grant: null },
    });
    const requests = [wish(null), wish("长".repeat(500)), wish(null), wish(null)];
    const made = await pledgeMany(ctxOf(world(), xiaoLi), slotId, requests);
    expect(made.map((m) => ("answer" in m ? m.answer.status : m.refusal.code))).toEqual([
      "confirmed",
      "TRY_AGAIN",
      "confirmed",
      "confirmed",
    ]);
    expect(await faultyNumbers(db)).toEqual([]);
  });

  it("inside a caller's transaction it is part of it, and goes with it", async () => {
    const need = await openNeed(world());
    const slotId = need.lines[0]!.slotId;
    const within = (end: boolean) =>
      db.transaction().execute(async (trx) => {
        const wish = {
          helper: { kind: "person" as const, personId: uuid() },
          amount: 1,
          allowed: { grant: null },
        };
        const made = await pledgeMany({ ...ctxOf(world(), xiaoLi), db: trx }, slotId, [wish, wish]);
        if (!end) throw new Error("changed my mind");
        return made.map((m) => ("answer" in m ? m.answer.status : m.refusal.code));
      });
    await within(false).catch(() => {});
    expect((await slotOf(slotId)).promised).toBe(0);
    expect(await within(true)).toEqual(["confirmed", "ALREADY_PLEDGED"]);
    expect(await faultyNumbers(db)).toEqual([]);
  });

  /** 小李's pledge, with something happening between its read and its write. */
  const meanwhile = (slotId: string, amount: number, act: () => Promise<unknown>) => {
    let first = true;
    const executor = () => ({
      provideConnection: async (say: never) => {
        const result = await db.getExecutor().provideConnection(say);
        if (first) {
          first = false;
          await act();
        }
        return result;
      },
    });
    const interrupted = new Proxy(db, {
      get(target, name) {
        if (name === "getExecutor") return executor;
        const value = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
    const body = pledgeInput.parse({ slotId, amount, key: newKey() });
    return pledge(ctxOf({ db: interrupted, clock }, uuid()), body).then((made) => made.status, codeOf);
  };

  it("a slot shut between the read and the write gives nothing", async () => {
    const slotId = (await openNeed(world())).lines[0]!.slotId;
    const shut = () => db.updateTable("slot").set({ is_open: false }).where("id", "=", slotId).execute();
    expect(await meanwhile(slotId, 10, shut)).toBe("NOT_OPEN");
    expect((await slotOf(slotId)).promised).toBe(0);
  });

  it("who began to wait between the read and the write is not overtaken", async () => {
    const slotId = (await openNeed(world(), { lines: [{ quantity: 10 }] })).lines[0]!.slotId;
    const wait = () => send(uuid(), { slotId, amount: 20, ifShort: "wait" });
    expect(await meanwhile(slotId, 5, wait)).toBe("waitlisted");
    expect(await slotOf(slotId)).toMatchObject({ promised: 0, waiting: 2 });
  });

  it("room taken between the read and the write is asked for anew", async () => {
    const slotId = (await openNeed(world(), { lines: [{ quantity: 10 }] })).lines[0]!.slotId;
    const take = () => send(uuid(), { slotId, amount: 7 });
    expect(await meanwhile(slotId, 5, take)).toBe("ONLY_PART");
    expect(await slotOf(slotId)).toMatchObject({ promised: 3500, waiting: 0 });
  });
});
