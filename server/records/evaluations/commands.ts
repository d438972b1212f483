// Evaluating a service that is over: each side says one thing of all and one of each volunteer, and may say it anew.
import { v7 as uuid } from "uuid";
import { refuse } from "@/server/errors";
import { record } from "@/server/history/commands";
import { type Trx, transact } from "@/server/platform/db";
import { authorize, type Grant } from "@/server/policy";
import type { Ctx } from "@/server/trpc/context";
import { attendedOf, isOver, shiftToEvaluate } from "./data";
import type { GiveInput, Side } from "./schema";

/** All that was said, or nothing. Nobody evaluates themself; who did not come cannot be evaluated. */
export async function giveEvaluations(ctx: Ctx, input: GiveInput): Promise<{ given: number }> {
  const { shift } = await shiftToEvaluate(ctx, input.slotId);
  const grant = authorize(ctx, "evaluation.give", { ...shift.facts, side: input.side });
  if (!isOver(shift, ctx.clock.now())) refuse("NOT_OVER");
  if (input.given.some((one) => one.personId !== undefined && one.personId === ctx.actor?.personId))
    refuse("FORBIDDEN");
  const ids = input.given.map((one) => one.personId ?? "");
  if (new Set(ids).size < ids.length) refuse("INVALID", { fields: { given: "twice" } });
  return transact(ctx.db, async (trx) => {
    // Two of one side at once take turns.
    await trx.selectFrom("slot").select("id").where("id", "=", input.slotId).forUpdate().execute();
    const came = new Set((await attendedOf(trx, input.slotId)).map((one) => one.personId));
    if (came.size === 0 || ids.some((id) => id !== "" && !came.has(id))) refuse("NOT_THERE");
    let given = 0;
    for (const one of input.given)
      if (await put(trx, ctx, shift.need.id, input.slotId, input.side, one, grant)) given++;
    return { given };
  });
}

type One = GiveInput["given"][number];

/** False where the same was said before. */
async function put(
  trx: Trx,
  ctx: Ctx,
  needId: string,
  slotId: string,
  side: Side,
  one: One,
  grant: Grant | null,
): Promise<boolean> {
  const liveKey = `${slotId}:${one.personId ?? "all"}:${side}`;
  const said = { score: one.score, words: one.words ?? null };
  const before = await trx
    .selectFrom("evaluation")
    .select(["id", "score", "words", "version"])
    .where("live_key", "=", liveKey)
    .executeTakeFirst();
  if (before && before.score === said.score && before.words === said.words) return false;
  const id = before?.id ?? uuid();
  const version = (before?.version ?? 0) + 1;
  await record(trx, ctx, {
    aggregate: "evaluation",
    id,
    version,
    event: before ? "evaluation.changed" : "evaluation.given",
    grant,
    forId: one.personId ?? null,
    data: { slotId, side, score: one.score },
  });
  const by = ctx.actor?.personId ?? "";
  if (before)
    await trx
      .updateTable("evaluation")
      .set({ ...said, given_by: by, version })
      .where("id", "=", id)
      .execute();
  else
    await trx
      .insertInto("evaluation")
      .values({
        id,
        slot_id: slotId,
        need_id: needId,
        person_id: one.personId ?? null,
        side,
        ...said,
        given_by: by,
        live_key: liveKey,
        created_at: ctx.clock.now(),
      })
      .execute();
  return true;
}
