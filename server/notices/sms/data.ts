// What a text message is made from at the moment it is sent: the number, the need's title, the time it asks for.
import type { Selectable } from "kysely";
import type { DB, Db } from "@/server/platform/db";
import { offerEnd } from "@/server/pledges/offers/rules";
import type { SmsFacts } from "./rules";

export type SmsRow = Selectable<DB["sms"]>;

/** Sealed number of the person; null where there is none, or the person is no longer here. */
export async function findNumber(db: Db, personId: string): Promise<string | null> {
  const row = await db
    .selectFrom("person_phone as ph")
    .innerJoin("person as p", "p.id", "ph.person_id")
    .select("ph.cipher")
    .where("ph.person_id", "=", personId)
    .where("p.status", "=", "active")
    .orderBy("ph.is_primary", "desc")
    .orderBy("ph.created_at")
    .limit(1)
    .executeTakeFirst();
  return row?.cipher ?? null;
}

/** over: what it is about has moved on, and the text would be wrong now. */
export async function findSmsFacts(db: Db, sms: SmsRow, now: Date): Promise<SmsFacts & { over: boolean }> {
  const kept = JSON.parse(sms.params) as {
    event: string;
    needId: string | null;
    until?: number;
    reason?: string;
  };
  const need = kept.needId
    ? await db.selectFrom("need").select(["title", "lane"]).where("id", "=", kept.needId).executeTakeFirst()
    : undefined;
  const pledge = sms.pledge_id
    ? await db
        .selectFrom("pledge")
        .select(["status", "offer_expires_at"])
        .where("id", "=", sms.pledge_id)
        .executeTakeFirst()
    : undefined;
  // The offer's time begins when this text is handed over.
  const until = sms.template === "offer" ? (pledge?.offer_expires_at ?? offerEnd(now)).getTime() : kept.until;
  return {
    title: need?.lane === "open" ? need.title : null,
    until: until ? new Date(until) : null,
    event: kept.event,
    reason: kept.reason ?? null,
    over: sms.template === "offer" && pledge?.status !== "offered",
  };
}
