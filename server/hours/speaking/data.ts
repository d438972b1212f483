// Who may see a record, and what the asker's word on it is worth.
import { refuse } from "@/server/errors";
import { actsFor } from "@/server/people/proxies/data";
import { type Grant, may } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { hoursFacts, type Known, knownRecords } from "../facts/data";
import { type Level, reaches, type Word } from "../rules";

/** What the asker's word is worth on this record: the furthest of what they may. */
export function wordOf(ctx: Ctx, known: Known): Word & { grant: Grant | null } {
  const facts = hoursFacts(known);
  const grantOf = (answer: true | Grant): Grant | null => (answer === true ? null : answer);
  const by = ctx.actor?.personId ?? null;
  const steps: [Level, "hours.confirm_longest" | "hours.confirm_long" | "hours.confirm"][] = [
    ["district", "hours.confirm_longest"],
    ["parent", "hours.confirm_long"],
    ["leader", "hours.confirm"],
  ];
  for (const [level, action] of steps) {
    const answer = may(ctx, action, facts);
    if (answer !== false) return { by, level, grant: grantOf(answer) };
  }
  return { by, level: "rule", grant: null };
}

/** The record; NOT_FOUND where the asker may not see it. */
export async function visibleRecord(ctx: Ctx, recordId: string): Promise<Known> {
  const [known] = await knownRecords(ctx.db, [recordId]);
  if (known === undefined) refuse("NOT_FOUND");
  const actor = ctx.actor?.personId;
  const proxy = actor === undefined ? false : await actsFor(ctx.db, actor, known.record.person_id);
  if (may(ctx, "hours.see", hoursFacts(known, proxy)) === false) refuse("NOT_FOUND");
  return known;
}

const LEVEL_OF: Record<string, Level> = {
  leader: "leader",
  second: "leader",
  parent: "parent",
  district: "district",
};

/** For a page: whether to show the button. What else stands in the way is said when it is pressed. */
export function mayConfirm(ctx: Ctx, known: Known): boolean {
  const { record } = known;
  const actor = ctx.actor?.personId;
  if (record.status !== "pending" || record.waits_for === null) return false;
  if (actor === undefined || actor === record.person_id || actor === record.entered_by) return false;
  const { level } = wordOf(ctx, known);
  return reaches(level, LEVEL_OF[record.waits_for] ?? "district");
}
