// What a text message is made from at the moment it is sent: the number, the need's title, the time it asks for.
import type { Selectable } from "kysely";
import type { DB } from "@/server/platform/db";
import { familyCipher, visitPageOf, visitPath, visitToken } from "@/server/pledges/home-visits/data";
import { offerEnd } from "@/server/pledges/offers/rules";
import type { Ctx } from "@/server/trpc/context";
import type { SmsFacts } from "./rules";

export type SmsRow = Selectable<DB["sms"]>;

/** Sealed number of the person; null where there is none, or the person is no longer here. */
export async function findNumber(
  ctx: Pick<Ctx, "db" | "keys">,
  { person_id: personId, template }: SmsRow,
): Promise<string | null> {
  if (template === "visit") return familyCipher(ctx, personId); // a family has no account: its visit stands in the column
  const row = await ctx.db
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
export async function findSmsFacts(ctx: Ctx, sms: SmsRow): Promise<SmsFacts & { over: boolean }> {
  const { db } = ctx;
  const now = ctx.clock.now();
  const kept = JSON.parse(sms.params) as {
    event: string;
    needId: string | null;
    until?: number;
    reason?: string;
    slotId?: string;
  };
  if (sms.template === "visit") return familyFacts(ctx, kept.slotId ?? "", kept.event);
  const need = kept.needId
    ? await db.selectFrom("need").select(["title", "lane"]).where("id", "=", kept.needId).executeTakeFirst()
    : undefined;
  const pledge = sms.pledge_id
    ? await db
        .selectFrom("pledge as p")
        .innerJoin("slot as s", "s.id", "p.slot_id")
        .select(["p.status", "p.offer_expires_at", "s.starts_at"])
        .where("p.id", "=", sms.pledge_id)
        .executeTakeFirst()
    : undefined;
  // The offer's time begins when this text is handed over.
  const until =
    sms.template === "offer"
      ? (pledge?.offer_expires_at ?? offerEnd(now, pledge?.starts_at ?? null)).getTime()
      : kept.until;
  return {
    title: need?.lane === "open" ? need.title : null,
    until: until ? new Date(until) : null,
    event: kept.event,
    reason: kept.reason ?? null,
    over: sms.template === "offer" && pledge?.status !== "offered",
  };
}

/** What the family is told, as it stands when the text goes out. */
async function familyFacts(ctx: Ctx, slotId: string, event: string): Promise<SmsFacts & { over: boolean }> {
  const page = await visitPageOf(ctx, visitToken(ctx.keys, slotId));
  return {
    title: page.title,
    until: page.startsAt,
    event,
    reason: null,
    over: page.over || page.state === "stopped" || page.people.length === 0,
    visit: {
      names: page.people.map((one) => one.name).join("、"),
      team: page.people.find((one) => one.team !== null)?.team ?? "志愿者",
      phone: page.phone ?? "见链接",
      link: `${ctx.config.publicUrl ?? ""}${visitPath(ctx.keys, slotId)}`,
    },
  };
}
