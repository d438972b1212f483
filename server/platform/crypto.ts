// Encryption at rest and look-up hashes. Every key comes from a master key through HKDF; a cipher text names its key.
// MASTER_KEY may list several keys, newest first: the newest seals, any opens. Look-up hashes use the eldest, so that adding
// a key breaks no look-up; an old key is retired once everything was sealed and hashed anew.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  randomInt,
  timingSafeEqual,
} from "node:crypto";

/** What a look-up hash is of: the same text under two purposes gives unrelated hashes. */
export type HashPurpose =
  | "day_token"
  | "day_code"
  | "day_ticket"
  | "roster"
  | "phone"
  | "last4"
  | "id_number"
  | "session"
  | "browser"
  | "code"
  | "setup"
  | "limit"
  | "choice"
  | "body"
  | "certificate"
  | "draft"
  | "visit"
  | "join";

type KeySet = { id: string; seal: Buffer; hash: Buffer; root: Buffer };
export type Keys = { newest: KeySet; eldest: KeySet; byId: ReadonlyMap<string, KeySet> };

const MASTER_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** A new master key, in the form MASTER_KEY takes. */
export function newMasterKey(): string {
  return randomBytes(MASTER_BYTES).toString("hex");
}

/** masterKey: 64 hex digits; several separated by commas, newest first. */
export function loadKeys(masterKey: string): Keys {
  const sets = masterKey.split(",").map((part) => {
    const text = part.trim();
    if (!/^[0-9a-fA-F]{64}$/.test(text)) throw new Error("MASTER_KEY must be 64 hexadecimal digits");
    const root = Buffer.from(text, "hex");
    return {
      id: derive(root, "key id").subarray(0, 4).toString("hex"),
      seal: derive(root, "seal"),
      hash: derive(root, "look-up"),
      root,
    };
  });
  return {
    newest: sets[0] as KeySet,
    eldest: sets.at(-1) as KeySet,
    byId: new Map(sets.map((set) => [set.id, set])),
  };
}

/** Secrets for another use (the session cookie, say), one per master key held, newest first. */
export function secretsFor(keys: Keys, use: string): string[] {
  return [...keys.byId.values()].map((set) => derive(set.root, `secret ${use}`).toString("base64url"));
}

/** AES-256-GCM: "v1:<key id>:<iv>:<cipher text>:<tag>". Never the same twice. */
export function seal(keys: Keys, text: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", keys.newest.seal, iv);
  const body = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return ["v1", keys.newest.id, base64(iv), base64(body), base64(cipher.getAuthTag())].join(":");
}

/** The text that was sealed. Throws where it was altered, or its key is not held. */
export function open(keys: Keys, cipherText: string): string {
  const [version, id = "", iv = "", body = "", tag = "", ...rest] = cipherText.split(":");
  if (version !== "v1" || rest.length > 0) throw new Error("not a sealed text");
  const key = keys.byId.get(id);
  if (key === undefined) throw new Error(`sealed with a key that is not held: ${id}`);
  const tagBytes = Buffer.from(tag, "base64url");
  if (tagBytes.length !== TAG_BYTES) throw new Error("not a sealed text");
  const decipher = createDecipheriv("aes-256-gcm", key.seal, Buffer.from(iv, "base64url"), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAuthTag(tagBytes);
  return Buffer.concat([decipher.update(Buffer.from(body, "base64url")), decipher.final()]).toString("utf8");
}

/** True where a text should be sealed again, since a newer key is held. */
export function isStale(keys: Keys, cipherText: string): boolean {
  return cipherText.split(":")[1] !== keys.newest.id;
}

/** 64 hex digits by which a text can be looked up but not read. */
export function hashOf(keys: Keys, purpose: HashPurpose, text: string): string {
  return createHmac("sha256", keys.eldest.hash).update(`${purpose}\0${text}`).digest("hex");
}

/** Compares two hashes in constant time. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** A random id of 256 bits: sessions, browsers, one-time links. */
export function randomId(): string {
  return randomBytes(32).toString("base64url");
}

/** Six decimal digits, each combination equally likely. */
export function randomCode(): string {
  return String(randomInt(1_000_000)).padStart(6, "0");
}

/** The look-up columns of a telephone number (already normalised by the schema's `phone`). */
export function phoneColumns(
  keys: Keys,
  phone: string,
): { cipher: string; hash: string; last4_hash: string } {
  return {
    cipher: seal(keys, phone),
    hash: hashOf(keys, "phone", phone),
    last4_hash: hashOf(keys, "last4", phone.slice(-4)),
  };
}

function derive(root: Buffer, info: string): Buffer {
  return Buffer.from(hkdfSync("sha256", root, "haorenbang", info, MASTER_BYTES));
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64url");
}
