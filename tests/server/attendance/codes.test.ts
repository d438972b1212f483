// The rotating code: whatever was not signed, is too old, or was changed by a single character is not believed.
import { createHmac } from "node:crypto";
import fc from "fast-check";
import { v4 as uuid } from "uuid";
import { describe, expect, it } from "vitest";
import {
  codeOf,
  type Mac,
  matchCode,
  STEP_MS,
  signToken,
  stepAt,
  stepEnds,
  verifyToken,
} from "@/server/attendance/codes/rules";
import { TEST_NOW } from "../../support/clock";

const mac: Mac = (use, text) => createHmac("sha256", "key").update(`${use}\0${text}`).digest("hex");
const other: Mac = (use, text) => createHmac("sha256", "other key").update(`${use}\0${text}`).digest("hex");
const later = (steps: number, ms = 0) => new Date(TEST_NOW.getTime() + steps * STEP_MS + ms);
const anySlot = fc.uuid();
const anyStep = fc.integer({ min: 0, max: 2 ** 37 });

describe("the code of a shift", () => {
  const slotId = uuid();
  const step = stepAt(TEST_NOW);
  const token = signToken(mac, slotId, step);

  it("is believed during its own step and one to either side", () => {
    for (const off of [-1, 0, 1])
      expect(verifyToken(mac, token, later(off)), String(off)).toEqual({ ok: true, slotId, step });
  });

  it("is too old, or from the future, two steps away: to the millisecond", () => {
    const end = stepEnds(step).getTime();
    expect(verifyToken(mac, token, new Date(end + STEP_MS - 1)).ok).toBe(true);
    expect(verifyToken(mac, token, new Date(end + STEP_MS))).toEqual({ ok: false, why: "old" });
    expect(verifyToken(mac, token, later(-2))).toEqual({ ok: false, why: "old" });
  });

  it("of another key is forged, also when it is old", () => {
    expect(verifyToken(other, token, TEST_NOW)).toEqual({ ok: false, why: "forged" });
    expect(verifyToken(other, token, later(99))).toEqual({ ok: false, why: "forged" });
  });

  it("any shift and any step come back as they were signed", () => {
    fc.assert(
      fc.property(anySlot, anyStep, (slot, at) => {
        const verdict = verifyToken(mac, signToken(mac, slot, at), new Date(at * STEP_MS));
        expect(verdict).toEqual({ ok: true, slotId: slot, step: at });
      }),
    );
  });

  it("changed in any one character, or given another shift's signature, is not believed", () => {
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    fc.assert(
      fc.property(anySlot, fc.nat(43), fc.nat(63), (slot, place, letter) => {
        const good = signToken(mac, slot, step);
        const bad = good.slice(0, place) + alphabet[letter] + good.slice(place + 1);
        fc.pre(bad !== good);
        expect(verifyToken(mac, bad, TEST_NOW).ok).toBe(false);
        const mixed = good.slice(0, 22) + token.slice(22);
        fc.pre(mixed !== good);
        expect(verifyToken(mac, mixed, TEST_NOW).ok).toBe(false);
      }),
    );
  });

  it("any text at all is answered, never thrown at", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(verifyToken(mac, text, TEST_NOW).ok).toBe(false);
      }),
    );
    expect(verifyToken(mac, `${token}=`, TEST_NOW)).toEqual({ ok: false, why: "malformed" });
  });
});

describe("the six digits", () => {
  const [mine, another] = [uuid(), uuid()];
  const step = stepAt(TEST_NOW);
  const code = codeOf(mac, mine, step);

  it("are believed in the same steps as the link, for the shift they are of", () => {
    expect(code).toMatch(/^\d{6}$/);
    for (const off of [-1, 0, 1]) expect(matchCode(mac, [mine], code, later(off))?.slotId).toBe(mine);
    expect(matchCode(mac, [mine], code, later(2))).toBeNull();
    expect(matchCode(mac, [another], code, TEST_NOW)).toBeNull();
    expect(matchCode(mac, [another, mine], code, TEST_NOW)).toEqual({ slotId: mine, step });
    expect(matchCode(mac, [], code, TEST_NOW)).toBeNull();
  });

  it("are not what the link says", () => {
    expect(signToken(mac, mine, step)).not.toContain(code);
    expect(codeOf(mac, mine, step + 1)).not.toBe(code);
  });
});
