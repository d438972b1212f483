// How people are shown to others. Pure: pages use it too.

/** What somebody who closed their account is called wherever their service stays on record. */
export const ERASED_NAME = "已注销";

/** 李小明 → 李**, 李明 → 李*. What the public and strangers see. */
export function maskName(name: string): string {
  const [first = "", ...rest] = [...name.trim()];
  return first + "*".repeat(Math.min(Math.max(rest.length, 1), 2));
}

/** 李小明 → 李*明: for somebody who should know the person already and has to pick the right one. */
export function hintName(name: string): string {
  const letters = [...name.trim()];
  if (letters.length <= 2) return maskName(name);
  return `${letters[0]}*${letters.at(-1)}`;
}

/** The name where the person agreed to be shown by name, else masked. */
export function publicName(person: { name: string; public_name: boolean }): string {
  return person.public_name ? person.name : maskName(person.name);
}

/** 13812345678 → 138****5678: only ever shown to its owner. */
export function maskPhone(phone: string): string {
  return `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
