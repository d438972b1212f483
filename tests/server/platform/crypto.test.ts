import { expect, test } from "vitest";
import {
  hashOf,
  isStale,
  loadKeys,
  newMasterKey,
  open,
  phoneColumns,
  randomCode,
  sameHash,
  seal,
  secretsFor,
} from "@/server/platform/crypto";

const [older, newer] = [newMasterKey(), newMasterKey()];
const keys = loadKeys(older);

test("what is sealed opens again, and is never the same text twice", () => {
  const [a, b] = [seal(keys, "西潘墩村 12号 𠮷"), seal(keys, "西潘墩村 12号 𠮷")];
  expect(open(keys, a)).toBe("西潘墩村 12号 𠮷");
  expect(a).not.toBe(b);
  expect(Buffer.from(a.split(":")[3] ?? "", "base64url").includes("12号")).toBe(false);
});

test("a sealed text that was altered, cut, or belongs to another key does not open", () => {
  const sealed = seal(keys, "13800001234");
  const parts = sealed.split(":");
  const flipped = [...parts];
  flipped[3] = (parts[3]?.[0] === "A" ? "B" : "A") + parts[3]?.slice(1);
  expect(() => open(keys, flipped.join(":"))).toThrow();
  expect(() => open(keys, [...parts.slice(0, 4), parts[4]?.slice(0, 6)].join(":"))).toThrow();
  expect(() => open(keys, parts.slice(0, 4).join(":"))).toThrow();
  expect(() => open(loadKeys(newer), sealed)).toThrow("not held");
});

test("a new master key seals, the old one still opens, and look-ups stay what they were", () => {
  const sealed = seal(keys, "13800001234");
  const both = loadKeys(`${newer},${older}`);
  expect(open(both, sealed)).toBe("13800001234");
  expect(isStale(both, sealed)).toBe(true);
  const again = seal(both, open(both, sealed));
  expect(isStale(both, again)).toBe(false);
  expect(() => open(keys, again)).toThrow("not held");
  expect(hashOf(both, "phone", "13800001234")).toBe(hashOf(keys, "phone", "13800001234"));
});

test("a look-up hash depends on purpose and key, and shows nothing of the text", () => {
  const hash = hashOf(keys, "phone", "13800001234");
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(hash).not.toBe(hashOf(keys, "last4", "13800001234"));
  expect(hash).not.toBe(hashOf(loadKeys(newer), "phone", "13800001234"));
  expect(sameHash(hash, hash)).toBe(true);
  expect(sameHash(hash, `${hash.slice(1)}0`)).toBe(false);
  expect(secretsFor(keys, "cookie")).not.toEqual(secretsFor(keys, "other"));
});

test("a telephone number fits its columns and is found by its last four digits", () => {
  const columns = phoneColumns(keys, "13800001234");
  expect(columns.cipher.length).toBeLessThanOrEqual(255);
  expect(columns.last4_hash).toBe(hashOf(keys, "last4", "1234"));
});

test("a code has six digits, leading zeros included", () => {
  const codes = Array.from({ length: 2000 }, randomCode);
  expect(codes.every((code) => /^\d{6}$/.test(code))).toBe(true);
  expect(codes.some((code) => code.startsWith("0"))).toBe(true);
});

test("a master key that is too short or not hexadecimal is refused", () => {
  expect(() => loadKeys("abc")).toThrow("MASTER_KEY");
  expect(() => loadKeys(`${older},`)).toThrow("MASTER_KEY");
});
