// What somebody has typed and not sent: kept sealed, under the person or, for a visitor, the browser.

import type { z } from "zod";
import { isRefusal, refuse } from "@/server/errors";
import { hashOf, open, seal } from "@/server/platform/crypto";
import { spend } from "@/server/platform/limits";
import { DAY_MS } from "@/server/time";
import type { Ctx } from "@/server/trpc/context";
import {
  DRAFT_KEPT_DAYS,
  DRAFT_MAX_CHARS,
  DRAFTS_PER_OWNER,
  type DraftBody,
  draftBody,
  type keepDraftInput,
} from "./schema";

/** Person where signed in, else the browser's hash; null where neither is known. */
function ownerOf(ctx: Ctx): string | null {
  if (ctx.actor) return ctx.actor.personId;
  return ctx.browser ? hashOf(ctx.keys, "draft", ctx.browser) : null;
}

/** A visitor's browser is whatever the request says it is, so what visitors keep is counted by where they come from. */
async function hasRoom(ctx: Ctx): Promise<boolean> {
  if (ctx.actor) return true;
  try {
    await spend(ctx, "draft_address", ctx.address);
    return true;
  } catch (error) {
    if (isRefusal(error)) return false;
    throw error;
  }
}

/** Keeps or replaces a draft. A visitor without a browser cookie, or from an address of too many, keeps none: nothing happens. */
export async function keepDraft(ctx: Ctx, input: z.infer<typeof keepDraftInput>): Promise<void> {
  const owner = ownerOf(ctx);
  if (owner === null) return;
  const json = JSON.stringify(input.body);
  if (json.length > DRAFT_MAX_CHARS) refuse("INVALID", { fields: { _: "too_long" } });
  if (!(await hasRoom(ctx))) return;
  const row = { cipher: seal(ctx.keys, json), updated_at: ctx.clock.now() };
  await ctx.db
    .insertInto("draft")
    .values({ owner, form: input.form, ...row })
    .onDuplicateKeyUpdate(row)
    .execute();
  const kept = await ctx.db
    .selectFrom("draft")
    .select("form")
    .where("owner", "=", owner)
    .orderBy("updated_at", "desc")
    .offset(DRAFTS_PER_OWNER)
    .limit(DRAFTS_PER_OWNER)
    .execute();
  if (kept.length === 0) return;
  await ctx.db
    .deleteFrom("draft")
    .where("owner", "=", owner)
    .where(
      "form",
      "in",
      kept.map((d) => d.form),
    )
    .execute();
}

/** Everything this request may read: the person's own, and what the same browser typed before it signed in. */
function ownersOf(ctx: Ctx): string[] {
  const browser = ctx.browser ? [hashOf(ctx.keys, "draft", ctx.browser)] : [];
  return ctx.actor ? [ctx.actor.personId, ...browser] : browser;
}

/** The newest draft of that name, or null where there is none or it is older than a week. */
export async function findDraft(ctx: Ctx, form: string): Promise<DraftBody | null> {
  const owners = ownersOf(ctx);
  if (owners.length === 0) return null;
  const row = await ctx.db
    .selectFrom("draft")
    .select("cipher")
    .where("owner", "in", owners)
    .where("form", "=", form)
    .where("updated_at", ">", new Date(ctx.clock.now().getTime() - DRAFT_KEPT_DAYS * DAY_MS))
    .orderBy("updated_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? draftBody.parse(JSON.parse(open(ctx.keys, row.cipher))) : null;
}

export async function dropDraft(ctx: Ctx, form: string): Promise<void> {
  const owners = ownersOf(ctx);
  if (owners.length > 0)
    await ctx.db.deleteFrom("draft").where("owner", "in", owners).where("form", "=", form).execute();
}

/** Drops what nobody may read any more. */
export async function forgetDrafts(ctx: Pick<Ctx, "db" | "clock">): Promise<void> {
  await ctx.db
    .deleteFrom("draft")
    .where("updated_at", "<=", new Date(ctx.clock.now().getTime() - DRAFT_KEPT_DAYS * DAY_MS))
    .execute();
}
