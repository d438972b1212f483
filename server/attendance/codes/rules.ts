// The rotating code of a shift: what its link and its six digits say, and when they are believed. Pure; the key is given as a function.
import { timingSafeEqual } from "node:crypto";

/** A code changes this often. */
export const STEP_MS = 30_000;
/** Steps before and after the present one that are believed: clocks differ, and people walk up to the telephone. */
export const STEP_SLACK = 1;
/** 96 bits: nobody guesses one in the minute and a half it lives. */
const MAC_BYTES = 12;
const SLOT_BYTES = 16;
const STEP_BYTES = 5;
const TOKEN_BYTES = SLOT_BYTES + STEP_BYTES + MAC_BYTES;
const CODES = 1_000_000;

/** A keyed hash of a text: 64 hex digits. `token` and `code` give unrelated ones. */
export type Mac = (use: "token" | "code", text: string) => string;
export type Opened = { slotId: string; step: number };
type Verdict = ({ ok: true } & Opened) | { ok: false; why: "malformed" | "forged" | "old" };

export const stepAt = (at: Date): number => Math.floor(at.getTime() / STEP_MS);
/** When a step's code is replaced on the screen. */
export const stepEnds = (step: number): Date => new Date((step + 1) * STEP_MS);
const isNear = (step: number, now: Date): boolean => Math.abs(step - stepAt(now)) <= STEP_SLACK;

const said = (slotId: string, step: number) => `${slotId}:${step}`;
const macOf = (mac: Mac, slotId: string, step: number) =>
  Buffer.from(mac("token", said(slotId, step)), "hex").subarray(0, MAC_BYTES);

/** 44 characters that stand in a link: shift, step, signature. */
export function signToken(mac: Mac, slotId: string, step: number): string {
  const at = Buffer.alloc(STEP_BYTES);
  at.writeUIntBE(step, 0, STEP_BYTES);
  const slot = Buffer.from(slotId.replaceAll("-", ""), "hex");
  return Buffer.concat([slot, at, macOf(mac, slotId, step)]).toString("base64url");
}

/** Forged is asked before old: a stranger learns nothing from a token they made up. */
export function verifyToken(mac: Mac, token: string, now: Date): Verdict {
  const bytes = Buffer.from(token, "base64url");
  if (bytes.length !== TOKEN_BYTES || bytes.toString("base64url") !== token)
    return { ok: false, why: "malformed" };
  const hex = bytes.subarray(0, SLOT_BYTES).toString("hex");
  const slotId = [8, 12, 16, 20, 32].map((end, i, ends) => hex.slice(ends[i - 1] ?? 0, end)).join("-");
  const step = bytes.readUIntBE(SLOT_BYTES, STEP_BYTES);
  if (!timingSafeEqual(bytes.subarray(SLOT_BYTES + STEP_BYTES), macOf(mac, slotId, step)))
    return { ok: false, why: "forged" };
  return isNear(step, now) ? { ok: true, slotId, step } : { ok: false, why: "old" };
}

/** Six digits for who cannot scan. 2⁴⁸ over 10⁶: no digit is more likely than another by more than one in 10⁸. */
export const codeOf = (mac: Mac, slotId: string, step: number): string =>
  String(Number.parseInt(mac("code", said(slotId, step)).slice(0, 12), 16) % CODES).padStart(6, "0");

/** The believed step whose digits these are, among these shifts; the present step first. */
export function matchCode(mac: Mac, slotIds: readonly string[], code: string, now: Date): Opened | null {
  const present = stepAt(now);
  for (let off = 0; off <= STEP_SLACK; off++)
    for (const step of new Set([present - off, present + off]))
      for (const slotId of slotIds)
        if (timingSafeEqual(Buffer.from(codeOf(mac, slotId, step)), Buffer.from(code)))
          return { slotId, step };
  return null;
}
