// Over the unit's no: the district looks once.
import { describe, expect, it } from "vitest";
import { answer, decide } from "@/server/hours/corrections/answering/commands";
import { appeal, ask, withdraw } from "@/server/hours/corrections/asking/commands";
import { viewCorrection } from "@/server/hours/corrections/data";
import { askInput } from "@/server/hours/corrections/schema";
import { strike } from "@/server/hours/righting/commands";
import { confirm } from "@/server/hours/speaking/commands";
import { newKey } from "@/tests/support/pledged";
import {
  at,
  day,
  faults,
  heard,
  inQuestion,
  liRecord,
  missing,
  said,
  sun,
  toAnswer,
  unitId,
  WORDS,
  world,
  zhou,
} from "@/tests/support/questioned";
import { refusal } from "@/tests/support/refusals";
import { minutesOf, recordById, served } from "@/tests/support/served";
import { ctxOf, grant, person } from "@/tests/support/world";

inQuestion();

describe("over the unit's no", () => {
  const refused = async () => {
    const { correctionId } = await missing(day.as.li);
    await answer(sun, said("upheld", correctionId));
    return correctionId;
  };

  it("the district looks once, within ten working days of its own, and its answer is done", async () => {
    const correctionId = await refused();
    expect(await toAnswer(zhou)).toEqual([]);
    await appeal(day.as.li, { correctionId, words: "村里的人都看见我了" });
    expect(await toAnswer(zhou)).toMatchObject([{ id: correctionId, appealed: true, daysLeft: 10 }]);
    expect(await toAnswer(sun)).toEqual([]);
    expect(await heard(zhou)).toContain("correction_appealed");
    await expect(answer(sun, said("corrected", correctionId))).rejects.toEqual(refusal("WRONG_STATE"));
    await expect(decide(sun, said("corrected", correctionId))).rejects.toEqual(refusal("FORBIDDEN"));
    await decide(zhou, said("corrected", correctionId));
    const [row] = await liRecord();
    expect(row).toMatchObject({ entered_by: day.people.zhou.id, waits_for: "second" });
    await confirm(sun, { recordIds: [row?.id as string] });
    expect(await minutesOf(world.db, day.people.li.id)).toBe(180);
    expect(await faults()).toEqual([]);
  });

  it("its no is the last, and so is a no of its own to begin with", async () => {
    const correctionId = await refused();
    await expect(appeal(day.as.wang, { correctionId, words: WORDS })).rejects.toEqual(refusal("NOT_FOUND"));
    await expect(decide(zhou, said("upheld", correctionId))).rejects.toEqual(refusal("WRONG_STATE"));
    await appeal(day.as.li, { correctionId, words: WORDS });
    await decide(zhou, said("upheld", correctionId));
    expect(await viewCorrection(day.as.li, { correctionId })).toMatchObject({
      status: "dismissed",
      mayAppeal: false,
    });
    await expect(appeal(day.as.li, { correctionId, words: WORDS })).rejects.toEqual(refusal("WRONG_STATE"));
    const own = await missing(day.as.wang);
    await answer(zhou, said("upheld", own.correctionId));
    await expect(appeal(day.as.wang, { correctionId: own.correctionId, words: WORDS })).rejects.toEqual(
      refusal("WRONG_STATE"),
    );
    expect(await heard(day.as.wang)).toEqual(["correction_dismissed"]);
  });

  it("is not decided by who gave the answer, whichever hat they wear", async () => {
    const both = await person(world, "又是站长又是区里");
    await grant(world, both, "leader", { organisationId: unitId });
    await grant(world, both, "district_admin", { regionId: day.people.places.luozhuang });
    const ctx = await ctxOf(world, both);
    const { correctionId } = await missing(day.as.li);
    await answer(ctx, said("upheld", correctionId));
    await appeal(day.as.li, { correctionId, words: WORDS });
    await expect(decide(ctx, said("upheld", correctionId))).rejects.toEqual(refusal("OWN_ANSWER"));
    await world.db
      .updateTable("role_grant")
      .set({ ended_at: world.clock.now() })
      .where("person_id", "=", both.id)
      .where("role", "=", "leader")
      .execute();
    await expect(answer(await ctxOf(world, both), said("upheld", correctionId))).rejects.toEqual(
      refusal("WRONG_STATE"),
    );
    expect(await toAnswer(ctx)).toEqual([]);
  });

  it("two administrators decide at once: one wins", async () => {
    const other = await person(world, "区里另一位");
    await grant(world, other, "district_admin", { regionId: day.people.places.luozhuang });
    const second = await ctxOf(world, other);
    const correctionId = await refused();
    await appeal(day.as.li, { correctionId, words: WORDS });
    const both = await Promise.allSettled([
      decide(zhou, said("corrected", correctionId)),
      decide(second, said("upheld", correctionId)),
    ]);
    expect(both.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    expect(await faults()).toEqual([]);
  });

  it("about times that count the record is in dispute again, and struck between it can no longer be", async () => {
    const { recordId } = await served(world, day.as.li, {
      personId: day.people.li.id,
      slotId: day.slotId,
      from: at(0),
      to: at(3),
    });
    const input = { recordId, from: at(0), to: at(4), words: WORDS, key: newKey() };
    const { correctionId } = await ask(day.as.li, askInput.parse(input));
    await answer(sun, said("upheld", correctionId));
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    await appeal(day.as.li, { correctionId, words: WORDS });
    const row = await recordById(world.db, recordId);
    expect(row.status).toBe("disputed");
    await expect(strike(sun, { recordId, version: row.version, reason: "没有来" })).rejects.toEqual(
      refusal("QUESTION_OPEN"),
    );
    await withdraw(day.as.li, { correctionId });
    expect((await recordById(world.db, recordId)).status).toBe("confirmed");
    const now = await recordById(world.db, recordId);
    await strike(sun, { recordId, version: now.version, reason: "没有来" });
    expect(await heard(day.as.li)).toEqual(["correction_upheld", "hours_counted", "hours_refused"]);
    expect(await faults()).toEqual([]);
  });
});

/** Another shift of the same day that 小李 comes to. */
