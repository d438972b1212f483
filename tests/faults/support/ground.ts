// The ground that faults are thrown on: a database of its own, durable as in real life, with one slot that never fills.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb, type Db } from "@/server/platform/db";
import { type PrivateDatabase, startPrivateDatabase } from "@/server/platform/mariadb";
import { migrate } from "@/server/platform/migrate";
import { openNeed } from "@/tests/support/needs";

export type Ground = { db: Db; database: PrivateDatabase; slots: string[]; close(): Promise<void> };

export async function openGround(): Promise<Ground> {
  const dataDir = mkdtempSync(join(tmpdir(), "hrb-faults-"));
  const database = await startPrivateDatabase({ dataDir });
  await migrate(database.url);
  const db = createDb(database.url);
  const need = await openNeed(
    { db, clock: { now: () => new Date() } },
    {
      lines: [
        { direction: "sale", quantity: 1_000_000 },
        { direction: "gift", quantity: 300 },
        { direction: "gift", quantity: 1_000_000 },
      ],
    },
  );
  return {
    db,
    database,
    slots: need.lines.map((line) => line.slotId),
    async close() {
      await db.destroy();
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** What was sent: enough to send the very same again. */
export type Sent = { personId: string; slotId: string; key: string };
