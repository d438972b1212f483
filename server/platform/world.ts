// Opens the world for a process of ours, the server or an operator's command: configuration, database, keys, log.
import type { World } from "@/server/trpc/context";
import { drainBehind } from "./behind";
import { systemClock } from "./clock";
import { type Config, masterKeyOf } from "./config";
import { loadKeys } from "./crypto";
import { createDb } from "./db";
import { createLog, type Log } from "./log";
import { startPrivateDatabase } from "./mariadb";
import { createSmsSender } from "./sms";

export type OpenWorld = World & { url: string; databasePid: number | null; close(): Promise<void> };

/** Starts or joins the private database where no DATABASE_URL is set. `close` writes what waits, then ends the pool, the database last. */
export async function openWorld(
  config: Config,
  options: { log?: Log; onLost?: () => void } = {},
): Promise<OpenWorld> {
  const log = options.log ?? createLog(config.logLevel);
  const keys = loadKeys(masterKeyOf(config));
  const database = config.databaseUrl
    ? null
    : await startPrivateDatabase({ dataDir: config.dataDir, log: (line) => log.debug(line) });
  const url = config.databaseUrl ?? (database as NonNullable<typeof database>).url;
  const db = createDb(url, { connectionLimit: config.connectionLimit, onLost: options.onLost });
  let closing: Promise<void> | undefined;
  return {
    config,
    log,
    keys,
    db,
    clock: systemClock,
    sms: createSmsSender(config.sms),
    url,
    databasePid: database?.pid ?? null,
    close() {
      closing ??= drainBehind(db)
        .then(() => db.destroy())
        .finally(() => database?.stop());
      return closing;
    },
  };
}
