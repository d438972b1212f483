import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { masterKeyOf, parseConfig } from "@/server/platform/config";

test("with nothing set it is a demo on port 3000 with a database of its own in .data", () => {
  expect(parseConfig({})).toMatchObject({
    port: 3000,
    dataDir: join(process.cwd(), ".data"),
    databaseUrl: null,
    demo: true,
    secure: false,
    sms: { driver: "console" },
  });
});

test.each([
  ["PORT", "http", /^PORT must be a whole number from 0 to 65535$/],
  ["PORT", "70000", /^PORT must be from 0 to 65535$/],
  ["DEMO", "yes", /^DEMO must be 1 or 0$/],
  ["DATABASE_URL", "postgres://x/y", /^DATABASE_URL must be an address that begins with mysql:/],
  ["HRB_MASTER_KEY", "secret", /^HRB_MASTER_KEY must be 64 hexadecimal digits/],
  ["PUBLIC_URL", "haorenbang.cn", /^PUBLIC_URL must be an address/],
  ["SMS_DRIVER", "pigeon", /^SMS_DRIVER /],
])("%s=%s is refused in one line that names it", (name, value, line) => {
  expect(() => parseConfig({ [name]: value })).toThrow(line);
  expect(() => parseConfig({ [name]: value })).toThrow(/^[^\n]+$/);
});

test("a server of somebody else's needs a master key that outlives this machine", () => {
  const DATABASE_URL = "mysql://u:p@db:3306/hrb";
  expect(() => parseConfig({ DATABASE_URL })).toThrow(/^HRB_MASTER_KEY is needed/);
  expect(parseConfig({ DATABASE_URL, HRB_MASTER_KEY: "a".repeat(64) }).databaseUrl).toBe(DATABASE_URL);
});

test("a provider of text messages without its settings is refused by the name of what is missing", () => {
  expect(() => parseConfig({ SMS_DRIVER: "http" })).toThrow(
    "SMS_HTTP_URL is needed where SMS_DRIVER is http",
  );
  const aliyun = { SMS_DRIVER: "aliyun", SMS_KEY_ID: "i", SMS_KEY_SECRET: "s", SMS_SIGN_NAME: "好人帮" };
  expect(() => parseConfig(aliyun)).toThrow("SMS_TEMPLATES is needed");
  expect(parseConfig({ ...aliyun, SMS_TEMPLATES: "code=SMS_1, offer=SMS_2" }).sms).toMatchObject({
    templates: { code: "SMS_1", offer: "SMS_2" },
  });
});

test("the key made at the first start is kept, and only its owner may read it", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "hrb-config-"));
  const config = { ...parseConfig({}), dataDir };
  const key = masterKeyOf(config);
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  expect(masterKeyOf(config)).toBe(key);
  expect(statSync(join(dataDir, "master.key")).mode & 0o777).toBe(0o600);
  rmSync(dataDir, { recursive: true });
});
