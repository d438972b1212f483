// The configuration: read from the environment once, at start. A wrong value stops the process with one clear line.
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { z } from "zod";
import type { SmsConfig } from "./sms";

export type Config = {
  port: number;
  host: string;
  /** Everything we write, absolute. */
  dataDir: string;
  /** null: the private database. */
  databaseUrl: string | null;
  connectionLimit: number;
  demo: boolean;
  /** 64 hexadecimal digits; several, newest first, separated by commas. null until `masterKeyOf` is asked. */
  masterKey: string | null;
  /** As the browser writes it, without a slash at the end. null: whatever address the browser came by. */
  publicUrl: string | null;
  /** The browser speaks TLS to us or to the proxy before us. */
  secure: boolean;
  /** How many proxies before us may be believed about the client's address. */
  trustProxy: number;
  worker: boolean;
  logLevel: string;
  sms: SmsConfig;
  site: { organiser: string | null; phone: string | null; icp: string | null; police: string | null };
};

export class ConfigError extends Error {
  override name = "ConfigError";
}

const flag = (byDefault: boolean) =>
  z
    .enum(["0", "1", "true", "false"], "must be 1 or 0")
    .optional()
    .transform((value) => (value === undefined ? byDefault : value === "1" || value === "true"));
const whole = (min: number, max: number, byDefault: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be from ${min} to ${max}`)
    .optional()
    .transform((n) => n ?? byDefault);
const word = z.string().max(500, "is too long").optional();
const url = (...protocols: string[]) =>
  z
    .string()
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
      error: `must be an address that begins with ${protocols.map((p) => `${p}//`).join(" or ")}`,
    })
    .optional();

const ENVIRONMENT = z.object({
  PORT: whole(0, 65_535, 3000),
  HOST: word,
  HRB_DATA_DIR: word,
  DATABASE_URL: url("mysql:", "mariadb:"),
  HRB_CONNECTIONS: whole(1, 200, 12),
  DEMO: flag(true),
  HRB_MASTER_KEY: z
    .string()
    .regex(
      /^[0-9a-fA-F]{64}(,\s*[0-9a-fA-F]{64})*$/,
      "must be 64 hexadecimal digits (`openssl rand -hex 32`)",
    )
    .optional(),
  PUBLIC_URL: url("http:", "https:"),
  TRUST_PROXY: whole(0, 5, 0),
  HRB_WORKER: flag(true),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"]).optional(),
  SMS_DRIVER: z.enum(["console", "http", "aliyun", "tencent"]).optional(),
  SMS_HTTP_URL: url("http:", "https:"),
  SMS_HTTP_TOKEN: word,
  SMS_KEY_ID: word,
  SMS_KEY_SECRET: word,
  SMS_APP_ID: word,
  SMS_SIGN_NAME: word,
  SMS_TEMPLATES: word,
  SITE_ORGANISER: word,
  SITE_PHONE: word,
  SITE_ICP: word,
  SITE_POLICE: word,
});
type Environment = z.output<typeof ENVIRONMENT>;

/** Pure: reads no file and writes none. */
export function parseConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = ENVIRONMENT.safeParse(given);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new ConfigError(`${issue?.path.join(".")} ${issue?.message ?? "is wrong"}`);
  }
  const e = parsed.data;
  if (e.DATABASE_URL && !e.HRB_MASTER_KEY)
    throw new ConfigError(
      "HRB_MASTER_KEY is needed where DATABASE_URL is set: make one with `openssl rand -hex 32` and keep it with the backups",
    );
  return {
    port: e.PORT,
    host: e.HOST ?? "0.0.0.0",
    dataDir: resolve(e.HRB_DATA_DIR ?? ".data"),
    databaseUrl: e.DATABASE_URL?.replace(/^mariadb:/, "mysql:") ?? null,
    connectionLimit: e.HRB_CONNECTIONS,
    demo: e.DEMO,
    masterKey: e.HRB_MASTER_KEY ?? null,
    publicUrl: e.PUBLIC_URL?.replace(/\/+$/, "") ?? null,
    secure: e.PUBLIC_URL?.startsWith("https:") ?? false,
    trustProxy: e.TRUST_PROXY,
    worker: e.HRB_WORKER,
    logLevel: e.LOG_LEVEL ?? "info",
    sms: smsOf(e),
    site: {
      organiser: e.SITE_ORGANISER ?? null,
      phone: e.SITE_PHONE ?? null,
      icp: e.SITE_ICP ?? null,
      police: e.SITE_POLICE ?? null,
    },
  };
}

/** The process's configuration; stops the process where it is wrong. */
export function loadConfig(env: Record<string, string | undefined> = process.env): Config {
  try {
    return parseConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`configuration: ${error.message}\n`);
    process.exit(78); // EX_CONFIG
  }
}

/** The master key: given, or kept in the data folder (0600), made at the first start. */
export function masterKeyOf(config: Config): string {
  if (config.masterKey) return config.masterKey;
  const path = join(config.dataDir, "master.key");
  mkdirSync(config.dataDir, { recursive: true });
  if (!existsSync(path)) {
    try {
      writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error; // another process was quicker
    }
  }
  return readFileSync(path, "utf8").trim();
}

function smsOf(e: Environment): SmsConfig {
  const driver = e.SMS_DRIVER ?? "console";
  const need = (name: keyof Environment): string => {
    const value = e[name];
    if (typeof value !== "string") throw new ConfigError(`${name} is needed where SMS_DRIVER is ${driver}`);
    return value;
  };
  switch (driver) {
    case "console":
      return { driver };
    case "http":
      return { driver, url: need("SMS_HTTP_URL"), ...(e.SMS_HTTP_TOKEN ? { token: e.SMS_HTTP_TOKEN } : {}) };
    case "aliyun":
      return {
        driver,
        accessKeyId: need("SMS_KEY_ID"),
        accessKeySecret: need("SMS_KEY_SECRET"),
        signName: need("SMS_SIGN_NAME"),
        templates: templatesOf(need("SMS_TEMPLATES")),
      };
    case "tencent":
      return {
        driver,
        secretId: need("SMS_KEY_ID"),
        secretKey: need("SMS_KEY_SECRET"),
        appId: need("SMS_APP_ID"),
        signName: need("SMS_SIGN_NAME"),
        templates: templatesOf(need("SMS_TEMPLATES")),
      };
  }
}

/** "code=SMS_1,offer=SMS_2": our names and the provider's ids. */
function templatesOf(text: string): Record<string, string> {
  const pairs = text.split(",").map((pair) => pair.trim().split("="));
  if (pairs.some((pair) => pair.length !== 2 || pair.includes("")))
    throw new ConfigError("SMS_TEMPLATES must look like name=id,name=id");
  return Object.fromEntries(pairs);
}
